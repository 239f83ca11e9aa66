"""Say in sentences why an article is in its story, for those who run the bot."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_ENOUGH = 1e-9
_VETOES = {
    "roundup": "a round-up of several events",
    "paper": "another paper",
    "round": "another funding round",
    "version": "another version",
    "actor": "other companies, products or people",
    "place": "another place",
    "quarter": "another quarter",
    "day": "other days",
    "amount": "another amount",
}
_KINDS = {"concept": "concepts", "version": "versions", "figure": "figures"}


def explain(why: Mapping[str, Any], *, seen: str) -> list[str]:
    """Return sentences: how the article was placed, what else was near, what became of it.

    `why` is what is kept of a placement; `seen` says when it was.
    """
    return [*_placed(why, seen), *_moved(why.get("merged", {}))]


def _placed(why: Mapping[str, Any], seen: str) -> Iterator[str]:
    rules = f" by rules {why['rules']}" if "rules" in why else ""
    when = f"{seen}{rules}"
    if "same_page" in why:
        yield f"Joined {when}: it names {why['same_page']} as the page it repeats."
        return
    looks: Sequence[Mapping[str, Any]] = why.get("nearest", ())
    if not looks:
        yield f"Opened a story {when}: none of the last three days shared its words."
        return
    best, rest = looks[0], looks[1:]
    if _is_near(best):
        yield f"Joined {when}, story {best['story']} as it was then: {_measure(best)}."
        yield f"They share {_shared(best)}."
    else:
        rest = looks
        yield f"Opened a story {when}: no other was near enough."
    for look in rest:
        yield f"Also looked at story {look['story']}: {_measure(look)}; {_verdict(look)}."


def _moved(merged: Mapping[str, Any]) -> Iterator[str]:
    hand = {True: " by an operator", False: " when all were looked at again"}
    who = hand.get(merged.get("by_hand", ""), "")
    asked = f", embedding {merged['embedding']:.2f}" if "embedding" in merged else ""
    if "story" in merged:
        yield f"Came here from story {merged['story']}, merged{who} at {merged['at'][:16]}{asked}."
    elif "split_from" in merged:
        yield f"Taken out of story {merged['split_from']}{who} at {merged['at'][:16]}{asked}."


def _is_near(look: Mapping[str, Any]) -> bool:
    return not look["refused"] and look["likeness"] >= look["needed"] - _ENOUGH


def _measure(look: Mapping[str, Any]) -> str:
    across = ", across languages" if look["across"] else ""
    return (
        f"likeness {look['likeness']:.2f} of {look['needed']:.2f} needed,"
        f" {look['hours']:g} h apart{across}"
    )


def _verdict(look: Mapping[str, Any]) -> str:
    if look["refused"]:
        return f"kept apart by {_VETOES.get(look['refused'], look['refused'])}"
    return "less near" if _is_near(look) else "not alike enough"


def _shared(look: Mapping[str, Any]) -> str:
    """Name what weighs most in common, by kind: words of one language stand without one."""
    kinds: dict[str, list[str]] = {}
    for term in look["words"]:
        kind, found, rest = term.partition(":")
        name = _KINDS.get(kind, "words") if found else "words"
        kinds.setdefault(name, []).append(rest if found else term)
    return "; ".join(f"{name} {', '.join(terms)}" for name, terms in kinds.items())

"""Screens about what comes: languages, size, floors, parts of a card, mutes, what was learnt."""

from collections.abc import Iterator, Sequence

from bot.core.actions import Flow, Screen, SetFloor, SetLanguage, SetSize, ShowScreen
from bot.core.audience import (
    Axis,
    CardPart,
    ChatKind,
    Effect,
    Leaning,
    LeaningKind,
    Preferences,
    Rule,
    RuleKind,
)
from bot.core.callbacks import rule_mark
from bot.core.choices import (
    AskChannel,
    DropRule,
    ForgetTaste,
    SetRich,
    SetSecondLanguage,
    TogglePart,
    UnmuteStories,
)
from bot.core.outgoing import Button, Message
from bot.core.text import truncate
from bot.i18n.catalog import INTERFACE_LANGUAGES, open_translator
from bot.i18n.dates import language, listing

from .buttons import begin, button, grid, tick
from .schedule import back
from .telegram_html import NOTHING, bold, lines, text
from .view import View

_SIZES = (3, 5, 8, 10, 15, 20)
_CHOICES_WIDE = 3
_STEP = 10
_HIGHEST = 100
_MAX_NAMES = 600
_MAX_LABEL = 30
_MAX_DROPS = 40
"""Buttons of rules on one screen; the rest follow once some are gone."""


def own_name(code: str) -> str:
    """Return an interface language's name in itself, as it begins a line ("Español")."""
    return begin(language(open_translator(code), code))


def rule_name(view: View, kind: RuleKind, value: str) -> str:
    """Name what one follow or mute is about."""
    match kind:
        case RuleKind.TAG:
            return view.tag_name(value)
        case RuleKind.WORD:
            return view.t("“{word}”", word=value)
        case _:
            return value


def rule_list(view: View, preferences: Preferences, effect: Effect) -> str:
    """List what a reader follows or mutes: tags, words, publishers; empty where nothing."""
    names = [
        rule_name(view, kind, value)
        for kind in RuleKind
        for value in sorted(preferences.values(kind, effect))
    ]
    return truncate(listing(view.t, names), _MAX_NAMES)


def render_language(view: View, preferences: Preferences, flow: Flow = Flow.SETTINGS) -> Message:
    """Render the choice of a language, and in the settings of a second one.

    Each is named in itself.
    """
    t, first = view.t, preferences.language
    choices = [
        button(tick(own_name(code), code == first), SetLanguage(code, flow))
        for code in INTERFACE_LANGUAGES
    ]
    seconds = [
        button(tick(f"+ {own_name(code)}", code == preferences.second_language), choice)
        for code in INTERFACE_LANGUAGES
        if flow is Flow.SETTINGS and code != first
        for choice in [SetSecondLanguage("" if code == preferences.second_language else code)]
    ]
    return Message(
        html=lines(
            bold(t("Language")),
            text(t("What I say, and stories where there is a text in it.")),
            text(t("With a + it stands beside the first.")) if seconds else NOTHING,
        ).markup,
        keyboard=(*grid(choices, 2), *grid(seconds, 2), back(view, flow)),
    )


def render_size(view: View, preferences: Preferences) -> Message:
    """Render the choice of how many stories a digest has at most."""
    t = view.t
    sizes = [button(tick(str(n), n == preferences.size), SetSize(n)) for n in _SIZES]
    return Message(
        html=bold(t("How many stories should a digest have at most?")).markup,
        keyboard=(*grid(sizes, _CHOICES_WIDE), back(view, Flow.SETTINGS)),
    )


def render_floor(view: View, preferences: Preferences) -> Message:
    """Render the least score a story needs on each axis, with buttons to lower and raise it."""
    t = view.t
    marks = {Axis.TOTAL: t("Total"), Axis.HOT: "🔥", Axis.QUALITY: "✍️", Axis.IMPACT: "🌍"}
    legend = (t("🔥 Hot"), t("✍️ Quality"), t("🌍 Impact"))
    rows = []
    for axis, floor in preferences.floors.items():
        # Between two others a button has room for a dozen letters. The word stands by itself:
        # inside an f-string the catalogues would not find it.
        least = str(floor) if floor else t("any")
        shown = f"{marks[axis]} · {least}"
        lower, higher = max(floor - _STEP, 0), min(floor + _STEP, _HIGHEST)
        rows.append(
            (
                button("−", SetFloor(lower, axis)),
                button(shown, SetFloor(0, axis)),
                button("+", SetFloor(higher, axis)),
            )
        )
    return Message(
        html=lines(
            bold(t("Lowest scores")),
            text(
                t(
                    "Stories below one of these stay out of your digest. /latest asks for"
                    " the total."
                )
            ),
            text(t("A tap in the middle lets everything in.")),
            text("   ".join(legend)),
        ).markup,
        keyboard=(*rows, back(view, Flow.SETTINGS)),
    )


def part_names(view: View) -> dict[CardPart, str]:
    """Name the parts of a card."""
    t = view.t
    return {
        CardPart.SUMMARY: t("Summary"),
        CardPart.ANALYSIS: t("Analysis"),
        CardPart.TAGS: t("Tags"),
        CardPart.SOURCES: t("Sources and age"),
        CardPart.PREVIEW: t("Link preview"),
    }


def render_parts(view: View, preferences: Preferences) -> Message:
    """Render which parts of cards and lists are shown, and whether digests unfold."""
    t = view.t
    parts = [
        button(tick(name, part not in preferences.hidden), TogglePart(part))
        for part, name in part_names(view).items()
    ]
    unfolds = button(
        tick(t("Digests that unfold"), preferences.is_rich), SetRich(not preferences.is_rich)
    )
    return Message(
        html=lines(
            bold(t("What cards show")),
            text(t("Scores and title are always there.")),
            text(
                t(
                    "Digests can unfold: a tap shows a story's analysis and sources in place."
                    " Older apps may not show such digests; another tap here brings the plain"
                    " ones back."
                )
            ),
        ).markup,
        keyboard=(*grid(parts, 2), (unfolds,), back(view, Flow.SETTINGS)),
    )


def render_muted(
    view: View, preferences: Preferences, kind: ChatKind = ChatKind.PRIVATE, *, stories: int
) -> Message:
    """Render what is muted, and followed words and sources, each with a button that drops it.

    In a group the bot hears commands only, so there a command mutes more.
    """
    t = view.t
    drops = [
        button(f"✕ {truncate(rule_name(view, rule.kind, rule.value), _MAX_LABEL)}", action)
        for rule in _droppable(preferences)
        for action in [DropRule(rule.kind, rule.effect, rule_mark(rule))]
    ]
    followed = sorted(
        rule_name(view, kind, value)
        for kind in (RuleKind.WORD, RuleKind.PUBLISHER)
        for value in preferences.values(kind, Effect.FOLLOW)
    )
    muted = rule_list(view, preferences, Effect.MUTE)
    rows: list[tuple[Button, ...]] = [*grid(drops[:_MAX_DROPS], 2)]
    if stories:
        label = t.plural("✕ {count} muted story", "✕ {count} muted stories", stories)
        rows.append((button(label, UnmuteStories()),))
    hint = text(t("Tap one to drop it.")) if rows else NOTHING
    more = NOTHING
    if kind.is_group:
        more = text(t("To mute a word or a source, send /mute rumour"))
    else:
        rows.append((button(t("➕ Mute a word or a source"), ShowScreen(Screen.MUTING)),))
    return Message(
        html=lines(
            bold(t("Muted")),
            text(muted or t("Nothing is muted.")),
            text(t("You follow {names}.", names=listing(t, followed))) if followed else NOTHING,
            hint,
            more,
        ).markup,
        keyboard=(*rows, back(view, Flow.SETTINGS)),
    )


def render_muting(view: View) -> Message:
    """Ask what more shall be muted; it is typed."""
    t = view.t
    return Message(
        html=lines(
            bold(t("What should stay out of your digest?")),
            text(t("Just send it: a word, a source or a tag.")),
        ).markup,
        keyboard=((button(t("‹ Back"), ShowScreen(Screen.MUTED)),),),
    )


def _droppable(preferences: Preferences) -> Iterator[Rule]:
    """Yield the rules that no other screen drops: every mute, and follows but for tags."""
    for rule in sorted(preferences.rules, key=lambda one: (one.effect, one.kind, one.value)):
        if rule.effect is Effect.MUTE or rule.kind is not RuleKind.TAG:
            yield rule


def render_taste(view: View, preferences: Preferences) -> Message:
    """Render what more and less like this taught, with a button that drops all of it."""
    t = view.t
    liked = _leanings(view, [one for one in preferences.leanings if one.points > 0])
    disliked = _leanings(view, [one for one in preferences.leanings if one.points < 0])
    rows: list[tuple[Button, ...]] = []
    if preferences.leanings:
        rows.append((button(t("Forget what I learnt"), ForgetTaste()),))
    return Message(
        html=lines(
            bold(t("What I learnt")),
            text(t("More of: {names}", names=liked)) if liked else NOTHING,
            text(t("Less of: {names}", names=disliked)) if disliked else NOTHING,
            NOTHING
            if preferences.leanings
            else text(t("Nothing yet. 👍 and 👎 under a story teach me what you like.")),
            text(t("It moves a story by a few points at most, so nothing big is lost.")),
        ).markup,
        keyboard=(*rows, back(view, Flow.SETTINGS)),
    )


def _leanings(view: View, leanings: Sequence[Leaning]) -> str:
    strongest = sorted(leanings, key=lambda one: (-abs(one.points), one.kind, one.value))
    names = [
        one.value if one.kind is LeaningKind.PUBLISHER else view.tag_name(one.value)
        for one in strongest
    ]
    return truncate(listing(view.t, list(dict.fromkeys(names))), _MAX_NAMES)


def render_chats(view: View) -> Message:
    """Render how to bring the bot into groups and channels."""
    t = view.t
    return Message(
        html=lines(
            bold(t("Groups and channels")),
            text(
                t(
                    "Add me to a group or to one of its topics, and an administrator starts its"
                    " digest with one tap. A channel is set up here, and changed in the same way."
                )
            ),
        ).markup,
        keyboard=(
            (
                Button(
                    text=t("➕ Add to a group"),
                    url=f"https://t.me/{view.bot_username}?startgroup",
                ),
            ),
            (button(t("📣 Set up a channel"), AskChannel()),),
            back(view, Flow.SETTINGS),
        ),
    )

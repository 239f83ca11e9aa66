"""One entry changes, the others stay as they were read, and every message still fits."""

from dataclasses import replace

import pytest

from bot.core.amending import CardReader, Holding, Word
from bot.core.audience import FeedbackKind, PastId, Preferences, SubscriberId
from bot.core.denial import Verdict
from bot.core.news import Origin, Story, StoryId
from bot.core.outgoing import Fields, message_fields
from bot.core.updates import StoryUpdate
from bot.render.amended import amend_card, amend_holding, render_notice
from bot.render.digest import render_digest
from bot.render.story import render_alert
from bot.render.telegram_html import shown_length

from .samples import mention, story, view, written

OTHER = story(13, written(title="Another plant"))


def digest(
    *stories: Story,
    updates: tuple[StoryUpdate, ...] = (),
    language: str = "en",
    is_rich: bool = False,
) -> Holding:
    reader = replace(view(language), is_rich=is_rich)
    (message,) = render_digest(reader, stories, floor=40, updates=updates)
    return holding(message_fields(message))


def holding(fields: Fields, *, is_alert: bool = False) -> Holding:
    return Holding(
        digest_id=PastId(1),
        part=0,
        fields=fields,
        preferences=Preferences(language="en"),
        is_alert=is_alert,
    )


def amended(held: Holding, told: Story, reason: str = "", language: str = "en") -> str:
    fields = amend_holding(view(language), held, told, reason, {told.id})
    assert fields.get("reply_markup") == held.fields.get("reply_markup") or held.is_alert
    return str(fields["text"])


def update(number: int) -> StoryUpdate:
    return StoryUpdate(
        story_id=StoryId(number),
        latest=mention(title=f"News of {number}"),
        publishers=("A", "B"),
        figures=("$4 billion",),
        verdict=Verdict.NONE,
    )


def test_a_retracted_entry_says_why_in_its_place() -> None:
    held = digest(OTHER, story())

    said = amended(held, story(), "A hoax.")

    before, _, after = str(held.fields["text"]).partition("2 · 🔥")
    assert said == before + "2 · Retracted\n<b>Chipmaker opens a plant</b>\nA hoax."
    assert after


def test_a_corrected_entry_has_the_new_words_and_says_so() -> None:
    right = story(12, written(title="Plant & field", summary="New.", origin=Origin.CORRECTION))

    said = amended(digest(story(), OTHER), right)

    assert "1 · 🔥 75" in said
    assert "<b>Plant &amp; field</b>\nNew." in said
    assert "Corrected by the editors." in said
    assert "Another plant" in said


def test_a_restored_entry_is_as_it_was() -> None:
    held = digest(story(), OTHER)

    retracted = amended(held, story(), "A hoax.")

    assert amended(holding(held.fields | {"text": retracted}), story()) == held.fields["text"]


def test_an_update_is_retracted_and_restored() -> None:
    held = digest(OTHER, updates=(update(12), update(14)))

    retracted = amended(held, story(), "A hoax.")
    restored = amended(holding(held.fields | {"text": retracted}), story())

    assert "\n\n1. Retracted\n<b>Chipmaker opens a plant</b>\nA hoax.\n\n2. " in retracted
    assert '\n\n1. <a href="https://news.example/1">Plant opens</a>\n\n2. ' in restored
    assert amended(held, story()) == held.fields["text"], "its words were never ours"


def rich(held: Holding, told: Story, reason: str = "") -> list[str]:
    fields = amend_holding(view(), held, told, reason, {told.id})
    assert fields["text"] == amended(held, told, reason)
    return str(fields["rich_message"]["html"]).split("\n\n")


def test_the_rich_form_of_a_digest_changes_in_the_same_place() -> None:
    held = digest(OTHER, story(), updates=(update(14),), is_rich=True)
    before = str(held.fields["rich_message"]["html"]).split("\n\n")
    right = story(12, written(title="Plant & field", analysis="New analysis."))

    retracted = rich(held, story(), "A hoax.")
    corrected = rich(held, right)
    later = rich(held, story(14), "A hoax.")

    gone = "<hr/><p>2 · Retracted</p><h4>Chipmaker opens a plant</h4><p>A hoax.</p>"
    assert retracted == [*before[:2], gone, *before[3:]]
    assert corrected[:2] + corrected[3:] == before[:2] + before[3:]
    assert corrected[2].startswith("<hr/><p>2 · 🔥 75")
    assert "<h4>Plant &amp; field</h4>" in corrected[2]
    assert "</summary><p>New analysis.</p>" in corrected[2]
    hoax = "<p>1. Retracted</p><h4>Chipmaker opens a plant</h4><p>A hoax.</p>"
    assert later == [*before[:-1], hoax]


def test_a_rich_form_without_room_unfolds_no_more_or_is_given_up() -> None:
    held = digest(story(), OTHER, is_rich=True)
    html = str(held.fields["rich_message"]["html"])
    endless = story(12, written(title="Right", analysis="One sentence is here. " * 1500))
    full = f"{html}\n\n<p>{'x' * (32_700 - shown_length(html))}</p>"
    long = story(12, written(title="Longer " * 20))

    def with_html(html: str) -> Holding:
        return holding(held.fields | {"rich_message": {"html": html}})

    assert "<details>" not in rich(held, endless)[1]
    for odd in (full, "<p>nothing of it</p>"):
        fields = amend_holding(view(), with_html(odd), long, "A hoax. " * 30, {long.id})
        assert "rich_message" not in fields
        assert "1 · Retracted" in fields["text"]


def test_a_message_without_the_story_stays() -> None:
    held = digest(OTHER)

    assert amend_holding(view(), held, story(), "A hoax.", {StoryId(12)}) is held.fields
    bare = holding({"text": "Nothing"})
    assert amend_holding(view(), bare, story(), "A hoax.", {StoryId(12)}) is bare.fields
    odd = holding(held.fields | {"text": "Nothing"})
    assert amend_holding(view(), odd, OTHER, "A hoax.", {OTHER.id}) is odd.fields
    unnumbered = {"inline_keyboard": [[{"text": "Open", "callback_data": "o:d"}, {"text": "?"}]]}
    wordless = holding({"text": "1 · x", "reply_markup": unnumbered})
    assert amend_holding(view(), wordless, OTHER, "A hoax.", {OTHER.id}) is wordless.fields


@pytest.mark.parametrize("reason", ["", "It was a hoax of a hundred and twenty letters. " * 2])
@pytest.mark.parametrize("room", [300, 120, 60, 20])
def test_a_message_that_is_full_still_fits(reason: str, room: int) -> None:
    held = digest(story(12, written(title="P", summary="")), OTHER)
    length = shown_length(str(held.fields["text"]))
    full = holding(held.fields | {"text": f"{held.fields['text']}{'x' * (4096 - length - room)}"})
    right = story(12, written(title="A longer title " * 10, summary="New words. " * 20))

    said = amended(full, right, reason)

    assert shown_length(said) <= 4096
    assert "Another plant" in said


def test_an_alert_is_rendered_anew() -> None:
    alert = holding(message_fields(render_alert(view(), story())), is_alert=True)
    right = story(12, written(title="Right"))

    assert "Right" in amended(alert, right)
    assert amended(alert, story(), "A hoax.") == (
        "<b>Retracted</b>\n<b>Chipmaker opens a plant</b>\nA hoax."
    )


def test_a_card_keeps_what_its_reader_did() -> None:
    reader = CardReader(
        id=SubscriberId(1),
        message_id=5,
        preferences=Preferences(language="en"),
        is_saved=True,
        said=frozenset({FeedbackKind.MORE}),
    )

    card = amend_card(view(), reader, story(), "")
    gone = amend_card(view(), reader, story(), "A hoax.")

    labels = [b["text"] for row in card["reply_markup"]["inline_keyboard"] for b in row]
    assert "✓ Saved" in labels
    assert "✓ 👍 More like this" in labels
    assert "reply_markup" not in gone


@pytest.mark.parametrize(
    ("word", "begins"),
    [
        (Word.RETRACTION, "A story you were sent was retracted:\n<b>Chipmaker"),
        (Word.CORRECTION, "A story you were sent was corrected. It is right like this:\n<b>Chip"),
        (Word.RESTORATION, "A story that was retracted stands after all:\n<b>Chipmaker"),
    ],
)
def test_a_notice_says_what_became_of_the_story(word: Word, begins: str) -> None:
    said = render_notice(view(), word, story(), "A hoax.")

    assert said.html.startswith(begins)
    assert bool(said.keyboard) == (word is not Word.RETRACTION)


def test_a_story_without_a_title_is_retracted_all_the_same() -> None:
    nameless = replace(story(), texts={"en": written(title="")})

    assert amended(digest(story()), nameless, "A hoax.").endswith("1 · Retracted\nA hoax.")

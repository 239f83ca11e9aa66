"""Lists, stories and their buttons."""

from .talk import Talk, buttons

ADA = 7


async def test_latest_lists_stories_with_numbered_buttons(talk: Talk) -> None:
    talk.world.add_user(ADA, "Ada", "en")

    (answer,) = await talk.ask(ADA, "/latest")

    assert answer["text"].startswith("Latest stories")
    assert [label for label, _ in buttons(answer)][:5] == ["1", "2", "3", "4", "5"]

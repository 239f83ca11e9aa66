"""What the index says and forgets for the look at the stories near an article."""

from bot.core.cluster import Features, StoryIndex, features
from bot.core.news import StoryId

from .stories import NOON, VOCABULARY

ONE, TWO = StoryId(1), StoryId(2)


def read(title: str) -> Features:
    return features(title, "", "en", VOCABULARY)


ROUND = read("OpenAI raises $40 billion in a round led by SoftBank")
ROUND_AGAIN = read("SoftBank leads record $40 billion funding round for OpenAI")


def index_of(*articles: Features) -> StoryIndex:
    index = StoryIndex()
    for number, article in enumerate(articles, start=1):
        index.add(StoryId(number), article, f"Publisher {number}", NOON)
    return index


def test_the_stories_near_an_article_are_named_the_one_it_joins_among_them() -> None:
    index = index_of(ROUND, read("Tram line closes for repairs"))

    assert index.place(ROUND_AGAIN, NOON).near == (ONE,)
    assert index.place(read("A ferry loses its anchor"), NOON).near == ()


def test_a_dropped_story_is_gone_and_its_article_may_open_another() -> None:
    index = index_of(ROUND)

    index.drop(ONE)
    index.drop(TWO)
    assert len(index) == 0
    assert index.place(ROUND_AGAIN, NOON).story_id is None

    index.add(TWO, ROUND, "Publisher", NOON, is_new=False)
    assert index.place(ROUND_AGAIN, NOON).story_id == TWO


def test_words_that_are_known_are_not_learned_again() -> None:
    index = index_of(ROUND)
    before = index.rarity.vectors(ROUND_AGAIN)

    index.add(TWO, ROUND, "Publisher", NOON, is_new=False)
    assert index.rarity.vectors(ROUND_AGAIN) == before

    index.add(TWO, ROUND, "Publisher", NOON)
    assert index.rarity.vectors(ROUND_AGAIN) != before

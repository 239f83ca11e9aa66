from dataclasses import replace

import pytest

from bot.core.analysis import Analysis, analyse
from bot.core.news import Article, ArticleId

from .stories import NOON, VOCABULARY, article, hours, material

LEAD = article(
    "Vellum sells its library for $40 million",
    "Vellum sold its library of manuals for $40 million on Monday. "
    "The buyer is a fund from Bergen that collects old machines. "
    "He said little about it. "
    "Half of the manuals, 50 percent, describe looms and presses. "
    "The library stays open to visitors until the end of the year.",
    publisher="Herald",
    number=1,
)
FOLLOWER = article(
    "Library of manuals sold",
    "The library of manuals was sold to Bergen for $40 million, and 50 percent of it are looms. "
    "Historian Ida Berg warned that scanned copies would disappear behind subscriptions.",
    publisher="Tribune",
    number=2,
    at=NOON + hours(2.5),
)
RIVAL = article(
    "Bergen fund pays $45 million for manuals",
    "The price was $45 million, the fund said.",
    publisher="Gazette",
    number=3,
    at=NOON + hours(4),
)
CHINESE = article(
    "维伦以4000万美元出售手册图书馆",
    "维伦周一以4000万美元出售了手册图书馆。买家是卑尔根的一家收藏老机器的基金。图书馆将开放到年底。",
    publisher="晚报",
    number=4,
    language="zh-Hans",
    at=NOON + hours(1),
)


def known(*articles: Article, lead: Article = LEAD, summary: str = "") -> Analysis:
    return analyse(material(*articles), lead, summary, VOCABULARY)


def test_figures_that_two_publishers_give_are_agreed() -> None:
    assert [one.figure.value for one in known(LEAD, FOLLOWER).agreed] == [40e6, 50]


def test_what_is_agreed_on_is_told_with_who_gives_it_and_what_it_is() -> None:
    price, share = known(LEAD, FOLLOWER).agreed
    assert price.publishers == share.publishers == ("Herald", "Tribune")
    assert (price.words, price.source) == ("", "")
    assert share.words.startswith("Half of the manuals")
    assert share.source == "Herald"


def test_only_who_gives_a_figure_is_named_and_quoted() -> None:
    silent = replace(
        FOLLOWER, id=ArticleId(9), publisher="Post", text="The library was sold, it said."
    )
    lead = replace(LEAD, title="Vellum sells its library", text="Vellum sold its library.")
    (price,) = known(
        lead, silent, RIVAL, replace(RIVAL, id=ArticleId(7), publisher="Echo"), lead=lead
    ).agreed
    assert price.publishers == ("Gazette", "Echo")
    assert (price.words, price.source) == ("The price was $45 million, the fund said.", "Gazette")


@pytest.mark.parametrize("summary", ["", LEAD.text, "A library was sold for $40 million."])
def test_a_figure_that_the_reader_knows_is_not_explained_again(summary: str) -> None:
    lead = LEAD if not summary else replace(LEAD, title="Vellum sells its library")
    price = known(lead, FOLLOWER, lead=lead, summary=summary).agreed[0]
    assert (price.publishers, price.words) == (("Herald", "Tribune"), "")


def test_a_figure_that_nobody_gives_in_the_readers_language_is_left_out() -> None:
    chinese = replace(FOLLOWER, language="zh-Hans", text=CHINESE.text)
    lead = replace(LEAD, title="Vellum sells its library", text="")
    assert known(CHINESE, chinese, lead=lead, summary="Vellum sold it.").agreed == ()


def test_who_prints_anothers_text_agrees_with_nobody() -> None:
    copy = replace(FOLLOWER, copy_of=LEAD.id)
    assert known(LEAD, copy).agreed == ()
    price = known(LEAD, copy, replace(CHINESE, text="价格为4000万美元。")).agreed[0]
    assert len(price.publishers) == 3


def test_a_publisher_gives_what_its_last_report_with_a_figure_gives() -> None:
    corrected = replace(
        LEAD,
        id=ArticleId(8),
        title="Correction: Vellum's library sold for $45 million",
        text="It was $45 million, not $40 million.",
        published_at=NOON + hours(5),
    )
    analysis = known(LEAD, FOLLOWER, RIVAL, corrected, lead=corrected)
    assert analysis.agreed[0].publishers == ("Gazette", "Herald")
    ((claim, other),) = analysis.disputed
    assert (claim.publishers, other.publishers) == (("Tribune",), ("Gazette", "Herald"))


def test_a_dispute_is_told_once_with_all_who_give_either_amount() -> None:
    more = [
        replace(LEAD, id=ArticleId(5 + at), publisher=name)
        for at, name in enumerate(("Post", "Echo"))
    ]
    ((claim, other),) = known(LEAD, *more, RIVAL).disputed
    assert claim.publishers == ("Herald", "Post", "Echo")
    assert other.publishers == ("Gazette",)


def test_no_sentence_is_given_twice() -> None:
    analysis = known(LEAD, FOLLOWER)
    said = [one.words for one in analysis.agreed]
    said += [quote.text for quote in (analysis.quoted, analysis.coming, *analysis.added) if quote]
    sentences = [part for text in said for part in text.split(". ")]
    assert len(sentences) == len(set(sentences))


def test_what_is_said_to_come_is_told_with_its_publisher() -> None:
    coming = article(
        "Vellum moves",
        "Vellum moves to Bergen. The court will decide on the sale next month, lawyers said.",
        publisher="Tribune",
        number=2,
    )
    found = known(LEAD, coming).coming
    assert found is not None
    assert found.publisher == "Tribune"
    assert found.text.startswith("The court will decide")
    assert known(LEAD).coming is None
    assert known(LEAD, replace(coming, language="de")).coming is None


def test_what_the_headline_says_is_not_to_be_watched() -> None:
    again = replace(FOLLOWER, text="Vellum will open a library of manuals next year, it said.")
    lead = replace(LEAD, title="Vellum will open a library of manuals next year", text="")
    assert known(lead, again, lead=lead).coming is None


def test_a_denial_and_what_led_to_the_news_are_quoted_in_the_readers_language() -> None:
    talks = replace(LEAD, title="Vellum in talks to sell its library", text="")
    deal = replace(FOLLOWER, title="Vellum sells its library", text="It was sold on Monday.")
    denial = replace(RIVAL, title="Fund denies it bought the library", text="")
    analysis = known(talks, deal, denial, lead=deal)
    assert analysis.before is not None
    assert (analysis.before.publisher, analysis.before.text) == ("Herald", talks.title)
    assert analysis.denial is not None
    assert (analysis.denial.publisher, analysis.denial.text) == ("Gazette", denial.title)
    other = known(talks, deal, denial, lead=replace(CHINESE, published_at=deal.published_at))
    assert (other.before, other.denial) == (None, None)


def test_words_that_point_elsewhere_are_not_quoted() -> None:
    lead = article(
        "Vellum opens a hall",
        "The hall of Vellum stands in the harbour of Bergen. A plan of the hall is found here."
        " For more details on the hall of Vellum, see the article in the Tribune.",
    )
    quoted = known(lead, lead=lead).quoted
    assert quoted is not None
    assert quoted.text == "The hall of Vellum stands in the harbour of Bergen."


def test_what_comes_half_a_day_later_is_new() -> None:
    late = replace(FOLLOWER, published_at=NOON + hours(12))
    assert [quote.is_later for quote in known(LEAD, FOLLOWER).added] == [False]
    assert [quote.is_later for quote in known(LEAD, late).added] == [True]


def test_both_languages_agree_on_a_figure() -> None:
    assert [one.figure.value for one in known(LEAD, CHINESE).agreed] == [40e6]


def test_amounts_that_publishers_give_differently_are_disputed() -> None:
    ((claim, other),) = known(LEAD, RIVAL).disputed
    assert (claim.publishers, claim.figure.value) == (("Herald",), 40e6)
    assert (other.publishers, other.figure.value) == (("Gazette",), 45e6)


def test_amounts_too_far_apart_speak_of_different_things() -> None:
    far = article("Fund pays $900 million", "", publisher="Gazette", number=3)
    assert known(LEAD, far).disputed == ()


def test_what_others_add_is_quoted_with_their_name() -> None:
    (quote,) = known(LEAD, FOLLOWER).added
    assert quote.publisher == "Tribune"
    assert quote.text.startswith("Historian Ida Berg")


def test_what_repeats_or_leans_on_other_sentences_is_not_quoted() -> None:
    analysis = known(LEAD, RIVAL)
    assert analysis.added == ()
    assert analysis.quoted is not None
    assert not analysis.quoted.text.startswith("He said")


def test_reports_in_another_language_are_not_quoted() -> None:
    assert known(LEAD, CHINESE).added == ()


def test_further_sentences_of_the_lead_are_quoted_but_not_the_summary() -> None:
    summary = "Vellum sold its library of manuals for $40 million on Monday."
    quoted = known(LEAD, summary=summary).quoted
    assert quoted is not None
    assert quoted.publisher == "Herald"
    assert summary not in quoted.text
    assert quoted.text.count(".") == 3


def test_what_is_quoted_follows_each_other_in_the_article() -> None:
    hall = "The hall of Vellum stands in the harbour of Bergen."
    roof = "Its roof is made of glass and weighs nine tonnes."
    noon = "Visitors are let in from noon on every day but Monday."
    plan = "A second hall of Vellum in the harbour is being planned."
    lead = article("Vellum opens a hall", f"{hall}\n\n{roof} {noon}\n\nWhat comes\n\n{plan}")

    def quoted(summary: str) -> str:
        quote = known(lead, lead=lead, summary=summary).quoted
        return quote.text if quote else ""

    assert quoted("") == f"{hall} {roof} {noon}"
    assert quoted(hall) in (noon, plan)
    assert quoted(roof) in (hall, noon, plan)


def test_nobodys_words_are_not_quoted() -> None:
    lead = article(
        "维伦开馆",
        "“这座图书馆属于所有喜欢旧书的人，谁都可以进来。”\n\n“馆里的每一本书都可以借走。”郭天枢说。",
        language="zh-Hans",
    )
    quoted = known(lead, lead=lead).quoted
    assert quoted is not None
    assert quoted.text == "“馆里的每一本书都可以借走。”郭天枢说。"


def test_a_report_that_denies_a_figure_does_not_agree_on_it() -> None:
    denial = "Vellum denies that it sold its library for $40 million"
    untitled = (
        "The library and its halls were visited. A report that it cost $40 million is false."
    )
    for report in (
        replace(FOLLOWER, title=denial, text="It never asked for $40 million, it said."),
        replace(FOLLOWER, text=untitled),
        replace(CHINESE, text="维伦否认以4000万美元出售图书馆。", title="维伦图书馆仍在"),
    ):
        assert known(LEAD, report).agreed == ()
    assert known(LEAD, replace(RIVAL, title="Fund denies it paid $45 million")).disputed == ()


def test_what_a_report_denies_does_not_say_what_a_figure_is_about() -> None:
    denying = replace(
        FOLLOWER, text=f"{FOLLOWER.text} Vellum denied that the price was $40 million."
    )
    words = [one.words for one in known(CHINESE, denying, lead=denying).agreed]
    assert all("denied" not in said for said in words)


def test_chinese_sentences_are_quoted_without_spaces() -> None:
    quoted = known(CHINESE, lead=CHINESE).quoted
    assert quoted is not None
    assert "。买家" in quoted.text


def test_where_the_summary_says_all_nothing_is_quoted() -> None:
    assert known(LEAD, summary=LEAD.text).quoted is None
    bare = article("A title", "")
    assert known(bare, lead=bare).quoted is None

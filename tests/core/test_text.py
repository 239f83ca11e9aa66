"""What is shown, shortened and compared."""

import pytest

from bot.core.text import (
    grapheme_length,
    han_ratio,
    html_to_text,
    one_line,
    plain,
    split_sentences,
    tokens,
    truncate,
    utf16_length,
    whole_sentences,
)


@pytest.mark.parametrize(("text", "units"), [("", 0), ("abc", 3), ("中文", 2), ("🇩🇪👍", 6)])
def test_utf16_length_counts_as_telegram_does(text: str, units: int) -> None:
    assert utf16_length(text) == units


@pytest.mark.parametrize(
    ("text", "seen"), [("abc", 3), ("a\r\nb", 3), ("👨‍👩‍👧🇩🇪", 2), ("e\u0301", 1), ("中文", 2)]
)
def test_grapheme_length_counts_what_a_reader_sees(text: str, seen: int) -> None:
    assert grapheme_length(text) == seen


def test_han_ratio_is_the_share_of_chinese_letters() -> None:
    assert han_ratio("中文ab") == 0.5
    assert han_ratio("123 …") == 0.0


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("AT&amp;amp;T &lt;b&gt;grows&lt;/b&gt;", "AT&T grows"),
        ("Why List<String> beats <i>arrays</i>", "Why List<String> beats arrays"),
        ("How &lt;div&gt; works", "How <div> works"),
        ("a < b > c & d", "a < b > c & d"),
        ("one\n  two\u2028three", "one two three"),
        ("safe\u202egnp.exe\u2066\u200b\x07 \ud800end", "safegnp.exe end"),
        ("It&#8217;s &#39 here &nosuch;", "It’s ' here &nosuch;"),
        ("<svg:rect/><my-tag>x</my-tag>", "x"),
        ("See <canvas> and <canvas> twice", "See and twice"),
        ("&amp;amp;amp;amp;lt;", "&amp;lt;"),
    ],
)
def test_plain_gives_one_line_without_markup_or_tricks(given: str, expected: str) -> None:
    assert plain(given) == expected


def test_one_line_takes_nothing_for_markup() -> None:
    assert one_line("a  <b>\n&amp;\u200b") == "a <b> &amp;"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<p>One\ntwo</p><p>Three<br>four</p>", "One two\n\nThree\nfour"),
        ("<ul><li>a</li><li>b</li></ul>c", "a\nb\n\nc"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<pre>a\n  b</pre>c\nd", "a\nb\n\nc d"),
        ("a<script>1 < 2</script>b<style>x", "ab"),
        ("a<!-- x > y -->b<!DOCTYPE x>c<?php d ?>e<!-- open", "abce"),
        ('a<img alt="1 > 2">b', "ab"),
        ("first\n\n\n second <b>bold</b>\nthird", "first\n\nsecond bold\nthird"),
        ("&lt;p&gt;One&lt;/p&gt;\n&lt;p&gt;Two&lt;/p&gt;", "One\n\nTwo"),
        ("<div>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</div>", "One\n\nTwo"),
        ("<iframe>gone</iframe>stays", "stays"),
        ("</script>stays", "stays"),
    ],
)
def test_html_becomes_paragraphs(given: str, expected: str) -> None:
    assert html_to_text(given) == expected


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. Smith came. He left!", ["Dr. Smith came.", "He left!"]),
        ("It grew 3.5 percent. Good.", ["It grew 3.5 percent.", "Good."]),
        ("Apple Inc. said so. The U.S. The end.", ["Apple Inc. said so.", "The U.S.", "The end."]),
        (
            "J. K. Rowling wrote. So did I. We did.",
            ["J. K. Rowling wrote.", "So did I.", "We did."],
        ),
        ("“It works. We love it.” he said.", ["“It works. We love it.” he said."]),
        ("Wait... What? no way", ["Wait...", "What? no way"]),
        ("他说：“走吧。去那里。”然后走了。", ["他说：“走吧。去那里。”", "然后走了。"]),
        ("“我们会建。”郭天枢说。会后散了。", ["“我们会建。”郭天枢说。", "会后散了。"]),
        ("“我们会建。”郭天枢说，“明年开工。”好。", ["“我们会建。”郭天枢说，“明年开工。”", "好。"]),
        ("“我们会建。”Lena Ortiz表示。", ["“我们会建。”Lena Ortiz表示。"]),
        ("“我们会建！”公司创始人郭天枢说道。", ["“我们会建！”公司创始人郭天枢说道。"]),
        ("“我们会建。”郭天枢说，公司明年开工。", ["“我们会建。”", "郭天枢说，公司明年开工。"]),
        ("“我们会建。”李四说：“不会。”", ["“我们会建。”", "李四说：“不会。”"]),
        ("「我們會建。」郭天樞說。", ["「我們會建。」郭天樞說。"]),
        (
            "“We will build!” Lena Ortiz said. Good.",
            ["“We will build!” Lena Ortiz said.", "Good."],
        ),
        ("“Will they?” Ortiz asked, and left.", ["“Will they?” Ortiz asked, and left."]),
        ("“We did.” Ortiz said it would rain.", ["“We did.”", "Ortiz said it would rain."]),
        ("“好！”，他说。真的吗?好", ["“好！”，他说。", "真的吗?", "好"]),
        ("它叫GPT-5.大模型来了。", ["它叫GPT-5.", "大模型来了。"]),
        ("苹果（Apple Inc.）涨了。", ["苹果（Apple Inc.）涨了。"]),
        ("1. First\n2.第二", ["1. First", "2.第二"]),
        ("See node.js and e.g. Python.", ["See node.js and e.g. Python."]),
        ("One.\n\n \nTwo", ["One.", "Two"]),
        ("... And so on", ["...", "And so on"]),
        ("Mind the gap. ) 12 more", ["Mind the gap.", ") 12 more"]),
        ("(" + "x" * 400 + ". End) Next. One", ["(" + "x" * 400 + ".", "End) Next.", "One"]),
        ("no end ) here. ( Yes", ["no end ) here.", "( Yes"]),
        ("!. Then", ["!.", "Then"]),
        ("x ). Then", ["x ).", "Then"]),
        ("$. Then", ["$.", "Then"]),
        (
            "It ships. gpt-oss-safe is small. iPhones too.",
            ["It ships.", "gpt-oss-safe is small.", "iPhones too."],
        ),
        ("It grew last year.The rest fell.", ["It grew last year.", "The rest fell."]),
        ("Use torch.Tensor or system.The here.", ["Use torch.Tensor or system.", "The here."]),
        ("See pages of api.It", ["See pages of api.It"]),
        (
            "A line that is wrapped at a width of forty\nletters. It goes on.",
            ["A line that is wrapped at a width of forty letters.", "It goes on."],
        ),
        ("Er liegt bei 29 Mrd. Dollar. Gut.", ["Er liegt bei 29 Mrd. Dollar.", "Gut."]),
        ("Es sind 5 Mio. Das ist viel.", ["Es sind 5 Mio.", "Das ist viel."]),
        ("Es hat 3 Tsd. Kunden in ca. Zehn Orten.", ["Es hat 3 Tsd. Kunden in ca. Zehn Orten."]),
        ("Am 3. März kam es. Gut.", ["Am 3. März kam es.", "Gut."]),
        ("Im 3. Quartal stieg die 24. Reihe.", ["Im 3. Quartal stieg die 24. Reihe."]),
        ("Das waren 12. Danach kamen mehr.", ["Das waren 12.", "Danach kamen mehr."]),
        ("Es sind die 12. Das ist viel.", ["Es sind die 12.", "Das ist viel."]),
        ("I am 30. Paul is not.", ["I am 30.", "Paul is not."]),
        ("It was in 2025. April came.", ["It was in 2025.", "April came."]),
        (
            "Es gilt z. B. Bosch, u. a. Siemens, d. h. Firmen. Gut.",
            ["Es gilt z. B. Bosch, u. a. Siemens, d. h. Firmen.", "Gut."],
        ),
        (
            "El núm. 5 de EE. UU. creció. La Sra. López vino de EE. UU. La sala calló.",
            ["El núm. 5 de EE. UU. creció.", "La Sra. López vino de EE. UU.", "La sala calló."],
        ),
        ("M. Dupont et Mme Curie, env. 5 euros.", ["M. Dupont et Mme Curie, env. 5 euros."]),
        (
            "Это 3 млрд. руб. в 2025 г. Компания, т. е. Яндекс, растёт в г. Москве.",
            ["Это 3 млрд. руб. в 2025 г.", "Компания, т. е. Яндекс, растёт в г. Москве."],
        ),
        (
            "Вышло 5 тыс. 300 штук на 2 млн. Хорошо.",
            ["Вышло 5 тыс. 300 штук на 2 млн.", "Хорошо."],
        ),
        ("Things we saw there:\nlooms.", ["Things we saw there:", "looms."]),
        ('"We stay. Not ever," she said. Go.', ['"We stay. Not ever," she said.', "Go."]),
        ('A 5" tube. A 6" one. "No" again.', ['A 5" tube.', 'A 6" one.', '"No" again.']),
        ('One " alone. It stays.', ['One " alone.', "It stays."]),
        ('"' + "x" * 400 + '. No," he said. Go.', ['"' + "x" * 400 + ".", 'No," he said.', "Go."]),
        (
            "„Wir gehen. Nie“, sagte sie. Er: „Gut.“ Alle kamen.",
            ["„Wir gehen. Nie“, sagte sie.", "Er: „Gut.“", "Alle kamen."],
        ),
        ("„To koniec. Nie,” rzekł. Tak.", ["„To koniec. Nie,” rzekł.", "Tak."]),
        (
            "Das gilt i. d. R. Nachts auch u. U. Bei uns.",
            ["Das gilt i. d. R. Nachts auch u. U. Bei uns."],
        ),
        (
            "Voir cf. p. Dix. Le film p. ex. Marche.",
            ["Voir cf. p. Dix.", "Le film p. ex. Marche."],
        ),
        (
            "It holds for all x. The rest is 5 m. Good.",
            ["It holds for all x.", "The rest is 5 m.", "Good."],
        ),
        ("Costó aprox. 300 euros. Fin.", ["Costó aprox. 300 euros.", "Fin."]),
        ("Это 5 долл. США и 9 чел. На месте.", ["Это 5 долл. США и 9 чел.", "На месте."]),
        (
            "Офис на ул. Ленина, респ. Коми. Там тихо.",
            ["Офис на ул. Ленина, респ. Коми.", "Там тихо."],
        ),
        (
            "Это чипы и т. д. Рынок рос. Это платы и т.п. Спрос рос и др. Цены росли.",
            [
                "Это чипы и т. д.",
                "Рынок рос.",
                "Это платы и т.п.",
                "Спрос рос и др.",
                "Цены росли.",
            ],
        ),
        ("Это было в 2020–2024 гг. Рынок рос.", ["Это было в 2020–2024 гг.", "Рынок рос."]),
        (
            "Вела к.т.н. Иванова, и.о. Главы, т.к. Орлов болел. Всё.",
            ["Вела к.т.н. Иванова, и.о. Главы, т.к. Орлов болел.", "Всё."],
        ),
        ("Дом на пр. Мира и др. На нём сад.", ["Дом на пр. Мира и др.", "На нём сад."]),
        ("Писала J.K. Rowling и А.С. Пушкин. Да.", ["Писала J.K. Rowling и А.С. Пушкин.", "Да."]),
        (
            "Das gilt i.d.R. Nachts für Hr. Meier, Dr. rer. nat. Gut.",
            ["Das gilt i.d.R. Nachts für Hr. Meier, Dr. rer. nat. Gut."],
        ),
        ("Sie wohnt Hafenstr. Die Uhr stand.", ["Sie wohnt Hafenstr.", "Die Uhr stand."]),
        (
            "MM. Petit et Roux, av. J.-C. Loin. Il a 5 mm. Voilà.",
            ["MM. Petit et Roux, av. J.-C. Loin.", "Il a 5 mm.", "Voilà."],
        ),
        (
            "Las FF. AA. y los RR. HH. de la Cía. Norte, Avda. Sur. Fin.",
            ["Las FF. AA. y los RR. HH. de la Cía. Norte, Avda. Sur.", "Fin."],
        ),
        ("قال د. أحمد ذلك؟ نعم.", ["قال د. أحمد ذلك؟", "نعم."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Short.", 10, "Short."),
        ("Anything", 0, ""),
        ("One is here. Two is here.", 15, "One is here."),
        (
            "This has a first clause, and then a very long second one",
            30,
            "This has a first clause…",
        ),
        ("It will release a new model soon", 20, "It will release a…"),
        ("投资350亿美元建设新的工厂", 6, "投资…"),
        ("Donaudampfschifffahrt", 8, "Donauda…"),
        ("👍👍👍👍", 3, "👍👍…"),
        ("ab", 1, "…"),
    ],
)
def test_truncate_cuts_at_the_best_place(text: str, limit: int, expected: str) -> None:
    assert truncate(text, limit) == expected


def test_forms_of_a_word_and_of_a_number_give_the_same_token() -> None:
    assert tokens("releases Released releasing release") == ["releas"] * 4
    assert tokens("OpenAI's 1,000 GPUs, GPT-5.1 4o") == [
        "openai",
        "1000",
        "gpus",
        "gpt",
        "5.1",
        "4o",
    ]
    assert tokens("Ünïted ＡＩ") == ["unit", "ai"]


def test_stems_are_light() -> None:
    assert tokens("companies planning selling bus gas king speed code movies boxed") == [
        "company", "plan", "sell", "bus", "gas", "king", "speed", "code", "movy", "box",
    ]  # fmt: skip


def test_han_is_cut_into_pairs() -> None:
    assert tokens("苹果发布AI，好") == ["苹果", "果发", "发布", "ai", "好"]


@pytest.mark.parametrize(
    ("limit", "kept"),
    [(0, ""), (8, ""), (9, "It grows."), (19, "It grows."), (20, "It grows. It is new.")],
)
def test_whole_sentences_are_kept_while_they_fit(limit: int, kept: str) -> None:
    assert whole_sentences("It grows. It is new. And more comes", limit).rstrip() == kept

"""Text from bytes that say the wrong thing about themselves."""

import pytest

from bot.core.feeds import decode, parse_feed

_CHINESE = "<rss><title>人工智能公司发布了新的大模型，性能提升明显，价格下降一半</title></rss>"
_TRADITIONAL = (
    "<rss><title>人工智慧公司發表新的語言模型，性能提升，價格下降一半，今天開始提供</title></rss>"
)
_JAPANESE = (
    "<rss><title>新しい言語モデルが発表されました。性能が大きく向上しています</title></rss>"
)
_KOREAN = "<rss><title>새로운 언어 모델이 발표되었습니다. 성능이 크게 향상되었습니다</title></rss>"


@pytest.mark.parametrize(
    "charset", ["utf-8", "iso-8859-1", "nonsense", "gb2312", "big5", "us-ascii"]
)
@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (_CHINESE, "gbk"), (_CHINESE + "👍", "gb18030"), (_TRADITIONAL, "big5"),
        (_JAPANESE, "cp932"), (_JAPANESE, "euc_jp"), (_KOREAN, "cp949"), (_CHINESE, "utf-8"),
        ("<a>Zoë’s café – déjà vu</a>", "utf-8"),
    ],
)  # fmt: skip
def test_a_wrong_label_does_no_harm(text: str, codec: str, charset: str) -> None:
    assert decode(text.encode(codec), f"text/xml; charset={charset}") == text


@pytest.mark.parametrize(
    ("body", "label", "text"),
    [
        (b"\xef\xbb\xbf<a/>", "", "<a/>"),
        ("<a>é</a>".encode("utf-16"), "", "<a>é</a>"),
        ("<a>é</a>".encode("utf-16-be"), "", "<a>é</a>"),
        ("<a>é</a>".encode("utf-32-le"), "", "<a>é</a>"),
        (b"<a>caf\xe9</a>", "", "<a>café</a>"),
        (b"<a>\x93caf\xe9\x94</a>", "x; charset=iso-8859-1", "<a>“café”</a>"),
        ("<a>Привет, мир</a>".encode("cp1251"), "x; charset=windows-1251", "<a>Привет, мир</a>"),
        ("<?xml version='1.0' encoding='koi8-r'?><a>Привет</a>".encode("koi8-r"), "",
         "<?xml version='1.0' encoding='koi8-r'?><a>Привет</a>"),
        ("<meta charset='iso-8859-2'>Łódź".encode("iso-8859-2"), "",
         "<meta charset='iso-8859-2'>Łódź"),
        ("<a>日本</a>".encode("iso2022_jp"), "x; charset=iso-2022-jp", "<a>日本</a>"),
        (b"<a>1 + 1</a>", "x; charset=utf-8", "<a>1 + 1</a>"),
        (b"<a>x</a>", "x; charset=rot13", "<a>x</a>"),
        (b"<a>\xe9</a>", "x; charset=hex", "<a>é</a>"),
        (("é" * 30).encode() + b"\xe9" + ("é" * 30).encode(), "", "é" * 30 + "\ufffd" + "é" * 30),
        ("中文".encode()[:-1], "", "中\ufffd"),
        (b"", "", ""),
    ],
)  # fmt: skip
def test_bytes_become_the_text_that_was_meant(body: bytes, label: str, text: str) -> None:
    assert decode(body, label) == text


_RUSSIAN = "<a>Компания представила новую языковую модель, цена снижена вдвое</a>"
_POLISH = "<a>Spółka obniżyła cenę o połowę, urząd zatwierdził transakcję wartą trzy miliardy</a>"
_GERMAN = "<a>Die Behörde prüft, ob größere Modelle für Käufer überhaupt möglich wären</a>"
_GREEK = "<a>Η εταιρεία παρουσίασε ένα νέο γλωσσικό μοντέλο</a>"


@pytest.mark.parametrize("charset", ["", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (_RUSSIAN, "cp1251"), (_RUSSIAN, "koi8-r"), (_RUSSIAN, "iso8859-5"),
        (_POLISH, "iso8859-2"), (_POLISH, "cp1250"), (_GREEK, "cp1253"), (_GERMAN, "cp1252"),
        ("<a>Şirket yeni modeli tanıttı, fiyatı yarıya indirdi, geçen yıl çalıştı</a>", "cp1254"),
        (_JAPANESE, "iso2022_jp"),
    ],
)  # fmt: skip
def test_one_byte_letters_are_read_without_a_label_that_helps(
    text: str, codec: str, charset: str
) -> None:
    assert decode(text.encode(codec), f"text/xml; charset={charset}") == text


@pytest.mark.parametrize("codec", ["gbk", "gb18030", "big5", "utf-16"])
def test_a_feed_in_any_encoding_gives_its_title(codec: str) -> None:
    text = (
        f"<?xml version='1.0' encoding='gb2312'?>{_TRADITIONAL if codec == 'big5' else _CHINESE}"
    )
    title = parse_feed(text.encode(codec)).title
    assert f"<rss><title>{title}</title></rss>" in {_CHINESE, _TRADITIONAL}

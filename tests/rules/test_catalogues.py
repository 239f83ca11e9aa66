import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from bot.i18n.catalog import INTERFACE_LANGUAGES, SOURCE_LANGUAGE, open_translator
from bot.render.commands import (
    Scope,
    command_menu,
    describe_bot,
    describe_bot_briefly,
    describe_commands,
)

ROOT = Path(__file__).parents[2]
I18N = ROOT / "bot" / "i18n"
TRANSLATED = [code for code in INTERFACE_LANGUAGES if code != SOURCE_LANGUAGE]
EXTRACT = (
    "pybabel extract -F babel.cfg -k t -k plural:1,2 -k N_"
    " --no-location --sort-output --omit-header -o {pot} ."
)
UPDATE = (
    "pybabel update -i bot/i18n/messages.pot -d bot/i18n/locales -D messages"
    " --no-fuzzy-matching --ignore-obsolete"
)
SHARED = {
    "de": {"Pause", "⏸ Pause", "🌐 Original", "🔎 Test"},
    "es": {"Total", "🌐 Original"},
    "fr": {
        "Pause",
        "Sources",
        "Tags",
        "Total",
        "{count} article",
        "‹ Sources",
        "⏸ Pause",
        "📡 Sources",
    },
}
"""Words that a language writes as English does."""
FIELD = re.compile(r"{(\w+)}")
COMMAND = re.compile(r"/[a-z]+")
TAG = re.compile(r"<[^>]*>")


def folder(code: str) -> Path:
    return I18N / "locales" / code.replace("-", "_") / "LC_MESSAGES"


def catalogue(code: str) -> Catalog:
    with (folder(code) / "messages.po").open("rb") as po:
        return read_po(po, locale=code.replace("-", "_"))


def template() -> Catalog:
    with (I18N / "messages.pot").open("rb") as pot:
        return read_po(pot)


def pairs(code: str) -> Iterator[tuple[list[str], list[str]]]:
    """Every message as its English forms and its translated forms."""
    for message in catalogue(code):
        if message.id:
            yield forms(message.id), forms(message.string)


def marked_sentences(tree: ast.AST) -> Iterator[str]:
    """Every literal that is handed to `t`, `N_` or `plural`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            for said in node.args[: {"t": 1, "N_": 1, "plural": 2}.get(name, 0)]:
                if isinstance(said, ast.Constant):
                    yield str(said.value)


def forms(said: object) -> list[str]:
    return [str(form) for form in said] if isinstance(said, list | tuple) else [str(said)]


def test_the_template_holds_what_the_code_says_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    fresh = tmp_path / "messages.pot"
    CommandLineInterface().run(EXTRACT.format(pot=fresh).split())  # type: ignore[no-untyped-call]  # Babel's commands have no types
    assert fresh.read_text(encoding="utf-8") == (I18N / "messages.pot").read_text(
        encoding="utf-8"
    ), f"run: {EXTRACT.format(pot='bot/i18n/messages.pot')} && {UPDATE}, then translate"


def test_the_template_holds_every_marked_sentence() -> None:
    # Babel does not see a mark inside an f-string.
    known = {form for message in template() for form in forms(message.id)}
    marked = {
        (path.relative_to(ROOT).as_posix(), said)
        for home in ("bot/render", "bot/i18n", "handlers", "jobs")
        for path in (ROOT / home).rglob("*.py")
        for said in marked_sentences(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert len(marked) > 300
    assert [one for one in marked if one[1] not in known] == []


def test_every_catalogue_belongs_to_an_interface_language() -> None:
    folders = {path.name for path in (I18N / "locales").iterdir()}
    assert folders == {code.replace("-", "_") for code in TRANSLATED}


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_is_missing_superfluous_or_uncertain(code: str) -> None:
    translated = catalogue(code)
    assert {message.id for message in translated} == {message.id for message in template()}
    assert not translated.obsolete
    uncertain = [message.id for message in translated if message.id and message.fuzzy]
    assert uncertain == []
    empty = [english for english, said in pairs(code) if not all(form.strip() for form in said)]
    assert empty == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_plural_has_as_many_forms_as_the_language(code: str) -> None:
    translated = catalogue(code)
    for message in translated:
        if isinstance(message.id, list | tuple):
            assert len(forms(message.string)) == translated.num_plurals, message.id


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_keep_fields_commands_and_surrounding_space(code: str) -> None:
    for english, said in pairs(code):
        source = english[-1]
        for form in said:
            assert sorted(FIELD.findall(form)) == sorted(FIELD.findall(source)), source
            assert sorted(COMMAND.findall(form)) == sorted(COMMAND.findall(source)), source
            assert (form != form.strip()) <= (source != source.strip()), source


@pytest.mark.parametrize("code", TRANSLATED)
def test_catalogues_hold_plain_text_and_never_markup(code: str) -> None:
    for english, said in pairs(code):
        assert [TAG.findall(form) for form in (*english, *said) if TAG.search(form)] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_sentence_is_really_translated(code: str) -> None:
    same = {
        english[0]
        for english, said in pairs(code)
        if re.search("[A-Za-z]{2}", FIELD.sub("", english[0])) and english == said
    }
    assert same == SHARED.get(code, set())


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_sentence_shouts(code: str) -> None:
    loud = [
        form
        for english, said in pairs(code)
        for form in (*english, *said)
        if set(form) & set("!！")
    ]
    assert loud == []


@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("scope", Scope)
def test_command_menus_are_within_telegrams_limits(code: str, scope: Scope) -> None:
    menu = command_menu(open_translator(code), scope)
    assert 1 <= len(menu) <= 100
    assert len({command for command, _ in menu}) == len(menu)
    for command, description in menu:
        assert re.fullmatch("[a-z0-9_]{1,32}", command)
        assert 1 <= len(description) <= 256


@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
def test_descriptions_of_the_bot_are_within_telegrams_limits(code: str) -> None:
    t = open_translator(code)
    assert 1 <= len(describe_bot(t)) <= 512
    assert 1 <= len(describe_bot_briefly(t)) <= 120


def test_the_description_names_the_scores_as_every_card_does() -> None:
    assert "for Hot, Quality and Impact." in describe_bot(open_translator(SOURCE_LANGUAGE))


def test_every_described_command_is_in_a_menu() -> None:
    t = open_translator(SOURCE_LANGUAGE)
    shown = {command for scope in Scope for command, _ in command_menu(t, scope)}
    assert shown == set(describe_commands(t))

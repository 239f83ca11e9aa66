"""Settings come from the environment, and a bad one names its variable."""

from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.settings import load_settings

pytestmark = pytest.mark.usefixtures("clean")


def test_a_webhook_secret_holds_what_telegram_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_WEBHOOK_SECRET", "open sesame")

    with pytest.raises(ConfigError, match="TIDINGS_WEBHOOK_SECRET: may hold only"):
        load_settings()


def test_operators_are_user_ids_with_commas_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_ADMINS", "12, 345")
    assert load_settings().admins == {12, 345}

    monkeypatch.setenv("TIDINGS_ADMINS", "12,ada")
    with pytest.raises(ConfigError, match="TIDINGS_ADMINS: is not a list of user ids"):
        load_settings()


def test_languages_of_stories_are_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_LANGUAGES", "de, ja_JP")
    assert load_settings().languages == ("en", "zh-Hans", "de", "ja")

    monkeypatch.setenv("TIDINGS_LANGUAGES", "de,xx")
    with pytest.raises(ConfigError, match="TIDINGS_LANGUAGES: must be language tags"):
        load_settings()


def test_nothing_has_to_be_set() -> None:
    settings = load_settings()

    assert settings.database == "sqlite:///var/tidings.db"
    assert settings.web_port == 8080
    assert settings.secrets == ()


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_PUBLIC_URL", "https://news.example/")
    monkeypatch.setenv("TIDINGS_DATABASE_URL", "")

    settings = load_settings()

    assert settings.public_url == "https://news.example"
    assert settings.database.startswith("sqlite:///")


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("1:abc\n")
    monkeypatch.setenv("TIDINGS_TELEGRAM_TOKEN_FILE", str(tmp_path / "token"))

    assert load_settings().telegram_token.get_secret_value() == "1:abc"


def test_the_variable_wins_over_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("1:file")
    monkeypatch.setenv("TIDINGS_TELEGRAM_TOKEN_FILE", str(tmp_path / "token"))
    monkeypatch.setenv("TIDINGS_TELEGRAM_TOKEN", "1:variable")

    assert load_settings().telegram_token.get_secret_value() == "1:variable"


def test_a_dot_env_file_is_read_and_may_name_files(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("sesame")
    (tmp_path / ".env").write_text(
        f"TIDINGS_WEB_PORT=0\nTIDINGS_WEBHOOK_SECRET_FILE={tmp_path / 'key'}\nOTHER=1\n"
    )

    settings = load_settings()

    assert settings.web_port == 0
    assert settings.webhook_secret.get_secret_value() == "sesame"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIDINGS_TELEGRAM_TOKEN", "hello"),
        ("TIDINGS_TELEGRAM_API", "api.telegram.org"),
        ("TIDINGS_DATABASE_URL", "mysql://x"),
        ("TIDINGS_WEB_PORT", "99999"),
        ("TIDINGS_WEBHOOK_URL", "http://bot.example/hook"),
        ("TIDINGS_INGEST_INTERVAL", "0"),
        ("TIDINGS_SENDS_PER_SECOND", "0"),
        ("TIDINGS_PAID_BROADCAST", "perhaps"),
        ("TIDINGS_LOG_FORMAT", "xml"),
        ("TIDINGS_WEBHOOK_SECRET_FILE", "/nowhere/secret"),
    ],
)
def test_a_bad_setting_is_one_line_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ConfigError) as caught:
        load_settings()

    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TIDINGS_WEBPORT", "0", "there is no such setting; did you mean TIDINGS_WEB_PORT?"),
        ("TIDINGS_XYZ", "1", "there is no such setting; the README lists all settings"),
        ("TIDINGS_PAID_BROADCAST", "perhaps", "must be true or false"),
        ("TIDINGS_WEB_PORT", "abc", "must be a whole number"),
        ("TIDINGS_SENDS_PER_SECOND", "nan", "must be a number"),
        ("TIDINGS_INGEST_INTERVAL", "9" * 14, "must be less than or equal to 86400"),
        ("TIDINGS_RETENTION_DAYS", "9" * 14, "must be less than or equal to 36500"),
        ("TIDINGS_LLM_DAILY_TOKENS", "9" * 20, "must be less than or equal to 1000000000000"),
        ("TIDINGS_TELEGRAM_API", "http://host:99999", "has a port that is no number up to 65535"),
        (
            "TIDINGS_DATABASE_URL",
            "postgresql://u:p@host:port/x",
            "has a port that is no number up to 65535",
        ),
        (
            "TIDINGS_DATABASE_URL",
            "postgresql://u:hunter@2@host/x",
            "must have @ : / % and spaces in its password percent-encoded (@ is %40)",
        ),
    ],
)
def test_a_bad_setting_says_what_to_write(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ConfigError) as caught:
        load_settings()

    assert str(caught.value) == f"{name}: {said}"


def test_a_bad_secret_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_TELEGRAM_TOKEN", "hunter2")

    with pytest.raises(ConfigError) as caught:
        load_settings()

    assert "hunter2" not in str(caught.value)


def test_every_secret_is_known_to_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_TELEGRAM_TOKEN", "1:abc")
    monkeypatch.setenv("TIDINGS_DATABASE_URL", "postgresql://me:pass@db/news")

    assert set(load_settings().secrets) == {"pass", "1:abc"}

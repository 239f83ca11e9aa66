"""Settings from the environment (or `.env`), read once, by `bot.app` and the commands."""

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import SplitResult, urlsplit

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.core.language import normalize_tag

from .errors import ConfigError

PREFIX = "TIDINGS_"
TELEGRAM_API = "https://api.telegram.org"
MAX_SECRET_FILE = 10_000

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValueError("is not an address that starts with http:// or https://")
    _refuse_bad_port(parts)
    return value.rstrip("/")


def _webhook_address(value: str) -> str:
    address = _web_address(value)
    if address.startswith("http://") and urlsplit(address).hostname not in _LOCAL:
        raise ValueError("must start with https://, Telegram accepts no other")
    return address


def _database_address(value: str) -> str:
    parts = urlsplit(value)
    if value and parts.scheme not in {"sqlite", "postgresql"}:
        raise ValueError("must start with sqlite:/// or postgresql://")
    if parts.netloc.count("@") > 1:
        raise ValueError("must have @ : / % and spaces in its password percent-encoded (@ is %40)")
    _refuse_bad_port(parts)
    return value


def _refuse_bad_port(parts: SplitResult) -> None:
    try:
        _ = parts.port
    except ValueError as error:
        raise ValueError("has a port that is no number up to 65535") from error


def _token(value: SecretStr) -> SecretStr:
    number, colon, rest = value.get_secret_value().partition(":")
    if value.get_secret_value() and not (number.isdecimal() and colon and rest):
        raise ValueError("is not a token from @BotFather (a number, a colon, letters)")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch("[A-Za-z0-9_-]{0,256}", value.get_secret_value()):
        raise ValueError("may hold only A-Z, a-z, 0-9, _ and -, at most 256 of them")
    return value


def _user_ids(value: object) -> object:
    ids = [part.strip() for part in value.split(",")] if isinstance(value, str) else value
    if isinstance(ids, list) and not all(part.isdecimal() and part.isascii() for part in ids):
        raise ValueError("is not a list of user ids (numbers with commas between them)")
    return ids


def _languages(value: object) -> object:
    """Read `en, de`: English and Chinese are always among them, first."""
    if not isinstance(value, str):
        return value
    named = [normalize_tag(name) for name in value.split(",") if name.strip()]
    if not all(_is_language(name) for name in named):
        raise ValueError("must be language tags with commas between them: en,zh-Hans,de")
    return tuple(dict.fromkeys([*ALWAYS, *named]))


def _is_language(tag: str) -> bool:
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


ALWAYS = ("en", "zh-Hans")
"""The languages that stories have with every model."""
WebAddress = Annotated[str, AfterValidator(_web_address)]


class _FromFiles(PydanticBaseSettingsSource):
    """Reads TIDINGS_X from the file that TIDINGS_X_FILE names."""

    def __init__(
        self, settings: type[BaseSettings], *sources: EnvSettingsSource | DotEnvSettingsSource
    ) -> None:
        super().__init__(settings)
        self._variables = {
            k: v for source in reversed(sources) for k, v in source.env_vars.items()
        }
        self._refuse_unknown()

    def _refuse_unknown(self) -> None:
        """Name a variable that means nothing: most likely it is misspelt."""
        fields = [PREFIX + name.upper() for name in self.settings_cls.model_fields]
        known = {*fields, *(f"{name}_FILE" for name in fields)}
        for name in sorted(map(str.upper, self._variables)):
            if name.startswith(PREFIX) and name not in known:
                near = get_close_matches(name, known, 1, 0.8)
                hint = f"; did you mean {near[0]}?" if near else "; the README lists all settings"
                raise ConfigError(f"{name}: there is no such setting{hint}")

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Return the content of the field's file, None where none is named."""
        del field
        name = f"{PREFIX}{field_name}_file".lower()
        path = self._variables.get(name)
        if not path:
            return None, field_name, False
        try:
            with Path(path).open(encoding="utf-8") as file:
                return file.read(MAX_SECRET_FILE).strip(), field_name, False
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is not text"
            raise ConfigError(f"{name.upper()}: cannot read {path}: {reason}") from error

    def __call__(self) -> dict[str, Any]:
        """Return all values that are given by files."""
        found = {
            name: self.get_field_value(field, name)[0]
            for name, field in self.settings_cls.model_fields.items()
        }
        return {name: value for name, value in found.items() if value is not None}


class Settings(BaseSettings):
    """Everything an operator may change."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    telegram_token: Annotated[SecretStr, AfterValidator(_token)] = SecretStr("")
    telegram_api: WebAddress = TELEGRAM_API
    database_url: Annotated[str, AfterValidator(_database_address)] = ""
    """Empty: SQLite in the state directory."""
    state_dir: Path = Path("var")
    sources_file: Path | None = None
    """OPML or TOML, read at every start; None: the curated list."""
    public_url: WebAddress = ""
    web_port: int = Field(default=8080, ge=0, le=65535)
    webhook_url: Annotated[str, AfterValidator(_webhook_address)] = ""
    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] = SecretStr("")
    admins: Annotated[frozenset[int], NoDecode, BeforeValidator(_user_ids)] = frozenset()
    languages: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_languages)] = ALWAYS
    llm_model: str = ""
    """Empty: texts are written offline."""
    llm_base_url: WebAddress = ""
    llm_api_key: SecretStr = SecretStr("")
    embedding_model: str = ""
    """Of the endpoint of `llm_base_url`; empty: words alone decide what tells one event."""
    llm_daily_tokens: int = Field(default=1_000_000, ge=0, le=10**12)
    translator_url: SecretStr = SecretStr("")
    """Holds a key; empty: texts stay in their own languages."""
    ingest_interval: int = Field(default=600, ge=60, le=86_400)
    sends_per_second: float = Field(default=28, gt=0, le=1000, allow_inf_nan=False)
    paid_broadcast: bool = False
    resend_alerts: bool = False
    fetch_private_hosts: bool = False
    retention_days: int = Field(default=90, ge=30, le=36_500)
    hacker_news: bool = False
    """Ask news.ycombinator.com's search how much attention a story has."""
    log_format: Literal["text", "json"] = "text"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Rank the sources: arguments, environment, files the environment names, `.env`."""
        del file_secret_settings
        environment = [
            s for s in (env_settings, dotenv_settings) if isinstance(s, EnvSettingsSource)
        ]
        return init_settings, env_settings, _FromFiles(settings_cls, *environment), dotenv_settings

    @property
    def database(self) -> str:
        """Return the database's address, the default one included."""
        return self.database_url or f"sqlite:///{self.state_dir / 'tidings.db'}"

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return what must never be logged."""
        fields = (
            self.telegram_token,
            self.webhook_secret,
            self.llm_api_key,
            self.translator_url,
        )
        password = urlsplit(self.database_url).password or ""
        return tuple(filter(None, [password, *(field.get_secret_value() for field in fields)]))


_REASONS = {
    "bool_parsing": "must be true or false",
    "int_parsing": "must be a whole number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
}
"""By the type of pydantic's error, where its own words do not say what to write."""


def load_settings(**given: Any) -> Settings:
    """Read the settings; `given` ones win over the environment.

    Raises:
        ConfigError: one line that names the variable and what is wrong with it.
    """
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        words = first["msg"].removeprefix("Value error, ").replace("Input should be", "must be")
        raise ConfigError(f"{name}: {_REASONS.get(first['type'], words)}") from error

"""A request's parameters, read the way Telegram reads them.

Values come as JSON or as form fields; the Bot API takes `"5"` for 5 and JSON text for objects.
"""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from .errors import BadRequestError

Json: TypeAlias = dict[str, Any]


class Params:
    """The parameters of one request; a missing one is "", 0 or None, as on Telegram's side."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = dict(values)

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """Return a string; objects come back as JSON text."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        return json.dumps(value)

    def integer(self, name: str) -> int:
        """Return a whole number, 0 where there is none."""
        return whole(self.text(name))

    def flag(self, name: str) -> bool:
        """Return a Boolean; `true`, `yes` and `1` are true (Client.cpp, to_bool)."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def json(self, name: str, what: str) -> Any:
        """Return a decoded value, None where it is missing or empty; `what` names it in errors."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise BadRequestError(f"can't parse {what} JSON object") from None

    def object(self, name: str, what: str) -> Json:
        """Return an object, empty where it is missing."""
        value = self.json(name, what)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise BadRequestError(f"object expected as {what}")
        return value

    def array(self, name: str, what: str) -> list[Any] | None:
        """Return an array, None where it is missing."""
        value = self.json(name, what)
        if value is not None and not isinstance(value, list):
            raise BadRequestError(f"expected an Array of {what}")
        return value


def whole(value: object) -> int:
    """Return a whole number written as JSON or as text, 0 for anything else."""
    try:
        return int(str(value))
    except ValueError:
        return 0


def word_of(values: Mapping[str, Any], name: str) -> str:
    """Return the string field of an object, "" where it is missing or of another type."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


def flag_of(values: Mapping[str, Any], name: str) -> bool:
    """Return the Boolean field of an object; any other type is refused."""
    value = values.get(name, False)
    if not isinstance(value, bool):
        raise BadRequestError(f'field "{name}" must be of type Boolean')
    return value

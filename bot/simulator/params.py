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
        try:
            return int(self.text(name))
        except ValueError:
            return 0

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
        except ValueError:
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


def flag_of(values: Mapping[str, Any], name: str) -> bool:
    """Return the Boolean field of an object; any other type is refused."""
    value = values.get(name, False)
    if not isinstance(value, bool):
        raise BadRequestError(f'field "{name}" must be of type Boolean')
    return value

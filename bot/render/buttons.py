"""Rows of buttons."""

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from bot.core.actions import Action
from bot.core.callbacks import encode
from bot.core.outgoing import Button, Keyboard

_HALF = 18
"""Columns that half a row has room for, on a phone of 390 points in the bold type of a button."""
_MARK = re.compile(r"^[^\w#]+")


def button(label: str, action: Action) -> Button:
    """Return a button that does `action`; ValueError where callback data cannot carry it."""
    return Button(text=label, data=encode(action))


def grid(buttons: Sequence[Button], width: int) -> Keyboard:
    """Lay buttons out in rows of `width`, at most 8 (more are squeezed beyond reading)."""
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))


def halves(buttons: Sequence[Button]) -> Keyboard:
    """Lay buttons out two in a row where half a row holds both labels, else one.

    Clients make all buttons of a row equally wide, and cut what has no room. A mark before a
    name counts for nothing, so that no button moves when it is ticked.
    """
    rows: list[tuple[Button, ...]] = []
    for one in buttons:
        fits = _columns(one.text) <= _HALF
        if fits and rows and len(rows[-1]) == 1 and _columns(rows[-1][0].text) <= _HALF:
            rows[-1] = (*rows[-1], one)
        else:
            rows.append((one,))
    return tuple(rows)


def _columns(label: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in _MARK.sub("", label))


def begin(name: str) -> str:
    """Write a name with the capital that begins a line ("Español"), where its script has any."""
    return name[:1].upper() + name[1:]


def tick(label: str, is_on: object) -> str:
    """Mark a choice that is made."""
    return f"✓ {label}" if is_on else label

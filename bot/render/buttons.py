"""Rows of buttons."""

from collections.abc import Sequence

from bot.core.actions import Action
from bot.core.callbacks import encode
from bot.core.outgoing import Button, Keyboard


def button(label: str, action: Action) -> Button:
    """Return a button that does `action`; ValueError where callback data cannot carry it."""
    return Button(text=label, data=encode(action))


def grid(buttons: Sequence[Button], width: int) -> Keyboard:
    """Lay buttons out in rows of `width`, at most 8 (more are squeezed beyond reading)."""
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))


def begin(name: str) -> str:
    """Write a name with the capital that begins a line ("Español"), where its script has any."""
    return name[:1].upper() + name[1:]


def tick(label: str, is_on: object) -> str:
    """Mark a choice that is made."""
    return f"✓ {label}" if is_on else label

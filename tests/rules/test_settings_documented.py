"""The README is where an operator looks a setting up."""

import re
from pathlib import Path

from bot.settings import PREFIX, Settings

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_every_setting_and_no_other() -> None:
    listed = set(re.findall(rf"^\| `({PREFIX}[A-Z_]+)`", README, re.MULTILINE))

    assert listed == {PREFIX + name.upper() for name in Settings.model_fields}

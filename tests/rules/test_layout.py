"""Rules about the tree itself that no linter knows."""

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST = 300


def tracked(*patterns: str) -> list[Path]:
    """Return the files git tracks (all files where there is no repository)."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in done.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked("*.py", "*.js", "*.css")
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }

    assert long == {}


def test_no_module_is_named_after_nothing() -> None:
    vague = {"utils", "helpers", "common", "misc", "base", "manager"}

    assert [path for path in tracked("*.py") if path.stem in vague] == []


def test_nothing_is_left_open() -> None:
    marks = re.compile(
        r"\b(TODO|FIXME|XXX)\b|unittest\.mock import|# type: ignore$|# noqa$", re.MULTILINE
    )

    assert [
        str(path.relative_to(ROOT))
        for path in tracked("*.py", "*.js", "*.html")
        if path != Path(__file__) and marks.search(path.read_text(encoding="utf-8"))
    ] == []


def test_no_lock_file_is_tracked() -> None:
    assert tracked("uv.lock", "*package-lock.json", "*poetry.lock") == []


def test_every_dependency_is_pinned_exactly() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    constraints = {
        re.split(r"==|\[", line)[0].strip().lower()
        for line in project["tool"]["uv"]["constraint-dependencies"]
    }
    direct = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]

    for line in direct:
        name, _, version = line.partition("==")
        assert version, f"{line} is not pinned"
        assert name.partition("[")[0].lower() in constraints, f"{name} is not constrained"


def test_ci_runs_the_command_of_the_readme() -> None:
    command = "pip install uv && uv run pytest"

    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert command in (ROOT / ".ci/run").read_text(encoding="utf-8")

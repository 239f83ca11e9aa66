"""Settings of the whole suite: Hypothesis profiles and the coverage floors."""

import importlib
import io
import os
import pkgutil
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import bot
import data
import handlers
import jobs

pytest_plugins = ["tests.databases"]

PRODUCT = (bot, data, handlers, jobs)
PURE = ["bot/core/*", "bot/render/*"]
PURE_FLOOR = 100
WHOLE_FLOOR = 90

settings.register_profile(
    "tidings",
    max_examples=60,
    deadline=None,  # a busy machine is no bug
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("tidings")


def is_whole_run(config: pytest.Config) -> bool:
    """Tell whether every test was asked for, so that coverage means something."""
    asked = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return asked and not config.option.keyword and not config.option.markexpr


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Share a whole run among all cores; a part of it begins sooner in one process.

    One process more than there are cores: some tests wait for programs they started.
    """
    return (os.cpu_count() or 1) + 1 if is_whole_run(config) else 0


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Leave one measurement in a worker, and measure the product's imports in one process only.

    pytest-cov begins as the first process of a run in a worker too, drops that measurement when
    it learns where it is, and never stops it: it would go on beneath every pause.
    """
    plugin: Any = session.config.pluginmanager.get_plugin("_cov")
    if not plugin or not plugin.cov_controller:
        return
    if hasattr(session.config, "workerinput"):
        plugin.cov_controller.cov.stop()
    elif session.config.option.numprocesses:
        for package in PRODUCT:
            for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                importlib.import_module(module.name)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Pause the measuring while a worker reads the tests: it would triple the time.

    What they leave in caches is forgotten, to be worked out again and measured.
    """
    if not hasattr(session.config, "workerinput"):
        return (yield)
    with unmeasured(session.config):
        result = yield
    packages = tuple(f"{package.__name__}." for package in PRODUCT)
    for module in [sys.modules[name] for name in sys.modules if name.startswith(packages)]:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()
    return result


@contextmanager
def unmeasured(config: pytest.Config) -> Iterator[None]:
    """Pause the measuring of the coverage, where there is one."""
    plugin: Any = config.pluginmanager.get_plugin("_cov")
    controller = plugin and plugin.cov_controller  # None with --no-cov
    if not controller:
        yield
        return
    controller.pause()
    try:
        yield
    finally:
        controller.resume()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Measure no coverage where other tests go the same way, since it doubles a test's time.

    These are properties, with their many examples, and conversations in further languages. They
    come last in each worker's share: what they leave in caches is not worked out, and so not
    measured, again.
    """
    for item in items:
        callspec = getattr(item, "callspec", None)
        language = callspec.params.get("language", "en") if callspec else "en"
        folder = item.path.parent.name
        if folder == "properties" or (folder == "conversations" and language != "en"):
            item.add_marker(pytest.mark.unmeasured)
    last = [item for item in items if item.get_closest_marker("unmeasured")]
    first = [item for item in items if not item.get_closest_marker("unmeasured")]
    items.clear()
    for workers_left in range(getattr(config, "workerinput", {}).get("workercount", 1), 0, -1):
        share = (len(first) + len(last)) // workers_left
        measured = len(first) // workers_left
        items += first[:measured] + last[: share - measured]
        del first[:measured], last[: share - measured]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Pause the measuring for a marked test, with all it sets up and tears down.

    pytest-cov's own marker leaves the fixtures measured, which take longer than many a test.
    """
    if not item.get_closest_marker("unmeasured"):
        return (yield)
    with unmeasured(item.config):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Turn a green whole run red where the coverage is below the floors."""
    result = yield
    plugin: Any = session.config.pluginmanager.get_plugin("_cov")
    is_worker = hasattr(session.config, "workerinput")  # only the first process has all figures
    controller = plugin and plugin.cov_controller  # None with --no-cov
    if session.testsfailed or is_worker or not controller or not is_whole_run(session.config):
        return result
    terminal: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    coverage = controller.cov
    for name, include, floor in (
        ("pure code", PURE, PURE_FLOOR),
        ("everything", None, WHOLE_FLOOR),
    ):
        table = io.StringIO()
        total = coverage.report(include=include, show_missing=True, skip_covered=True, file=table)
        terminal.write_line("")
        terminal.write_line(f"coverage by branch of {name}: {total:.2f} % (floor {floor} %)")
        if total < floor:
            terminal.write_line(table.getvalue(), red=True)
            session.testsfailed += 1
    return result

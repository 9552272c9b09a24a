"""What do all tests share? The depth of the property tests, and where the outside test corpora lie."""

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Generator
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import settings

from tests.depth import SOAKING

ROOT = Path(__file__).resolve().parents[1]

_EXAMPLES = 30
"""Of each property, where it does not say another number."""

# No deadline: machines are shared, and no test asserts a time. CI tries the same code with the same examples.
settings.register_profile("desk", deadline=None, max_examples=_EXAMPLES)
settings.register_profile("ci", deadline=None, max_examples=_EXAMPLES, derandomize=True, database=None, print_blob=True)
settings.register_profile("soak", deadline=None, max_examples=1_000, print_blob=True)
settings.load_profile("soak" if SOAKING else "ci" if os.environ.get("CI") else "desk")


_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of one's own there
_ROOM = 2 << 30
"""Bytes: a run leaves no more than what failed, and needs a part of it at a time."""
_MANY_DESCRIPTORS = 200
_past_counting = _MANY_DESCRIPTORS
_STOPS = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)


def pytest_configure(config: pytest.Config) -> None:
    """What tests write is gone with them: in memory none waits for a disk, and an eighth of the computing goes."""
    is_said = config.option.basetemp or "TMPDIR" in os.environ or "PYTEST_XDIST_WORKER" in os.environ
    if not is_said and _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free > _ROOM:
        os.environ["TMPDIR"] = str(_IN_MEMORY)
        tempfile.tempdir = None  # it is asked for anew


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """A verb called here for a member ignores stops from then on: not in the tests after, nor in what they start."""
    before = {number: signal.getsignal(number) for number in _STOPS}
    try:
        return (yield)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        _let_go()


def pytest_collection_finish() -> None:
    """What was collected stays to the end, and need not be looked through each time unused memory is looked for."""
    gc.collect()
    gc.freeze()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The pass of the serial tests, a dozen files, need not load the three hundred others."""
    if config.option.markexpr != "serial" or collection_path.suffix != ".py":
        return None
    return True if "mark.serial" not in collection_path.read_text(encoding="utf-8") else None


def _let_go() -> None:
    """Desks that tests sat down at are closed when nobody knows them any more: before descriptors are past counting.

    It takes longer than most tests do, so it is done again only when as many have come on top of those that stayed.
    """
    global _past_counting  # noqa: PLW0603 - of this process
    if _descriptors() > _past_counting:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        _past_counting = _descriptors() + _MANY_DESCRIPTORS


def _descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - twelve thousand times


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files whose tests wait for a terminal come evenly among those that compute: neither wait nor compute at once."""
    files = [[*tests] for _, tests in groupby(items, key=lambda item: item.path)]
    waiting = [one for one in files if one[0].path.parent.name == "pty"]
    computing = [one for one in files if one not in waiting]
    items[:] = [test for _, one in sorted([*_spread(waiting), *_spread(computing)], key=_place) for test in one]


def _spread(files: list[list[pytest.Item]]) -> Generator[tuple[float, list[pytest.Item]]]:
    """Each file with the place from 0 to 1 that its middle has among them, told by tests."""
    of_all, before = sum(map(len, files)), 0
    for one in files:
        yield (before + len(one) / 2) / of_all, one
        before += len(one)


def _place(spread: tuple[float, list[pytest.Item]]) -> float:
    return spread[0]


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The outside corpora: CLINICDESK_CORPORA, else shared/corpora beside the checkout. Skips if absent."""
    home = Path(os.environ.get("CLINICDESK_CORPORA") or ROOT.parent / "shared" / "corpora")
    if not home.is_dir():
        pytest.skip(f"the outside corpora are not on this machine (looked in {home})")
    return home

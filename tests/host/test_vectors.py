"""Can a member become the account or somebody else, or read and change what is not theirs? A row for every way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from tests.host import ways_in
from tests.host.ready_host import SUPERVISOR
from tests.host.vectors import arguments, door, environment, files, sudo, verbs, warm
from tests.readme import AT_EACH_DESK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.host.vectors.vector import Vector

_KINDS: Final = (arguments, verbs, environment, sudo, door, files, warm)
VECTORS: Final = tuple(vector for kind in _KINDS for vector in kind.VECTORS)


@pytest.fixture(scope="module", autouse=True)
def open_desk() -> Iterator[None]:
    """A desk that somebody works at all the while; at the end it still answers."""
    ways_in.lay_out()
    with SUPERVISOR.terminal(AT_EACH_DESK[0]) as terminal:
        terminal.wait_for("all keys")
        yield
        terminal.press("f3")
        terminal.wait_for("expected")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_nobody_gets_through(vector: Vector) -> None:
    """Refused or without effect; nothing is changed, left, run or told, and no process stays."""
    before, running = ways_in.state(), ways_in.processes()
    try:
        ran = ways_in.attempt(vector)
        said = ran.stdout.decode(errors="replace")
        assert [] == ways_in.what_got_through(ran.stdout), said
        assert set() == ways_in.wait_for_processes(running), said
        assert before == ways_in.state(), said
        assert re.search(vector.told, said), f"{ran.returncode}: {said}"
        assert vector.code in {None, ran.returncode}, said
    finally:
        ways_in.put_back()


def test_no_vector_stands_twice() -> None:
    """Each row is a try of its own."""
    assert len(VECTORS) == len({(vector.typed, vector.first, vector.who) for vector in VECTORS})

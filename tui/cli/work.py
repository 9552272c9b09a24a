"""The verb of the worker: work, once, until a time, or until it is ended; and work --arm."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.clinic.codes import first_site
from core.errors import BadInput, Busy, DatabaseUnusable
from core.jobs.model import PlaceState
from core.jobs.sentences import NOT_ARMED
from tui import bootstrap
from tui.cli import sentences
from tui.cli.listing import printable
from tui.cli.subcommand import Answer
from tui.clock import read_now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from core.jobs.worker import Turn, Worker
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_PAUSE_SECONDS: Final = 1.0
"""Between two looks at what is due: two reads along an index, of which no desk learns."""


def declare_work(parser: Parser) -> None:
    """[--once] [--until ISO] [--arm]."""
    parser.flag("--once")
    parser.option("--until", "ISO")
    parser.flag("--arm")


def work(call: Call) -> Answer:
    """Do the jobs that are due, until it is ended; with --once, those that are due now."""
    typed = call.typed
    if sum((typed.once, typed.until is not None, typed.arm)) > 1:
        raise BadInput(sentences.WORK_ONE_OF)
    if typed.arm:
        with call.workstation() as workstation:
            message = workstation.desk.jobs.arm(workstation.actor)
        return Answer(message, result={"place": PlaceState.ARMED.value})
    with bootstrap.working(call.launch, call.env, is_hasty=typed.once) as (workstation, worker):
        shift = _Shift(worker, workstation, is_once=typed.once, is_told=not typed.json)
        shift.work(_until(call, workstation))
        return _answer(shift, workstation)


def _until(call: Call, workstation: Workstation) -> datetime | None:
    """When to end. Raises BadInput for what is no time, or one that a standing clock never comes to."""
    typed = call.typed.until
    if typed is None:
        return None
    until = read_now(typed, first_site(workstation.desk.clinic()).tz, "--until")
    if call.launch.freeze and until > workstation.desk.now():
        raise BadInput(sentences.WORK_NEVER_ENDS.format(until=typed))
    return until


class _Shift(Struct):
    """A worker at work: what it has done so far."""

    worker: Worker
    workstation: Workstation
    is_once: bool
    is_told: bool
    done: int = 0
    failed: int = 0

    def work(self, until: datetime | None) -> None:
        """Turn by turn. Raises DatabaseUnusable where the database is no longer the one that was opened."""
        desk, path = self.workstation.desk, self.workstation.db_path
        opened = _file(path)
        if desk.jobs.place(self.workstation.actor) is PlaceState.ELSEWHERE:
            self._tell(NOT_ARMED)
        with _ending() as ended:
            while not (ended.is_set() or (until and desk.now() >= until)):
                if _file(path) != opened:
                    raise DatabaseUnusable(sentences.WORK_REPLACED.format(path=path))
                turn = self._turn()
                if turn:
                    self._note(turn)
                elif self.is_once:
                    return
                else:
                    ended.wait(_PAUSE_SECONDS)

    def _turn(self) -> Turn | None:
        """The next job. Whoever keeps the queue busy is waited for, but for a worker that is to end soon."""
        try:
            return self.worker.turn()
        except Busy:
            if self.is_once:
                raise
            return None

    def _note(self, turn: Turn) -> None:
        self.done += turn.is_done
        self.failed += not turn.is_done
        self._tell(turn.sentence)

    def _tell(self, sentence: str) -> None:
        if self.is_told:
            print(printable(sentence), flush=True)


def _answer(shift: _Shift, workstation: Workstation) -> Answer:
    jobs, actor = workstation.desk.jobs, workstation.actor
    signs = jobs.signs(actor)
    result = {
        "done": shift.done,
        "failed": shift.failed,
        "place": jobs.place(actor).value,
        "troubles": [{"mark": sign.mark, "message": sign.sentence} for sign in signs],
    }
    message = sentences.WORKED.format(done=shift.done, failed=shift.failed)
    return Answer(message, result=result, lines=tuple(sign.sentence for sign in signs))


def _file(path: Path) -> int:
    """Which file has the name now; 0 for none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0


@contextmanager
def _ending() -> Iterator[threading.Event]:
    """Is set when the worker is told to end, which it does after the job that it is at."""
    ended = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: ended.set())
    try:
        yield ended
    finally:
        signal.signal(signal.SIGTERM, before)

"""The verb of the worker: work, once, until a time, or until it is ended; and work --arm."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.clinic.codes import first_site
from core.errors import BadInput, BadSettings, Busy, DatabaseUnusable
from core.jobs.model import PlaceState
from core.jobs.sentences import NOT_ARMED
from tui import working
from tui.cli import upkeep_sentences as sentences
from tui.cli.listing import printable
from tui.cli.subcommand import Answer
from tui.clock import read_now
from tui.settings import find_settings, settings_mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from core.jobs.worker import Turn, Worker
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_PAUSE_SECONDS: Final = 1.0
"""Between two looks at what is due: three reads along an index, of which no desk learns."""


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
    shift = _Shift(call, is_once=typed.once, is_told=not typed.json)
    with _ending() as ended:
        while True:  # with the settings as they are by now
            settings = settings_mark(call.launch.config, call.env)
            with working.working(call.launch, call.env, is_hasty=typed.once) as (workstation, worker):
                if shift.work(workstation, worker, ended, settings):
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
    """The work of one call: what was done so far."""

    call: Call
    is_once: bool
    is_told: bool
    done: int = 0
    failed: int = 0

    def work(
        self, workstation: Workstation, worker: Worker, ended: threading.Event, settings: tuple[object, ...]
    ) -> bool:
        """Turn by turn, until it is over; False where the settings have changed first.

        Raises DatabaseUnusable where the database is no longer the one that was opened.
        """
        desk, path, until = workstation.desk, workstation.db_path, _until(self.call, workstation)
        opened = _file(path)
        if desk.jobs.place(workstation.actor) is PlaceState.ELSEWHERE:
            self._tell(NOT_ARMED)
        while not (ended.is_set() or (until and desk.now() >= until)):
            if _file(path) != opened:
                raise DatabaseUnusable(sentences.WORK_REPLACED.format(path=path))
            turn = self._turn(worker)
            if turn:
                self._note(turn)
            elif self._compared(workstation):
                continue
            elif self.is_once:
                return True
            else:
                ended.wait(_PAUSE_SECONDS)
            now = settings_mark(self.call.launch.config, self.call.env)
            if now != settings and worker.is_free:
                settings = now
                if self._are_right():
                    return False
        return True

    def _compared(self, workstation: Workstation) -> bool:
        """Whether records were compared that are new or were changed, so that likely duplicates are listed."""
        try:
            return workstation.desk.merging.compare_beside(workstation.actor) > 0
        except Busy:
            return False

    def _are_right(self) -> bool:
        """Whether the settings can be read; else that is told, and it goes on with those of before."""
        try:
            find_settings(self.call.launch.config, self.call.env)
        except BadSettings as refusal:
            self._tell(sentences.WORK_SETTINGS_KEPT.format(why=" ".join([refusal.sentence, *refusal.problems])))
            return False
        self._tell(sentences.WORK_SETTINGS_NEW)
        return True

    def _turn(self, worker: Worker) -> Turn | None:
        """The next job. Whoever keeps the queue busy is waited for, but for a worker that is to end soon."""
        try:
            return worker.turn()
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

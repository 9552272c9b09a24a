"""What is a verb of the command line: how it is called, what it takes, and what it answers?"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field

from core.errors import ClinicdeskError
from core.lazy import named
from tui.cli.sentences import ALERT

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Mapping

    from core.conflict import Conflict
    from core.visits.state import Verb as Step
    from tui.cli.parser import Parser
    from tui.workstation import LaunchOptions, Workstation

DONE: Final = 0


class Answer(Struct, frozen=True):
    """What a verb came to: `message` and `conflicts` for everyone, `result` for scripts, `lines` for people.

    `code` is the exit code; anything but 0 says that it was not done. `is_output_taken` when the verb wrote a document
    to standard output, which holds nothing else then.
    """

    message: str
    result: object = None
    lines: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    code: int = DONE
    is_output_taken: bool = False


class Call(Struct, frozen=True):
    """A verb as it was typed: what it was given, and what was asked for the workstation."""

    typed: Namespace
    launch: LaunchOptions
    env: Mapping[str, str]
    alerts: list[str] = field(default_factory=list)
    """What is to be known of the patients whom the verb acted on, a line each; gathered when the clinic is left."""

    @contextmanager
    def workstation(self) -> Iterator[Workstation]:
        """The clinic, opened for as long as the verb takes."""
        from tui.bootstrap import opened

        with opened(self.launch, self.env) as workstation:
            patients = workstation.desk.patients
            before = patients.newest_act()
            yield workstation
            with suppress(ClinicdeskError):  # what was done is done, also for who may see nobody
                self.alerts.extend(
                    ALERT.format(name=patient.name, alert=alert)
                    for patient, alerts in patients.alerts_since(workstation.actor, before)
                    for alert in alerts
                )


class Subcommand(Struct, frozen=True):
    """A verb: its name ("patient add"), what `--help` says of it, and what declares its arguments and what does it.

    Both are functions named within `tui.cli` ("patients:add"), whose module is loaded when it is asked for: the verb
    that is called needs no other. Those of a `step` of the visit are made for it.
    """

    name: str
    summary: str
    declared: str
    done: str
    step: Step | None = None

    def declare(self, parser: Parser) -> None:
        """Tell the parser which arguments it takes."""
        declare: Callable[[Parser], None] = self._named(self.declared)
        declare(parser)

    def run(self, call: Call) -> Answer:
        """Do it."""
        run: Callable[[Call], Answer] = self._named(self.done)
        return run(call)

    def _named(self, path: str) -> Any:  # noqa: ANN401 - a test looks at what the rows name
        found = named(f"tui.cli.{path}")
        return found(self.step) if self.step else found


def verb(name: str, summary: str, declared: str, done: str) -> tuple[str, Subcommand]:
    """A row of a table of verbs, by its name."""
    return name, Subcommand(name, summary, declared, done)

"""Which verbs are there? A new one is declared and run in its module, and stands here in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.lazy import lazy_modules
from core.visits.sentences import VERB_HELP
from core.visits.state import Verb as Step
from tui.cli.subcommand import Answer, Call, Subcommand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tui.cli import (
        access,
        bookings,
        editing,
        history,
        host,
        importing,
        keys,
        lists,
        maintenance,
        patients,
        queue,
        schedule,
        setup_commands,
        undoing,
        visits,
        work,
    )
    from tui.cli.parser import Parser
else:  # the module of the verb asked for is enough, and the desk needs none
    (
        access,
        bookings,
        editing,
        history,
        host,
        importing,
        keys,
        lists,
        maintenance,
        patients,
        queue,
        schedule,
        setup_commands,
        undoing,
        visits,
        work,
    ) = lazy_modules(
        "tui.cli.access",
        "tui.cli.bookings",
        "tui.cli.editing",
        "tui.cli.history",
        "tui.cli.host",
        "tui.cli.importing",
        "tui.cli.keys",
        "tui.cli.lists",
        "tui.cli.maintenance",
        "tui.cli.patients",
        "tui.cli.queue",
        "tui.cli.schedule",
        "tui.cli.setup_commands",
        "tui.cli.undoing",
        "tui.cli.visits",
        "tui.cli.work",
    )


def _verb(
    name: str, summary: str, parts: Callable[[], tuple[Callable[[Parser], None], Callable[[Call], Answer]]]
) -> tuple[str, Subcommand]:
    return name, Subcommand(name, summary, parts)


def _step(step: Step) -> tuple[str, Subcommand]:
    """A verb of the visit that takes what every step takes."""
    return _verb(step.value, VERB_HELP[step.value], lambda: (visits.declare(step), visits.step(step)))


VERBS: Final[Mapping[str, Subcommand]] = dict(
    (
        _verb("setup", "set up the clinic from a file", lambda: (setup_commands.declare_setup, setup_commands.setup)),
        _verb("demo", "make a practice clinic", lambda: (setup_commands.declare_demo, setup_commands.demo)),
        _verb(
            "import patients",
            "take in the patients of a CSV file",
            lambda: (importing.declare_file, importing.patients),
        ),
        _verb("find", "find patients", lambda: (patients.declare_find, patients.find)),
        _verb("patient add", "register a patient", lambda: (patients.declare_add, patients.add)),
        _verb("patient show", "show a patient", lambda: (patients.declare_show, patients.show)),
        _verb("patient edit", "change a patient's record", lambda: (editing.declare_edit, editing.edit)),
        _verb("day", "show a day at a site", lambda: (schedule.declare_day, schedule.day)),
        _verb("book", "book an appointment", lambda: (bookings.declare_book, bookings.book)),
        _verb("move", "move an appointment", lambda: (bookings.declare_move, bookings.move)),
        _verb("cancel", "cancel an appointment", lambda: (bookings.declare_cancel, bookings.cancel)),
        *(_step(step) for step in Step if step.value not in {"cancel", "move"}),
        _verb("queue", "show who is expected or here today", lambda: (queue.declare_queue, queue.queue)),
        _verb(
            "list to-move",
            "show the bookings to come that the set-up no longer bears",
            lambda: (lists.declare_list, lists.to_move),
        ),
        _verb(
            "list left-open",
            "show the visits of earlier days that nobody closed",
            lambda: (lists.declare_list, lists.left_open),
        ),
        _verb("undo", "take back your newest acts", lambda: (undoing.declare, undoing.undo)),
        _verb("redo", "do again what you took back last", lambda: (undoing.declare, undoing.redo)),
        _verb(
            "history",
            "tell what was done with an appointment, a patient or the set-up",
            lambda: (history.declare_history, history.history),
        ),
        _verb(
            "access",
            "tell who opened a patient's record, or what somebody opened",
            lambda: (access.declare_access, access.access),
        ),
        _verb(
            "migrate",
            "bring the database to this version, with a backup first",
            lambda: (maintenance.declare_nothing, maintenance.migrate),
        ),
        _verb(
            "backup",
            "copy the database while others work in it",
            lambda: (maintenance.declare_backup, maintenance.backup),
        ),
        _verb("doctor", "prove that the database is sound", lambda: (maintenance.declare_doctor, maintenance.doctor)),
        _verb("work", "do what no key waits for, such as the nightly backup", lambda: (work.declare_work, work.work)),
        _verb(
            "config check",
            "prove that the settings are right",
            lambda: (maintenance.declare_nothing, maintenance.config_check),
        ),
        _verb(
            "host install",
            "make a host ready for many: account, group, folder, sudo and sshd",
            lambda: (host.declare_install, host.host_install),
        ),
        _verb(
            "host check",
            "say what is wrong with a host that many work on",
            lambda: (host.declare_check, host.host_check),
        ),
        _verb("keys", "tell which keys are in force", lambda: (maintenance.declare_nothing, keys.keys)),
    )
)
"""By name; of two words, the second is looked for behind options too."""

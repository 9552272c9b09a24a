"""Which verbs are there? A new one is declared and run in its module, and stands here in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.lazy import lazy_modules
from core.visits.state import Verb as Step
from tui.cli.sentences import HELP_VERBS
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
        maintenance,
        patients,
        queue,
        schedule,
        setup_commands,
        undoing,
        visits,
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
        maintenance,
        patients,
        queue,
        schedule,
        setup_commands,
        undoing,
        visits,
    ) = lazy_modules(
        "tui.cli.access",
        "tui.cli.bookings",
        "tui.cli.editing",
        "tui.cli.history",
        "tui.cli.host",
        "tui.cli.importing",
        "tui.cli.keys",
        "tui.cli.maintenance",
        "tui.cli.patients",
        "tui.cli.queue",
        "tui.cli.schedule",
        "tui.cli.setup_commands",
        "tui.cli.undoing",
        "tui.cli.visits",
    )


def _verb(
    name: str, parts: Callable[[], tuple[Callable[[Parser], None], Callable[[Call], Answer]]]
) -> tuple[str, Subcommand]:
    return name, Subcommand(name, HELP_VERBS[name], parts)


def _step(step: Step) -> tuple[str, Subcommand]:
    """A verb of the visit that takes what every step takes."""
    return _verb(step.value, lambda: (visits.declare(step), visits.step(step)))


VERBS: Final[Mapping[str, Subcommand]] = dict(
    (
        _verb("setup", lambda: (setup_commands.declare_setup, setup_commands.setup)),
        _verb("demo", lambda: (setup_commands.declare_demo, setup_commands.demo)),
        _verb("import patients", lambda: (importing.declare_patients, importing.patients)),
        _verb("find", lambda: (patients.declare_find, patients.find)),
        _verb("patient add", lambda: (patients.declare_add, patients.add)),
        _verb("patient show", lambda: (patients.declare_show, patients.show)),
        _verb("patient edit", lambda: (editing.declare_edit, editing.edit)),
        _verb("day", lambda: (schedule.declare_day, schedule.day)),
        _verb("book", lambda: (bookings.declare_book, bookings.book)),
        _verb("move", lambda: (bookings.declare_move, bookings.move)),
        _verb("cancel", lambda: (bookings.declare_cancel, bookings.cancel)),
        *(_step(step) for step in Step if step.value not in {"cancel", "move"}),
        _verb("queue", lambda: (queue.declare_queue, queue.queue)),
        _verb("undo", lambda: (undoing.declare_undo, undoing.undo)),
        _verb("redo", lambda: (undoing.declare_redo, undoing.redo)),
        _verb("history", lambda: (history.declare_history, history.history)),
        _verb("access", lambda: (access.declare_access, access.access)),
        _verb("migrate", lambda: (maintenance.declare_nothing, maintenance.migrate)),
        _verb("backup", lambda: (maintenance.declare_backup, maintenance.backup)),
        _verb("doctor", lambda: (maintenance.declare_doctor, maintenance.doctor)),
        _verb("config check", lambda: (maintenance.declare_nothing, maintenance.config_check)),
        _verb("host install", lambda: (host.declare_install, host.host_install)),
        _verb("host check", lambda: (host.declare_check, host.host_check)),
        _verb("keys", lambda: (maintenance.declare_nothing, keys.keys)),
    )
)
"""By name; of two words, the second is looked for behind options too."""

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
        bookings,
        editing,
        history,
        host,
        importing,
        keys,
        patients,
        queue,
        schedule,
        undoing,
        visits,
    )
    from tui.cli import (
        maintenance as upkeep,
    )
    from tui.cli import (
        setup_commands as founding,
    )
    from tui.cli.parser import Parser
else:  # the module of the verb asked for is enough, and the desk needs none
    bookings, editing, founding, history, host, importing, keys, patients, queue, schedule, undoing, upkeep, visits = (
        lazy_modules(
            "tui.cli.bookings",
            "tui.cli.editing",
            "tui.cli.setup_commands",
            "tui.cli.history",
            "tui.cli.host",
            "tui.cli.importing",
            "tui.cli.keys",
            "tui.cli.patients",
            "tui.cli.queue",
            "tui.cli.schedule",
            "tui.cli.undoing",
            "tui.cli.maintenance",
            "tui.cli.visits",
        )
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
        _verb("setup", lambda: (founding.declare_setup, founding.setup)),
        _verb("demo", lambda: (founding.declare_demo, founding.demo)),
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
        _verb("migrate", lambda: (upkeep.declare_nothing, upkeep.migrate)),
        _verb("backup", lambda: (upkeep.declare_backup, upkeep.backup)),
        _verb("doctor", lambda: (upkeep.declare_nothing, upkeep.doctor)),
        _verb("config check", lambda: (upkeep.declare_nothing, upkeep.config_check)),
        _verb("host install", lambda: (host.declare_install, host.host_install)),
        _verb("host check", lambda: (host.declare_check, host.host_check)),
        _verb("keys", lambda: (upkeep.declare_nothing, keys.keys)),
    )
)
"""By name; of two words, the second is looked for behind options too."""

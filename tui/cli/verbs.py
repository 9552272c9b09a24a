"""Which verbs are there? A new one is declared and run in its module, and stands here in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.sentences import HELP_VERBS
from tui.cli import bookings, founding, patients, schedule, undoing, upkeep, visits
from tui.cli.verb import Answer, Call, Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tui.cli.parser import Parser


def _verb(name: str, declare: Callable[[Parser], None], run: Callable[[Call], Answer]) -> tuple[str, Verb]:
    return name, Verb(name, HELP_VERBS[name], declare, run)


VERBS: Final[Mapping[str, Verb]] = dict(
    (
        _verb("setup", founding.declare_setup, founding.setup),
        _verb("demo", founding.declare_demo, founding.demo),
        _verb("find", patients.declare_find, patients.find),
        _verb("patient add", patients.declare_add, patients.add),
        _verb("patient show", patients.declare_show, patients.show),
        _verb("day", schedule.declare_day, schedule.day),
        _verb("book", bookings.declare_book, bookings.book),
        _verb("move", bookings.declare_move, bookings.move),
        _verb("cancel", bookings.declare_cancel, bookings.cancel),
        _verb("arrive", visits.declare_step, visits.arrive),
        _verb("check-in", visits.declare_check_in, visits.check_in),
        _verb("check-out", visits.declare_step, visits.check_out),
        _verb("undo", undoing.declare_undo, undoing.undo),
        _verb("migrate", upkeep.declare_nothing, upkeep.migrate),
        _verb("backup", upkeep.declare_backup, upkeep.backup),
        _verb("doctor", upkeep.declare_nothing, upkeep.doctor),
        _verb("config check", upkeep.declare_nothing, upkeep.config_check),
    )
)
"""By name; of two words, the second is looked for behind options too."""

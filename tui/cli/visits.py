"""The verbs that take a patient through a visit, from the arrival to the check-out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clinic.codes import pick
from core.schedule.model.visit import ScheduledVisit
from core.visits.options import VerbOptions
from core.visits.state import Verb
from tui.cli.json_output import visit_json
from tui.cli.readers import read_appointment, read_overrides, read_waivers
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.journal.change import Change
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_step(parser: Parser) -> None:
    """N [--room R] [--waive ITEM=REASON] [--override RULE=REASON]: every step takes all three, needed or not."""
    parser.word("number", shown="N")
    parser.option("--room", "CODE")
    parser.option("--waive", "ITEM=REASON", many=True)
    parser.option("--override", "RULE=REASON", many=True)


def declare_check_in(parser: Parser) -> None:
    """As every step; what was verified at the desk just now is cleared on the record."""
    declare_step(parser)
    parser.option("--verified", "ITEM", many=True)


def declare(verb: Verb) -> Callable[[Parser], None]:
    """What the step takes."""
    return declare_check_in if verb is Verb.CHECK_IN else declare_step


def step(verb: Verb) -> Callable[[Call], Answer]:
    """Take one step of the visit."""

    def take(call: Call) -> Answer:
        typed, number = call.typed, read_appointment(call.typed.number)
        read_overrides(typed.override)
        verified = tuple(item.strip().lower() for item in getattr(typed, "verified", ()))
        said = VerbOptions(verified=verified, waivers=read_waivers(typed.waive), room=typed.room)
        with call.workstation() as workstation:
            if typed.room:
                pick(workstation.desk.clinic().rooms, typed.room, "room")
            return _answer(workstation, workstation.desk.visits.act(workstation.actor, verb, {number: None}, said))

    return take


def _answer(workstation: Workstation, change: Change) -> Answer:
    scheduled = change.only(ScheduledVisit)
    if scheduled is None:
        return Answer(change.sentence, conflicts=change.warnings)
    view = workstation.desk.view(workstation.actor)
    shape = visit_json(scheduled, view.site_of(scheduled), view.clearance(scheduled))
    return Answer(change.sentence, result=shape, conflicts=change.warnings)

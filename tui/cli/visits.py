"""The verbs that take a patient through a visit, from the arrival to the check-out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.clinic.codes import pick
from core.errors import BadInput
from core.schedule.model.visit import ScheduledVisit
from core.structs import replace
from core.visits.options import VerbOptions
from core.visits.state import Verb
from tui.cli import sentences
from tui.cli.json_output import visit_json
from tui.cli.readers import read_appointment, read_overrides, read_waivers
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping

    from core.journal.change import Change
    from core.record_ref import AppointmentId
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


_TAKES: Final[Mapping[Verb, tuple[str, ...]]] = {
    Verb.ARRIVE: ("override",),
    Verb.CHECK_IN: ("waive",),
    Verb.ROOM: ("room",),
    Verb.STEP_BACK: ("room", "override"),
}
"""The options that a step has a use for: an override helps where time is taken again; all else in the way is hard."""


_OPTIONS: Final = {"room": "CODE", "waive": "ITEM=REASON", "override": "RULE=REASON"}


def declare(verb: Verb) -> Callable[[Parser], None]:
    """N, and what the step takes; what another takes is read too, to be refused in a sentence, but not told."""

    def declare_step(parser: Parser) -> None:
        parser.word("number", shown="N")
        for option, metavar in _OPTIONS.items():
            summary = "" if option in _TAKES.get(verb, ()) else parser.UNTOLD
            parser.option(f"--{option}", metavar, summary, many=option != "room")
        if verb is Verb.CHECK_IN:  # what was verified at the desk just now is cleared on the record
            parser.option("--verified", "ITEM", many=True)

    return declare_step


def step(verb: Verb) -> Callable[[Call], Answer]:
    """Take one step of the visit."""

    def take(call: Call) -> Answer:
        typed, number = call.typed, read_appointment(call.typed.number)
        _refuse_unused(verb, typed)
        verified = tuple(item.strip().lower() for item in getattr(typed, "verified", ()))
        said = VerbOptions(
            verified=verified,
            waivers=read_waivers(typed.waive),
            room=typed.room,
            overrides=read_overrides(typed.override),
        )
        with call.workstation() as workstation:
            if typed.room:
                pick(workstation.desk.clinic().rooms, typed.room, "room")
            change = workstation.desk.visits.act(workstation.actor, verb, {number: None}, said)
            answer = _answer(workstation, change)
            return _with_check_out(workstation, answer, number) if verb is Verb.CHECK_OUT else answer

    return take


def _refuse_unused(verb: Verb, typed: Namespace) -> None:
    """Raise BadInput for an option that the step would pass over: nothing is asked for in vain."""
    for option in _OPTIONS:
        if getattr(typed, option) and option not in _TAKES.get(verb, ()):
            raise BadInput(sentences.STEP_TAKES_NO[option].format(verb=verb.value), field=option)


def _answer(workstation: Workstation, change: Change) -> Answer:
    scheduled = change.only(ScheduledVisit)
    if scheduled is None:
        return Answer(change.sentence, conflicts=change.warnings)
    view = workstation.desk.view(workstation.actor)
    shape = visit_json(scheduled, view.site_of(scheduled), view.clearance(scheduled))
    return Answer(change.sentence, result=shape, conflicts=change.warnings)


def _with_check_out(workstation: Workstation, answer: Answer, number: AppointmentId) -> Answer:
    """The answer with what is still to be paid, and which visit comes next."""
    told = workstation.desk.till.at_check_out(workstation.actor, number)
    result = {
        **(answer.result if isinstance(answer.result, dict) else {}),
        "minutes_here": told.minutes,
        "copay_due_cents": told.copay_due,
        "balance_cents": told.balance,
        "next_appointment": told.following.appointment.id if told.following else None,
    }
    return replace(answer, message=f"{answer.message} {told.sentence}", result=result)

"""The verbs that make one of two records of a person, and two of one again: patient merge, patient unmerge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput
from core.patients.model import Patient
from tui.cli import sentences
from tui.cli.json_output import patient_json
from tui.cli.listing import warned
from tui.cli.readers import read_pairs
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_LOSER = "loser"


def declare_merge(parser: Parser) -> None:
    """LOSER SURVIVOR [--take FIELD=loser ...]."""
    parser.word("loser", shown="LOSER")
    parser.word("survivor", shown="SURVIVOR")
    parser.option("--take", "FIELD=loser", many=True)


def merge(call: Call) -> Answer:
    """Have everything of one record belong to another."""
    take = _taken(call.typed.take)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        loser = desk.merging.by_ref(actor, call.typed.loser)
        survivor = desk.patients.by_ref(actor, call.typed.survivor)
        warnings = [desk.patients.opened(actor, one.id, "patient merge") for one in (loser, survivor)]
        change = desk.merging.merge(actor, loser.id, survivor.id, take=take, revs=(loser.rev, survivor.rev))
    merged = change.only(Patient) or survivor
    message = warned(change.sentence, next(filter(None, warnings), ""))
    return Answer(message, result=patient_json(merged), conflicts=change.warnings)


def declare_unmerge(parser: Parser) -> None:
    """REF [--keep FIELD=now|before ...]."""
    parser.word("ref", shown="REF")
    parser.option("--keep", "FIELD=now|before", many=True)


def unmerge(call: Call) -> Answer:
    """Take two records apart again."""
    pairs = read_pairs(call.typed.keep, "--keep", form="FIELD=now", example="address=before")
    keep = {field.replace("-", "_"): side.lower() for field, side in pairs.items()}
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        loser = desk.merging.by_ref(actor, call.typed.ref)
        warning = desk.patients.opened(actor, loser.id, "patient unmerge")
        change = desk.merging.unmerge(actor, loser.id, keep=keep)
    restored = next((one for one in change.all_of(Patient) if one.id == loser.id), loser)
    return Answer(warned(change.sentence, warning), result=patient_json(restored), conflicts=change.warnings)


def _taken(typed: Sequence[str]) -> list[str]:
    """The fields to be taken from the record that goes. Raises BadInput for another side."""
    pairs = read_pairs(typed, "--take", form="FIELD=loser", example="address=loser")
    for field, side in pairs.items():
        if side.lower() != _LOSER:
            raise BadInput(sentences.TAKE_FROM_LOSER.format(field=field), field="take")
    return [field.replace("-", "_") for field in pairs]

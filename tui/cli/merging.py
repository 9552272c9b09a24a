"""The verbs about two records of one person: patient duplicates, apart, merge, unmerge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput
from core.patients.model import Patient
from tui.cli import sentences
from tui.cli.json_output import pair_json, patient_in_short, patient_json
from tui.cli.listing import columns, day_text, warned
from tui.cli.progress import Progress
from tui.cli.readers import read_number, read_overrides, read_pairs
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_LOSER = "loser"
_MOST_PAIRS = 1000


def declare_duplicates(parser: Parser) -> None:
    """[REF] [--limit N]."""
    parser.word("ref", shown="REF", count="?")
    parser.option("--limit", "N")


def duplicates(call: Call) -> Answer:
    """Who are likely one person, the likeliest first; with a reference only who is likely the same as that one."""
    typed = call.typed
    limit = 20 if typed.limit is None else read_number(typed.limit, "limit", least=1, most=_MOST_PAIRS)
    with call.workstation() as workstation, Progress("compare", is_wanted=not typed.json) as progress:
        desk, actor = workstation.desk, workstation.actor
        if typed.ref:
            found = desk.merging.pairs_of(actor, desk.patients.by_ref(actor, typed.ref).id)[:limit]
        else:
            most, done = desk.merging.uncompared(actor), 0
            while compared := desk.merging.compare(actor):
                done += compared
                progress.show(done / max(done, most))
            found = desk.merging.likely_pairs(actor, limit=limit)
    template = {0: sentences.PAIRS_NONE, 1: sentences.PAIRS_ONE}.get(len(found), sentences.PAIRS_SOME)
    lines = [(str(pair.points), *_told(pair.one), *_told(pair.other), ", ".join(pair.reasons)) for pair in found]
    return Answer(template.format(count=len(found)), result=[pair_json(pair) for pair in found], lines=columns(lines))


def declare_apart(parser: Parser) -> None:
    """REF OTHER [--not]."""
    parser.word("ref", shown="REF")
    parser.word("other", shown="OTHER")
    parser.flag("--not")


def apart(call: Call) -> Answer:
    """Note that two who look alike are two people, or take that back."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        one, other = (desk.patients.by_ref(actor, ref).id for ref in (call.typed.ref, call.typed.other))
        act = desk.merging.put_together if getattr(call.typed, "not") else desk.merging.keep_apart
        change = act(actor, one, other)
    return Answer(change.sentence, result=[patient_in_short(patient) for patient in change.all_of(Patient)])


def _told(patient: Patient) -> tuple[str, str, str]:
    return patient.mrn, patient.name, day_text(patient.birth_date)


def declare_merge(parser: Parser) -> None:
    """LOSER SURVIVOR [--take FIELD=loser ...] [--override MERGE=REASON]."""
    parser.word("loser", shown="LOSER")
    parser.word("survivor", shown="SURVIVOR")
    parser.option("--take", "FIELD=loser", many=True)
    parser.option("--override", "RULE=REASON", many=True)


def merge(call: Call) -> Answer:
    """Have everything of one record belong to another."""
    take, overrides = _taken(call.typed.take), read_overrides(call.typed.override)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        loser = desk.merging.by_ref(actor, call.typed.loser)
        survivor = desk.patients.by_ref(actor, call.typed.survivor)
        warnings = [desk.patients.opened(actor, one.id, "patient merge") for one in (loser, survivor)]
        revs = (loser.rev, survivor.rev)
        change = desk.merging.merge(actor, loser.id, survivor.id, take=take, revs=revs, overrides=overrides)
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
        survivor = desk.patients.by_ref(actor, call.typed.ref)
        both = dict.fromkeys((loser.id, survivor.id))
        warnings = [desk.patients.opened(actor, number, "patient unmerge") for number in both]
        change = desk.merging.unmerge(actor, loser.id, keep=keep)
    restored = next((one for one in change.all_of(Patient) if one.id == loser.id), loser)
    message = warned(change.sentence, next(filter(None, warnings), ""))
    return Answer(message, result=patient_json(restored), conflicts=change.warnings)


def _taken(typed: Sequence[str]) -> list[str]:
    """The fields to be taken from the record that goes. Raises BadInput for another side."""
    pairs = read_pairs(typed, "--take", form="FIELD=loser", example="address=loser")
    for field, side in pairs.items():
        if side.lower() != _LOSER:
            raise BadInput(sentences.TAKE_FROM_LOSER.format(field=field), field="take")
    return [field.replace("-", "_") for field in pairs]

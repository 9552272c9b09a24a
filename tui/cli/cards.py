"""The verbs about images of insurance cards: coverage card, coverage image."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.coverage.card import MOST_BYTES
from core.coverage.model import Coverage, Side
from core.errors import BadInput
from tui.cli import coverage_sentences as say
from tui.cli import sentences
from tui.cli.coverage import as_of
from tui.cli.coverage_json import card_json, coverage_json
from tui.cli.file_out import send_out, write_new
from tui.cli.listing import warned
from tui.cli.readers import read_number
from tui.cli.record_options import read_rev
from tui.cli.subcommand import Answer
from tui.programs import show_image
from tui.settings import STREAM, named_stream_or_file, read_bytes

if TYPE_CHECKING:
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_SIDES: Final = {side.value: side for side in Side}


def declare_card(parser: Parser) -> None:
    """N [--front FILE] [--back FILE] [--without SIDE] [--rev N]."""
    parser.word("number", shown="N", summary=say.HELP_COVERAGE)
    parser.option("--front", "FILE")
    parser.option("--back", "FILE")
    parser.option("--without", "SIDE", many=True)
    parser.option("--rev", "N")


def card(call: Call) -> Answer:
    """Keep images of a coverage's card, or take them off; without any tell which there are."""
    typed = call.typed
    number, rev = read_number(typed.number, "coverage's number", least=1), read_rev(typed)
    named = {Side.FRONT: typed.front, Side.BACK: typed.back}
    given = {side: name for side, name in named.items() if name is not None}
    files = {side: named_stream_or_file(name, f"--{side.value}", call.env) for side, name in given.items()}
    taken_off = [_side(side) for side in typed.without]
    if any(side in files for side in taken_off):
        raise BadInput(say.CARD_BOTH_WAYS)
    if typed.front == STREAM == typed.back:
        raise BadInput(say.CARD_ONE_STREAM)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        if files or taken_off:
            desk.require(actor, Privilege.EDIT_PATIENTS)  # who may not is told so before anything is read
        before = desk.coverage.by_id(actor, number)
        patient = desk.patients.by_id(actor, before.patient)
        warning = desk.patients.opened(actor, patient.id, "coverage card")
        sides: dict[Side, bytes | None] = dict.fromkeys(taken_off)
        sides.update({side: read_bytes(file, MOST_BYTES + 1) for side, file in files.items()})
        change = desk.coverage.keep_card(actor, number, sides, rev=rev) if sides else None
        (saved,) = change.all_of(Coverage) if change else (before,)
        result = coverage_json(saved, patient, as_of(workstation))
    if change:
        message = change.sentence
    elif sides:
        message = say.COVERAGE_NOTHING_DIFFERENT.format(number=number)
    else:
        kept = [side for side in Side if saved.side(side)]
        told = say.CARD_SIDES[tuple(side.value for side in kept)]
        message = told.format(number=number, patient=patient.name, mrn=patient.mrn)
    return Answer(warned(message, warning), result=result)


def declare_image(parser: Parser) -> None:
    """N SIDE [NEW]."""
    parser.word("number", shown="N", summary=say.HELP_COVERAGE)
    parser.word("side", shown="SIDE")
    parser.word("file", shown="NEW", summary=say.HELP_IMAGE_FILE, count="?")


def image(call: Call) -> Answer:
    """Write the image of one side of a card, or give it to the program that shows it."""
    typed = call.typed
    number, side = read_number(typed.number, "coverage's number", least=1), _side(typed.side)
    target = named_stream_or_file(typed.file, "NEW", call.env) if typed.file else None
    if typed.file == STREAM and (typed.json or sys.stdout.isatty()):
        raise BadInput(say.IMAGE_BESIDE_JSON if typed.json else say.IMAGE_NO_PLACE)
    with call.workstation() as workstation:
        command = workstation.settings.coverage.card_command
        if not typed.file and not command:
            raise BadInput(say.IMAGE_NO_COMMAND)
        _, found, content, warning = workstation.desk.coverage.card(
            workstation.actor, number, side, way="coverage image"
        )
    if target:
        write_new(target, content)
    elif typed.file:
        send_out(content)
    else:
        show_image(command, found.kind, content)
    shown = str(target or (sentences.STANDARD_OUTPUT if typed.file else command[0]))
    message = say.IMAGE_WRITTEN.format(side=side.value, number=number, place=shown)
    result = {"coverage": number, "side": side.value, "place": shown, **(card_json(found) or {})}
    return Answer(warned(message, warning), result=result, is_output_taken=typed.file == STREAM)


def _side(typed: str) -> Side:
    """Raises BadInput."""
    if typed.casefold() not in _SIDES:
        raise BadInput(say.CARD_NO_SIDE.format(typed=typed), field="side")
    return _SIDES[typed.casefold()]

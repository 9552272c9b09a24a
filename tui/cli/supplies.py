"""The verbs about supplies: supply list, add, edit, count, use, order, place, receive, cancel, form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.parse_date import parse_date
from core.errors import BadInput
from core.supplies.fields import SUPPLY_ITEM, new_item, read_pieces
from core.supplies.model import ItemStatus, SupplyItem, SupplyOrder
from tui.cli import supplies_sentences as say
from tui.cli.document_out import declare_output, give_out, read_output
from tui.cli.listing import columns
from tui.cli.readers import read_number
from tui.cli.record_options import declare_changes, declare_new, read_changes, read_options, read_rev, reading_of
from tui.cli.subcommand import Answer
from tui.cli.supplies_json import item_json, order_json

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from core.journal.change import Change
    from core.supplies.stock import Stocked
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_list(parser: Parser) -> None:
    """[--low] [--site S] [--retired]."""
    parser.flag("--low", say.HELP_LOW)
    parser.option("--site", "CODE", say.HELP_SITE)
    parser.flag("--retired", say.HELP_RETIRED)


def list_all(call: Call) -> Answer:
    """What is kept, with what is there and on order."""
    typed = call.typed
    with call.workstation() as workstation:
        there, today = workstation.desk.supplies.stock(workstation.actor), reading_of(workstation).today
    shown = [
        one
        for one in there
        if (typed.retired or one.item.status is ItemStatus.CURRENT)
        and (one.is_low or not typed.low)
        and typed.site in {None, one.item.site}
    ]
    low = sum(one.is_low for one in shown)
    message = say.LISTED.format(count=len(shown), low=low) if shown else say.LISTED_NONE
    return Answer(message, result=[item_json(one) for one in shown], lines=columns([_row(one, today) for one in shown]))


def declare_add(parser: Parser) -> None:
    """The fields of an item."""
    declare_new(parser, SUPPLY_ITEM, required={"name", "unit"})


def add(call: Call) -> Answer:
    """Keep an item."""
    with call.workstation() as workstation:
        values = read_options(_with_supplier(workstation, call.typed), SUPPLY_ITEM, reading_of(workstation))
        change = workstation.desk.supplies.add(workstation.actor, new_item(values))
        return _of_item(workstation, _kept(change), change.sentence)


def declare_edit(parser: Parser) -> None:
    """ITEM, and the fields of an item."""
    parser.word("item", shown="ITEM", summary=say.HELP_ITEM)
    declare_changes(parser, SUPPLY_ITEM)


def edit(call: Call) -> Answer:
    """Change an item, unless it is no longer the one that was seen."""
    typed, rev = call.typed, read_rev(call.typed)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        number = desk.supplies.item(actor, typed.item, Privilege.KEEP_SUPPLIES).item.id
        said = _with_supplier(workstation, typed)
        changes = read_changes(said, SUPPLY_ITEM, reading_of(workstation), verb="supply edit", example="--par")
        change = desk.supplies.edit(actor, number, changes, rev=rev)
        return _of_item(workstation, number, change.sentence if change else say.NOTHING_DIFFERENT.format(number=number))


def declare_pieces(parser: Parser) -> None:
    """ITEM NUMBER [--note TEXT]."""
    parser.word("item", shown="ITEM", summary=say.HELP_ITEM)
    parser.word("pieces", shown="NUMBER", summary=say.HELP_PIECES)
    parser.option("--note", "TEXT", say.HELP_NOTE)


def count(call: Call) -> Answer:
    """Note how many are there."""
    typed = call.typed
    pieces = read_pieces(typed.pieces, "counted")
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        number = desk.supplies.item(actor, typed.item, Privilege.KEEP_SUPPLIES).item.id
        change = desk.supplies.count(actor, number, pieces, note=typed.note or "")
        return _of_item(workstation, number, change.sentence)


def use(call: Call) -> Answer:
    """Take so many out."""
    typed = call.typed
    pieces = read_pieces(typed.pieces, "quantity", least=1)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        number = desk.supplies.item(actor, typed.item, Privilege.KEEP_SUPPLIES).item.id
        change = desk.supplies.use(actor, number, pieces, note=typed.note or "")
        return _of_item(workstation, number, change.sentence)


def declare_order(parser: Parser) -> None:
    """[ITEM[=NUMBER] ...] [--supplier ENTRY] [--place] [--expected DATE] [--reference T]."""
    parser.word("items", shown="ITEM[=NUMBER]", summary=say.HELP_ITEMS, count="*")
    _declare_placing(parser)
    parser.flag("--place", say.HELP_PLACE)


def order(call: Call) -> Answer:
    """Draft orders up to par, of all that are low where no item is named; with --place note that they were placed."""
    typed = call.typed
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        wanted = _pieces(workstation, typed.items)
        supplier = _entry(workstation, typed.supplier)
        expected = _expected(workstation, typed)
        change = desk.supplies.draft(actor, wanted, supplier=supplier)
        drafts = [one.id for one in change.all_of(SupplyOrder)]
        sentences = [change.sentence]
        for number in drafts if typed.place else ():
            placed = desk.supplies.place(actor, number, expected=expected, reference=typed.reference or "")
            sentences.append(placed.sentence)
        result = [order_json(*desk.supplies.order(actor, number)) for number in drafts]
    return Answer(" ".join(sentences), result=result)


def declare_place(parser: Parser) -> None:
    """N [--supplier ENTRY] [--expected DATE] [--reference T]."""
    parser.word("number", shown="N", summary=say.HELP_ORDER)
    _declare_placing(parser)


def place(call: Call) -> Answer:
    """Note that a draft was ordered."""
    typed = call.typed
    number = read_number(typed.number, say.AN_ORDER, least=1)
    with call.workstation() as workstation:
        change = workstation.desk.supplies.place(
            workstation.actor,
            number,
            supplier=_entry(workstation, typed.supplier),
            expected=_expected(workstation, typed),
            reference=typed.reference or "",
        )
        return _of_order(workstation, number, change)


def declare_receive(parser: Parser) -> None:
    """N [ITEM=NUMBER ...]."""
    parser.word("number", shown="N", summary=say.HELP_ORDER)
    parser.word("items", shown="ITEM=NUMBER", summary=say.HELP_CAME, count="*")


def receive(call: Call) -> Answer:
    """Note what came of an order; all that is still to come where nothing is named."""
    typed = call.typed
    number = read_number(typed.number, say.AN_ORDER, least=1)
    with call.workstation() as workstation:
        said = _pieces(workstation, typed.items)
        came = {item: many for item, many in said.items() if many is not None}
        if len(came) < len(said):
            raise BadInput(say.RECEIVE_WHAT, field="items")
        change = workstation.desk.supplies.receive(workstation.actor, number, came or None)
        return _of_order(workstation, number, change)


def declare_one(parser: Parser) -> None:
    """N."""
    parser.word("number", shown="N", summary=say.HELP_ORDER)


def cancel(call: Call) -> Answer:
    """Let go of an order, or of what has not come of it."""
    number = read_number(call.typed.number, say.AN_ORDER, least=1)
    with call.workstation() as workstation:
        change = workstation.desk.supplies.cancel(workstation.actor, number)
        return _of_order(workstation, number, change)


def declare_form(parser: Parser) -> None:
    """N [--format text|pdf] [--out NEW] [--print]."""
    declare_one(parser)
    declare_output(parser)


def form(call: Call) -> Answer:
    """Tell the form of an order, write it into a file, or print it."""
    number, output = read_number(call.typed.number, say.AN_ORDER, least=1), read_output(call)
    with call.workstation() as workstation:
        document = workstation.desk.supplies.form(workstation.actor, number)
        told, settings = say.FORM.format(number=number), workstation.settings.documents
        return give_out([document], output, settings, told=told, result={"order": number})


def _declare_placing(parser: Parser) -> None:
    parser.option("--supplier", "ENTRY", say.HELP_SUPPLIER)
    parser.option("--expected", "DATE", say.HELP_EXPECTED)
    parser.option("--reference", "TEXT", say.HELP_REFERENCE)


def _with_supplier(workstation: Workstation, typed: Namespace) -> Namespace:
    """What was typed, a supplier named by words with its number. Raises NotFound."""
    number = _entry(workstation, typed.supplier) if typed.supplier else None
    if number is not None:
        typed.supplier = str(number)
    return typed


def _entry(workstation: Workstation, ref: str | None) -> int | None:
    """The number of the entry that a reference means. Raises NotFound, BadInput for a payer."""
    if not ref:
        return None
    entry = workstation.desk.directory.by_ref(workstation.actor, ref)
    if not entry.id:
        raise BadInput(say.NO_PAYER.format(name=entry.name), field="supplier")
    return entry.id


def _pieces(workstation: Workstation, typed: list[str]) -> dict[int, int | None]:
    """By item, how many; None where only the item is named. Raises BadInput or NotFound."""
    said: dict[int, int | None] = {}
    for word in typed:
        ref, equals, pieces = word.rpartition("=")
        number = workstation.desk.supplies.item(workstation.actor, ref if equals else word).item.id
        said[number] = read_pieces(pieces, "quantity", least=1) if equals else None
    return said


def _expected(workstation: Workstation, typed: Namespace) -> date | None:
    if not typed.expected:
        return None
    reading = reading_of(workstation)
    return parse_date(typed.expected, today=reading.today, order=workstation.settings.dates.order, field="expected")


def _of_item(workstation: Workstation, number: int, message: str) -> Answer:
    one = workstation.desk.supplies.item(workstation.actor, str(number))
    return Answer(message, result=item_json(one))


def _kept(change: Change) -> int:
    (item,) = change.all_of(SupplyItem)
    return item.id


def _of_order(workstation: Workstation, number: int, change: Change) -> Answer:
    return Answer(change.sentence, result=order_json(*workstation.desk.supplies.order(workstation.actor, number)))


def _row(one: Stocked, today: date) -> tuple[str, ...]:
    item = one.item
    return (
        str(item.id),
        item.name,
        item.site,
        f"{one.on_hand} {item.unit}",
        say.ON_ORDER.format(many=one.on_order) if one.on_order else "",
        say.PAR.format(par=item.par),
        one.told(today),
    )

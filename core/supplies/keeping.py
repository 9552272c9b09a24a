"""How does an item come into the supplies, how is it changed, counted and used?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.clinic.codes import first_site
from core.directory.listing import present
from core.errors import BadInput, NotFound
from core.fields.editing import edited, reading_at
from core.journal.change import Change
from core.journal.changed import refuse_stale
from core.structs import replace
from core.supplies import sentences as say
from core.supplies.fields import SUPPLY_ITEM, checked_pieces
from core.supplies.model import ItemStatus, MoveKind, SupplyItem, SupplyMove
from core.supplies.stock import Stocked, stocked
from core.text.card_numbers import clean_words
from core.text.cleaning import fold

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.fields.model import Changes
    from core.supplies.ports import Reading, SupplyContext, Writing


def add(context: SupplyContext, actor: str, draft: SupplyItem) -> Change:
    """Keep the item of `draft`, whose id and rev do not count. Raises BadInput or NotFound."""
    with context.writing(actor, Privilege.KEEP_SUPPLIES) as (tx, clinic):
        now = context.clock.now()
        values = {field.name: getattr(draft, field.name) for field in SUPPLY_ITEM}
        record = edited(SUPPLY_ITEM, SupplyItem(0, ""), values, reading_at(clinic, now))
        record = record if record.site else replace(record, site=first_site(clinic).code)
        _refuse_wrong(tx, clinic, record)
        tx.journal.begin(at=now, actor=actor, verb="supply")
        item = tx.records(SupplyItem).add(record)
        sentence = say.ADDED.format(
            item=item.name, number=item.id, site=clinic.sites[item.site].name, par=item.par, reorder_at=item.reorder_at
        )
        entry = tx.journal.end(item.ref, sentence)
    return Change(entry, sentence, (item,))


def edit(context: SupplyContext, actor: str, number: int, changes: Changes, *, rev: int | None) -> Change | None:
    """Change an item; None when it says so already. Raises NotFound, BadInput or ChangedElsewhere."""
    with context.writing(actor, Privilege.KEEP_SUPPLIES) as (tx, clinic):
        now = context.clock.now()
        before = stocked(tx, number).item
        refuse_stale(tx, before, rev, site=first_site(clinic), now=now)
        after = edited(SUPPLY_ITEM, before, changes, reading_at(clinic, now))
        after = after if after.site else replace(after, site=before.site)
        changed = SUPPLY_ITEM.changed(before, after)
        if not changed:
            return None
        _refuse_wrong(tx, clinic, after)
        tx.journal.begin(at=now, actor=actor, verb="edit-supply")
        item = tx.records(SupplyItem).save(after)
        words = ", ".join(SUPPLY_ITEM.words(changed))
        sentence = say.EDITED.format(fields=words, item=item.name, number=number)
        entry = tx.journal.end(item.ref, sentence)
    return Change(entry, sentence, (item,))


def count(context: SupplyContext, actor: str, number: int, counted: int, *, note: str) -> Change:
    """Note that so many pieces are there; what the books lacked or had too many is a movement. Raises as `use`."""
    with context.writing(actor, Privilege.KEEP_SUPPLIES) as (tx, _):
        checked_pieces(counted, "counted")
        there = refuse_gone(stocked(tx, number), number)
        change = counted - there.on_hand
        template = say.COUNTED if change else say.COUNTED_EVEN
        sentence = template.format(item=there.item.name, counted=counted, unit=there.item.unit, change=change)
        move = SupplyMove(0, number, MoveKind.COUNTED, change, context.clock.now(), actor, counted, note=_note(note))
        return _post(tx, there, move, verb="supply-count", sentence=sentence)


def use(context: SupplyContext, actor: str, number: int, quantity: int, *, note: str) -> Change:
    """Take so many pieces out. Raises NotFound, or BadInput, also for more than the books have."""
    with context.writing(actor, Privilege.KEEP_SUPPLIES) as (tx, _):
        checked_pieces(quantity, "quantity", least=1)
        there = refuse_gone(stocked(tx, number), number)
        item, left = there.item, there.on_hand - quantity
        if left < 0:
            sentence = say.NOT_SO_MANY.format(on_hand=there.on_hand, unit=item.unit, item=item.name, number=item.id)
            raise BadInput(sentence, field="quantity")
        move = SupplyMove(0, number, MoveKind.USED, -quantity, context.clock.now(), actor, note=_note(note))
        sentence = say.USED.format(quantity=quantity, unit=item.unit, item=item.name, on_hand=left)
        return _post(tx, there, move, verb="supply-use", sentence=sentence)


def refuse_gone(there: Stocked | None, number: int) -> Stocked:
    """The item with that number, where it is kept. Raises NotFound or BadInput."""
    if there is None:
        raise NotFound(say.NO_SUCH_ITEM.format(ref=number))
    if there.item.status is not ItemStatus.CURRENT:
        raise BadInput(say.ITEM_GONE.format(item=there.item.name, number=number), field="item")
    return there


def _post(tx: Writing, there: Stocked, move: SupplyMove, *, verb: str, sentence: str) -> Change:
    tx.journal.begin(at=move.at, actor=move.by, verb=verb)
    posted = tx.records(SupplyMove).add(move)
    entry = tx.journal.end(there.item.ref, sentence)
    return Change(entry, sentence, (there.item, posted))


def _note(note: str) -> str:
    return clean_words(note, "note")


def _refuse_wrong(tx: Reading, clinic: Clinic, record: SupplyItem) -> None:
    if record.par <= record.reorder_at and record.par:
        raise BadInput(say.PAR_TOO_LOW.format(par=record.par, reorder_at=record.reorder_at), field="par")
    if record.supplier is not None:
        present(tx, record.supplier)
    for other in tx.supplies.items():
        is_same = other.site == record.site and fold(other.name) == fold(record.name)
        if other.id != record.id and is_same and record.status is other.status is ItemStatus.CURRENT:
            site = clinic.sites[record.site].name
            raise BadInput(say.ITEM_THERE.format(site=site, item=other.name, number=other.id), field="name")

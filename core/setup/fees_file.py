"""Which fees does a CSV file tell, and how does a set-up file say so? What is wrong with a line is told of it."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.clinic.payer import Fee
from core.errors import BadInput
from core.importing.table import open_table
from core.setup import sentences as say
from core.text.card_numbers import clean_words
from core.text.cleaning import fold
from core.text.money import amount, cents_in_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from core.clinic.model import Clinic

_WANTED: Final = ("type", "code", "name", "amount")
_KNOWN: Final = (*_WANTED, "provider", "from", "to")
_ALSO: Final = {"visit type": "type", "description": "name", "fee": "amount", "price": "amount", "starts": "from"}
_LONGEST: Final = 120


class FeeFault(Struct, frozen=True):
    """Why a line is not taken: its number in the file, the column, and a sentence."""

    line: int
    field: str
    reason: str


def read_fees(lines: Iterable[str], clinic: Clinic) -> tuple[tuple[Fee, ...], tuple[FeeFault, ...]]:
    """The fees of the lines that are right, and what is wrong with each other. Raises BadInput for its headings."""
    _, records = open_table(lines, "")
    headings = next((record.cells for record in records), [])
    columns = [_column(cell) for cell in headings]
    lacking = [name for name in _WANTED if name not in columns]
    if lacking:
        raise BadInput(say.FEES_HEADINGS.format(names=", ".join(lacking)), field="file")
    fees: dict[tuple[object, ...], tuple[int, Fee]] = {}
    faults: list[FeeFault] = []
    for record in records:
        if record.problem:
            faults.append(FeeFault(record.number, "", record.problem))
            continue
        cells = dict(zip(columns, (cell.strip() for cell in record.cells), strict=False))
        found = list(_faults(cells, clinic))
        if not found:
            fee = _fee(cells, clinic)
            before = fees.setdefault((fee.visit_type, fee.code, fee.provider, fee.starts), (record.number, fee))
            found = [] if before[0] == record.number else [("code", say.FEE_TWICE.format(line=before[0]))]
        faults += [FeeFault(record.number, field, why) for field, why in found]
    return tuple(fee for _, fee in fees.values()), tuple(faults)


def as_setup(fees: Iterable[Fee]) -> str:
    """The text of a set-up file that has these fees."""
    return "\n".join(_table(fee) for fee in fees)


def _column(cell: str) -> str:
    name = " ".join(cell.replace("_", " ").casefold().split())
    return _ALSO.get(name, name)


def _faults(cells: Mapping[str, str], clinic: Clinic) -> Iterator[tuple[str, str]]:
    """Each column in which something is wrong, with the sentence."""
    empty = [name for name in _WANTED if not cells.get(name)]
    yield from ((name, say.FEE_LACKS) for name in empty)
    kind, provider = cells.get("type", ""), cells.get("provider", "")
    if kind and _code(kind, clinic.visit_types) is None:
        yield "type", say.FEE_NO_TYPE.format(value=kind)
    if provider and _code(provider, clinic.providers) is None:
        yield "provider", say.FEE_NO_PROVIDER.format(value=provider)
    if cells.get("amount") and cents_in_file(cells["amount"]) is None:
        yield "amount", say.FEE_NO_AMOUNT.format(value=cells["amount"])
    days = {name: cells.get(name, "") for name in ("from", "to")}
    wrong = [name for name, typed in days.items() if typed and _day(typed) is None]
    yield from ((name, say.FEE_NO_DAY.format(value=days[name])) for name in wrong)
    starts, ends = _day(days["from"]), _day(days["to"])
    if starts and ends and ends < starts:
        yield "to", say.FEE_DAYS
    for name in ("code", "name"):
        if len(cells.get(name, "")) > _LONGEST:
            yield name, say.FEE_TOO_LONG.format(most=_LONGEST)
        try:
            clean_words(cells.get(name, ""), name)
        except BadInput as refusal:  # a card's number
            yield name, refusal.sentence


def _fee(cells: Mapping[str, str], clinic: Clinic) -> Fee:
    """The fee of a line that is right."""
    return Fee(
        _code(cells["type"], clinic.visit_types) or "",
        clean_words(cells["code"], "code"),
        clean_words(cells["name"], "name"),
        cents_in_file(cells["amount"]) or 0,
        _code(cells.get("provider", ""), clinic.providers) or "",
        _day(cells.get("from", "")),
        _day(cells.get("to", "")),
    )


def _code(typed: str, known: Mapping[str, object]) -> str | None:
    """The code as it is set up, whatever its case."""
    return next((code for code in known if fold(code) == fold(typed)), None) if typed else None


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _table(fee: Fee) -> str:
    told = {"type": fee.visit_type, "code": fee.code, "name": fee.name, "amount": amount(fee.cents)}
    if fee.provider:
        told["provider"] = fee.provider
    words = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()]
    days = [f"{key} = {day}" for key, day in (("from", fee.starts), ("to", fee.ends)) if day]
    return "\n".join(("[[fee]]", *words, *days, ""))

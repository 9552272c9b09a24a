"""What are the values of the fields of a waiting list's entry: a type, providers, days and hours, a day, a priority?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.calendar.date_order import DateOrder
from core.calendar.names import describe_date
from core.calendar.parse_date import parse_date
from core.clinic.codes import pick
from core.errors import BadInput, ClinicdeskError
from core.fields.model import Kind
from core.schedule.model.wait import LEAST_URGENT, MOST_URGENT, USUAL
from core.schedule.waitlist import sentences
from core.schedule.waitlist.window import read_window
from core.text.cleaning import clean_text, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.fields.model import Pairs, ReadContext


def visit_type() -> Kind[str]:
    """The code of a visit type in use."""

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> str:
        return clean(typed[0], name, reading)

    def clean(value: str, name: str, reading: ReadContext) -> str:
        code = clean_text(value)
        if not code:
            known = (one.code for one in reading.clinic.visit_types.values() if not one.retired)
            raise BadInput(sentences.TYPE_MISSING.format(code=next(known, "")), field=name)
        return pick(reading.clinic.visit_types, code, "visit type").code

    def choices(value: str | None, reading: ReadContext) -> Pairs:
        types = reading.clinic.visit_types.values()
        return tuple((one.code, f"{one.code} {one.name}") for one in types if not one.retired or one.code == value)

    def named(code: str, reading: ReadContext) -> str:
        known = reading.clinic.visit_types.get(code)
        return known.name if known else code

    return Kind(read, clean, in_full=named, choices=choices)


def providers() -> Kind[tuple[str, ...]]:
    """Codes of providers, who may be named by code or family name where they are typed; none is any of them."""

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> tuple[str, ...]:
        words = " ".join(typed).replace(",", " ").split()
        return tuple(dict.fromkeys(_provider(word, reading) for word in words if fold(word) not in {"any", "or"}))

    def clean(value: tuple[str, ...], name: str, reading: ReadContext) -> tuple[str, ...]:
        return tuple(dict.fromkeys(pick(reading.clinic.providers, code, "provider").code for code in value))

    def named(value: tuple[str, ...], reading: ReadContext) -> str:
        known = reading.clinic.providers
        return ", ".join(known[code].name if code in known else code for code in value)

    def told(text: str, reading: ReadContext) -> str:
        return named(read([text], "", reading), reading) if text.strip() else ""

    return Kind(
        read,
        clean,
        write=lambda value, reading: " ".join(value),
        items=tuple,
        in_full=named,
        json=list,
        told=told,
    )


def _provider(word: str, reading: ReadContext) -> str:
    """The code of who is called so. Raises NotFound, or BadInput for one who is retired."""
    wanted = fold(word)
    named = [one.code for one in reading.clinic.providers.values() if fold(one.family) == wanted and not one.retired]
    return pick(reading.clinic.providers, named[0] if len(named) == 1 else clean_text(word), "provider").code


def window() -> Kind[str]:
    """Words for days and hours, which may be empty: any time will do."""

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> str:
        return clean(" ".join(typed), name, reading)

    def clean(value: str, name: str, reading: ReadContext) -> str:
        words = " ".join(clean_text(value).lower().split())
        read_window(words, field=name)
        return words

    return Kind(read, clean)


def day() -> Kind[date | None]:
    """A day that is typed in any of the words of the desk, or none."""

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> date | None:
        if not typed[0].strip():
            return None
        return parse_date(typed[0], today=reading.today, order=reading.order or DateOrder.MDY, field=name)

    def told(text: str, reading: ReadContext) -> str:
        try:
            found = read([text], "", reading)
        except ClinicdeskError:
            return ""
        return describe_date(found, reading.today) if found else ""

    return Kind(
        read,
        write=lambda value, reading: value.isoformat() if value else "",
        items=lambda value: (value.isoformat(),) if value else (),
        in_full=lambda value, reading: f"{value:%-d %b %Y}" if value else "",
        json=lambda value: value.isoformat() if value else None,
        told=told,
    )


def band() -> Kind[int]:
    """A priority from 1, the most urgent, to 9."""

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> int:
        text = typed[0].strip() or str(USUAL)
        if len(text) == 1 and text.isascii() and text.isdigit() and MOST_URGENT <= int(text) <= LEAST_URGENT:
            return int(text)
        raise BadInput(sentences.BAND_UNREADABLE.format(typed=clean_text(text, limit=20)), field=name)

    def clean(value: int, name: str, reading: ReadContext) -> int:
        return read([str(value)], name, reading)

    return Kind(read, clean, blank=str(USUAL))

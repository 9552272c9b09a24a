"""How are the specialties, numbers and kinds of those in the directory read and told?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.directory import sentences as say
from core.directory.model import EntryKind, EntryStatus
from core.errors import BadInput
from core.fields import kinds
from core.fields.kinds import Rule
from core.fields.model import Kind
from core.structs import replace
from core.text.card_numbers import refuse_card_number
from core.text.cleaning import clean_text, digits_of, fold, require_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.fields.model import ReadContext

LEAST_DIGITS: Final = 3
_LONGEST_NUMBER: Final = 40
_LONGEST_SPECIALTIES: Final = 200
_KEPT: Final[tuple[EntryKind, ...]] = tuple(kind for kind in EntryKind if kind is not EntryKind.PAYER)
_PAYERS: Final = frozenset({"payer", "insurance", "insurer"})


def number() -> Kind[str]:
    """A phone or fax number, as it is dialled."""
    sentence = say.NO_NUMBER.replace("{least}", str(LEAST_DIGITS))
    has_digits = Rule(lambda text: len(digits_of(text)) >= LEAST_DIGITS, sentence)
    return kinds.text(_LONGEST_NUMBER, has_digits)


def kind() -> Kind[EntryKind]:
    """What somebody is; a payer is refused, since those are set up."""
    chosen = kinds.choice(_KEPT, "kind", "a kind", blank=EntryKind.PRACTICE)

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> EntryKind:
        if fold(typed[0]) in _PAYERS:
            raise BadInput(say.PAYERS_ARE_SET_UP, field=name)
        return chosen.read(typed, name, reading)

    return replace(chosen, read=read)


def status() -> Kind[EntryStatus]:
    """Whether the clinic deals with them."""
    return kinds.choice((EntryStatus.CURRENT, EntryStatus.RETIRED), "status", "a status", blank=EntryStatus.CURRENT)


def specialties() -> Kind[tuple[str, ...]]:
    """What they treat or do, each once: 'cardiology, sleep'."""

    def read(typed: Sequence[str], name: str, _: ReadContext) -> tuple[str, ...]:
        whole = ",".join(typed)
        refuse_card_number(whole, name)
        if len(clean_text(whole, limit=_LONGEST_SPECIALTIES + 1)) > _LONGEST_SPECIALTIES:
            require_text(whole, name, limit=_LONGEST_SPECIALTIES)
        words = (clean_text(word) for word in whole.replace(";", ",").replace("\n", ",").split(","))
        return tuple({fold(word): word for word in words if fold(word)}.values())

    return Kind(
        read,
        write=lambda value, _: ", ".join(value),
        items=lambda value: value,
        in_full=lambda value, _: ", ".join(value),
        json=list,
        merge=joined,
        longest=_LONGEST_SPECIALTIES,
    )


def joined(before: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    """Those there were, and what is new among those that are said."""
    known = set(map(fold, before))
    return before + tuple(word for word in said if fold(word) not in known)

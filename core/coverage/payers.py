"""Which payer is meant, what is it called, and does a member id look like one of theirs?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.clinic.codes import pick
from core.clinic.payer import SELF_PAY, payer_name
from core.coverage.sentences import PAYER_MISSING
from core.errors import BadInput
from core.fields.model import LONGEST_TEXT, Kind
from core.text.cleaning import clean_text, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.clinic.payer import Payer
    from core.fields.model import ReadContext

_SELF: Final = frozenset({"self", "selfpay", "paysself"})
_BETWEEN: Final = str.maketrans("", "", " -")
_EXAMPLES: Final = {"9": "123456789", "A": "ABCDEFGHJ", "?": "7K3M9P2R5"}


def payer() -> Kind[str]:
    """The code of a payer, who may be named by code, name or payer id, or the beginning of one where it is typed.

    SELF_PAY is nobody's code, and means the patient.
    """

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> str:
        word = clean_text(typed[0])
        if not word:
            raise BadInput(PAYER_MISSING, field=name)
        if fold(word).replace(" ", "") in _SELF:
            return SELF_PAY
        payers = reading.clinic.payers
        meant = _named(payers.values(), fold(word), whole=True)
        if len(meant) != 1 and not reading.in_file:
            meant = _named(payers.values(), fold(word), whole=False)
        return pick(payers, meant[0].code if len(meant) == 1 else word, "payer").code

    def clean(value: str, name: str, reading: ReadContext) -> str:
        if not value:
            raise BadInput(PAYER_MISSING, field=name)
        return value if value == SELF_PAY else pick(reading.clinic.payers, value, "payer").code

    def told(typed: str, reading: ReadContext) -> str:
        return payer_name(reading.clinic.payers, read([typed], "", reading)) if typed.strip() else ""

    return Kind(
        read,
        clean,
        in_full=lambda code, reading: payer_name(reading.clinic.payers, code),
        told=told,
        longest=LONGEST_TEXT,
    )


def looks_right(payer: Payer, member_id: str) -> bool:
    """Whether the member id has the form of the payer's, spaces and hyphens apart."""
    form, text = payer.member_id.translate(_BETWEEN), member_id.translate(_BETWEEN)
    return not form or (len(form) == len(text) and all(map(_fits, form, text)))


def example_of(payer: Payer) -> str:
    """A member id of the form of the payer's: 'W123456789'."""
    return "".join(_EXAMPLES[sign][at % 9] if sign in _EXAMPLES else sign for at, sign in enumerate(payer.member_id))


def _fits(sign: str, char: str) -> bool:
    if sign == "9":
        return char.isascii() and char.isdigit()
    if sign == "A":
        return char.isascii() and char.isalpha()
    if sign == "?":
        return char.isascii() and char.isalnum()
    return sign.casefold() == char.casefold()


def _named(payers: Iterable[Payer], word: str, *, whole: bool) -> list[Payer]:
    """Those in use that the word names, or that begin with it."""
    return [
        one
        for one in payers
        if not one.retired
        and any(
            name == word if whole else name.startswith(word)
            for name in map(fold, (one.code, one.name, one.payer_id))
            if name
        )
    ]

"""Which payer is meant, what is it called, and does a member id look like one of theirs?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.clinic.codes import pick
from core.clinic.payer import SELF_PAY, payer_name
from core.coverage.sentences import (
    PAYER_GUESSED,
    PAYER_MISSING,
    PAYER_NOT_KNOWN,
    PAYER_OF_SEVERAL,
    PAYERS_MORE,
    PAYERS_NONE,
)
from core.errors import BadInput, NotFound
from core.fields.model import LONGEST_TEXT, Kind
from core.text.cleaning import clean_text, fold
from core.text.wording import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from core.clinic.payer import Payer
    from core.fields.model import ReadContext

_SELF: Final = frozenset(
    {
        "self",
        "selfpay",
        "selfpayer",
        "selfpaying",
        "paysself",
        "patientpays",
        "privatepay",
        "cash",
        "cashpay",
        "uninsured",
    }
)
_BETWEEN: Final = str.maketrans("", "", " -")
_TOLD: Final = 8
"""So many payers are named where none is meant."""
_EXAMPLES: Final = {"9": "123456789", "A": "ABCDEFGHJ", "?": "7K3M9P2R5"}


def payer() -> Kind[str]:
    """The code of a payer, who may be named by code, name or payer id, or the beginning of one where it is typed.

    SELF_PAY is nobody's code, and means the patient.
    """

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> str:
        word = clean_text(typed[0])
        if not word:
            raise BadInput(PAYER_MISSING, field=name)
        if fold(word) in _SELF:
            return SELF_PAY
        return _named_by(word, reading)

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


def _named_by(word: str, reading: ReadContext) -> str:
    """The code of the payer that the word names, or begins where it is typed. Raises NotFound, BadInput if retired."""
    payers = reading.clinic.payers
    meant = _named(payers.values(), fold(word), whole=True)
    if len(meant) != 1 and not reading.in_file:
        meant = _named(payers.values(), fold(word), whole=False)
    if len(meant) == 1:
        return meant[0].code
    for one in payers.values():
        if one.retired and fold(word) in map(fold, (one.code, one.name)):
            return pick(payers, one.code, "payer").code  # which says that it is retired
    raise NotFound(_not_known(word, meant, payers))


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


def _not_known(word: str, meant: Sequence[Payer], payers: Mapping[str, Payer]) -> str:
    """That the word names none of them, or several, with what it may have meant, else with whom there is."""
    if meant:
        return PAYER_OF_SEVERAL.format(value=shown(word), names=_some([one.name for one in meant]))
    in_use = [one for one in payers.values() if not one.retired]
    if not in_use:
        return PAYERS_NONE.format(value=shown(word))
    guess = nearest(word, [name for one in in_use for name in (one.code, one.name)])
    if guess:
        return PAYER_GUESSED.format(value=shown(word), guess=guess)
    return PAYER_NOT_KNOWN.format(value=shown(word), names=_some([one.name for one in in_use]))


def _some(names: list[str]) -> str:
    """The first of them, and how many more there are."""
    more = PAYERS_MORE.format(count=len(names) - _TOLD) if len(names) > _TOLD else ""
    return ", ".join(names[:_TOLD]) + more

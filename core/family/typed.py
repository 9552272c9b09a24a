"""What do the words say that are typed to note a relative: who it is, and what they are to the patient?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.family.model import Kinship
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping

_KINSHIPS: Final[Mapping[str, Kinship]] = {
    **dict.fromkeys(("parent", "mother", "father", "mom", "dad"), Kinship.PARENT),
    **dict.fromkeys(("child", "son", "daughter"), Kinship.CHILD),
    **dict.fromkeys(("spouse", "husband", "wife", "partner"), Kinship.SPOUSE),
    **dict.fromkeys(("sibling", "brother", "sister"), Kinship.SIBLING),
    **dict.fromkeys(("grandparent", "grandmother", "grandfather"), Kinship.GRANDPARENT),
    **dict.fromkeys(("grandchild", "grandson", "granddaughter"), Kinship.GRANDCHILD),
    "other": Kinship.OTHER,
}
_FLAGS: Final[Mapping[str, tuple[str, bool]]] = {
    **dict.fromkeys(("guardian", "decides"), ("guardian", True)),
    **dict.fromkeys(("guarantor", "pays"), ("guarantor", True)),
    **dict.fromkeys(("elsewhere", "apart"), ("household", False)),
    **dict.fromkeys(("together", "household"), ("household", True)),
}


class TypedRelative(Struct, frozen=True):
    """The words that say who it is, for the lookup, and what they change of a link."""

    who: str
    changes: Mapping[str, object]


def read_relative(text: str) -> TypedRelative:
    """`smith mary 3/14 mother pays`: what stands behind the last word of the name says what she is."""
    words = clean_text(text).split()
    changes: dict[str, object] = {}
    while words:
        word = words[-1].lower().strip(",;")
        if word in _KINSHIPS and "kinship" not in changes:
            changes["kinship"] = _KINSHIPS[word]
        elif word in _FLAGS and _FLAGS[word][0] not in changes:
            name, value = _FLAGS[word]
            changes[name] = value
        else:
            break
        words.pop()
    return TypedRelative(" ".join(words), changes)

"""Which exit code does each refusal end with?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.errors import (
    BadInput,
    BadSettings,
    Busy,
    ChangedElsewhere,
    DatabaseUnusable,
    NeedsReason,
    NotAllowed,
    NotFound,
    Refused,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.errors import ClinicdeskError

INTERNAL: Final = 1
USAGE: Final = 2
REFUSED: Final = 3
UNUSABLE: Final = 7
INTERRUPTED: Final = 130

EXITS: Final[Mapping[type[ClinicdeskError], int]] = {
    BadInput: USAGE,
    BadSettings: USAGE,
    Refused: REFUSED,
    NeedsReason: REFUSED,
    NotFound: 4,
    ChangedElsewhere: 5,
    Busy: 5,
    NotAllowed: 6,
    DatabaseUnusable: UNUSABLE,
}


def exit_of(error: ClinicdeskError) -> int:
    """The code of the refusal; a kind that nobody listed is an internal error."""
    return EXITS.get(type(error), INTERNAL)

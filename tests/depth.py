"""How much of a walk, a hammer or a morning is tried: a little by `make test`, the stated size by `make soak`."""

import os
from typing import Final

SOAKING: Final = bool(os.environ.get("CLINICDESK_SOAK"))


def depth(little: int, *, whole: int) -> int:
    """`little` of it, or the `whole` of it in a soak."""
    return whole if SOAKING else little

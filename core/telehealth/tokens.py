"""Which letters and digits make the link of an appointment one that nobody guesses?

They follow from a secret of the database: the same appointment has the same ones after a move, an undo or a crash, and
nothing has to be kept or taken back. Nothing of the patient is in them.
"""

from __future__ import annotations

import hmac
from base64 import b32encode
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from core.record_ref import AppointmentId

_LETTERS: Final = 26
"""130 bits, five a letter."""
_DIGITS: Final = 9


def token_of(secret: bytes, appointment: AppointmentId) -> str:
    """26 small letters and digits: no program reads them as two words, and a person can read them out."""
    return b32encode(_seal(secret, "link", appointment)).decode().lower()[:_LETTERS]


def pin_of(secret: bytes, appointment: AppointmentId) -> str:
    """9 digits, for who joins by phone."""
    return f"{int.from_bytes(_seal(secret, 'pin', appointment)) % 10**_DIGITS:0{_DIGITS}}"


def clinic_name(secret: bytes) -> str:
    """12 small letters and digits after which the clinic's messages are named: they tell nothing of it."""
    return b32encode(hmac.digest(secret, b"messages", "sha256")).decode().lower()[:12]


def _seal(secret: bytes, purpose: str, appointment: AppointmentId) -> bytes:
    return hmac.digest(secret, f"{purpose} {appointment}".encode(), "sha256")

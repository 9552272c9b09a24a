"""Is a file the image of an insurance card, and of which kind?"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from core.coverage import sentences as say
from core.coverage.cut_off import is_cut_off
from core.coverage.model import CardImage
from core.errors import BadInput

MOST_BYTES: Final = 8 * 1024 * 1024
"""What a phone's camera makes of a card has half of it."""
_MEGABYTE: Final = 1024 * 1024
_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"%PDF-", "pdf"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
_CONTAINERS: Final = (
    (b"RIFF", b"WEBP", 8, "webp"),
    *((b"ftyp", brand, 8, "heic") for brand in (b"heic", b"heix", b"mif1")),
)
"""What stands in front (of HEIC behind a length), what stands at which byte, and which kind that is."""


def image_of(content: bytes) -> CardImage:
    """What the bytes are an image of; of a kind told by how they begin. Raises BadInput, also for what is cut off."""
    if not content:
        raise BadInput(say.CARD_EMPTY, field="card")
    if len(content) > MOST_BYTES:
        raise BadInput(say.CARD_TOO_LARGE.format(most=MOST_BYTES // _MEGABYTE), field="card")
    kind = format_of(content)
    if not kind:
        raise BadInput(say.CARD_NO_IMAGE, field="card")
    if is_cut_off(content, kind):
        raise BadInput(say.CARD_CUT_OFF, field="card")
    return CardImage(sha256(content).hexdigest(), kind, len(content))


def format_of(content: bytes) -> str:
    """'jpeg', 'pdf' or the like, as the bytes begin; '' for what is no image and no document."""
    return next((kind for beginning, kind in _BEGINNINGS if content.startswith(beginning)), "") or next(
        (kind for name, brand, at, kind in _CONTAINERS if name in content[:at] and content[at : at + 4] == brand), ""
    )

"""Which keys of the usual keymap does a terminal send as several bytes, and where may a slow line cut them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.terminal import KEYS
from tui.keys.registry import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEQUENCES: Final[Mapping[str, bytes]] = {
    key: KEYS[key]
    for key in dict.fromkeys(key for action in ACTIONS for key in action.keys)
    if len(KEYS.get(key, b"")) > 1
}
"""Key -> what is sent for it."""


def cuts(sent: bytes) -> Iterator[tuple[bytes, ...]]:
    """The bytes in two parts, cut at each place, and each byte by itself."""
    for at in range(1, len(sent)):
        yield sent[:at], sent[at:]
    yield tuple(bytes([byte]) for byte in sent)

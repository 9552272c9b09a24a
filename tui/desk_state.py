"""What do all screens of one desk share that no file keeps: the view, hidden names, the key that did something last?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from tui.keys.key_repeats import KeyRepeats
from tui.keys.menu_typing import MenuTyping
from tui.keys.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from core.desk_view import DeskView


class DeskState(Struct):
    """One desk's."""

    privacy: bool = False
    """Whether names are initials."""
    view: DeskView | None = None
    """What screens ask with every key, as it was last read."""
    repeats: KeyRepeats = field(default_factory=KeyRepeats)
    """Whether a key is meant once more."""
    menu_typing: MenuTyping = field(default_factory=MenuTyping)
    """Whether a key in a menu is text."""
    typed_ahead: TypedAhead = field(default_factory=TypedAhead)
    """Whether a key was typed for a question that was refused."""

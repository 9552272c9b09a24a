"""What do all screens of one desk share that no file keeps: the view, hidden names, the key that did something last?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from tui.keys.key_repeats import KeyRepeats
from tui.keys.menu_typing import MenuTyping
from tui.keys.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from core.desk_view import DeskView
    from core.journal.model import EntryId
    from core.record_ref import PatientId, RecordRef
    from core.schedule.model.hold import Hold


class HoldAct(Struct, frozen=True):
    """Time that was held by name or released, and the newest act then: after another act it is no longer the last."""

    hold: Hold
    is_held: bool
    after: EntryId | None
    is_undone: bool = False


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
    in_hand: tuple[frozenset[PatientId], float] | None = None
    """Whom the newest act on anybody was about, and when, in monotonic seconds."""
    done_here: set[EntryId] = field(default_factory=set)
    """The journal entries of this desk: what undo and redo mean by its keys, without a question."""
    acted_on: frozenset[RecordRef] = frozenset()
    """What the newest act of this desk was about."""
    hold_act: HoldAct | None = None
    """Time held by name or released last, which undo means until something else is done."""

"""One's own drawer (`T`): opened with a float, and counted blindly when it is closed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.format_when import format_when
from core.errors import BadInput
from core.text.money import cents_of, money
from core.till.sentences import NO_AMOUNT, SPACED_AMOUNT
from tui.prompts import till_sentences as say
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import Did, Outcome, typed_in
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from core.till.drawers import OwnDrawer
    from core.till.model import TillSession
    from tui.prompts.prompt import Prompt
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_LONGEST: Final = 200
_THOUSANDS: Final = re.compile(r"[0-9]{3}(?:[.,][0-9]*)?")


def ask_drawer(workstation: Workstation) -> Prompt:
    """Count the drawer that the person has open, or open one. Raises NotAllowed."""
    own = workstation.desk.till.own_drawer(workstation.actor)
    return CountPrompt(workstation, own.session) if own.session else FloatPrompt(workstation, own)


class FloatPrompt:
    """What is in the drawer at first, and its name where that is another; Enter alone takes what was last."""

    label = say.DRAWER_FLOAT
    carries = False

    def __init__(self, workstation: Workstation, own: OwnDrawer) -> None:
        self._workstation, self._own = workstation, own
        self.editor = LineEditor(longest=_LONGEST)

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter opens it. Raises BadInput for no amount, or what the desk refuses."""
        typed = typed_in(self.editor, key, character)
        if typed:
            return typed
        cents, name = self._read()
        return Did(self._workstation.desk.till.open(self._workstation.actor, name, cents))

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Which drawer is opened with what."""
        own, typed = self._own, self.editor.text.strip()
        how = ((f" {say.DRAWER_FLOAT_HOW.format(drawer=own.name)}", "hint"),)
        if typed or own.floated is None:
            return (how,)
        told = money(own.floated, self._workstation.settings.till.currency)
        return (((f" {say.DRAWER_AS_LAST.format(drawer=own.name, floated=told)}", "panel"),), how)

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "open it"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Which drawers are free may have changed."""
        self._own = self._workstation.desk.till.own_drawer(self._workstation.actor)

    def _read(self) -> tuple[int, str]:
        """Cents, and the drawer's name. Raises BadInput."""
        cents, name = _amount_first(self.editor.text, self._workstation.settings.till.currency, "float")
        if not self.editor.text.strip():
            cents = self._own.floated
        if cents is None:
            raise BadInput(NO_AMOUNT, field="float")
        return cents, name or self._own.name


class CountPrompt:
    """What somebody counted, who is told only then what should have been there; words behind the amount are a note."""

    label = say.DRAWER_COUNTED
    carries = False

    def __init__(self, workstation: Workstation, session: TillSession) -> None:
        self._workstation, self._session = workstation, session
        self.editor = LineEditor(longest=_LONGEST)

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter closes it. Raises BadInput for no amount, or what the desk refuses."""
        typed = typed_in(self.editor, key, character)
        if typed:
            return typed
        cents, note = _amount_first(self.editor.text, self._workstation.settings.till.currency, "counted")
        if cents is None:
            raise BadInput(NO_AMOUNT, field="counted")
        till, actor = self._workstation.desk.till, self._workstation.actor
        return Did(till.close(actor, self._session.drawer, cents, note=note))

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Which drawer, since when, and how it is counted."""
        session, view = self._session, self._workstation.view
        when = format_when(session.opened_at, view.clinic.sites[session.site], view.now)
        floated = money(session.floated, self._workstation.settings.till.currency)
        told = say.DRAWER_SINCE.format(drawer=session.drawer, who=session.opened_by, when=when, floated=floated)
        is_own = session.opened_by == self._workstation.actor or view.may(Privilege.SEE_EXPECTED_CASH)
        how = say.DRAWER_COUNT_HOW if is_own else say.DRAWER_OF_ANOTHER
        return (((f" {told}", "panel"),), ((f" {how}", "hint"),))

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "close it"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The session stays the same one; whether it is still open is asked when it is closed."""


def _amount_first(typed: str, currency: str, field: str) -> tuple[int | None, str]:
    """Cents, None for no amount, and the words behind them. Raises BadInput where a space may stand in the amount."""
    words = typed.split()
    for count in (2, 1):
        cents, rest = cents_of(" ".join(words[:count]), currency), words[count:]
        if cents is not None:
            if rest and _THOUSANDS.fullmatch(rest[0]):
                raise BadInput(SPACED_AMOUNT.format(typed=" ".join(words[: count + 1])), field=field)
            return cents, " ".join(rest)
    return None, " ".join(words[1:])

"""An item of the supplies: how many are there, and what is done about it: counted, used, ordered, placed, received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.parse_date import parse_date
from core.errors import BadInput
from core.supplies.fields import read_pieces
from tui.keys.menu_typing import Choices
from tui.prompts import supply_sentences as say
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from core.journal.change import Change
    from core.supplies.stock import Stocked
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


def ask(workstation: Workstation, one: Stocked) -> SupplyPrompt:
    """The question about the item of a row."""
    return SupplyPrompt(workstation, one)


class SupplyPrompt:
    """Letters say what was done; then so many are typed, or Enter takes what is proposed."""

    carries = False

    def __init__(self, workstation: Workstation, one: Stocked) -> None:
        self._workstation, self._number = workstation, one.item.id
        self._one = one
        self._asked = ""
        self._editor: LineEditor | None = None

    @property
    def label(self) -> str:
        """What is asked."""
        return say.ASKED[self._asked].format(proposed=self._proposed()) if self._asked else say.SUPPLY

    @property
    def editor(self) -> LineEditor | None:
        """The line, once a letter was chosen."""
        return self._editor

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter chooses; Enter does. Raises BadInput for what cannot be, and nothing typed is lost."""
        if leaves(key):
            return Close()
        if self._editor is None:
            if key in self._possible:
                self._asked, self._editor = key, LineEditor()
            elif key in say.ASKED:
                raise BadInput(say.NOT_NOW[key].format(item=self._one.item.name))
            return STAY
        if key == "enter":
            change = self._acts[self._asked](self._editor.text.strip())
            return Did(change)
        if key == "shift+tab":
            self._asked, self._editor = "", None
            return STAY
        self._editor.key(key, character)
        return STAY

    def choices(self) -> Choices | None:
        """The letters, as long as nothing is typed."""
        return None if self._editor else Choices(tuple(say.ASKED), lambda: None)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """What is there, what is on order, and what is to be done."""
        one, item = self._one, self._one.item
        head = say.HEAD.format(item=item.name, number=item.id, site=item.site)
        stands = say.STANDS.format(
            on_hand=one.on_hand, unit=item.unit, on_order=one.on_order, par=item.par, reorder_at=item.reorder_at
        )
        trouble = one.told(self._today)
        return (
            ((f" {head}", "title"),),
            ((f" {stands}", "panel"),),
            *((((f" {trouble}", "warn"),),) if trouble else ()),
        )

    def hint(self) -> Line:
        """Keys."""
        if self._editor is not None:
            return keys_line(("Enter", say.WORDS[self._asked]), ("Shift+Tab", "back"), ("Ctrl+X", "leave"))
        off = frozenset(say.WORDS[key] for key in say.ASKED if key not in self._possible)
        return keys_line(*say.WORDS.items(), ("Ctrl+X", "leave"), off=off)

    def refresh(self) -> None:
        """Read it again."""
        self._one = self._workstation.desk.supplies.item(self._workstation.actor, str(self._number))

    @property
    def _today(self) -> date:
        view = self._workstation.view
        return view.today

    @property
    def _possible(self) -> frozenset[str]:
        """Which letters do something now."""
        kept = {"c", "u", "o"}
        return frozenset(kept | ({"p"} if self._one.draft else set()) | ({"r"} if self._one.coming else set()))

    def _proposed(self) -> str:
        """What Enter takes where nothing is typed."""
        one = self._one
        coming = one.coming
        proposals = {"o": one.wanted, "r": coming.left_of(one.item.id) if coming else 0}
        many = proposals.get(self._asked)
        return say.PROPOSED.format(many=many) if many else ""

    @property
    def _acts(self) -> Mapping[str, Callable[[str], Change]]:
        supplies, actor, number = self._workstation.desk.supplies, self._workstation.actor, self._number
        return {
            "c": lambda typed: supplies.count(actor, number, read_pieces(typed, "counted")),
            "u": lambda typed: supplies.use(actor, number, read_pieces(typed or "1", "quantity", least=1)),
            "o": lambda typed: supplies.draft(
                actor, {number: read_pieces(typed, "quantity", least=1) if typed else None}
            ),
            "p": self._place,
            "r": self._receive,
        }

    def _place(self, typed: str) -> Change:
        supplies, actor, draft = self._workstation.desk.supplies, self._workstation.actor, self._one.draft
        if draft is None:
            raise BadInput(say.NOT_NOW["p"].format(item=self._one.item.name))
        order = self._workstation.settings.dates.order
        expected = parse_date(typed, today=self._today, order=order, field="expected") if typed else None
        return supplies.place(actor, draft.id, expected=expected)

    def _receive(self, typed: str) -> Change:
        supplies, actor, coming = self._workstation.desk.supplies, self._workstation.actor, self._one.coming
        if coming is None:
            raise BadInput(say.NOT_NOW["r"].format(item=self._one.item.name))
        many = read_pieces(typed, "quantity", least=1) if typed else coming.left_of(self._number)
        return supplies.receive(actor, coming.order.id, {self._number: many})

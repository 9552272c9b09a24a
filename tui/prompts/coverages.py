"""Which of a patient's coverages is meant, or is it another one?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.coverage.model import Side
from core.errors import BadInput
from tui.keys.menu_typing import Choices
from tui.programs import show_image
from tui.prompts.prompt import STAY, Close, Open, Outcome, Told, leaves
from tui.prompts.sentences import CARD_NO_COMMAND, CARD_SHOWN, COVERAGE_ANOTHER
from tui.text.coverage_words import coverage_text, standing_line, stands_today
from tui.text.lines import choice, keys_line, windowed
from tui.text.words import who_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.clinic.model import Site
    from core.coverage.model import Coverage
    from core.patients.model import Patient
    from tui.prompts.prompt import Prompt
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN: Final = 10
_SIDES: Final = {"f": Side.FRONT, "b": Side.BACK}


class CoveragesPrompt:
    """All of them, the one that pays now highlighted, and a line for another; Enter asks its form."""

    label = "Insurance"
    carries = False
    editor = None

    def __init__(
        self,
        workstation: Workstation,
        site: Site,
        patient: Patient,
        form: Callable[[Coverage | None], Prompt],
        warning: tuple[Line, ...] = (),
    ) -> None:
        """`form` is that of a coverage, or of a new one; `warning` is shown above."""
        self._workstation, self._site, self._patient = workstation, site, patient
        self._form, self._warning = form, warning
        self._coverages: tuple[Coverage, ...] = ()
        self._at = 0
        self.refresh()

    def key(self, key: str, character: str | None) -> Outcome:
        """Up and down choose, Enter opens, a letter shows a side of the card; the key of a new record asks another."""
        keyboard = self._workstation.keyboard
        if leaves(key):
            return Close()
        if key in keyboard.keys("down"):
            self._at = min(self._at + 1, len(self._coverages))
        elif key in keyboard.keys("up"):
            self._at = max(self._at - 1, 0)
        elif key in keyboard.keys("new_patient"):
            return Open(self._form(None))
        elif key in _SIDES and self._chosen is not None:
            return Told(self._show(self._chosen, _SIDES[key]))
        elif key == "enter":
            return Open(self._form(self._chosen))
        return STAY

    def choices(self) -> Choices:
        """The keys that go up and down, that of another, and those of the sides of a card."""
        keyboard = self._workstation.keyboard
        keys = (key for action in ("up", "down", "new_patient") for key in keyboard.keys(action))
        return Choices((*keys, *_SIDES), lambda: None)

    @property
    def _chosen(self) -> Coverage | None:
        return self._coverages[self._at] if self._at < len(self._coverages) else None

    def _show(self, coverage: Coverage, side: Side) -> str:
        """Have the program of the settings show that side of the card. Raises BadInput or NotFound."""
        command = self._workstation.settings.coverage.card_command
        if coverage.side(side) and not command:
            raise BadInput(CARD_NO_COMMAND.format(number=coverage.id, side=side.value))
        desk, actor = self._workstation.desk, self._workstation.actor
        _, image, content, warning = desk.coverage.card(actor, coverage.id, side, way="insurance card")
        show_image(command, image.kind, content)
        return " ".join(part for part in (warning, CARD_SHOWN.format(side=side.value, program=command[0])) if part)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whose they are, what is the matter, and a line each."""
        view, privacy = self._workstation.view, self._workstation.privacy
        today = local(view.now, self._site.tz).date()
        where = stands_today(view, self._site, self._patient, self._coverages)
        told = (*(coverage_text(one, view.clinic, privacy=privacy) for one in self._coverages), COVERAGE_ANOTHER)
        return (
            *self._warning,
            who_line(self._patient, today, privacy=privacy),
            *((standing_line(where),) if where else ()),
            *(choice(text, chosen=row == self._at) for row, text in windowed(told, self._at, _SHOWN)),
        )

    def hint(self) -> Line:
        """Keys."""
        new = self._workstation.keyboard.names["new_patient"]
        kept = [side for side in Side if self._chosen and self._chosen.side(side)]
        cards = tuple((key, f"card {side.value}") for key, side in _SIDES.items() if side in kept)
        return keys_line(("Enter", "open"), (new, "another"), *cards, ("Up Down", "choose"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Read them again."""
        desk, actor = self._workstation.desk, self._workstation.actor
        self._coverages = desk.coverage.of_patient(actor, self._patient.id)
        self._at = min(self._at, len(self._coverages))

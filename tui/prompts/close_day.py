"""The close of the day (`K` at the till): what is open, a word about it, and Enter signs the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.closing.use_cases import LONGEST_NOTE
from core.errors import BadInput
from core.structs import replace
from tui.keys.menu_typing import Choices
from tui.programs import print_pdf
from tui.prompts import form_sentences as say
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Did, Outcome, Told, leaves
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from core.closing.checklist import OpenItem
    from core.closing.use_cases import DaySheet
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_PRINT: Final = "p"
_MOST_TOLD: Final = 3


class CloseDayPrompt:
    """The day of the first site, or of the one that is shown."""

    carries = False

    def __init__(self, workstation: Workstation, site: str) -> None:
        """Raises NotAllowed or BadSettings."""
        self._workstation, self._site = workstation, site
        self._sheet = self._read()
        self.editor: LineEditor | None = None

    @property
    def label(self) -> str:
        """What stands before the line, where words are asked for."""
        return say.CLOSE_LABEL if self.editor is None else say.CLOSE_NOTE

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter signs, or asks for a word about what is open first; a letter prints. Raises Refused."""
        if self.editor is not None:
            return self._noted(self.editor, key, character)
        if leaves(key):
            return Close()
        if (character or "").lower() == _PRINT:
            return self._print()
        if key == "enter" and self._sheet.close is None:
            if self._sheet.items and not any(item.is_hard for item in self._sheet.items):
                self.editor = LineEditor(longest=LONGEST_NOTE)
                return STAY
            return self._sign("")
        return STAY

    def choices(self) -> Choices | None:
        """The letter that prints; None while words are asked for."""
        return Choices((_PRINT,), lambda: None, only_one=True) if self.editor is None else None

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Which day, and what is open of it."""
        sheet = self._sheet
        told = {"day": f"{sheet.day:%a %-d %b %Y}", "site": sheet.site.name}
        if sheet.close:
            return (((f" {say.CLOSE_DONE.format(**told, who=sheet.close.by)}", "ok"),),)
        head = (say.CLOSE_OPEN if sheet.items else say.CLOSE_ALL_DONE).format(**told)
        return (((f" {head}", "head"),), *(line for item in sheet.items for line in self._lines(item)))

    def hint(self) -> Line:
        """Keys."""
        if self.editor is not None:
            return keys_line(("Enter", "sign it"), ("Ctrl+X", "back"))
        sign = () if self._sheet.close else (("Enter", "close the day"),)
        return keys_line(*sign, ("p", "print the sheet"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """What is open now."""
        self._sheet = self._read()

    def _read(self) -> DaySheet:
        return self._workstation.desk.closing.sheet(self._workstation.actor, site=self._site)

    def _lines(self, item: OpenItem) -> tuple[Line, ...]:
        """What is open: how many, and the first of them, without names while these are hidden."""
        style = "warn" if item.is_hard else "panel"
        head = (((f" {len(item.told):>3} {item.label}", style),),)
        if self._workstation.privacy:
            return head
        more = len(item.told) - _MOST_TOLD
        told = "; ".join(item.told[:_MOST_TOLD]) + (say.CLOSE_MORE.format(count=more) if more > 0 else "")
        return (*head, ((f"       {told}", "hint"),))

    def _noted(self, editor: LineEditor, key: str, character: str | None) -> Outcome:
        if leaves(key) or key == "shift+tab":
            self.editor = None
        elif key == "enter":
            return self._sign(editor.text)
        else:
            editor.key(key, character)
        return STAY

    def _sign(self, note: str) -> Outcome:
        """Sign it, and print it where a program does. Raises Refused."""
        workstation = self._workstation
        change = workstation.desk.closing.sign(workstation.actor, site=self._site, note=note)
        if not workstation.settings.documents.print_command:
            return Did(change)
        try:
            self._give_to_printer(self._read())
        except BadInput as refusal:  # what was signed stays signed
            return Did(replace(change, sentence=f"{change.sentence} {refusal.sentence}"))
        return Did(change)

    def _print(self) -> Outcome:
        """Raises BadInput where no program prints."""
        if not self._workstation.settings.documents.print_command:
            raise BadInput(say.NO_PRINTER)
        self._give_to_printer(self._sheet)
        return Told(say.SHEET_PRINTED)

    def _give_to_printer(self, sheet: DaySheet) -> None:
        from core.templates.paper.fonts import FontFiles

        settings = self._workstation.settings.documents
        print_pdf(settings.print_command, sheet.document.pdf(FontFiles(settings.fonts), paper=settings.paper))

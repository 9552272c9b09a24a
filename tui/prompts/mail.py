"""A document that came by mail or fax: opened, filed with a patient or case, seen, filed elsewhere, put aside.

To file it takes four keys: Enter on the row, `i`, Enter on the patient whom the words found, a letter for what it is.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from core.documents.model import ScanKind
from core.errors import BadInput
from core.mailroom.filing import Filing
from core.mailroom.model import IncomingStatus
from tui.identity import is_local
from tui.keys.menu_typing import Choices
from tui.programs import show_document
from tui.prompts import mail_sentences as say
from tui.prompts.editor import LineEditor
from tui.prompts.picker import PatientPicker
from tui.prompts.prompt import STAY, Close, Did, Open, Outcome, Told, leaves
from tui.text.hiding import typed_text
from tui.text.lines import choice, keys_line
from tui.text.opened import note_opened
from tui.text.words import who_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.cases.listing import CaseSeen
    from core.mailroom.use_cases import Incoming
    from core.patients.model import Patient
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_KINDS: Final = {
    "l": ScanKind.LETTER,
    "r": ScanKind.RESULT,
    "f": ScanKind.FORM,
    "e": ScanKind.REFERRAL,
    "c": ScanKind.RECORDS,
    "d": ScanKind.IDENTITY,
    "o": ScanKind.OTHER,
}
_MOST_CASES: Final = 9


def ask(workstation: Workstation, one: Incoming) -> MailPrompt:
    """The question about the document of a row."""
    return MailPrompt(workstation, one)


class MailPrompt:
    """What is to be done with it, by letters."""

    label = say.MAIL
    carries = False
    editor = None

    def __init__(self, workstation: Workstation, one: Incoming) -> None:
        self._workstation, self._one = workstation, one

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter does it, or asks what more is needed. Raises BadInput for what cannot be now."""
        if leaves(key):
            return Close()
        if key not in say.WORDS:
            return STAY
        if key not in self._possible:
            raise BadInput(say.NOT_NOW[key])
        return self._acts[key]()

    def choices(self) -> Choices:
        """Its letters."""
        return Choices(tuple(say.WORDS), lambda: None)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Which one it is, and with whom it is filed."""
        return head_lines(self._workstation, self._one)

    def hint(self) -> Line:
        """Keys."""
        off = frozenset(word for key, word in say.WORDS.items() if key not in self._possible)
        return keys_line(*say.WORDS.items(), ("Ctrl+X", "leave"), off=off)

    def refresh(self) -> None:
        """Read it again."""
        self._one = self._workstation.desk.mailroom.by_id(self._workstation.actor, self._one.document.id)

    @property
    def _possible(self) -> frozenset[str]:
        document = self._one.document
        status = document.status
        keys = {"i", "x", "o"} if status is IncomingStatus.RECEIVED else set[str]()
        keys |= {"m", "o"} if document.is_filed else set()
        keys |= {"a"} if status is IncomingStatus.ROUTED else set()
        return frozenset(keys | ({"x"} if status is IncomingStatus.REFUSED else set()))

    @property
    def _acts(self) -> Mapping[str, Callable[[], Outcome]]:
        workstation, number = self._workstation, self._one.document.id
        desk, actor = workstation.desk, workstation.actor
        return {
            "i": lambda: Open(WhosePrompt(workstation, self._one)),
            "m": lambda: Open(WhosePrompt(workstation, self._one)),
            "x": lambda: Open(AsidePrompt(workstation, self._one)),
            "a": lambda: Did(desk.mailroom.acknowledge(actor, number)),
            "o": lambda: Told(self._shown()),
        }

    def _shown(self) -> str:
        """Have the program of the settings show it. Raises BadInput."""
        if not is_local(os.environ):
            raise BadInput(say.NOT_LOCAL)
        command = self._workstation.settings.documents.open_command
        if not command:
            raise BadInput(say.NO_COMMAND)
        desk, actor = self._workstation.desk, self._workstation.actor
        document, content, warning = desk.mailroom.content(actor, self._one.document.id, way="mail and fax")
        show_document(command, document.format, content)
        return " ".join(part for part in (warning, say.OPENED.format(program=command[0])) if part)


class WhosePrompt:
    """The patient box; Enter takes the patient highlighted. What is filed with another is filed with them at once."""

    carries = False

    def __init__(self, workstation: Workstation, one: Incoming) -> None:
        self._workstation, self._one = workstation, one
        self._picker = PatientPicker(workstation, workstation.view.first_site)

    @property
    def label(self) -> str:
        """What is asked."""
        return say.BELONGS_TO if self._one.patient else say.WHOSE

    @property
    def editor(self) -> LineEditor:
        """The box."""
        return self._picker.editor

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter takes the one highlighted. Raises BadInput while none of them is."""
        if leaves(key):
            return Close()
        if key == "enter" and (patient := self._picker.taken()):
            if self._one.patient:
                desk, actor = self._workstation.desk, self._workstation.actor
                return Did(desk.mailroom.refile(actor, self._one.document.id, patient.id))
            return Open(AsWhatPrompt(self._workstation, self._one, patient))
        self._picker.key(key, character)
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """The document, and whom the words found."""
        return (*head_lines(self._workstation, self._one), *self._picker.panel())

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "theirs"), ("Up Down", "choose"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Search again."""
        self._picker.search()


class AsWhatPrompt:
    """A letter files it as what it is, a digit with a case too; Tab says which provider is to see it."""

    label = say.MAIL
    carries = False
    editor = None

    def __init__(self, workstation: Workstation, one: Incoming, patient: Patient) -> None:
        """Raises NeedsReason for a restricted record: their cases are told."""
        self._workstation, self._one, self._patient = workstation, one, patient
        self._warning = note_opened(workstation, patient, "fax file")
        view = workstation.view
        usual = [patient.usual_provider] if patient.usual_provider in view.clinic.providers else []
        others = [code for code, known in view.clinic.providers.items() if not known.retired and code not in usual]
        self._routes = ("", *usual, *others)
        self._at = 0
        self._cases: tuple[CaseSeen, ...] = ()
        self.refresh()

    def key(self, key: str, character: str | None) -> Outcome:
        """Files it."""
        if leaves(key):
            return Close()
        if key in {"tab", "shift+tab"}:
            self._at = (self._at + (1 if key == "tab" else -1)) % len(self._routes)
            return STAY
        if key in _KINDS:
            return self._file(_KINDS[key])
        if key.isdigit() and 1 <= int(key) <= len(self._cases):
            return self._file(ScanKind.OTHER, self._cases[int(key) - 1].case.id)
        return STAY

    def choices(self) -> Choices:
        """Its letters and digits."""
        return Choices((*_KINDS, *"123456789"), lambda: None)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whose it is, as what it can be filed, and their open cases."""
        kinds = tuple(choice(f"{key}  {kind.value}", chosen=False) for key, kind in _KINDS.items())
        cases = tuple(
            choice(f"{at}  {say.CASE.format(number=one.case.id, about=self._about(one))}", chosen=False)
            for at, one in enumerate(self._cases, 1)
        )
        route = self._routes[self._at]
        known = self._workstation.view.clinic.providers.get(route)
        seen = say.SEEN_BY.format(who=known.name) if known else say.SEEN_BY_NOBODY
        return (
            *self._warning,
            *head_lines(self._workstation, self._one, self._patient),
            ((f" {say.KINDS_HEAD} ", "hint"), (seen, "ok" if known else "hint")),
            *kinds,
            *cases,
        )

    def hint(self) -> Line:
        """Keys."""
        digits = (("1-9", "for a case"),) if self._cases else ()
        return keys_line(("letter", "file"), *digits, ("Tab", "who is to see it"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Read their cases again."""
        found = self._workstation.desk.cases.of_patient(self._workstation.actor, self._patient.id)
        self._cases = tuple(one for one in found if one.case.is_open)[:_MOST_CASES]

    def _about(self, one: CaseSeen) -> str:
        return typed_text(self._workstation, one.case.subject)

    def _file(self, kind: ScanKind, case: int | None = None) -> Outcome:
        desk, actor = self._workstation.desk, self._workstation.actor
        said = Filing(self._patient.id, kind, case=case, route=self._routes[self._at])
        return Did(desk.mailroom.index(actor, self._one.document.id, said))


class AsidePrompt:
    """Why it is nobody's here; Enter puts it aside."""

    label = say.WHY_NOBODYS
    carries = False

    def __init__(self, workstation: Workstation, one: Incoming) -> None:
        self._workstation, self._one = workstation, one
        self._line = LineEditor()

    @property
    def editor(self) -> LineEditor:
        """The line."""
        return self._line

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter puts it aside. Raises BadInput without a reason."""
        if leaves(key):
            return Close()
        if key == "enter":
            desk, actor = self._workstation.desk, self._workstation.actor
            return Did(desk.mailroom.dismiss(actor, self._one.document.id, self._line.text))
        self._line.key(key, character)
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Which one it is."""
        return head_lines(self._workstation, self._one)

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "put aside"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Nothing is shown that changes."""


def head_lines(workstation: Workstation, one: Incoming, patient: Patient | None = None) -> tuple[Line, ...]:
    """Which document it is, and with whom it is filed, or to be."""
    document, whose = one.document, patient or one.patient
    name = "" if workstation.privacy else document.name  # whoever named the file may have named somebody
    head: Line = ((f" {say.HEAD.format(way=document.way.value, number=document.id, name=name)}", "title"),)
    view, privacy = workstation.view, workstation.privacy
    today = view.today
    return (head, *((who_line(whose, today, privacy=privacy),) if whose else ()))

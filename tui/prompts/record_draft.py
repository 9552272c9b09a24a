"""What was typed of a patient's record and not yet saved: from which version of it, and how is it written?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.prompts.patient_texts import changed, changes, registration, texts_of
from tui.prompts.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.journal.change import Change
    from core.patients.likeness import Likeness
    from core.patients.model import Patient
    from tui.prompts.patient_texts import Reader
    from tui.workstation import Workstation

_MINE, _BASE, _AT, _REV = "is.", "was.", "at", "rev"


class RecordDraft:
    """The record being changed, None for a new one, as it was when the typing began."""

    def __init__(
        self, workstation: Workstation, reader: Reader, patient: Patient | None, blank: Mapping[str, str]
    ) -> None:
        """`blank` are the texts that a new record begins with."""
        self._workstation, self._reader = workstation, reader
        self.patient = patient
        self.base: Mapping[str, str] = texts_of(patient, reader.order) if patient else dict(blank)
        self._rev = patient.rev if patient else 0

    def changed(self, texts: Mapping[str, str]) -> tuple[str, ...]:
        """The groups that were typed otherwise."""
        return changed(texts, self.base)

    def begin_from(self, patient: Patient) -> None:
        """Changes are made from that version of the record now."""
        self.patient, self._rev = patient, patient.rev
        self.base = texts_of(patient, self._reader.order)

    def newer(self) -> Patient | None:
        """The record as somebody else saved it since; None when nobody did. Raises NotFound."""
        if self.patient is None:
            return None
        now = self._workstation.desk.patients.by_id(self._workstation.actor, self.patient.id)
        return None if now.rev == self._rev else now

    def duplicates(self, texts: Mapping[str, str]) -> tuple[Likeness, ...]:
        """Who is likely the same person. Raises BadInput for texts that are no record yet."""
        beside = self.patient.id if self.patient else None
        return self._workstation.desk.patients.duplicates(
            self._workstation.actor, registration(texts, self._reader), beside=beside
        )

    def write(self, texts: Mapping[str, str], *, anyway: bool) -> Change | None:
        """Save it; None when it says so already. Raises what `Desk.register` and `Desk.edit` raise."""
        desk, actor = self._workstation.desk, self._workstation.actor
        if self.patient is None:
            return desk.patients.register(actor, registration(texts, self._reader), anyway=anyway)
        said = changes(texts, self.changed(texts), self._reader)
        return desk.patients.edit(actor, self.patient.id, said, rev=self._rev, anyway=anyway)

    def versions(self, texts: Mapping[str, str], newer: Patient) -> Versions:
        """What was typed beside what somebody saved meanwhile."""
        last = self._workstation.desk.journal.last_word(self._workstation.actor, newer.ref)
        return Versions(texts, newer, self.base, who=last.actor or "?", sentence=last.sentence, reader=self._reader)

    def kept(self, texts: Mapping[str, str], at: str) -> dict[str, str]:
        """All of it as texts; `at` is the field typed into."""
        mine = {_MINE + name: text for name, text in texts.items() if text}
        base = {_BASE + name: text for name, text in self.base.items() if text}
        return {**mine, **base, _AT: at, _REV: str(self._rev)}

    def take_up(self, fields: Mapping[str, str]) -> tuple[dict[str, str], str]:
        """The texts and the field of `kept`, made from the version of then."""
        rev = fields.get(_REV, "")
        self._rev = int(rev) if rev.isdecimal() else 0
        self.base = _named(fields, _BASE)
        return _named(fields, _MINE), fields.get(_AT, "")


def typed_texts(fields: Mapping[str, str]) -> dict[str, str]:
    """What was typed, of the fields of `kept`."""
    return _named(fields, _MINE)


def _named(fields: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): text for name, text in fields.items() if name.startswith(prefix)}

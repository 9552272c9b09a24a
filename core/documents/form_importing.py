"""Which signature does a line of a file of forms mean, and what is kept of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.documents import sentences as say
from core.documents.form_fields import COLUMNS, FormLine
from core.documents.forms import FormSaid, notes_of, signed_on, signer_of, site_of
from core.errors import BadInput
from core.forms.model import FormNote, FormState
from core.forms.standing import last_day
from core.importing.act import import_file
from core.patients.named_in_file import patient_named
from core.record_ref import PatientId
from core.structs import field_names, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from core.clinic.model import Clinic
    from core.documents.ports import DocumentContext, Reading, Writing
    from core.importing.port import ImportPort, Key
    from core.importing.request import ImportFile, ImportReport, ImportSink


def import_forms(
    context: DocumentContext, actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool
) -> ImportReport:
    """Take in what became of forms; with `dry_run` only say what would come of it (`core.importing.act`).

    A line means the note of its patient about that form of that day with the same state, and is held to what one
    noted at the desk is.
    """
    port: ImportPort[FormLine, Reading, Writing] = FormImport(context, actor)
    return import_file(context, port, actor, Privilege.IMPORT_PATIENTS, file, sink=sink, dry_run=dry_run)


class FormImport:
    """What became of forms, for an import by `actor`."""

    columns = COLUMNS
    plural = "forms"
    adds_singly = False

    def __init__(self, context: DocumentContext, actor: str) -> None:
        self._context = context
        self._actor = actor
        self._now = context.clock.now()

    def missing(self, told: Mapping[str, Any], wrong: Mapping[str, str]) -> Mapping[str, str]:
        """A line needs a patient, a form, and the day."""
        there = told.keys() | wrong.keys()
        lacking = {name: say.FORM_LINE_LACKS.format(column=name) for name in ("form", "day") if name not in there}
        return lacking if {"mrn", "patient_id"} & there else {"mrn": say.FORM_LINE_OF_WHOM, **lacking}

    def new(self, values: Mapping[str, Any]) -> FormLine:
        """The line that says this; where it says nothing else, the form was signed."""
        known = {"id": 0, "patient": PatientId(0), "state": FormState.SIGNED, "at": self._now, "by": self._actor}
        return FormLine(**{**known, **values})

    def find(self, store: Reading, said: FormLine) -> FormLine:
        """The note that a line means, or a new one of its patient.

        Raises BadInput where it is not clear whose it is, and for what would be refused at the desk.
        """
        clinic = store.clinic()
        patient = patient_named(store, said.mrn, said.external_id, "patient_id")
        today = local(self._now, site_of(clinic, patient, None).tz).date()
        noted = FormSaid(said.form, said.state, said.signer, said.day, said.note)
        try:
            signed_on(noted, patient, today)
        except BadInput as refusal:
            raise BadInput(refusal.sentence, field="day") from None
        _refuse_end(clinic, said)
        there = (one for one in notes_of(store, patient) if _is_meant(one, said))
        if known := max(there, key=lambda one: one.id, default=None):
            kept = {name: getattr(known, name) for name in field_names(FormNote)}
            return FormLine(**kept, mrn=said.mrn, external_id=said.external_id, until=said.until)
        signer = signer_of(self._context, store, noted, patient, today)
        return replace(said, patient=patient.id, signer=signer)

    def key_field(self, said: FormLine) -> str:
        """The form."""
        return "form"

    def keys_of(self, record: FormLine) -> tuple[Key, ...]:
        """Whose, which form, of which day, and what became of it."""
        return tuple(
            (kind, number.casefold(), record.form, record.day.isoformat(), record.state.value)
            for kind, number in (("external", record.external_id), ("mrn", record.mrn))
            if number
        )

    def search_keys(self, said: FormLine) -> tuple[Key, ...]:
        """The same."""
        return self.keys_of(said)

    def add_all(self, tx: Writing, records: Sequence[FormLine]) -> Sequence[int]:
        """Note them."""
        return [tx.records(FormNote).add(_note(record)).id for record in records]

    def save(self, tx: Writing, record: FormLine) -> None:
        """Keep the changed one."""
        tx.records(FormNote).save(_note(record))


def _is_meant(note: FormNote, said: FormLine) -> bool:
    return (note.form, note.state, note.day) == (said.form, said.state, said.day)


def _note(line: FormLine) -> FormNote:
    return FormNote(**{name: getattr(line, name) for name in field_names(FormNote)})


def _refuse_end(clinic: Clinic, said: FormLine) -> None:
    """Raise BadInput for an end before the signature, and for one that the clinic's own rule would pass over."""
    form = clinic.forms[said.form]
    if said.until is None:
        return
    if said.until < said.day:
        raise BadInput(say.FORM_ENDS_BEFORE.format(until=_shown(said.until), day=_shown(said.day)), field="until")
    ours = last_day(form, said.day)
    if ours is None or ours > said.until:
        until = say.FORM_UNTIL.format(day=_shown(ours)) if ours else say.FORM_FOR_GOOD
        told = {"form": form.name, "until": _shown(said.until), "ours": until}
        raise BadInput(say.FORM_ENDS_EARLIER.format(**told), field="until")


def _shown(day: date) -> str:
    return f"{day:%-d %b %Y}"

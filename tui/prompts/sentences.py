"""What the questions and forms say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

CARRY_OR_TYPE: Final = "Type fri 10:30, or let the arrows carry it to another slot."
NO_VISIT_TYPE_FITS: Final = "No visit type starts with that. Ctrl+U clears the line."
TIME_SKIPPED: Final = "This time does not exist: the clocks go forward."
CHOOSE_A_SLOT: Final = "Choose a slot: move to it with the arrows, or type a day and time such as fri 10:30."
WHICH_PROVIDER: Final = "Say with whom too, such as lee fri 10:30."
WHICH_TIME: Final = "Say the time too, such as fri 10:30."
UNKNOWN_COMMAND: Final = "There is no command {command!r} here. :quit leaves the desk."

FILTER_HOW: Final = (
    "Starts of words, all of which fit: name, MRN, provider, type, site, room, step,",
    "or late, over (too long), due (at check-in), here, telehealth: lee arrived",
)
FILTER_LEFT: Final = "{shown} of {count} in the queue"

FORM_NEW: Final = "New patient"
FORM_EDIT: Final = "Edit"
FORM_SECTIONS: Final = {
    "names": "Names",
    "birth": "Birth and sex",
    "contact": "Contact",
    "language": "Language",
    "care": "Care",
    "alerts": "Alerts",
    "status": "Status",
}
FORM_LABELS: Final = {
    "family": "Family name",
    "given": "Given name",
    "preferred": "Goes by",
    "previous": "Earlier name",
    "birth_date": "Born",
    "sex": "Sex",
    "phone": "Phone",
    "kind": "  kind",
    "consent": "  may we",
    "email": "E-mail",
    "address": "Address",
    "language": "Language",
    "interpreter": "Interpreter",
    "usual_provider": "Usual provider",
    "mrn": "MRN",
    "new_mrn": "MRN",
    "external_id": "Other number",
    "alert": "Alert",
    "status": "Status",
    "identity": "Identity proved",
    "demographics": "Data confirmed",
}
FORM_HELP: Final = {
    "family": "As on the papers. Who has a single name has it here or below.",
    "given": "As on the papers, with further given names.",
    "preferred": "What the patient wants to be called, if it is something else.",
    "previous": "A name of birth or of a marriage before: the patient is found by it too.",
    "birth_date": "{example}, 14mar1984 or 1984-03-14.",
    "sex": "As insurance and papers say: f, m, o or u.",
    "phone": "The number as the patient says it; the first one is called first.",
    "kind": "Left and right, or the first letter.",
    "consent": "What the patient agreed to for this number.",
    "email": "Leave it empty where there is none.",
    "address": "Street, place and postal code in one line.",
    "language": "The one the patient speaks best, if it is not the clinic's.",
    "interpreter": "Whether one must be at the visit.",
    "usual_provider": "Code or family name of whom the patient sees mostly.",
    "mrn": "The number on the patient's card.",
    "new_mrn": "The number on the patient's card. Left empty, the next free one is given.",
    "external_id": "The patient's number in another system, such as the practice before.",
    "alert": "What everybody at the desk must see: it is shown with every act on this patient.",
    "status": "Who is deceased, archived or restricted cannot be booked; what is booked stays.",
    "identity": "Whether somebody saw a paper that proves who this is.",
    "demographics": "Whether the patient confirmed address, phone and contact.",
}
FORM_SEXES: Final = {"female": "female", "male": "male", "other": "other", "unknown": "unknown"}
FORM_KINDS: Final = {"mobile": "mobile", "home": "home", "work": "work", "other": "other"}
FORM_CONSENTS: Final = {"voice": "call", "voice text": "call and text", "text": "text only", "": "neither"}
FORM_YES_NO: Final = {"": "no", "yes": "yes"}
FORM_STATUSES: Final = {"active": "active", "deceased": "deceased", "archived": "archived", "restricted": "restricted"}
FORM_DATED: Final = {"": "{before}", "now": "just now", "no": "no longer"}
FORM_DATED_BEFORE: Final = "on {day}"
FORM_DATED_NEVER: Final = "never"
FORM_BORN: Final = "{written}, {age} years old."
FORM_PROVIDER: Final = "{name}."
FORM_SECOND_KEY: Final = "{key} once more forgets what was typed here."
FORM_NOT_SAVED_YET: Final = "{count} fields need another look. The first is highlighted."
FORM_ONE_NOT_SAVED: Final = "This field needs another look."
FORM_LOOKS_LIKE: Final = "Looks like {patient}, born {born}, MRN {mrn}: {why}. {save} shows both."
FORM_OTHERS_CHANGED: Final = "{sentence} Both versions are shown when you save."

LIKELY_HEAD: Final = "Is it the same person? They have: {why}."
LIKELY_COUNT: Final = "{at} of {count}"
LIKELY_LAST: Final = "Last here {day} with {provider}."
LIKELY_NEXT: Final = "Comes next {day} to {provider}."
LIKELY_TYPED: Final = "typed now"
LIKELY_KEPT: Final = "on record, MRN {mrn}"
VERSIONS_HEAD: Final = "Both changed the same: choose for each field which one stays."
VERSIONS_NONE: Final = "You changed different things: {save} keeps all of it."
VERSIONS_MINE: Final = "you typed"
VERSIONS_THEIRS: Final = "{who} saved"
VERSIONS_ONLY_MINE: Final = "Only you changed: {fields}."
VERSIONS_ONLY_THEIRS: Final = "Only {who} changed, and that stays: {fields}."
SIDE_EMPTY: Final = "-"

BOX_HINT: Final = "Any part of the name, birth date, phone or MRN, in any order: smi 3/14"

SHEET_NO_APPOINTMENTS: Final = "No appointments from a year back on."

PARK_LABEL: Final = "park"
PARKED_CHANGED: Final = "It changed meanwhile: {sentence}"
PARKED_UNFIT: Final = "What was parked does not fit any more: {why}"
PARKED_GONE: Final = "What was parked is about a record that is not there any more."
PARKED_UNKNOWN: Final = "What was parked was asked by another version of clinicdesk and cannot be taken up."
PARKED_SLOT_GONE: Final = "The slot is of a provider or site no longer in use. Choose another."
PARKED_TYPE_GONE: Final = "The visit type {type} is no longer in use. Choose another."
PARKED_ALL_CLEAR: Final = "Nothing is due any more: {patient} can be checked in with one key."

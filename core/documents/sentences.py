"""Every sentence about letters, forms and scanned documents. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

SEX: Final = {
    "en": {"female": "female", "male": "male", "other": "other", "unknown": ""},
    "es": {"female": "femenino", "male": "masculino", "other": "otro", "unknown": ""},
}
MADE: Final = "{name} for {patient}, MRN {mrn}, in {language}."
NO_LANGUAGE: Final = " There is none in {language}, which they speak."

A_FORM: Final = "a form of this clinic"
NO_FORMS: Final = "This clinic has set up no forms. Write them as [[form]] into the set-up file."
NO_FORM_SAID: Final = "Say which form, and what became of it."
A_FORM_STATE: Final = "what becomes of a form"
FORM_LINE_LACKS: Final = "The line has no {column}."
FORM_LINE_OF_WHOM: Final = "The line names no patient: it needs an mrn or a patient_id."
FORM_ENDS_BEFORE: Final = (
    "It would count until {until}, which is before {day}, when it was signed. Correct one of them."
)
FORM_UNTIL: Final = "until {day}"
FORM_FOR_GOOD: Final = "for good"
FORM_ENDS_EARLIER: Final = "By the file it counts until {until}, by this clinic {ours}. Change valid_days of {form} in the set-up, or have it signed anew."
FORMS_NOTED: Final = "{patient}, MRN {mrn}: {forms}."
FORM_TOLD: Final = "{form} {state}{by}"
FORM_BY: Final = " by {signer}"
NO_DAY_TO_SIGN: Final = "Nothing was signed on {day}. Type the day on which it was."
SIGNER_MISSING: Final = "{patient} is {age}, and nobody is known who decides for them. Say who signed: --signer 'Smith, Ann', or note it at the family (R)."

SCAN_KINDS: Final = {
    "form": "Form",
    "identity": "Identity",
    "referral": "Referral",
    "letter": "Letter",
    "result": "Result",
    "records": "Records",
    "other": "Document",
}
SCAN_KEPT: Final = "Kept of {patient}, MRN {mrn}: document {number}, {title}."
SCAN_REMOVED: Final = "Taken away from {patient}, MRN {mrn}: document {number}, {title}, as {reason}."
SCAN_EMPTY: Final = "The file is empty. Scan the document again."
SCAN_TOO_LARGE: Final = "The file has more than {most} MB. Scan the document in a lower resolution, or in parts."
SCAN_CUT_OFF: Final = "The document is cut off or damaged: its end is missing. Scan it again, or have it sent again."
SCAN_NO_IMAGE: Final = "The file is no scanned document. Scan it as PDF, JPEG, PNG, WebP, HEIC or TIFF."
SCAN_AHEAD: Final = "{day} is still to come. Type the day that stands on the document, or leave it out."
SCAN_THERE: Final = "These very pages are kept already, as document {number}, {title}."
SCAN_WHY: Final = "Say why, such as: --reason 'of another patient'"
NO_SUCH_SCAN: Final = "There is no document {number}. See the numbers with: clinicdesk document list REF"

ABOUT_A_VISIT: Final = "{name} tells of a visit: say which, by its number."
LEFT_NO_VISIT: Final = "no visit, of which it tells"
LEFT_DECEASED: Final = "deceased"
LEFT_ARCHIVED: Final = "archived"
LEFT_RESTRICTED: Final = "restricted: open the record with a reason first"
LEFT_RULE: Final = "asks: {rule}"
LEFT_NO_ADDRESS: Final = "no address"
LEFT_OUT: Final = "Left out: {who}."
LEFT_ONE: Final = "{who} ({why})"
LETTERS_MADE: Final = "{count} letters {name}."
TOO_MANY_LETTERS: Final = "{count} letters are more than the {most} that are made at once. Take a part of the list."

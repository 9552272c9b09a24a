"""What the command line says of documents and templates, and what its help tells. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

A_FORMAT: Final = "format"
WRITTEN: Final = "{told} Written to {place}."
PRINTED: Final = "{told} It was given to the printer."
PDF_NOWHERE: Final = "Say where the PDF goes: --out FILE, --out - for standard output, or --print."
PDF_TO_TERMINAL: Final = "The document cannot stand beside other output. Send it into a file: --out - >document.pdf"
NO_PRINTER: Final = "No program prints documents. Name one in print_command under [documents] of the settings, or write a file: --format pdf --out FILE"
TEMPLATES_TOLD: Final = "{count} templates, {own} of them of the clinic's own."
OWN: Final = "own"
SHIPPED: Final = "of the program"
TEMPLATE_TOLD: Final = "{name}, {whose}."
TEMPLATE_FINE: Final = "{name} has no fault."
TEMPLATE_SAVED: Final = "{name} is the clinic's own now, in {folder}."
NO_FOLDER: Final = (
    "The clinic has no folder for templates of its own. Name one as templates under [documents] of the settings."
)
HELP_TEMPLATE: Final = "the letter's name, as template list tells it, such as after-visit"
HELP_TEMPLATE_NAME: Final = "a template's name with its language, such as after-visit.letter.es"
HELP_TEMPLATE_FILE: Final = "a file with its text, or - for standard input"
HELP_WHOSE: Final = "an appointment's number, or a patient's MRN or id:1042"
HELP_FORMAT: Final = "text or pdf; left out, as the file is called, else text"
HELP_OUT: Final = "a new file, or - for standard output"
HELP_PRINT: Final = "print it, by the program of the settings"
FORMS_TOLD: Final = "{patient}, MRN {mrn}: {due} of {count} forms due."
FORM_DUE: Final = "due"
FORM_OK: Final = "in order"
NO_FORM_DUE: Final = "No form is due. Name one to make it all the same."
FORMS_DUE_TOLD: Final = "{count} visits of the next days with forms due."
HELP_FORM: Final = "the form's code, as form list tells it; several, one after the other"
HELP_FORM_PRINTED: Final = "the form's code; left out, all that are due"
HELP_SIGNER: Final = "who signed, or would not, in the place of the patient"
HELP_SIGNED_ON: Final = "on which day, if not today"
HELP_FORM_NOTE: Final = "a note"

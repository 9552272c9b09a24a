"""Every sentence about the directory of outside parties. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

ADDED: Final = "Entered in the directory: {entry}, number {number}."
EDITED: Final = "Changed {fields} of {entry}, number {number} of the directory."
MERGED: Final = "Merged {loser}, number {old} of the directory, into {entry}, number {number}."
IMPORT_NAME_MISSING: Final = "The name is missing."

NAME_MISSING: Final = "Say the name: an entry of the directory has one."
NO_SUCH_ENTRY: Final = "The directory has no entry {ref}. Look for it by words: clinicdesk directory find {ref}."
SEVERAL_ENTRIES: Final = "{ref} fits {count} entries of the directory: {some}. Say the number of one."
ONE_OF_SEVERAL: Final = "{number} {name}"
ENTRY_IN_ERROR: Final = "Number {number} of the directory was entered by mistake, and taken back."
ENTRY_MERGED: Final = "Number {number} of the directory was merged into number {into}. Use that one."
ENTRY_THERE: Final = (
    "The directory has {entry} already, as number {number}. Change that one, or give this one"
    " an address or a fax number that tells the two apart."
)
WITH_ITSELF: Final = "An entry is not merged with itself. Name two entries, each by its number."
OF_TWO_KINDS: Final = (
    "{loser} is noted as {one}, {survivor} as {other}. Make them the same kind first, if they are one."
)
PAYER_KEPT_ELSEWHERE: Final = (
    "{name} is a payer of the set-up, as [[payer]] there has it. Change it in the set-up file: clinicdesk setup FILE."
)
PAYERS_ARE_SET_UP: Final = (
    "Payers stand in the set-up file, as [[payer]], and are shown in the directory from there. Add it there instead."
)
EMAIL_WITHOUT_AT: Final = "{value} is no e-mail address: it has no @."
NO_NUMBER: Final = "{value} is no number that can be dialled: it has fewer than {least} digits."
NO_NPI: Final = "{value} is no NPI: it has ten digits, the last of which proves the others."
IMPORT_SEVERAL_FIT: Final = (
    "The directory has {count} entries that this could be: {numbers}. Say its NPI, fax number or address."
)
SPECIALTY_AND: Final = ", "

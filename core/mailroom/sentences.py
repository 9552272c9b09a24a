"""Every sentence about mail and fax. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

TOOK_IN: Final = "Took in {name} by {way}: {size} bytes."
REFUSED: Final = "Did not take in {name}: {why}"
EMPTY: Final = "The file is empty. Have it sent again."
TOO_LARGE: Final = "The file is larger than {most} MB. Have it sent in parts; it lies in the folder as it came."
NO_DOCUMENT: Final = "It is no PDF, TIFF, JPEG or PNG, whatever its name says, and nobody should open it. It lies in the folder as it came."
CUT_OFF: Final = "The end of the file is missing. Have it sent again."

INDEXED: Final = "Filed {name} with {patient}, MRN {mrn}, as {title} (document {scan})."
INDEXED_CASE: Final = "Filed {name} with {patient}, MRN {mrn}, as {title} (document {scan}), for case {case}."
ROUTED: Final = " {provider} is to see it."
REFILED: Final = (
    "{name} was misfiled with {before}, MRN {before_mrn}: filed with {patient}, MRN {mrn} (document {scan})."
)
ACKNOWLEDGED: Final = "{who} saw {name} of {patient}, MRN {mrn}."
DISMISSED: Final = "Put {name} aside: {reason}."
MISFILED: Final = "misfiled: belongs elsewhere"
CASE_NOTE: Final = "{way} of {day}: {title} (document {scan})"

NO_SUCH_DOCUMENT: Final = "There is no mail or fax {number}."
NOT_TO_BE_FILED: Final = (
    "{name} is {status} already. Where it is with the wrong patient, say where it belongs: fax refile."
)
NOT_FILED: Final = "{name} is not filed with anybody yet."
NOT_ROUTED: Final = "{name} waits for nobody to see it."
SAME_PATIENT: Final = "{name} is with {patient}, MRN {mrn}, already."
CASE_OF_ANOTHER: Final = "Case {case} is not of {patient}, MRN {mrn}."
NOT_DISMISSED: Final = "{name} is {status}: only what is not filed is put aside."
REASON_MISSING: Final = "Say why it is nobody's here: advertisement, meant for another practice."
NOT_SHOWN: Final = "{name} was not taken in, and is not shown."
STATUS: Final = {
    "received": "to be filed",
    "indexed": "filed",
    "routed": "to be seen by {provider}",
    "acknowledged": "seen",
    "refused": "not taken in",
    "dismissed": "put aside",
}

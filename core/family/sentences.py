"""Every sentence about who belongs to whom. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

RELATED: Final = "Noted: {other}, MRN {other_mrn}, is {what} of {patient}, MRN {mrn}."
CHANGED: Final = "Changed what {other}, MRN {other_mrn}, is to {patient}, MRN {mrn}: {what}."
ENDED: Final = "Noted: {other}, MRN {other_mrn}, no longer belongs to {patient}, MRN {mrn}."
OF_THEMSELVES: Final = "Nobody is a relative of themselves. Name two patients, each by MRN."
NOT_RELATED: Final = "{other}, MRN {other_mrn}, is not noted as belonging to {patient}, MRN {mrn}."
RELATED_SINCE: Final = "{other}, MRN {other_mrn}, was noted as belonging to {patient}, MRN {mrn}, again since."
NO_WARD: Final = (
    "{other} decides or pays for {patient} already: of two people only one does so for the other. Take that back first."
)

KINSHIP: Final = {
    "parent": "parent",
    "child": "child",
    "spouse": "spouse",
    "sibling": "brother or sister",
    "grandparent": "grandparent",
    "grandchild": "grandchild",
    "other": "one of the family",
}
DECIDES: Final = "decides"
PAYS: Final = "pays"
IS_WARD: Final = "decided for"
IS_PAID_FOR: Final = "paid for"
ELSEWHERE: Final = "lives elsewhere"
SAME_HOUSEHOLD: Final = "same household"
AND: Final = "{kinship} ({more})"

"""Which verbs are there of work that must not be forgotten?"""

from __future__ import annotations

from typing import Final

from tui.cli.subcommand import Subcommand

_ROWS: Final = (
    ("case list", "list open cases, the most urgent first, or find some", "cases", "listing"),
    ("case new", "begin a case, such as a referral or a task", "cases", "new"),
    ("case step", "take a case to its next state", "cases", "step"),
    ("case show", "show a case and what was done with it", "cases", "show"),
    ("case edit", "give a case to somebody, put it off, set it right", "cases", "edit"),
    ("case note", "note something on a case", "cases", "note"),
    ("case link", "link a case to an appointment or the like, or end that", "cases", "link"),
    ("case letter", "make the letter of a case: a referral, a request, a cover, a plan", "case_letters", "letter"),
    ("case documents", "write the documents that a release let go of into an archive", "case_documents", "documents"),
    ("case x12", "write the file (X12 278) that asks a payer for an authorization", "case_letters", "x12"),
    ("case closure", "tell how many referrals came back with a report in time", "disclosures", "closure"),
    ("disclosures", "account for what of a patient's record was disclosed in six years", "disclosures", "account"),
)
CASE_VERBS: Final = tuple(
    (name, Subcommand(name, summary, f"{module}:declare_{done}", f"{module}:{done}"))
    for name, summary, module, done in _ROWS
)
"""By name."""

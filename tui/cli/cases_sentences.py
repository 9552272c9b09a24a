"""What the verbs of cases say, and what their help says."""

from __future__ import annotations

from typing import Final

CASES_NONE: Final = "No case."
CASES_ONE: Final = "One case."
CASES_SOME: Final = "{count} cases."
CASE_LATE: Final = ", late"
CASE_SHOWN: Final = "Case {number}, {kind}: {subject}."
CASE_UNCHANGED: Final = "The case says so already."
DISCLOSED: Final = (
    "{patient}, MRN {mrn}, from {first} to {until}: {count} disclosed; {left} left out, as they were for treatment, payment or "
    "operations, to the patient, or authorized."
)
DISCLOSED_SERIES: Final = "{count} times, last {last}"
CLOSURE_HEADS: Final = ("to", "sent", "came back", "half within days")
NOBODY_NAMED: Final = "(not named)"
CLOSURE: Final = (
    "Of {sent} referrals sent from {first} to {last}, {within} came back with a report within {days} days: {rate} of the "
    "{could} that are old enough."
)
DOCUMENTS_WRITTEN: Final = "Wrote {count} documents released by case {number} to {place}."
X12_WRITTEN: Final = "The request (X12 278) of case {number}; note with case step that it was sent."

HELP: Final = {
    "KIND": "the kind of case, such as referral-out or task",
    "CASE": "the case's number",
    "STEP": "what was done, such as send; case show tells which steps lead on",
    "TEXT": "the words",
    "KIND=TARGET": "what it is linked to: appointment=12, provider=lee, party='City Labs', case=7",
    "--kind": "only cases of that kind, such as referral-out",
    "--begins": "where it begins, for a kind that can begin in several states",
    "--state": "only cases in that state",
    "--owner": "whose cases, by login name; nobody for those that nobody has",
    "--words": "words of notes, subjects and facts, in any order; each may be the beginning of one",
    "--closed": "closed ones, in place of those that are open",
    "--patient": "MRN, or id:1042; a task needs none",
    "--limit": "at most so many (1000)",
    "--subject": "what it is about, in a few words",
    "--urgent": "it is urgent",
    "--routine": "it is not urgent any more",
    "--due": "the day by which it is due: 2026-11-24, fri, 2w; without it the kind's",
    "--snooze": "the day on which it comes back to the lists, before it is due",
    "--fact": "something that is known of it: how=fax, 'to=Heart Center'; empty is not known any more; may be repeated",
    "--link": "what it is linked to: appointment=12, provider=lee, party='City Labs', case=7; may be repeated",
    "--outcome": "what came of it, for a step that ends it in several ways",
    "--since": "only since that day; without it the six years that the law wants",
    "--template": "another template of that kind than the one of the case's own kind",
    "--out": "a new file, or - for standard output; if left out, it is told",
    "--from": "the first day on which they were sent; 90 days ago if left out",
    "--to": "the last day; today if left out",
    "--days": "within how many days a report counts (90)",
    "--not": "it is not linked to that any more",
}

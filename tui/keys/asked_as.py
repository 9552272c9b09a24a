"""In which words do people look for a key in the help who do not know what the desk calls it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

ASKED_AS: Final[Mapping[str, str]] = {
    "queue_screen": "waiting room, who is here",
    "patients_screen": "chart",
    "work_screen": "to do, inbox, messages, answers, results, reminders, mail, faxes, supplies, stock, follow-ups",
    "till_screen": "receipt, balance, refund, statement",
    "free_screen": "openings, availability, next available",
    "find": "search, look up, caller, who is calling",
    "new_patient": "add, unknown caller",
    "directory": "pharmacy, specialist, hospital, fax number",
    "command": "running behind, doctor is late, exit, log out",
    "goto": "calendar, jump to a day",
    "next_site": "other office, location",
    "arrive": "came, counter",
    "check_out": "checkout, done",
    "left_unseen": "walked out",
    "no_show": "missed, did not turn up, noshow",
    "step_back": "mistake, wrong patient",
    "book": "schedule a visit, make an appointment, series, weekly, every week, recurring, repeat, video visit, "
    "telehealth, with an interpreter",
    "find_time": "check back, earlier, sooner, next available",
    "walk_in": "walk in, without booking, squeeze in, emergency",
    "hold": "reserve, call back",
    "move": "reschedule, postpone, another day, another time, change the appointment, earlier, sooner",
    "cancel": "call off, sick, cannot come",
    "edit_record": "phone, address, e-mail, name change, married, language, interpreter, time zone, doctor, consent",
    "same_person": "two charts, twice",
    "family": "child, mother, father, spouse, guardian, relative",
    "insurance": "payer, plan, member id, card, self-pay",
    "pay": "copay, money, bill, balance, owes, refund",
    "forms": "consent, privacy, sign",
    "estimate": "price, how much, fee, quote, charge",
    "letters": "school note, excuse, referral letter, certificate",
    "documents": "paper, upload, attachment, records",
    "verify_insurance": "eligibility, coverage",
    "ask_payer": "eligibility, coverage",
    "sweep": "confirm, coming, reminder calls, call back, callback, wrong number, missed, recall",
    "waitlist": "sooner, earlier, standby, put on the list",
    "log": "message, voicemail, doctor, phone, prescription, refill, running late, who called, wrong number",
    "info": "directions, parking, address, location, instructions, fasting, send a text",
    "recall": "reminder, due again, yearly",
    "new_case": "prescription, refill, message for the doctor, complaint, records, results, prior auth, to do",
    "change_hours": "vacation, holiday, day off, out of office, lunch, meeting, closed",
    "history": "who booked, who called, log, audit",
    "why": "conflict, double booking, impossible",
    "undo": "mistake, oops, revert, back",
    "privacy": "hide, private, screen",
    "till_drawer": "cash, float",
    "quit": "exit, log out, log off, close",
}
"""Action's id -> words that neither its label nor its help has. Nothing shows them; only the search reads them."""

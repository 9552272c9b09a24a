"""Why was a question not answered (AAA, TA1, 999), and what is to be done about it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from core.exchange.x12.segments import Segment


class Rejection(Struct, frozen=True):
    """Why, and what to do, a sentence each; `is_about_patient` where what is known of the patient is to be corrected.

    Else the payer or the way to it could not answer, or does not know the clinic.
    """

    code: str
    why: str
    remedy: str
    is_about_patient: bool = False


_COMPARE: Final = "Compare {what} with the card, correct it and ask again."
_CLINIC: Final = "Whoever looks after clinicdesk compares settings and set-up with what the payer has of the clinic."
_CALL: Final = "Call the payer, or look at its portal."
_LATER: Final = "Ask again later; before the visit call the payer."
_BORN: Final = "Compare the birth date with the card, correct it and ask again."

_ABOUT_PATIENT: Final = {
    "58": ("The birth date is missing or not valid.", _BORN),
    "60": ("The birth date lies after the day of the visit.", _BORN),
    "61": ("The payer has the patient as deceased before that day.", _CALL),
    "64": ("The patient's member id is missing or not valid.", _COMPARE.format(what="the member id")),
    "65": ("The patient's name is missing or not valid.", _COMPARE.format(what="the name")),
    "66": ("The patient's sex is missing or not valid.", "Correct the patient's sex and ask again."),
    "67": ("The payer does not find the patient.", _COMPARE.format(what="name, birth date and member id")),
    "68": ("The payer has that member id twice.", _CALL),
    "69": ("It does not agree with the patient's age.", _BORN),
    "70": ("It does not agree with the patient's sex.", "Correct the patient's sex and ask again."),
    "71": ("The payer has another birth date for the patient.", _BORN),
    "72": ("The member id is missing or not valid.", _COMPARE.format(what="the member id")),
    "73": ("The subscriber's name is missing or not valid.", _COMPARE.format(what="the subscriber's name")),
    "74": ("The subscriber's sex is missing or not valid.", _CALL),
    "75": ("The payer does not find the subscriber.", _COMPARE.format(what="member id, name and birth date")),
    "76": ("The payer has that member id twice.", _CALL),
    "77": (
        "The payer finds the subscriber, but not the patient.",
        _COMPARE.format(what="the patient's name, birth date and relation"),
    ),
    "78": ("The subscriber is not in that group or plan.", _COMPARE.format(what="the group")),
}
_OTHERS: Final = {
    "04": ("More was asked for than is allowed.", _CALL),
    "15": ("Something that the payer requires is missing.", _CLINIC),
    "33": ("The question has errors.", _CLINIC),
    "35": ("The clinic is out of network.", _CALL),
    "41": ("The clinic may not ask this payer.", _CLINIC),
    "42": ("The payer cannot answer at present.", _LATER),
    "43": ("The clinic's number (NPI) is missing or not valid.", _CLINIC),
    "44": ("The clinic's name is missing or not valid.", _CLINIC),
    "45": ("The clinic's specialty is missing or not valid.", _CLINIC),
    "46": ("The clinic's phone number is missing or not valid.", _CLINIC),
    "47": ("The clinic's state is missing or not valid.", _CLINIC),
    "48": ("The referring provider's number is missing or not valid.", _CLINIC),
    "49": ("The provider is not the primary care physician.", _CALL),
    "50": ("The clinic is not entitled to ask.", _CLINIC),
    "51": ("The payer does not know the clinic.", _CLINIC),
    "52": ("On that day the clinic is not enrolled with the payer.", _CLINIC),
    "53": ("The benefit does not go with the kind of provider.", _CLINIC),
    "54": ("The kind of service is named wrongly.", _CLINIC),
    "55": ("The service is named wrongly.", _CLINIC),
    "56": ("The date is not one that can be asked about.", _CALL),
    "57": ("The day of the visit is missing or not valid.", _CALL),
    "62": ("The day of the visit is too far off to be asked about.", "Ask again nearer the day."),
    "63": ("The payer answers for no day to come.", "Ask again on the day of the visit."),
    "79": ("Sender or receiver is not valid.", _CLINIC),
    "80": ("The payer did not answer in time.", _LATER),
    "97": ("The clinic's address is missing or not valid.", _CLINIC),
    "98": ("The service counts as experimental.", _CALL),
    "T4": ("The payer's name or number is missing.", "Correct payer_id of the payer in the set-up and ask again."),
}
_FOLLOWS: Final = {
    "N": "The payer takes no second question about it: call it, or look at its portal.",
    "S": "Do not ask again: the payer has passed the question on.",
    "W": "Ask again after 30 days.",
    "X": "Ask again after 10 days.",
    "Y": "Do not ask again: the payer answers later by itself.",
}
"""AAA04, where it says more than to correct and ask again."""
_TA1_NOTES: Final = {
    "001": "the control numbers of header and trailer differ",
    "005": "its ids are not known",
    "006": "the sender is not known",
    "009": "the receiver is not known",
    "010": "its header is wrong",
    "018": "its control number is wrong",
    "021": "the number of groups is wrong",
    "022": "its structure is wrong",
    "023": "it ends too early",
    "025": "it came before",
}


def rejected(segment: Segment) -> Rejection:
    """What an AAA segment says."""
    code, follow = segment.code(3), segment.code(4)
    about = _ABOUT_PATIENT.get(code)
    why, remedy = about or _OTHERS.get(code, (f"The payer refused the question, code {code or '?'}.", _CALL))
    return Rejection(code, why, _FOLLOWS.get(follow, remedy), is_about_patient=about is not None)


def not_delivered(note: str) -> Rejection:
    """What a TA1 says that refuses a file."""
    said = _TA1_NOTES.get(note)
    why = (
        f"The clearing house refused the file: {said}."
        if said
        else f"The clearing house refused the file, code {note or '?'}."
    )
    return Rejection(f"TA1 {note}".rstrip(), why, _CLINIC)


def not_accepted(errors: tuple[str, ...]) -> Rejection:
    """What a 999 says that refuses a question; `errors` name segment and element."""
    where = f": {', '.join(errors)}" if errors else ""
    return Rejection("999", f"The clearing house did not accept the question{where}.", _CLINIC)

"""What is said of messages to patients. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

FOLLOWED: Final = "Messages follow the schedule: {planned} planned, {superseded} no longer hold."
BEGUN: Final = "Message {id} begins to go out."
SENT: Final = "{count} sent."
SETTLED: Final = "Messages settled: {count}."
TURN: Final = "Messages: {sent} sent, {failed} failed, {others} held, left out or superseded."
LANGUAGE_MISSING: Final = "There are no words in {language}."
UNSURE: Final = (
    "A worker ended in the middle of sending it, so it may have gone out: ask the patient, or send it again."
)
INTERNAL: Final = "Internal error; ref {reference}."
TRIED_UNTIL_TOO_LATE: Final = "It could not be sent in time: {why}"
ABOUT_SEVERAL: Final = "Told in message {id}, with the others of that day."

WHYS: Final = {
    "": "",
    "quiet": "waits for the morning",
    "limit": "waits: this number has had its messages",
    "stranded": "waits: the booking is to be moved",
    "not-configured": "no channel is set up",
    "consent-unknown": "nobody asked whether they may be told this way",
    "opted-out": "opted out",
    "no-number": "no number or address",
    "bad-number": "nothing arrives at the number or address",
    "too-late": "it was too late when it was booked",
    "too-long": "too long for a text",
    "contact-rule": "what the patient asks of whoever reaches them",
    "deceased": "deceased",
    "record-gone": "the record is not in use",
    "moved": "the visit was moved",
    "cancelled": "the visit was cancelled",
    "no-longer-due": "no longer due",
    "by-hand": "taken back by hand",
    "retry": "is tried again",
    "refused": "was refused",
    "unsure": "may have gone out",
    "no-words": "there are no words for it",
}

STATES: Final = {
    "planned": "planned",
    "held": "held",
    "queued": "on its way",
    "sent": "sent",
    "delivered": "delivered",
    "failed": "failed",
    "suppressed": "left out",
    "superseded": "superseded",
    "expired": "expired",
}
REASONS: Final = {
    "confirm": "request to confirm",
    "reminder": "reminder",
    "moved": "notice of the change",
    "cancelled": "notice of the cancellation",
    "missed": "message about the missed visit",
    "recall": "recall",
    "estimate": "estimate",
    "form": "form to bring",
    "result": "result to collect",
    "service": "information",
    "late": "word that it is later",
    "stopped": "answer to who opted out",
}
NAMED: Final = "message {id}, the {reason} to {patient} for {when}"
NO_SUCH_MESSAGE: Final = "There is no message {number}. clinicdesk message list tells which there are."
CANCELLED: Final = "Taken back: {what}."
NOT_CANCELLED: Final = "Not taken back: {what}, is {state} already."
SENT_AGAIN: Final = "To go out now: {what}."
NOT_SENT_AGAIN: Final = "Not sent again: {what}, is {state}, or its visit is over."

ANSWER_TOO_LARGE: Final = "{file} is larger than any answer; look what it is."
ANSWER_UNREADABLE: Final = "{file} has what is neither an e-mail nor JSON of a gateway; look what it is."
AUTOMATIC: Final = "A program answered, nobody is told."
SAYS_SOMETHING_ELSE: Final = "Wrote something that only a person can answer."
NO_SUCH_NAME: Final = "It is about no message of this clinic."
DELIVERED: Final = "Message {id} was delivered."
BOUNCED: Final = "Message {id} did not arrive: {code}."
STOPPED: Final = "Opted out: the number or address is closed for everybody behind it, the visits stay."
STOPPED_OR_CANCELS: Final = "Opted out by a word that may mean the visit: ask whether they come, it stays booked."
STOPPED_AND_SAYS: Final = "Opted out, and wrote something beside it: read it, the visits stay."
COMPLAINED: Final = "called it spam, or opted out"
UNKNOWN_STATUS: Final = (
    "The gateway says of message {id} what nobody knows here: {status}. Look there what became of it."
)
SEVERAL_MEANT: Final = "Answered, and several visits may be meant: ask which."
NOTHING_MEANT: Final = "Answered, and no visit to come was told of at that number."
NO_LONGER_HOLDS: Final = "Answered about a time that no longer holds: tell them the new one."
WANTS_ANOTHER_TIME: Final = "Wants another time."
CHANGED_THEIR_MIND: Final = "Confirms, after having asked for another time: ask which holds."
CONFIRMED: Final = "{patient} confirmed."
TOPICS: Final = {
    "bring": "what to bring",
    "prepare": "how to prepare",
    "directions": "the way",
    "price": "what it costs",
    "hours": "when we are open",
    "parking": "where to park",
    "languages": "which languages are spoken",
}
WAYS: Final = {"text": "text", "email": "e-mail", "voice": "voice message", "letter": "letter"}
NO_INFO: Final = "The set-up says nothing of such visits; it does in [[info]], by topic, type, site and language."
AN_INFO: Final = "a topic that the set-up has for this visit"
NOT_REACHED: Final = "Not sent to {patient}: {why}."
INFO_REFUSED: Final = "Not sent, see to [[info]] of the set-up: {why}"
INFO_TOO_LATE: Final = "The visit of {patient} is over, has begun or was cancelled: nothing is told of it any more."
INFO_TOO_LONG: Final = "It is too long for a text. Shorten the [[info]] of the set-up, or say it on the phone."
NOT_LATER: Final = "{patient} is seen in time, has come already, or is expected at once: nothing is told. Who is late: late PROVIDER MINUTES."
LATE_TOLD: Final = "{patient} was told {time} already."
LATE_GOES: Final = "Goes out to {patient} by {way}: expected at {time}."
INFO_GOES: Final = "Goes out to {patient} by {way}: {what}."
NO_SUCH_ITEM: Final = "There is no item {number} of the inbox. clinicdesk message inbox tells which there are."
SEEN_TO_ALREADY: Final = "{number} was seen to already, by {by}."
SEEN_TO: Final = "Seen to: {who}."
WITH_WORDS: Final = '{why}: "{said}"'
BOTH_WORDS: Final = "{before} / {now}"
SOMEBODY: Final = "somebody"
PUT_ASIDE: Final = "Put aside: {what}."
FILE_NOT_TAKEN: Final = "A file of answers was not taken whole."
ANSWER_FILE_WRONG: Final = (
    "{why} The file {file} stays in the folder of answers; clinicdesk message answers takes it once it is mended."
)
HOW_MISSING: Final = "Say how they asked for messages again, such as --how 'on the phone': nothing else opens a number."
POINT_CHANGED: Final = "{number}: {what}."
POINT_OPEN: Final = "nothing keeps messages from it"
NO_POINT: Final = "{typed} is neither a phone number nor an e-mail address."
NO_MORE: Final = {
    "text": "no texts since {day}",
    "email": "no e-mail since {day}",
    "voice": "no calls by machine since {day}",
    "letter": "no letters since {day}",
}
NOTHING_ARRIVES: Final = "nothing arrives since {day} ({code})"
TEMPLATE_REFUSED: Final = "Not kept: {why}"
TEMPLATE_KEPT: Final = "Kept: the words of the {reason} by {way} in {language}{site}."
TEMPLATE_DROPPED: Final = "Dropped: the words of the {reason} by {way} in {language}{site}."
NO_TEMPLATE: Final = (
    "The clinic has no words of its own for those messages. clinicdesk message templates tells for which it has."
)
NO_VISIT: Final = "There is no appointment {number}."
NO_WORDS: Final = "There are no words for that message: keep some with clinicdesk message template."
BAD_BRACES: Final = "A brace is a field, such as {day}; write a brace itself twice."
FIELD_TELLS_TOO_MUCH: Final = "{{{field}}} says more than a message may: day, time, place and how to answer are enough."
A_FIELD: Final = "a field of a message"
ASKS_FOR_OPT_OUT: Final = "It asks for the answer {word}, which opts out by law: ask for C or R."
TEXT_TOO_LONG: Final = (
    "Filled, it has {letters} letters, more than go as one text: 160, or 70 where one of them is of another script."
)
A_VISIT_TYPE: Final = "a type of visit"
A_PROVIDER: Final = "a provider"
A_SKILL: Final = "a specialty"
NAMES_TOO_MUCH: Final = "It names {name}, {what}: whoever sees the message would know why the patient comes."
BAD_LANGUAGE: Final = "{typed} is no code of a language; write it as en, es or vi."
A_SITE: Final = "a site"
NO_TEXT: Final = "There is no text."

TO_GUARDIAN: Final = {"en": "{guardian}, for {name}", "es": "{guardian}, para {name}"}
"""To whom the letter of a child goes, and where nobody is known who decides for them."""
TO_A_GUARDIAN: Final = {
    "en": "To the parent or guardian of {name}",
    "es": "A la madre, el padre o el tutor de {name}",
}

"""What is said of calls, and what is said in them. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

RISK_LEAD: Final = "booked {days} days ahead"
RISK_MISSED: Final = "missed {missed} of the last {count}"
RISK_MISSED_ONE: Final = "missed 1 of the last {count}"
RISK_NEW: Final = "new here"
RISK_UNCONFIRMED: Final = "not confirmed"

CALLED: Final = "{outcome}: {patient}{about}{again}."
CALLED_ABOUT: Final = ", {type} {when}"
CALLED_WHY: Final = ", {why}"
CALLED_AGAIN: Final = "; to be called back {when}"
NUMBER_IS_BAD: Final = " {phone} is noted as a wrong number."
OUTCOMES: Final = {
    "yes": "Reached, yes",
    "no": "Reached, no",
    "move": "Reached, wants another time",
    "left-word": "Left word",
    "no-answer": "No answer",
    "wrong-number": "Wrong number",
    "refused": "Did not want to talk",
    "callback": "Asked to be called back",
}
CONFIRMED_BY_CALL: Final = {"yes": "Confirmed", "no": "Declined", "move": "Wants another time"}
WRONG: Final = "wrong number"

CALL_BACK_RAISED: Final = "{patient} is to be called back {when}: {why}."
CALL_BACK_NOW: Final = "{patient} was to be called back already, {why}: now {when}."
CALL_BACK_THERE: Final = "{patient} is to be called back already, {when}: {why}. Nothing was changed; say another time or what else it is about."
CALL_BACK_DONE: Final = "{patient} needs no call back any more: {why}."
CALL_BACK_WHY: Final = "asked to be called back about {type} {when}"
CALL_BACK_RECALL: Final = "asked to be called back about {name}"
WHY_MISSING: Final = "Say in a few words why they are to be called back."
DUE_PAST: Final = "{when} is past. Say a time to come, such as 14:30 or tom 9:00."
AGAIN_MISSING: Final = "Say when they want to be called back, such as 14:30 or tom 9:00."
NO_SUCH_CALL: Final = "There is no call {number} on that list."
CALL_IS_OVER: Final = "That call was made meanwhile: {sentence}"
TOO_LATE_TO_ASK: Final = (
    "The visit of {patient} is no longer to be confirmed: it has begun, or was cancelled or attended."
)
NOBODY_TO_CALL: Final = "No number is known at which {patient} may be called. Write or ask at the next visit."
CALLED_BY: Final = "{who} calls {patient} already. Take the next one."
UNKNOWN_LIST: Final = "{typed} is no list of calls. Say {lists}."

MATTER_DECLINED: Final = "declined: cancel it"
MATTER_MOVE: Final = "wants another time: move it"
MATTER_RISK: Final = "call: {why}"
MATTER_TRIED: Final = "tried {count}, last {outcome} {when}"
MATTER_SAID: Final = "last {outcome} {when}"
MATTER_ENOUGH: Final = "tried {count} times: write"
MATTER_MISSED: Final = "did not come {when}"
MATTER_DUE: Final = "due {day}"
MATTER_OVERDUE: Final = "{days} days overdue"
MATTER_CALLS: Final = "{who} calls"
INTERPRETER: Final = "interpreter"
NO_NUMBER: Final = "no number"

SCRIPTS: Final = {
    "confirm": {
        "en": "Hello, this is {site}. May I speak to {name}? I am calling about your visit on {day} at {time}. Can you come?",
        "es": "Hola, le llamo de {site}. ¿Puedo hablar con {name}? Le llamo por su cita del {day} a las {time}. ¿Podrá venir?",
    },
    "call-back": {
        "en": "Hello, this is {site}. May I speak to {name}? You asked us to call you back.",
        "es": "Hola, le llamo de {site}. ¿Puedo hablar con {name}? Nos pidió que le devolviéramos la llamada.",
    },
    "missed": {
        "en": "Hello, this is {site}. May I speak to {name}? We missed you on {day}. Shall we find another time?",
        "es": "Hola, le llamo de {site}. ¿Puedo hablar con {name}? Le esperábamos el {day}. ¿Buscamos otra hora?",
    },
    "late": {
        "en": "Hello, this is {site}. May I speak to {name}? Today we are running late: please come at {time}.",
        "es": "Hola, le llamo de {site}. ¿Puedo hablar con {name}? Hoy vamos con retraso: venga por favor a las {time}.",
    },
    "recall": {
        "en": "Hello, this is {site}. May I speak to {name}? It is time for your next visit. Shall we find a time?",
        "es": "Hola, le llamo de {site}. ¿Puedo hablar con {name}? Ya le toca su próxima visita. ¿Buscamos una hora?",
    },
}
"""What is said once somebody answers: no more than who calls, before it is the patient."""
SCRIPTS_OF_A_CHILD: Final = {
    "confirm": {
        "en": "Hello, this is {site}. May I speak to {guardian}? I am calling about {child}'s visit on {day} at {time}. Can you come?",
        "es": "Hola, le llamo de {site}. ¿Puedo hablar con {guardian}? Le llamo por la cita de {child} del {day} a las {time}. ¿Podrán venir?",
    },
    "call-back": {
        "en": "Hello, this is {site}. May I speak to {guardian}? You asked us to call you back about {child}.",
        "es": "Hola, le llamo de {site}. ¿Puedo hablar con {guardian}? Nos pidió que le devolviéramos la llamada por {child}.",
    },
    "missed": {
        "en": "Hello, this is {site}. May I speak to {guardian}? We missed {child} on {day}. Shall we find another time?",
        "es": "Hola, le llamo de {site}. ¿Puedo hablar con {guardian}? Esperábamos a {child} el {day}. ¿Buscamos otra hora?",
    },
    "late": {
        "en": "Hello, this is {site}. May I speak to {guardian}? Today we are running late: please come with {child} at {time}.",
        "es": "Hola, le llamo de {site}. ¿Puedo hablar con {guardian}? Hoy vamos con retraso: venga por favor con {child} a las {time}.",
    },
    "recall": {
        "en": "Hello, this is {site}. May I speak to {guardian}? It is time for {child}'s next visit. Shall we find a time?",
        "es": "Hola, le llamo de {site}. ¿Puedo hablar con {guardian}? A {child} ya le toca su próxima visita. ¿Buscamos una hora?",
    },
}
"""The same of who is not of age: who decides for them is spoken to."""
A_GUARDIAN: Final = {"en": "a parent or guardian of {child}", "es": "la madre, el padre o el tutor de {child}"}
"""Where nobody is known who does."""
MESSAGES: Final = {
    "en": "This is {site}, please call us back.",
    "es": "Le llamamos de {site}, por favor llámenos.",
}
"""All that a machine is told."""
ON_A_MACHINE: Final = "On a machine only: “{words}”"
NO_MESSAGE: Final = "On a machine nothing: they ask that no message be left."
WORD_UNWANTED: Final = " They ask that no message be left."

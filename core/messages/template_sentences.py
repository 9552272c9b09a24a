"""The words that are shipped for messages: English and Spanish, by reason and channel. Fields are filled with str.format.

Of the texts of one message the first that fits is taken. None says why anybody comes, with whom, or for what kind of
visit; none asks for an answer by a word that opts out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.messages.model import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[str, Mapping[Reason, tuple[str, ...]]]] = {
    "en": {
        Reason.CONFIRM: (
            "{clinic}: your visit is {day} at {time}. Reply C to confirm, R to reschedule, or call {phone}. STOP ends texts.",
            "{clinic}: visit {day} {time}. C confirms, R reschedules. STOP ends texts.",
            "{clinic}: {day} {time}. C confirms, R moves. STOP.",
        ),
        Reason.REMINDER: (
            "{clinic}: reminder of your visit {day} at {time}. To change it reply R or call {phone}. STOP ends texts.",
            "{clinic}: visit {day} {time}. R reschedules. STOP ends texts.",
            "{clinic}: {day} {time}. R moves. STOP.",
        ),
        Reason.MOVED: (
            "{clinic}: your visit is now {day} at {time}. Questions: {phone}. STOP ends texts.",
            "{clinic}: visit now {day} {time}. STOP ends texts.",
        ),
        Reason.CANCELLED: (
            "{clinic}: your visit of {day} at {time} does not take place. To book again call {phone}. STOP ends texts.",
            "{clinic}: no visit {day} {time}. STOP ends texts.",
        ),
        Reason.MISSED: (
            "{clinic}: we missed you on {day}. To book again reply R or call {phone}. STOP ends texts.",
            "{clinic}: we missed you {day}. R books. STOP.",
        ),
        Reason.RECALL: (
            "{clinic}: it is time for your next visit. To book it call {phone}. STOP ends texts.",
            "{clinic}: time for your next visit: {phone}. STOP ends texts.",
        ),
        Reason.LATE: (
            "{clinic}: we are running late today and expect you at {time}. Questions: {phone}. STOP ends texts.",
            "{clinic}: running late, expected {time}. STOP ends texts.",
        ),
        Reason.STOPPED: ("{clinic}: you get no more texts from us. Your visits stay booked. Questions: {phone}.",),
    },
    "es": {
        Reason.CONFIRM: (
            "{clinic}: su cita es el {day} a las {time}. Responda C para confirmar, R para cambiarla, o llame al {phone}. STOP: no más textos.",
            "{clinic}: cita {day} {time}. C confirma, R cambia. STOP: no más textos.",
            "{clinic}: {day} {time}. C confirma, R cambia. STOP.",
        ),
        Reason.REMINDER: (
            "{clinic}: le recordamos su cita del {day} a las {time}. Para cambiarla responda R o llame al {phone}. STOP: no más textos.",
            "{clinic}: cita {day} {time}. R cambia. STOP: no más textos.",
            "{clinic}: {day} {time}. R cambia. STOP.",
        ),
        Reason.MOVED: (
            "{clinic}: su cita es ahora el {day} a las {time}. Preguntas: {phone}. STOP: no más textos.",
            "{clinic}: cita ahora {day} {time}. STOP: no más textos.",
        ),
        Reason.CANCELLED: (
            "{clinic}: su cita del {day} a las {time} no tendrá lugar. Para otra llame al {phone}. STOP: no más textos.",
            "{clinic}: sin cita {day} {time}. STOP: no más textos.",
        ),
        Reason.MISSED: (
            "{clinic}: no pudimos verle el {day}. Para otra cita responda R o llame al {phone}. STOP: no más textos.",
            "{clinic}: no le vimos {day}. R: otra cita. STOP.",
        ),
        Reason.RECALL: (
            "{clinic}: ya le toca su próxima cita. Para pedirla llame al {phone}. STOP: no más textos.",
            "{clinic}: ya le toca su cita: {phone}. STOP: no más textos.",
        ),
        Reason.LATE: (
            "{clinic}: hoy vamos con retraso y le esperamos a las {time}. Preguntas: {phone}. STOP: no más textos.",
            "{clinic}: con retraso, le esperamos {time}. STOP: no más textos.",
        ),
        Reason.STOPPED: ("{clinic}: no recibirá más textos. Sus citas siguen en pie. Preguntas: {phone}.",),
    },
}
SEVERAL: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "{clinic}: {count} visits on {day}, at {times}. To confirm or change them call {phone}. STOP ends texts.",
        "{clinic}: {count} visits {day}, {times}. STOP ends texts.",
    ),
    "es": (
        "{clinic}: {count} citas el {day}, a las {times}. Para confirmar o cambiar llame al {phone}. STOP: no más textos.",
        "{clinic}: {count} citas {day}, {times}. STOP: no más textos.",
    ),
}
"""Of a household, or of one patient with several visits a day: C or R would not say which of them."""
LETTERS: Final[Mapping[str, Mapping[Reason, tuple[str, str]]]] = {
    "en": {
        Reason.CONFIRM: (
            "Please confirm your visit",
            "Your visit is on {day} at {time}.\n{place}\n\n{link}\n{test}\n\nPlease confirm it: reply with C, or call {phone}. Reply with R to choose another time.",
        ),
        Reason.REMINDER: (
            "Your visit",
            "We expect you on {day} at {time}.\n{place}\n\n{link}\n{test}\n\nTo change the visit reply with R or call {phone}.",
        ),
        Reason.MOVED: (
            "Your visit was moved",
            "Your visit is now on {day} at {time}.\n{place}\n\n{link}\n\nIf that does not suit you, reply with R or call {phone}.",
        ),
        Reason.CANCELLED: (
            "Your visit does not take place",
            "Your visit of {day} at {time} does not take place.\n\nTo book another call {phone}.",
        ),
        Reason.MISSED: (
            "We missed you",
            "We expected you on {day} at {time}.\n\nTo book another visit reply with R or call {phone}.",
        ),
        Reason.LATE: (
            "We are running late",
            "We are running late today and expect you at {time}.\n\n{link}\n\nIf that does not suit you, call {phone}.",
        ),
        Reason.RECALL: ("Your next visit", "It is time for your next visit.\n\nTo book it call {phone}."),
    },
    "es": {
        Reason.CONFIRM: (
            "Por favor confirme su cita",
            "Su cita es el {day} a las {time}.\n{place}\n\n{link}\n{test}\n\nPor favor confírmela: responda con C o llame al {phone}. Responda con R para elegir otra hora.",
        ),
        Reason.REMINDER: (
            "Su cita",
            "Le esperamos el {day} a las {time}.\n{place}\n\n{link}\n{test}\n\nPara cambiar la cita responda con R o llame al {phone}.",
        ),
        Reason.MOVED: (
            "Su cita ha cambiado",
            "Su cita es ahora el {day} a las {time}.\n{place}\n\n{link}\n\nSi no le conviene, responda con R o llame al {phone}.",
        ),
        Reason.CANCELLED: (
            "Su cita no tendrá lugar",
            "Su cita del {day} a las {time} no tendrá lugar.\n\nPara pedir otra llame al {phone}.",
        ),
        Reason.MISSED: (
            "No pudimos verle",
            "Le esperábamos el {day} a las {time}.\n\nPara pedir otra cita responda con R o llame al {phone}.",
        ),
        Reason.LATE: (
            "Vamos con retraso",
            "Hoy vamos con retraso y le esperamos a las {time}.\n\n{link}\n\nSi no le conviene, llame al {phone}.",
        ),
        Reason.RECALL: ("Su próxima cita", "Ya le toca su próxima cita.\n\nPara pedirla llame al {phone}."),
    },
}
ON_PAPER: Final[Mapping[str, Mapping[Reason, str]]] = {
    "en": {
        Reason.CONFIRM: "Your visit is on {day} at {time}.\n{place}\n\n{link}\n{test}\n\nPlease confirm or change it: call {phone}.",
        Reason.REMINDER: "We expect you on {day} at {time}.\n{place}\n\n{link}\n{test}\n\nTo change the visit call {phone}.",
        Reason.MOVED: "Your visit is now on {day} at {time}.\n{place}\n\n{link}\n\nIf that does not suit you, call {phone}.",
        Reason.MISSED: "We expected you on {day} at {time}.\n\nTo book another visit call {phone}.",
    },
    "es": {
        Reason.CONFIRM: "Su cita es el {day} a las {time}.\n{place}\n\n{link}\n{test}\n\nPara confirmarla o cambiarla llame al {phone}.",
        Reason.REMINDER: "Le esperamos el {day} a las {time}.\n{place}\n\n{link}\n{test}\n\nPara cambiar la cita llame al {phone}.",
        Reason.MOVED: "Su cita es ahora el {day} a las {time}.\n{place}\n\n{link}\n\nSi no le conviene, llame al {phone}.",
        Reason.MISSED: "Le esperábamos el {day} a las {time}.\n\nPara pedir otra cita llame al {phone}.",
    },
}
"""Nobody answers a letter with C or R."""
SPOKEN: Final[Mapping[str, Mapping[Reason, str]]] = {
    "en": {
        Reason.CONFIRM: "This is {clinic}. You have a visit on {day} at {time}. To confirm or change it please call {phone}.",
        Reason.REMINDER: "This is {clinic}. You have a visit on {day} at {time}. To change it please call {phone}.",
        Reason.MOVED: "This is {clinic}. Your visit is now on {day} at {time}. If you have questions please call {phone}.",
        Reason.CANCELLED: "This is {clinic}. Your visit of {day} at {time} does not take place. Please call {phone}.",
        Reason.MISSED: "This is {clinic}. We missed you on {day}. To book another visit please call {phone}.",
        Reason.LATE: "This is {clinic}. We are running late today and expect you at {time}. If you have questions please call {phone}.",
        Reason.RECALL: "This is {clinic}. It is time for your next visit. To book it please call {phone}.",
    },
    "es": {
        Reason.CONFIRM: "Le llama {clinic}. Tiene una cita el {day} a las {time}. Para confirmarla o cambiarla llame al {phone}.",
        Reason.REMINDER: "Le llama {clinic}. Tiene una cita el {day} a las {time}. Para cambiarla llame al {phone}.",
        Reason.MOVED: "Le llama {clinic}. Su cita es ahora el {day} a las {time}. Si tiene preguntas llame al {phone}.",
        Reason.CANCELLED: "Le llama {clinic}. Su cita del {day} a las {time} no tendrá lugar. Por favor llame al {phone}.",
        Reason.MISSED: "Le llama {clinic}. No pudimos verle el {day}. Para otra cita llame al {phone}.",
        Reason.LATE: "Le llama {clinic}. Hoy vamos con retraso y le esperamos a las {time}. Si tiene preguntas llame al {phone}.",
        Reason.RECALL: "Le llama {clinic}. Ya le toca su próxima cita. Para pedirla llame al {phone}.",
    },
}

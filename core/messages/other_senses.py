"""Where do words of opting out mean something else: "stop by at 3", "don't stop the reminders", "off the waitlist"?

What is said of something else is no wish to get no messages; a person reads it. Words are folded, with spaces between.
"""

from __future__ import annotations

import re
from typing import Final

_SENDING: Final = (
    r"(te?xt|texi|messag|mail|e ?mail|phon|reach|send|call|ring|contact|writ|remind|spam|both?er|harass"
    r"|bugg|annoy|pester"
    r"|notif|sms|msg"
    r"|alert|noti|this|that|stuff|crap|shit|bs)"
)
_VISIT: Final = (
    r"(wait|cancel|mon|tues?|wed|thu|fri|sat|sun|today|tomorrow|\d"
    r"|(work|schedul|calendar|appointment|appt|visit|slot|book|clinic|study|class|group|medic|pill)"
    r"(?!\w*( \w+)? (lists?|te?xts?|messages?|reminders?|calls?|e ?mails?)\b))"
)
_NOT_TO: Final = (
    r"((?<!why )(?<!you )(?<!\bu )(?<!they )(don ?t|do not|does not|doesn ?t|did not|didn ?t|won ?t|will not|never"
    r"|no need|(?<!will )(?<!do )(?<!does )(?<!did )not|no reason)|(?<!if )\b(you|u|they) (don ?t|do not) (need"
    r"|have) to)"
    r"( (ever|please|want|wanna|wish|need|mean|like|plan|planning|asking|going|trying))*( (you|them))?( to)?"
)
_DO_NOT: Final = r"\b(do ?n ?t|do not) (text|message|e ?mail|contact|call|write)"
_PLACES: Final = (
    r"((?<=call me )at (work|home|school|my|the)\b|at (night|lunch|\d{1,2}( \d\d)?( ?[ap] ?m)?)\b"
    r"|before \d|after \d|until|till|between"
    r"|(on|in|during) (my|the|mon|tue|wed|thu|fri|sat|sun|morning|evening|weekends?|school|work|meetings?)"
    r"|while|when|if i (?!did)|unless (?!i )|today(?! or)|tonight|tomorrow|yet\b)"
)
_AT_ONCE: Final = (
    r"(once\b|all\b|any\b|every|this (number|phone|address)|my (number|phone|cell|mobile)|\d{5}|(the )?(future"
    r"|name)\b|good\b|ever\b"
    r"|now\b|the (moment|time being)|god|heaven|christ|crying|fucks?\b)"
)
"""What of a place or a time says that it is to stop here and now."""
_THING: Final = (
    r"(med(s|ic\w*)?|pills?|drugs?|dos(es?|age)|antibiotics?|insulin|treatments?|therapy|exercis\w*|diet|shots?"
    r"|inject\w*"
    r"|creams?|drops?|inhaler|patch|steroids?|vitamins?|supplements?|bleeding|pain|cough\w*|bus|car|order"
    r"|prescription\w*"
    r"|refills?|referral|presses|auto ?pay|payments?|charg\w*|visits?|appointments?|appt)\b(?! (te?xt|messag|remind"
    r"|call|e ?mail|alert|notif))"
)
_DOING: Final = (
    r"(tak|eat|drink|smok|bleed|vomit|cough|hurt|itch|giv|feed|nurs|breastfeed|work|driv|exercis|cry|apply|wear"
    r"|us)ing\b"
    r"(?! (my|this) (number|phone|cell))"
)
_BEGINNING: Final = re.compile(
    rf"^stop(s|ped|ping)? (by|over|off|near|through|on the way)\b(?! and)(?!.*{_SENDING})"
    rf"|^stop(s|ped|ping)? (at|in|for) (?!{_AT_ONCE})(?!.*{_SENDING})\w+"
    rf"|^stop(s|ped|ping)? ((the|my|his|her|our|their|a|any|all) (\w+ )?)?{_THING}"
    rf"|^stop(s|ped|ping)? {_DOING}"
    r"|^(alto|baja) (presion|azucar|colesterol|fiebre|temperatura|medica|laboral"
    r"|maternidad|estatura|riesgo|en|ahi|alli|nivel|que)\b"
)
"""What makes another thing of the word that an answer begins with."""
_ANYWHERE: Final = re.compile(
    rf"\b{_NOT_TO} (stop\w*|unsubscribe|opt(ing)? out|quit|end|remove|take me off|cancel)\b"
    r"( (the|these|your|my|this|me|all|any|from|it|texts?|texting|messages?|messaging|sending|reminders?"
    r"|calls?|calling|e ?mails?|e ?mailing|contacting))*"
    rf"|\b(remove|take|get|delete) (me|us|my \w+) (off|from|out)( of)?( (the|your|that|this|a|my))* {_VISIT}"
    rf"|\bopt(ing|ed)? out of (?!(\w+ ){{0,2}}({_SENDING}"
    r"|communic|list|program|service|system|market|it\b|all\b|any|every|them))\w+( \w+)?"
    r"|\b(do ?n ?t|do not) write (it|this|that)\b|\bno me (llame|escriba|mande)n? (al? |en )(la |el |mi )?"
    r"(trabajo|casa|oficina|escuela|celular de)\b(?!.*\bni\b)|\bno me (llame|escriba|mande)n? "
    r"(antes|despues|hasta|durante|hoy|manana)\b(?!.*\bni\b)"
    rf"|{_DO_NOT}( (me|us|it|back|here|again|please|pls))* {_PLACES}"
    rf"|{_DO_NOT}( (to|at))? (my|our|his|her) (?!((personal|private) )?(number\b|phone\b|cell|mobile\b|line\b"
    rf"|e ?mail\b))\w+"
)
_ASKING: Final = "who what whats why how where when whose which i im u you your this these it is quien que"
_APART: Final = "(\\s*[.,;:!|/\n…。\uff0c\uff01]|\\s+[-\N{EN DASH}\N{EM DASH}])"

_AT_THE_END: Final = re.compile(r"([a-z]\s+STOP|\w\s*[.,;:!\n]+\s*(?i:(please )?stop))[\s.!]*$")


def without_other_senses(words: tuple[str, ...], spelled: tuple[str, ...], written: str) -> tuple[str, ...]:
    """The words without what says of something else that it is to stop, or that nothing is to.

    Who sets the first word apart ("STOP, at last I found you") means that by it.
    """
    text = _ANYWHERE.sub(" ", " ".join(words))
    return tuple((text if _is_apart(spelled, written) else _BEGINNING.sub(" ", text)).split())


def asks_about_it(words: tuple[str, ...], spelled: tuple[str, ...], known: frozenset[str], written: str) -> bool:
    """Whether an answer that begins with such a word asks whether something else is to end: "Stop metformin?"

    `known` are words that add nothing. Who sets the first word apart ("STOP, is this a joke?"), or asks us, opts out.
    """
    if len(words) < 2 or words[1] in _ASKING.split() or not written.rstrip().endswith(("?", "\uff1f")):
        return False
    return not known.issuperset(words[1:]) and not _is_apart(spelled, written)


def ends_with_stop(written: str) -> bool:
    """Whether it ends with STOP set apart, by a sign or by its capitals alone: "I didn't ask for this, stop"."""
    return _AT_THE_END.search(written) is not None


def _is_apart(spelled: tuple[str, ...], written: str) -> bool:
    return bool(spelled) and re.search(re.escape(spelled[0]) + _APART, written.lower()) is not None

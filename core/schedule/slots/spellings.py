"""Which spellings of what callers say come to the words that the readers of a search know?"""

from __future__ import annotations

import re
from typing import Final

from core.calendar.typed_words import plain_words

_HOURS: Final = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
}
_HOUR: Final = "|".join(_HOURS)
_MINUTES: Final = {
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50,
    "sixty": 60, "ninety": 90,
}  # fmt: skip
_UNIT: Final = r"(?:days?|weeks?|months?|years?|wks?|mos?|mths?|yrs?)"

_DAYS_SAID: Final = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)

_LENGTHS: Final = (
    (r"\b(?<!in )(?<!after )(?:(?:an?|1) )?hour and (?:a half|30 ?m\w*)(?= |$)|\b1[.,]5 ?h(?:ours?|rs?)?\b", "90min"),
    (r"\b(?<!in )(?:a )?half (?:of )?(?:an?|1) hour\b|\b(?<!in )a half hour\b", "30min"),
    (r"\b(?:three|3) quarters of an hour\b", "45min"),
    (r"\b(?<!in )(?:a )?quarter of an hour\b", "15min"),
    (r"\b(?<!in )(?:a )?half[ -]hour\b", "30min"),
    (r"\b(?<!in )(?<!after )one hour\b", "60min"),
    (r"\b(?<!in )(?<!after )(?<!half )an hour\b", "60min"),
    (r"\b[0-9]{1,3}-(?=minutes?\b)", lambda found: found[0][:-1]),
    (
        rf"\b({'|'.join(sorted(_MINUTES, key=len, reverse=True))})[ -]min(?:ute)?s?\b",
        lambda found: f"{_MINUTES[found[1]]}min",
    ),
)
_DAYS: Final = (
    (r"\b([0-9]{4}-[0-9]{2}-[0-9]{2})t(?=[0-9])", r"\1 "),
    (r"\b(?:this evening|tonight)\b", "today evening"),
    (r"\blater (?=today\b)", ""),
    (r"\b(?<!from )(?:right |just )?now\b", "today"),
    (r"\bm/w/f\b", "mwf"),
    (r"\bt(?:ue?)?/thu?\b", "tth"),
    (r"\b(?:(?:an?|1|one) )?(day|week|month) or (?:two|2)(?: \1s)?\b", r"1 to 2 \1s"),
    (
        rf"\b({_HOUR}) ?(to|or|and|-) ?({_HOUR}) (?={_UNIT}\b)",
        lambda found: f"{_HOURS[found[1]]} to {_HOURS[found[3]]} ",
    ),
    (rf"\b({_HOUR}) (to|or|and) (?=[0-9]{{1,2}} {_UNIT}\b)", lambda found: f"{_HOURS[found[1]]} to "),
    (rf"({_UNIT}) out\b", r"\1 from now"),
    # how often, which is no "in a week"
    (
        r"\b(once|twice|thrice|[0-9]{1,2} ?x|[0-9]{1,2} times) (?:a|per|1|every|each) (?=days?\b|weeks?\b|months?\b)",
        r"\1-a-",
    ),
    (r"\b([0-9]{1,2}) times\b", r"x-\1-times"),
    (rf"\b({_DAYS_SAID})[.-](?=[0-9]{{1,2}}(?::?[0-9]{{2}})?(?: ?[ap]m?)?\b(?![/.-]))", r"\1 "),
    (rf"(?<=[0-9])([ap]m?)-?(?=(?:{_DAYS_SAID})\b)", r"\1 "),
    (rf"\bnext next (?=(?:{_DAYS_SAID}|week|month)\b)(\S+)", r"\1 after next"),
)
_BOUNDS: Final = (
    (r"\b(?:no|not|any) later (?:than|as)\b", "by"),
    (r"\b(?:no|not|any) (?:earlier|sooner) (?:than|as)\b", "from"),
    (r"\bon or after\b", "from"),
    (r"\bon or before\b", "by"),
    (rf"\b(?:at least|more than|over) (?=(?:[0-9]+|an?) ?{_UNIT}\b)", "in "),
    (rf"\b(?:less than|at most|under) (?=(?:[0-9]+|an?) ?{_UNIT}\b)", "within "),
    (r"\blater than\b", "after"),
    (r"\b(?:earlier|sooner) than\b", "before"),
    (r"\b(?:not|nothing|none) (?:un)?till? (?:after )?", "from "),
    (r"\b(?:dont|doesnt|cant|wont|can not)(?= )", "cannot"),
    (r"\bnot before ", "from "),
    (r"\b(?:from|starting|beginning) (?:on )?(?=(?:after|before) )", ""),
    (r"\bbeginning (?=on |[0-9])", "from "),
    (r"\b(?:with|for|in) ?in the (?=next )", "within the "),
)
_HOURS_SAID: Final = (
    (r"(?<![0-9:.])([0-9]{1,2}(?::[0-9]{2})?(?: ?[ap]m?)?)\+(?= |$)", r"from \1"),
    (r"\b(?:bet|b/?w|b/t)(?= [0-9a-z]+ ?(?:[ap]m? ?)?(?:and|&|-|to) )", "between"),
    (r"\b(?:betw(?:een)?|btwn?) ((?:[a-z]+ )?[0-9]\S*(?: [a-z]+)?) (?:and|&|-|to) ", r"\1 to "),
    (r"\b(?:betw(?:een)?|btwn?) (\S+(?: [ap]m)?) (?:and|&|-|to) ", r"\1 to "),
    (r"\b(noon|[0-9]{1,2}(?::[0-9]{2})?(?: ?[ap]m?)?)-?ish\b", r"around \1"),
    (
        rf"\b(around|about|by|before|after|until|till|from) ({_HOUR})\b(?! of\b)",
        lambda found: f"{found[1]} {_HOURS[found[2]]}",
    ),
    (rf"(?<=[0-9] )(to|and|or) ({_HOUR})\b(?! of\b)", lambda found: f"{found[1]} {_HOURS[found[2]]}"),
    (r"\b(?:over|during|at) (?:the )?lunch(?: ?(?:time|hour|break))?\b|\blunch ?(?:hour|break)\b", "lunch"),
    (r"\bat ([0-9][0-9:.]*(?: ?[ap]m)?) or (?=[0-9])", r"at \1 or at "),
    (r"(?<=[0-9m])( ?- ?| to | until )noon\b", r"\g<1>12:00"),
    (r"\bnoon( ?- ?)(?=[0-9])", r"12:00\1"),
    (r"\bmid-(?=[ap]m\b)", "mid "),
    (r"\b(?:towards?|at) (?=(?:the )?end of (?:the )?day\b)", ""),
    (r"\beod\b", "end of day"),
)
_WHICH: Final = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth"}
_OTHERS: Final = (
    (
        rf"\b({'|'.join(_WHICH)}) (?=(?:next|available|free|opening|open|slot|one)\b)",
        lambda found: f"{_WHICH[found[1]]} ",
    ),
    (r"\b1st (?=thing\b)", "first "),
    (r"\bif (?:at all )?possible\b", ""),
    (r"\b(?:no|any|without|wo) (?:provider |time |day )?pref(?:erences?|s)?\b", ""),
    (r"(?<!\S)w/o(?= )", "without"),
    (r"(?<!\S)w(?:/ ?| (?!(?:mon|tu|wed|th|fri|sat|sun)))(?=(?:drs?\.? ?)?[a-z]{2}[a-z'\u2019-]*\b)", "with "),
    (r"\bdrs\.? (\S+) (?:and|or|&) ", r"dr \1 or dr "),
    (r"\b([0-9]{1,2}(?::[0-9]{2})?(?: ?[ap]m)?) sharp\b", r"at \1"),
    (r"\bdr\. ?", "dr "),
    (r"\bf/?u(?:/?p)(?= |$)|\bf/u\b", "follow-up"),
    (r"\bnew (?:pt|pat)\b\.?", "new patient"),
    (r"\b(?:over|on|via|per) (?:the )?(?:tele)?phone(?: call)?\b|\b(?:tele)?phone call\b", "by phone"),
    (r"\bas (?:soon|early|quickly|fast) as (?:possible|(?:you|i|we|it) can(?: be)?)\b", "soonest"),
    (r"(?<=[^\W\d])/(?=[^\W\d])", " or "),
    (r"\beither (?!(?:dr|doctor|provider|one|of)\b)(?=.*\bor )", ""),
    (r"[?!;]+(?= |$)", ""),
)
_SPELLINGS: Final = tuple(
    (re.compile(spelling), plainer) for spelling, plainer in (*_LENGTHS, *_DAYS, *_BOUNDS, *_HOURS_SAID, *_OTHERS)
)


_SAME_DAY: Final = re.compile(r"\bsame day\b(?! (?:next|in|of|as|after|[0-9]))", re.IGNORECASE)
"""By itself it is a kind of visit, or today; of a week to come it says nothing."""


def spelt(text: str) -> list[str]:
    """The words of `text`, as the readers of a search know them: 3 to 5 for between three and five."""
    plain = plain_words(_SAME_DAY.sub("same-day", text))
    for spelling, plainer in _SPELLINGS:
        plain = spelling.sub(plainer, plain)
    return plain.split()

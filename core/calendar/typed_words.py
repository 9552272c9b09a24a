"""Which spellings of typed days and times come to the same words?"""

from __future__ import annotations

import re
from typing import Final

from core.text.cleaning import plain

_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_NUMBER: Final = re.compile(rf"\b({'|'.join(_NUMBERS)}) (?=(?:day|week|month|year)s?\b)")
_HOURS: Final = {word: number for word, number in _NUMBERS.items() if word not in {"a", "an"}}
_HOUR: Final = rf"(?P<hour>[0-9]{{1,2}}|{'|'.join(_HOURS)})"
_MINUTES: Final = {"five": 5, "ten": 10, "twenty": 20, "twenty five": 25, "twenty-five": 25}
_PAST: Final = {
    "half past": "30",
    **dict.fromkeys(("quarter past", "quarter after"), "15"),
    **{
        f"{count} {behind}": f"{minutes:02}"
        for word, minutes in _MINUTES.items()
        for count, behinds in (
            (word, ("past", "after")),
            (str(minutes), ("past",)),  # dec 10 after 3 is no ten past three
            *(
                (f"{number} {unit}", ("past", "after"))
                for number in (word, minutes)
                for unit in ("min", "mins", "minutes")
            ),
        )
        for behind in behinds
    },
}
_BEHIND: Final = {"thirty": "30", "fifteen": "15", "forty five": "45", "forty-five": "45"}
_WEEKDAY: Final = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|tom|tmrw|tomorrow|today)"
)
_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), start=1
    )
}
_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_ORDINAL_DAY: Final = re.compile(
    rf"\b({'|'.join(_ORDINALS)}) (?=of (?:(?:the|this|next|last) month\b|(?:{_MONTHS})[a-z]*\b))"
)
_DAY_AND_HOUR: Final = re.compile(
    rf"\b((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|tom|tomorrow|today) ({'|'.join(_HOURS)})(?=$| ?[ap]m?\b)"
)
_NOT_OF_A_MONTH: Final = "".join(rf"(?<!{month} )" for month in _MONTHS.split("|"))
"""Behind dec it is the 12th, at noon."""
_SPOKEN: Final = tuple(
    re.compile(clock)
    for clock in (
        rf"\b(?P<past>{'|'.join(_PAST)}) {_HOUR}\b",
        rf"\bquarter (?P<to>to|before|of) {_HOUR}\b",
        rf"\b{_HOUR} (?P<behind>{'|'.join(_BEHIND)}|o ?['\u2019]?clock)\b",
        rf"(?<=\bat )(?P<hour>{'|'.join(_HOURS)})\b",
        rf"\b(?P<hour>{'|'.join(_HOURS)})(?= ?[ap]m\b)",
    )
)

_SPELLINGS: Final = tuple(
    (re.compile(spelling), words)
    for spelling, words in (
        # what a date says of its distance, when it is shown, and is pasted with it
        (r" \((?:today|tomorrow|yesterday|in [0-9]+ [a-z]+|[0-9]+ [a-z]+ ago)\)$", ""),
        (r" ?[!?]+$", ""),
        (r" ?@ ?", " at "),
        (r";", " "),
        (r"\bnxt\b", "next"),
        (r"\bwk(?=s?\b)", "week"),
        (r"\b(?:wk|cw|kw)(?= ?[0-9]{1,2}\b)", "week "),
        (rf"\b({_WEEKDAY})(?=[0-9])", r"\1 "),
        (rf"(?<=:[0-9]{{2}})(?={_WEEKDAY}\b)", " "),
        (rf"\b({_WEEKDAY})[.-](?=[ap]m\b)", r"\1 "),
        (r"\bthru\b", "through"),
        (r"(?<![a-z])['\u2019]?till?\b", "until"),
        (r"\bb4\b", "before"),
        (r"\b(?:the )?following (?=(?:mon|tue|wed|thu|fri|sat|sun|week|month))", "next "),
        (r"\b(?:(?:this|the|next) )?(?:up)?coming (?=[a-z]{3})", "this "),
        (r"\b(?:a )?couple (?:of )?(?=(?:day|week|month|year)s\b)", "2 "),
        (r"\b(?:a )?half a year\b", "6 months"),
        (r"\b(?:(?:a|one|1) )?week (?:from )?today\b|\btoday week\b", "1 week"),
        (r"\b(?:(?:a|one|1) )?week (?:from )?tom(?:orrow)?\b|\btom(?:orrow)? week\b", "8 days"),
        (r"(?<=[a-z0-9] weeks) today\b", ""),
        (r"(?<= )['\u2019](?=[0-9]{2}$)", ""),
        (r"^(?=weeks? from (?:now|today)\b)", "1 "),
        (r"\bend of (?:the )?week$", "eow"),
        (r"\bend of (?:the )?month$", "eom"),
        (r",(?![0-9])|(?<![0-9]),", " "),
        (r"(?<=[a-z]{3})\.(?= |$)", ""),
        (r"(?<![a-z])([ap])\. ?m(?:\.|(?![a-z]))", r"\1m"),
        (r"\bthis (?=morning\b|afternoon\b)", "today "),
        (r"\b(?:in the )?morning\b", "am"),
        (r"\b(?:in the )?(?:afternoon|aft|arvo)\b", "pm"),
        (r"\bmidday\b", "noon"),
        (rf"(?<![/.-])(?<!the )(?:{_NOT_OF_A_MONTH})\b12 ?noon\b", "noon"),
        (r"\b(?:the )?day after tom(?:orrow)?\b", "+2"),
        (r"\b(?:tmrw|tmr|tmw|2moro|2morrow|tomoro)\b", "tom"),
        (r"\b(?:at )?(?:the )?same (?:time|day)\b", ""),  # what is not said is kept
        (r"\b(?:a )?fortnight\b", "2 weeks"),
        (r"\ba (?=quarter (?:past|after|to|before|of [0-9])\b)", ""),
        (r"\b(day|week|month|year)(?:s|['\u2019]s|s['\u2019])? time\b", r"\1s"),
        (r"(?<![+-])(?<![+-] )\b(0[89]|1[0-9]|2[0-3]) ?h\b(?! ?[0-9])", r"\1:00"),  # 2h is a length
        (r"(?<=[0-9][:.][0-9]{2}) ?h(?:rs?)?\b", ""),
        (r"\bweds\b", "wed"),
        (r"\b(?:the )+(?=[0-9])", ""),
        (r"\b([0-9]{1,2}(?:st|nd|rd|th)?) of (?=[a-z])", r"\1 "),
    )
)

_CLOCK: Final = r"(?:noon|[0-9]{1,2}(?:[:.][0-9]{2})?(?: ?[ap]\.?m\b\.?)?(?![/.:0-9]|-(?!ish)))"
_NEARLY: Final = tuple(
    (re.compile(spelling, re.IGNORECASE), words)
    for spelling, words in (
        (rf"\b({_CLOCK})-?ish\b", r"at \1"),
        (rf"\b(?:(?:at )?(?:around|about|roughly)) (?={_CLOCK})", "at "),
        (r"\b(?:around|about|roughly) ", ""),
        (r"\bat at\b", "at"),
        (r",? ?\bplease\b[.!]?", ""),
    )
)


def exactly(text: str) -> str:
    """`text` where one time is meant: around two and 2ish are at two; what is only polite is left out."""
    for spelling, words in _NEARLY:
        text = spelling.sub(words, text)
    return text


def plain_words(text: str) -> str:
    """`text` in the one spelling that the readers of dates and times know.

    Made `plain`, with at for @, am and pm for morning and afternoon, digits for the number of weeks, and without
    commas between words, full stops after them, "the 14th" and "14 of march".
    """
    words = _ORDINAL_DAY.sub(lambda found: f"{_ORDINALS[found[1]]} ", plain(text))
    for spelling, plainer in _SPELLINGS:
        words = spelling.sub(plainer, words)
    words = _NUMBER.sub(lambda found: f"{_NUMBERS[found[1]]} ", words)
    words = _DAY_AND_HOUR.sub(lambda found: f"{found[1]} {_HOURS[found[2]]}", words)
    for spoken in _SPOKEN:
        words = spoken.sub(_clock, words)
    return " ".join(words.split())


def _clock(spoken: re.Match[str]) -> str:
    """2:30 for half past two and two thirty, 2:45 for quarter to 3, 2:00 for 2 o'clock, 2 for two."""
    found = spoken.groupdict()
    hour = str(_HOURS.get(found["hour"], found["hour"]))
    if found.get("to"):
        return f"{(int(hour) - 2) % 12 + 1}:45"
    if found.get("past"):
        return f"{hour}:{_PAST[found['past']]}"
    return f"{hour}:{_BEHIND.get(found['behind'], '00')}" if found.get("behind") else hour

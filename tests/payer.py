"""What do payers and clearing houses answer? X12 made by hand, and a reading of questions that is none of ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

ELEMENT, REPETITION, COMPONENT, END = "*", "^", ":", "~"
MADE: Final = ("261123", "0915")


class Question(Struct, frozen=True):
    """What a 270 asks of one patient, as somebody reads it who only splits."""

    control: str
    trace: str
    payer: str
    family: str
    given: str
    born: str
    member_id: str
    day: str
    is_dependent: bool


def questions(text: str) -> list[Question]:
    """The questions of a 270, which has the usual delimiters. Raises AssertionError where its numbers do not agree."""
    segments = [one.strip().split("*") for one in text.split("~") if one.strip()]
    isa, iea = segments[0], segments[-1]
    assert len(text.split("~", maxsplit=1)[0]) == 105
    assert (isa[13], "1") == (iea[2], iea[1])
    assert segments[1][6] == segments[-2][2]
    found: list[Question] = []
    held: list[list[str]] = []
    for one in segments[2:-2]:
        held.append(one)
        if one[0] == "SE":
            assert [str(len(held)), held[0][2]] == one[1:]
            found.append(_question(held))
            held = []
    assert str(len(found)) == segments[-2][1]
    return found


def _question(held: Sequence[Sequence[str]]) -> Question:
    by_name = {one[0]: one for one in held}
    people = {one[1]: one for one in held if one[0] == "NM1"}
    who = people.get("03") or people["IL"]
    parents = [(one[1], one[2], one[3], one[4]) for one in held if one[0] == "HL"]
    last = ("4", "3", "23", "0") if "03" in people else ("3", "2", "22", "0")
    assert parents[:2] == [("1", "", "20", "1"), ("2", "1", "21", "1")]
    assert parents[-1] == last
    return Question(
        held[0][2],
        by_name["TRN"][2],
        people["PR"][9],
        who[3],
        who[4] if len(who) > 4 else "",
        by_name["DMG"][2],
        people["IL"][9],
        by_name["DTP"][3] if "DTP" in by_name else "",
        "03" in people,
    )


def told(
    question: Question,
    *said: str,
    above: Sequence[str] = (),
    dates: Sequence[str] = (),
    trace: str | None = None,
    born: str | None = None,
) -> str:
    """The body of a 271 that answers the question with these segments, as `EB*1**30`; `above` are the payer's own."""
    who = "03" if question.is_dependent else "IL"
    own = [
        f"TRN*2*{question.trace if trace is None else trace}*9000000000",
        f"NM1*{who}*1*{question.family}*{question.given}****MI*{question.member_id}",
        f"DMG*D8*{question.born if born is None else born}",
        *dates,
        *said,
    ]
    subscriber = ["HL*3*2*22*1", f"NM1*IL*1*SUB*SCRIBER****MI*{question.member_id}", "HL*4*3*23*0"]
    return "~".join(
        (
            f"BHT*0022*11*{question.trace if trace is None else 'X'}*20261123*0915",
            "HL*1**20*1",
            "NM1*PR*2*THE PAYER*****PI*P1",
            *above,
            "HL*2*1*21*1",
            "NM1*1P*2*CLINIC*****XX*1000000004",
            *(subscriber if question.is_dependent else ["HL*3*2*22*0"]),
            *own,
        )
    )


def interchange(
    bodies: Iterable[str], *, control: str = "000000077", kind: str = "271", made: Sequence[str] = MADE
) -> str:
    """A file of those sets."""
    sets = [
        f"ST*{kind}*{at:04}*005010X279A1~{body}~SE*{body.count('~') + 3}*{at:04}"
        for at, body in enumerate(bodies, start=1)
    ]
    parties = f"ISA*00*{' ' * 10}*00*{' ' * 10}*ZZ*PAYER          *ZZ*CLINIC         "
    head = f"{parties}*{made[0]}*{made[1]}*^*00501*{control}*0*P*:"
    group = f"GS*{'FA' if kind == '999' else 'HB'}*PAYER*CLINIC*20261123*0915*7*X*005010X279A1"
    return "~".join((head, group, *sets, f"GE*{len(sets)}*7", f"IEA*1*{control}", ""))


SOMEBODY: Final = Question(
    "0001", "12-ABCDEFGHIJ", "P1", "SMITH", "JOHN", "19840314", "W1", "20261124", is_dependent=False
)
"""A question that the tests of the codec answer."""

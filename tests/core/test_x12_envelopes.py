"""Is a text of X12 taken apart as its own header says, and is what is wrong with its envelopes told?"""

from __future__ import annotations

from itertools import islice, repeat
from typing import TYPE_CHECKING, Final

import pytest

from core.exchange.x12.acknowledgements import accepted, delivered
from core.exchange.x12.interchange import interchanges
from core.exchange.x12.segments import LONGEST_SEGMENT, segments
from tests.payer import SOMEBODY, interchange, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.exchange.x12.interchange import Interchange

WHOLE: Final = interchange([told(SOMEBODY, "EB*1**30"), told(SOMEBODY, "EB*6**30")])
ONE: Final = interchange([told(SOMEBODY, "EB*1**30")])


def read(text: str, piece: int = 1 << 16) -> list[Interchange]:
    """The interchanges of a text that comes in pieces of that size."""
    return list(interchanges(text[at : at + piece] for at in range(0, len(text), piece)))


def summary(text: str, piece: int = 1 << 16) -> tuple[int, str]:
    """How many sets are whole, and all that is wrong."""
    found = read(text, piece)
    return sum(len(one.sets) for one in found), " ".join(fault for one in found for fault in one.faults)


def other(signs: str) -> Callable[[str], str]:
    """The text with these delimiters: of elements, repetitions, components and segments."""
    return lambda text: text.translate(str.maketrans("*^:~", signs))


AS_GOOD: Final[dict[str, Callable[[str], str]]] = {
    "as it is": lambda text: text,
    "a segment a line": lambda text: text.replace("~", "~\n"),
    "lines of DOS": lambda text: text.replace("~", "~\r\n"),
    "lines end the segments": lambda text: text.replace("~", "\n"),
    "lines of DOS end them": lambda text: text.replace("~", "\r\n"),
    "no end behind the last": lambda text: text.removesuffix("~"),
    "other delimiters": other("|!>'"),
    "odd delimiters": other("\x1d\x1f\x1c\x1e"),
    "lower case": str.lower,
    "a mark in front": lambda text: f"\ufeff\n {text}",
    "ends behind ends": lambda text: text.replace("~", "~~\n~") + "~~",
    "padding behind": lambda text: f"{text}\n\x1a\x00\x00",
    "broken at 80": lambda text: "\r\n".join(text[at : at + 80] for at in range(0, len(text), 80)),
    "header without padding": lambda text: text.replace("PAYER          *", "PAYER*", 1).replace(" " * 10, "", 2),
}


@pytest.mark.parametrize("place", ["IEA*1*000000077", "GE*2*7", "GE*2", "SE*12*0002", "SE*12", "ST*271*0002"])
def test_what_stands_for_a_number_is_not_told_whole(place: str) -> None:
    """Where a file is broken it may be anything, as the name of a patient."""
    sets, said = summary(WHOLE.replace(place, f"{place}\x1b BIRTHDATE OF SOMEBODY CALLED SMITHERSON"))
    assert sets < 2
    assert "Have the file sent again" in said
    assert not {"\x1b", "SMITHERSON"} & {*said, *said.replace(",", "").split()}


@pytest.mark.parametrize("piece", [1, 7, 106, 1 << 16])
def test_it_is_read_however_it_is_written(piece: int) -> None:
    """Delimiters are those of the header, whatever stands between segments and in whichever pieces it comes."""
    for name, change in AS_GOOD.items():
        assert (2, "") == summary(change(WHOLE), piece), name
    assert (4, "") == summary(WHOLE + other("|!>'")(WHOLE), piece)


FAULTS: Final[dict[str, tuple[Callable[[str], str], int, str]]] = {
    "empty": (lambda _: "", 0, "The file is empty"),
    "blank": (lambda _: " \n\n", 0, "The file is empty"),
    "no X12": (lambda _: "name,born\nSmith,1984", 0, "does not begin with ISA"),
    "no header": (lambda text: text[text.index("GS*") :], 0, "does not begin with ISA"),
    "header cut": (lambda text: text[:60], 0, "header (ISA) is incomplete"),
    "one delimiter twice": (lambda text: text.replace("*:~", "*~~", 1), 0, "cannot do so"),
    "cut in a segment": (lambda text: text[: text.index("EB*6") + 3], 0, "ends in the middle of segment"),
    "cut between segments": (lambda text: text[: text.index("EB*6")], 0, "before its trailer"),
    "cut before the end": (lambda text: text[: text.index("IEA")], 0, "before its trailer"),
    "trailer of another": (
        lambda text: text.replace("IEA*1*000000077", "IEA*1*000000078"),
        0,
        "interchange is 000000077",
    ),
    "groups miscounted": (lambda text: text.replace("IEA*1", "IEA*2"), 0, "counts 2 parts where 1 stand"),
    "group of another": (lambda text: text.replace("GE*2*7", "GE*2*8"), 0, "group is 7 in front and 8"),
    "sets miscounted": (lambda text: text.replace("GE*2*7", "GE*3*7"), 0, "counts 3 parts where 2 stand"),
    "set lost": (
        lambda text: text[: text.index("ST*271*0002")] + text[text.index("GE*") :],
        0,
        "counts 2 parts where 1",
    ),
    "set of another": (lambda text: text.replace("SE*12*0001", "SE*12*0009"), 1, "set is 0001 in front and 0009"),
    "segments miscounted": (lambda text: text.replace("SE*12*0001", "SE*13*0001"), 1, "counts 13 segments where 12"),
    "count no number": (lambda text: text.replace("SE*12*0001", "SE*¹²*0001"), 1, "segments where 12"),
    "segment lost": (lambda text: text.replace("EB*6**30~", ""), 1, "counts 12 segments where 11"),
    "set without end": (lambda text: text.replace("SE*12*0001~", ""), 1, "Set 0001 has no end"),
    "set without head": (lambda text: text.replace("ST*271*0001*005010X279A1~", ""), 1, "outside of where it belongs"),
    "group without end": (lambda text: text.replace("GE*2*7~", ""), 0, "group of the file has no end"),
    "segments without set": (
        lambda text: text.replace("ST*271*0001*005010X279A1~", "").replace("ST*271*0002*005010X279A1~", ""),
        0,
        "outside of where it belongs",
    ),
    "no group": (
        lambda text: text.replace(text[text.index("GS*") : text.index("ST*271*0001")], ""),
        0,
        "ST stands outside",
    ),
    "end before head": (lambda text: text.replace("ST*271*0001", "SE*271*0001", 1), 1, "outside of where"),
    "no names": (lambda text: text.replace("EB*1", "*1"), 0, "is none: it does not begin with a name"),
}


def test_what_is_wrong_is_a_sentence_and_the_rest_is_good() -> None:
    """It says what to do, and tells nothing of the patient."""
    for name, (change, whole, said) in FAULTS.items():
        text = change(WHOLE)
        assert text != WHOLE, name
        sets, fault = summary(text)
        assert whole == sets, name
        assert said in fault, (name, fault)
        assert fault.endswith("."), name
        assert "SMITH" not in fault, name
        assert fault.count("outside of where it belongs") < 2, name


BROKEN: Final[dict[str, Callable[[str], str]]] = {
    "cut in a segment": lambda text: text[: text.index("EB*1") + 3],
    "cut in the header": lambda text: text[:60],
    "cut between segments": lambda text: text[: text.index("EB*1")],
    "no sign behind it": lambda text: text.removesuffix("~") + "\n",
    "a letter in front": lambda text: f"From: payer\nSubject: answers\n\n{text}",
    "a line behind": lambda text: f"{text}EB*1**30~",
    "a page in between": lambda text: text.replace("EB*1", "<html>~EB*1"),
    "no group": lambda text: text.replace("GS*", "XX*", 1),
    "a segment without end": lambda text: text.replace("EB*1", "EB*" + "9" * 2 * LONGEST_SEGMENT),
    "a delimiter twice": lambda text: text.replace("*:~", "*~~", 1),
}


@pytest.mark.parametrize("piece", [1, 1 << 16])
def test_what_stands_beside_a_broken_interchange_is_good(piece: int) -> None:
    """Before it and behind it, whatever became of it."""
    for name, change in BROKEN.items():
        broken = change(ONE)
        assert broken != ONE, name
        sets, fault = summary(WHOLE + broken + other("|!>'")(WHOLE), piece if len(broken) < 5_000 else 1 << 16)
        alone, _ = summary(broken)
        assert 4 + alone == sets, name
        assert bool(fault) is (name != "no sign behind it"), name


def test_a_name_is_no_header() -> None:
    """Isa is one."""
    text = ONE.replace("JOHN", "ISA").replace("SMITH", "ISA")
    assert (1, "") == summary(text)


@pytest.mark.parametrize(
    ("day", "minute", "made"), [("20261123", "091559", "2611230915"), ("", "0915", ""), ("X", "Y", "")]
)
def test_when_it_was_made_is_told_or_not(day: str, minute: str, made: str) -> None:
    """Some write the century and seconds too; what is no time counts as none."""
    (found,) = read(ONE.replace("*261123*0915*", f"*{day}*{minute}*", 1))
    assert made == found.made


def test_any_text_is_a_fault_and_no_error() -> None:
    """Cut at every place, and with every character left out."""
    for at in range(len(ONE)):
        assert 0 == summary(ONE[:at])[0] or at == len(ONE) - 1
        summary(ONE[:at] + ONE[at + 1 :])


def test_no_more_is_held_than_a_segment() -> None:
    """However long the text is, and where a segment never ends."""
    head, body = ONE[: ONE.index("EB*")], "EB*1**30~"
    taken = 0

    def pieces() -> Iterator[str]:
        nonlocal taken
        yield head
        for piece in repeat(body * 100, 10_000):
            taken += 1
            yield piece

    found = segments(pieces())
    assert 50_000 == sum(1 for _ in islice(found, 50_000))
    assert taken < 510
    sets, fault = summary(head + "EB*" + "9" * 10 * LONGEST_SEGMENT)
    assert (0, True) == (sets, "does not end" in fault)


def test_what_a_clearing_house_says_of_a_file() -> None:
    """TA1 refuses the whole, 999 questions of it by their numbers, with the segment that is wrong."""
    group = "ST*999*0001*005010X231A1~AK1*HS*42*005010X279A1~"
    one = "AK2*270*000000012~IK5*A~AK2*270*000000013~IK3*NM1*8*2100C*8~IK4*9**1~IK5*R*5~"
    text = interchange(["X"], kind="999")
    text = text[: text.index("ST*")] + group + one + "AK9*P*2*2*1~SE*10*0001~" + text[text.index("GE*") :]
    (found,) = read(text)
    said = accepted(found.sets[0])
    assert said is not None
    assert ("42", None) == (said.file, said.refused)
    ((number, why),) = said.questions
    assert "000000013" == number
    assert "segment NM1 8, element 9" in why.why
    refused = text.replace(one, "").replace("SE*10*", "SE*4*").replace("AK9*P", "AK9*R")
    (found,) = read(refused)
    said = accepted(found.sets[0])
    assert said is not None
    assert said.refused
    ta1 = ONE[: ONE.index("GS*")] + "TA1*000000042*261123*0900*R*006~IEA*0*000000077~"
    (found,) = read(ta1)
    (segment,) = found.acknowledged
    told_of = delivered(segment)
    assert "000000042" == told_of.file
    assert told_of.refused is not None
    assert "sender is not known" in told_of.refused.why

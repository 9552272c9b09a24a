"""Is a question to a payer X12 that others read, in letters that they take, and does it tell what it may?"""

from __future__ import annotations

from datetime import date, datetime
from io import StringIO
from itertools import product
from typing import Final

import pytest
from pyx12.x12file import X12Reader

from core.clinic.model import Site
from core.clinic.payer import TOLD_IF_WANTED, Payer
from core.coverage.model import Coverage, Relation
from core.errors import BadInput
from core.exchange.x12.elements import plain_text
from core.exchange.x12.interchange import interchanges
from core.exchange.x12.questions import VERSION, Question, question_file
from core.exchange.x12.reviews import Review, review_file
from core.patients.model import Patient, Sex
from core.record_ref import PatientId
from core.settings.model import EligibilitySettings
from core.structs import replace
from core.verification.question import letterhead, question_of
from tests.payer import questions

SITE: Final = Site("main", "Main Street", "America/New_York", npi="1234567893")
PAYER: Final = Payer("aetna", "Aetna", payer_id="60054")
SMITH: Final = Patient(PatientId(1), "1001", "Smith", "John", date(1984, 3, 14), Sex.MALE)
OWN: Final = Coverage(1, SMITH.id, "aetna", member_id="W12-3456 789", group="G 7")
CHILD: Final = replace(OWN, relation=Relation.CHILD, subscriber="Smith-Ray, Maria")
ON: Final = date(2026, 11, 24)
AT: Final = datetime(2026, 11, 23, 10, 20)
SETTINGS: Final = EligibilitySettings(tax_id="98-7654321")


def asked(patient: Patient = SMITH, coverage: Coverage = OWN, payer: Payer = PAYER, site: Site = SITE) -> Question:
    """The first question about the coverage."""
    found = question_of(patient, coverage, ON, payer, site, settings=SETTINGS)
    return replace(found, number=1, trace="1-ABC")


def written(*asking: Question, settings: EligibilitySettings = SETTINGS) -> str:
    """The file that asks them."""
    numbered = [replace(one, number=at, trace=f"{at}-ABC") for at, one in enumerate(asking, start=1)]
    return question_file(numbered, letterhead(settings, settings.sender or SITE.npi), 42, AT)


def second_opinion(text: str) -> list[str]:
    """The segments as pyx12 reads them, which finds nothing wrong with counts, numbers and levels."""
    with X12Reader(StringIO(text)) as reader:
        found = [segment.format("", "*", ":").rstrip("~") for segment in reader]
        reader.cleanup()
        assert [] == reader.pop_errors()
    return found


def test_others_read_what_is_asked() -> None:
    """By every relation and everything that a payer may be told or not: pyx12, our own reader, and who only splits."""
    for relation, tells in product(Relation, [(), *[(one,) for one in TOLD_IF_WANTED], TOLD_IF_WANTED]):
        subscriber = "" if relation is Relation.SELF else "Smith-Ray, Maria"
        coverage = replace(OWN, relation=relation, subscriber=subscriber)
        text = written(*[asked(coverage=coverage, payer=replace(PAYER, tells=tells))] * 3)
        assert text.count("~") == len(second_opinion(text))
        (found,) = interchanges([text])
        assert ((), 3) == (found.faults, len(found.sets))
        first, *_ = questions(text)
        member_id = "W12-3456789" if "hyphens" in tells else "W123456789"
        told = (first.trace, first.payer, first.family, first.given, first.born, first.member_id, first.is_dependent)
        assert told == ("1-ABC", "60054", "SMITH", "JOHN", "19840314", member_id, relation is not Relation.SELF)
        assert ("20261124" if "date" in tells else "") == first.day
        assert ("REF*TJ*987654321" in text, "REF*6P*G 7" in text, "DMG*D8*19840314*M" in text) == (
            *("tax-id" in tells, "group" in tells, "sex" in tells),
        )
        assert ("INS*N*" in text) is ("relation" in tells and relation is not Relation.SELF)


def test_the_whole_of_a_question() -> None:
    """As the guide 005010X279A1 has it, for who is insured by themselves and by somebody else."""
    body = second_opinion(written(asked(), asked(coverage=CHILD)))
    assert [
        "ISA*00*          *00*          *ZZ*1234567893     *ZZ*CLEARINGHOUSE  *261123*1020*^*00501*000000042*0*P*:",
        f"GS*HS*1234567893*CLEARINGHOUSE*20261123*1020*42*X*{VERSION}",
        f"ST*270*000000001*{VERSION}",
        "BHT*0022*13*1-ABC*20261123*1020",
        "HL*1**20*1",
        "NM1*PR*2*AETNA*****PI*60054",
        "HL*2*1*21*1",
        "NM1*1P*2*MAIN STREET*****XX*1234567893",
        "HL*3*2*22*0",
        "TRN*1*1-ABC*1987654321",
        "NM1*IL*1*SMITH*JOHN****MI*W123456789",
        "DMG*D8*19840314*M",
        "DTP*291*D8*20261124",
        "EQ*30",
        "SE*13*000000001",
    ] == body[:15]
    assert [
        "HL*3*2*22*1",
        "NM1*IL*1*SMITH-RAY*MARIA****MI*W123456789",
        "HL*4*3*23*0",
        "TRN*1*2-ABC*1987654321",
        "NM1*03*1*SMITH*JOHN",
        "DMG*D8*19840314*M",
    ] == body[21:27]


NAMES: Final = {
    "Müller-Łukasz": "MULLER-LUKASZ",
    "O’Neil": "O'NEIL",
    "Nuñez": "NUNEZ",
    "Straße": "STRASSE",
    "Đặng": "DANG",
    "a*b~c:d^e|f": "A B C D E F",
    "x" * 99: "X" * 60,
    "陈": "",
    "Смит": "",
    "Ana 陈": "",
    "  ": "",
}


def test_names_are_told_in_letters_that_every_payer_takes() -> None:
    """Without accents, and with nothing that tells parts apart; half a name is never told."""
    for name, letters in NAMES.items():
        assert letters == plain_text(name, 60), name
    text = written(asked(replace(SMITH, family="Đặng*~:^", given="")))
    assert "NM1*IL*1*DANG*****MI*" in text
    assert text.isascii()
    second_opinion(text)
    assert "NM1*IL*1*SMITH*****MI*" in written(asked(replace(SMITH, family="", given="Smith")))


CANNOT: Final = [
    ({"patient": replace(SMITH, family="陈")}, "letters that payers read"),
    ({"coverage": replace(CHILD, subscriber="陈, 美玲")}, "letters that payers read"),
    ({"coverage": replace(OWN, member_id="陈1")}, "member id cannot be written"),
    ({"payer": replace(PAYER, payer_id="")}, "Aetna has no payer_id"),
    ({"payer": replace(PAYER, retired=True)}, "Aetna has no payer_id"),
    ({"site": replace(SITE, npi="")}, "Main Street has no npi"),
]


def test_who_cannot_be_asked_about_is_told_why() -> None:
    """Before anything is written."""
    for more, why in CANNOT:
        with pytest.raises(BadInput, match=why):
            asked(**more)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="tax_id is missing under"):
        question_of(SMITH, OWN, ON, replace(PAYER, tells=("tax-id",)), SITE, settings=EligibilitySettings())
    with pytest.raises(BadInput, match="sender or receiver"):
        letterhead(EligibilitySettings(receiver="陈"), "1")


def test_what_the_settings_say_of_sender_and_receiver() -> None:
    """Ids and their kinds, whether it is a test, and by what the traces are known."""
    settings = EligibilitySettings(
        sender="us", sender_kind="30", receiver="them", receiver_kind="27", tax_id="", test=True
    )
    text = written(asked(), settings=settings)
    assert text.startswith("ISA*00*          *00*          *30*US             *27*THEM           *")
    assert "*0*T*:~" in text
    assert "GS*HS*US*THEM*" in text
    assert "TRN*1*1-ABC*90000000US" in text


@pytest.mark.parametrize("coverage", [OWN, CHILD], ids=["own", "child"])
def test_a_request_for_an_authorization_is_read_by_others(coverage: Coverage) -> None:
    """Levels, counts and numbers are in order; urgency, days and visits are told; a renewal names the one before."""
    review = Review(asked(coverage=coverage), "MRI, knee~*", ON, date(2026, 12, 31), 6, is_urgent=True, before="A~1")
    found = second_opinion(review_file(review, letterhead(SETTINGS, SITE.npi), 42, AT))
    assert ["278", "0001", "005010X217"] == next(one for one in found if one.startswith("ST")).split("*")[1:]
    levels = ["1", "2", "3", *(["4"] if coverage is CHILD else [])]
    assert len(levels) + 1 == sum(one.startswith("HL*") for one in found)
    assert {
        "UM*HS*R*30***U",
        "REF*BB*A 1",
        "DTP*AAH*RD8*20261124-20261231",
        "HSD*VS*6",
        "MSG*MRI, KNEE",
        "TRN*1*1-ABC*1987654321",
    } <= set(found)
    plain = review_file(Review(asked(coverage=coverage), "x"), letterhead(SETTINGS, SITE.npi), 42, AT)
    assert "UM*HS*I*30~" in plain
    assert "HSD" not in plain

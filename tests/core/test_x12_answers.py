"""What does the desk tell of a payer's answer for the day of the visit, and which amounts does it take for the ones?"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Final

import pytest

from core.coverage.model import EnrolmentState
from core.exchange.x12.answers import Answer, answers
from core.exchange.x12.interchange import interchanges
from core.exchange.x12.rejections import rejected
from core.exchange.x12.segments import BadX12, Segment
from core.patients.model import Patient
from core.record_ref import PatientId
from core.structs import replace
from core.verification.benefit_words import desk_line, has_several, only_amounts
from core.verification.findings import findings
from core.verification.inquiry import Told
from core.verification.telling import is_somebody_else, told_of
from tests.depth import depth
from tests.payer import SOMEBODY, Question, interchange, told

ON: Final = date(2026, 11, 24)
SIGNS: Final = "*~^:\n\r 0aZ1-.é\x00\ufeff9"
CHILD: Final = replace(SOMEBODY, is_dependent=True)
ACTIVE, INACTIVE, UNKNOWN = EnrolmentState.ACTIVE, EnrolmentState.INACTIVE, EnrolmentState.UNKNOWN


def read(body: str) -> tuple[Answer, ...]:
    """The answers of the set with that body."""
    (found,) = interchanges([interchange([body])])
    assert () == found.faults
    return answers(found.sets[0])


def of(
    *said: str, question: Question = SOMEBODY, on: date = ON, above: tuple[str, ...] = (), dates: tuple[str, ...] = ()
) -> Told:
    """What an answer with these segments comes to."""
    (answer,) = read(told(question, *said, above=above, dates=dates))
    return told_of(answer, on, ("30",), "2611230915")


STATUSES: Final = {
    **dict.fromkeys("12345", ACTIVE),
    **dict.fromkeys("678", INACTIVE),
}
NETWORKS: Final = {"Y": " in network", "N": " out of network", "W": " in or out of network", "U": "", "": ""}
LISTS: Final = {"30": "", "": "", "98": ", office visit", "98^UC": ", office visit, urgent care"}
AMOUNTS: Final = {
    "B": ("27*25", "copay $25", ", visit"),
    "A": ("**.2", "coinsurance 20 %", ""),
    "C": ("23*500", "deductible $500", ", calendar year"),
    "C left": ("29*120.50", "deductible $120.50 left", ""),
    "C used": ("24*379.5", "deductible $379.50 used", ""),
    "G": ("23*3000", "out of pocket $3000", ", calendar year"),
    "F": ("29***VS*8", "limit 8 visits left", ""),
    "Y": ("34*40", "spend down $40", ", month"),
}


def test_every_status_code_with_every_list_for_patient_and_dependant() -> None:
    """Insured or not, as the code says of the health plan, whoever it is about; another code says neither."""
    for (code, state), question, services in product(STATUSES.items(), (SOMEBODY, CHILD), ("30", "", "1^30^98")):
        assert state is of(f"EB*{code}*IND*{services}**GOLD", question=question).state, code
    for code, question in product(("I", "V", "U", "X", "ZZ", ""), (SOMEBODY, CHILD)):
        assert UNKNOWN is of(f"EB*{code}**30", question=question).state, code


def test_every_amount_with_every_network_and_list() -> None:
    """The line says how much, in which network, over which time and for which services."""
    for (code, (said, much, period)), (network, place), (services, named), question in product(
        AMOUNTS.items(), NETWORKS.items(), LISTS.items(), (SOMEBODY, CHILD)
    ):
        period_code, _, rest = said.partition("*")
        stars = "*" * (5 - rest.count("*"))
        found = of("EB*1**30", f"EB*{code[0]}*IND*{services}***{period_code}*{rest}{stars}{network}", question=question)
        line = f"{much}{place}{period}, individual{named}"
        assert f"Active. {line[0].upper()}{line[1:]}." == desk_line(found), (code, network, services)


def test_rejections_say_why_and_what_to_do() -> None:
    """Wherever they stand, for patient and dependant; those about the patient are told first, and as such."""
    for code, is_about_patient in {"72": True, "75": True, "71": True, "42": False, "51": False, "99": False}.items():
        aaa = f"AAA*N**{code}*C"
        why = rejected(Segment("AAA", ("N", "", code, "C"), 1))
        for question in (SOMEBODY, CHILD):
            for found in (of(aaa, question=question), of(question=question, above=(aaa,))):
                assert found.is_rejected
                assert is_about_patient is found.is_about_patient
                assert f"Rejected. {why.why} {why.remedy}" == desk_line(found)
                assert UNKNOWN is found.state
    both = of("AAA*N**42*R", "AAA*N**75*C")
    assert both.problem.startswith("The payer does not find the subscriber.")
    assert "cannot answer at present" in both.problem
    assert "after 10 days" in of("AAA*N**42*X").remedy


def test_a_rejection_beside_an_answer_is_told_beside_it() -> None:
    """Of a kind of service, or where the payer answers nonetheless."""
    found = of("EB*1**30", "EB*B**30***27*25", "AAA*N**53*N")
    assert ACTIVE is found.state
    assert "Active. Copay $25, visit. The benefit does not go with the kind of provider." == desk_line(found)
    assert ACTIVE is of("AAA*Y**42*R", "EB*1**30").state


SAID: Final = {
    "nothing": ((), UNKNOWN, "did not say"),
    "amounts alone": (("EB*B**30***27*25",), UNKNOWN, "did not say"),
    "both": (("EB*1**30", "EB*6**30"), UNKNOWN, "said both"),
    "others alone": (("EB*1**35",), UNKNOWN, "for other services alone: dental"),
    "one list inactive": (("EB*1**30", "EB*6**35"), ACTIVE, ""),
    "plan over, new one": (
        ("EB*6**30**OLD", "DTP*291*RD8*20250101-20251231", "EB*1**30**NEW", "DTP*291*RD8*20260101-20261231"),
        ACTIVE,
        "NEW, from 1 Jan 2026, until 31 Dec 2026",
    ),
    "other days": (("EB*1**30", "DTP*291*RD8*20260101-20260630"), INACTIVE, "but not on that day"),
    "ended": (("EB*1**30", "DTP*357*D8*20261123"), INACTIVE, "but not on that day"),
    "ends that day": (("EB*1**30", "DTP*357*D8*20261124"), ACTIVE, "until 24 Nov 2026"),
    "begins that day": (("EB*1**30", "DTP*356*D8*20261124"), ACTIVE, "from 24 Nov 2026"),
    "the day asked about": (("EB*1**30", "DTP*291*D8*20261124"), ACTIVE, "Active."),
    "unreadable day": (("EB*1**30", "DTP*357*D8*20261345"), ACTIVE, "Active."),
    "message": (("EB*1**30", "MSG*CALL FOR DETAILS"), ACTIVE, "CALL FOR DETAILS."),
    "pending": (("EB*5**30",), ACTIVE, "Active. Pending investigation."),
    "lower case": (("eb*1**30", "eb*b**30***27*25*****y"), ACTIVE, "Copay $25 in network, visit"),
}


@pytest.mark.parametrize("case", SAID)
def test_what_counts_is_the_day_and_the_health_plan(case: str) -> None:
    """What is contradictory, of other days or of other services alone is none that the desk counts on."""
    said, state, text = SAID[case]
    found = of(*said)
    assert state is found.state
    assert text in desk_line(found)


def test_the_days_of_the_plan_are_told() -> None:
    """From those of the benefit, else of the patient, else of the subscriber."""
    found = of("EB*1**30", dates=("DTP*346*D8*20260101", "DTP*347*D8*20261231"))
    assert (date(2026, 1, 1), date(2026, 12, 31)) == (found.starts, found.ends)


OLD: Final = ("DTP*346*D8*20200101", "DTP*347*D8*20251231")
PLANS: Final = {
    "over": (OLD, (), INACTIVE, "Not insured, from 1 Jan 2020, until 31 Dec 2025. The payer knows the patient, but"),
    "over by span": (("DTP*291*RD8*20250101-20251231",), (), INACTIVE, "from 1 Jan 2025, until 31 Dec 2025. The payer"),
    "to begin": (("DTP*346*D8*20261201",), (), INACTIVE, "Not insured, from 1 Dec 2026. The payer knows"),
    "policy over": (("DTP*540*D8*20260731",), (), INACTIVE, "Not insured, until 31 Jul 2026."),
    "benefit's own": (OLD, ("DTP*291*RD8*20260101-20261231",), ACTIVE, "from 1 Jan 2026, until 31 Dec 2026."),
    "benefit's begin alone": (
        ("DTP*347*D8*20261130",),
        ("DTP*348*D8*20260101",),
        ACTIVE,
        "from 1 Jan 2026, until 30 Nov",
    ),
    "benefit begins after all": (OLD, ("DTP*348*D8*20260101",), ACTIVE, "Active, from 1 Jan 2026."),
    "no end": (("DTP*346*D8*20200101", "DTP*347*D8*99991231"), (), ACTIVE, "Active, from 1 Jan 2020."),
    "no begin": ((), ("DTP*291*RD8*19000101-22991231",), ACTIVE, "Active."),
    "backward": ((), ("DTP*291*RD8*20261231-20260101",), ACTIVE, "The date '20261231-20260101' cannot be read."),
    "half read": ((), ("DTP*291*RD8*20260101-2026063",), ACTIVE, "from 1 Jan 2026. The date '20260101-2026063' cannot"),
    "not as dates are": (("DTP*347*D8*12/31/2026",), (), ACTIVE, "Active. The date '12/31/2026' cannot be read."),
    "died": (("DTP*442*D8*20260701",), (), ACTIVE, "The payer has the patient as deceased on 1 Jul 2026."),
    "premium": (("DTP*343*D8*20260731",), (), ACTIVE, "Premiums are paid until 31 Jul 2026."),
}


@pytest.mark.parametrize("case", PLANS)
def test_the_plan_holds_on_the_day_or_not(case: str) -> None:
    """Also where it is the patient's dates that say so, and not the benefit's; what cannot be read is told."""
    dates, own, state, text = PLANS[case]
    found = of("EB*1**30", *own, dates=dates)
    assert state is found.state
    assert text in desk_line(found)


def test_what_is_said_twice_is_told_once_and_a_plan_that_is_over_is_not_the_plan() -> None:
    """Of two lines that say the same, one; the name of the plan is that of the one that counts."""
    found = of("EB*6**30**OLD", "DTP*347*D8*20251231", "EB*1**30", "EB*B**98***27*25", "EB*B**98***27*25")
    assert "Active. Copay $25, visit, office visit." == desk_line(found)
    assert "'-3' cannot be read" in desk_line(of("EB*1**30", "EB*F**33***29***VS*-3"))


AMOUNTS_AS_WRITTEN: Final = {
    "$1,500.00": "$1500",
    "12,345,678.5": "$12345678.50",
    "$25": "$25",
    "1,50": "'1,50' cannot be read",
    ",500": "',500' cannot be read",
    "1,500,00": "'1,500,00' cannot be read",
}


def test_amounts_are_read_as_people_write_them_too() -> None:
    """Where that can mean one thing alone; and what a payer says in sentences ends once."""
    for typed, told_as in AMOUNTS_AS_WRITTEN.items():
        assert told_as in desk_line(of("EB*1**30", f"EB*C*IND*30***23*{typed}")), typed
    found = of("EB*4**30", "EB*B**98**GOLD*27*20", "EB*F**PT**SILVER*23***VS*1", "MSG*Not a guarantee.")
    assert desk_line(found) == (
        "Active, GOLD. Copay $20, visit, office visit; limit 1 visit, calendar year, physical therapy, SILVER, "
        "Not a guarantee. Services capitated to the primary care physician."
    )


COPAYS: Final = {
    ("EB*B**30***27*25*****Y",): {"copay": 2500},
    ("EB*B**30***27*25", "EB*B**98***27*25"): {"copay": 2500},
    ("EB*B**30***27*10*****Y", "EB*B**30***27*30*****N"): {},
    ("EB*B**98***27*25", "EB*B**UC***27*50"): {},
    ("EB*B**30***27*0",): {"copay": 0},
    ("EB*B**86***27*250",): {},
    ("EB*B**30***27*50*****N",): {},
    ("EB*B**PT***27*40",): {"copay": 4000},
    ("EB*B**98^86***27*25*****Y",): {"copay": 2500},
    ("EB*A**47*****.3",): {},
    ("EB*B**30***27*abc",): {},
    ("EB*B**30***27*-5",): {},
    ("EB*A**30*****.2",): {"coinsurance": 20},
    ("EB*A**30*****0.125",): {},
    ("EB*A**30*****1",): {"coinsurance": 100},
    ("EB*A**30*****20",): {"coinsurance": 20},
    ("EB*C*IND*30***23*500", "EB*C*FAM*30***23*1500", "EB*C*IND*30***29*120"): {
        "deductible": 50000,
        "deductible_left": 12000,
    },
    ("EB*C*IND*30***23*500*****Y", "EB*C*IND*30***23*900*****N"): {},
    ("EB*C*IND*30***23*500", "EB*C*IND*30***29*600"): {"deductible_left": 60000},
    ("EB*G*IND*30***23*3000", "EB*G*IND*30***29*2500"): {"out_of_pocket": 300000, "out_of_pocket_left": 250000},
    ("EB*C*IND*30***24*100",): {},
}


def test_of_several_amounts_none_is_chosen() -> None:
    """All of them are told; the one that is alone is the one."""
    for said, amounts in COPAYS.items():
        found = of("EB*1**30", *said)
        assert amounts == only_amounts(found, ("PT",)), said
        assert len(said) == len(found.lines)
    several = of("EB*1**30", "EB*B**98***27*25*****Y", "EB*B**98***27*50*****N")
    assert has_several(several)
    assert "Copay $25 in network, visit, office visit; copay $50 out of network, visit, office visit." in desk_line(
        several
    )
    for typed in ("abc", "1E999999", "1E-999999", "1_0", "NaN"):
        for before in ("EB*B**30***27*", "EB*A**30***27**", "EB*F**30***27***VS*"):
            assert f"'{typed}' cannot be read" in desk_line(of("EB*1**30", f"{before}{typed}"))


def test_quantities_messages_and_names_stay_with_their_benefit() -> None:
    """Visits that are delivered by HSD, a provider in the loop behind, and what the payer adds."""
    found = of(
        "EB*1**30",
        "EB*F**PT********Y",
        "HSD*VS*12***29",
        "MSG*AFTER REFERRAL",
        "EB*L",
        "LS*2120",
        "NM1*P3*1*JONES*MARCUS",
        "LE*2120",
    )
    assert "12 visits left" in desk_line(found)
    assert "physical therapy, needs authorization, AFTER REFERRAL" in desk_line(found)
    assert "JONES, MARCUS" in desk_line(found)
    assert "SMITH" not in desk_line(found)


LOOPS: Final = {
    "places": (
        ("EB*B**98***27*25", "III*ZZ*11", "EB*B**98***27*40", "III*ZZ*21", "III*ZZ*98", "III***44*IN TOWN"),
        "$25, visit, office visit, in the office; copay $40, visit, office visit, as inpatient, place 98, IN TOWN",
    ),
    "procedure": (("EB*B**98***27*25******HC:99213:25",), "Copay $25, visit, office visit, procedure 99213."),
    "a quantity told twice": (
        ("EB*F**PT***23***VS*20", "HSD*VS*2*WK*1*34*6", "HSD*VS*5***29"),
        "Limit 20 visits, calendar year, physical therapy, 2 visits per week in 6 months, 5 visits left.",
    ),
    "a quantity over several periods": (
        ("EB*F**PT", "HSD*VS*12*MO*3*34*6"),
        "Limit 12 visits, physical therapy, per 3 months in 6 months.",
    ),
    "loops and numbers": (
        (
            *("EB*L**30", "REF*G1*A77", "REF*1L*9", "LS*2120", "NM1*P3*1*JONES*MARCUS****XX*1", "N3*1 ELM", "N4*X"),
            *("PER*IC*FRONT DESK*TE*6175550100*FX*1", "PRV*PE*PXC*1", "LE*2120", "MSG*CALL FIRST"),
        ),
        "Primary care provider, authorization A77, JONES, MARCUS, FRONT DESK, 6175550100, CALL FIRST.",
    ),
    "another insurance": (
        ("EB*R*IND*30*MP", "LS*2120", "NM1*PRP*2*MEDICARE", "LE*2120", "LS*2120", "NM1*IL*1*DOE*JANE", "LE*2120"),
        "Other payer, individual, Medicare primary, MEDICARE, DOE, JANE.",
    ),
    "some services not": (("EB*6**35^AL", "EB*1**98"), "Active. Not insured for dental, vision."),
    "services repeated": (("EB*B**98^UC^MH^PT^AL***27*25",), "office visit, urgent care, mental health, 2 more."),
    "a kind of insurance": (("EB*1**30*HM",), "Active, HMO."),
    "refused beside": (("EB*V**MH", "AAA*N**54*N"), "The kind of service is named wrongly."),
}


@pytest.mark.parametrize("case", LOOPS)
def test_whatever_follows_upon_a_benefit_is_told_with_it(case: str) -> None:
    """For patient and dependant: place, procedure, how often, who and their phone, in whatever loops."""
    said, text = LOOPS[case]
    for question in (SOMEBODY, CHILD):
        found = of(*(() if said[-1].startswith("EB*1**30") else ("EB*1**30",)), *said, question=question)
        assert ACTIVE is found.state
        assert text in desk_line(found)


def test_medical_care_stands_for_the_health_plan_that_a_payer_does_not_name() -> None:
    """As where it lists the kinds of service one by one; another than the payer was asked about says nothing."""
    assert ACTIVE is of("EB*1**1^33^47^98", "EB*6**35").state
    assert INACTIVE is of("EB*6**1^33^47^98").state
    assert UNKNOWN is of("EB*1**33^47").state


def test_a_benefit_that_cannot_be_processed_is_a_rejection() -> None:
    """Where nothing else is said."""
    assert desk_line(of("EB*V**30", "AAA*N**62*N")).startswith("Rejected. The day of the visit is too far off")
    assert UNKNOWN is of("EB*V**30").state


def test_a_subscriber_who_is_rejected_is_no_answer_of_its_own_but_where_it_was_asked_about() -> None:
    """The dependant's question is rejected, once."""
    body = told(CHILD).replace("MI*W1~HL*4", "MI*W1~AAA*N**75*C~HL*4")
    (one,) = read(body)
    assert (("12-ABCDEFGHIJ",), True) == (one.traces, one.is_dependent)
    assert "does not find the subscriber" in told_of(one, ON, ("30",), "").problem
    assert [("11-S",), ("12-ABCDEFGHIJ",)] == [
        found.traces for found in read(body.replace("HL*3*2*22*1", "HL*3*2*22*1~TRN*2*11-S*9"))
    ]


def test_what_is_said_of_a_subscriber_who_was_not_asked_about_is_no_answer() -> None:
    """Beside a dependant who was, by a trace of their own."""
    body = told(CHILD, "EB*1**30", "AAA*N**71*C").replace("MI*W1~HL*4", "MI*W1~EB*1**30**GOLD~HL*4")
    (one,) = read(body)
    assert (("12-ABCDEFGHIJ",), True) == (one.traces, one.is_dependent)


IN_DISORDER: Final[dict[str, Callable[[str], str]]] = {
    "benefit of the payer": lambda body: body.replace("NM1*PR", "EB*1**30~NM1*PR"),
    "benefit of nobody": lambda body: body.replace("HL*1**20*1", "EB*1**30~HL*1**20*1"),
    "no levels": lambda _: "BHT*0022*11*X~EB*1**30",
    "levels mixed": lambda body: body.replace("HL*3*2*22*0", "HL*3*1*22*0"),
    "level of nothing": lambda body: body.replace("HL*3*2*22*0", "HL*3*9*22*0"),
    "number twice": lambda body: body.replace("HL*3*2*22*0", "HL*2*2*22*0"),
    "trace behind": lambda body: body.replace("EB*1**30", "EB*1**30~TRN*2*OTHER*9"),
    "patient behind": lambda body: body.replace("EB*1**30", "EB*1**30~NM1*IL*1*OTHER*ANN"),
    "two beginnings": lambda body: body.replace("EB*1**30", "BHT*0022*11*X~EB*1**30"),
    "patient before clinic": lambda body: body.replace("HL*2*1*21*1", "HL*2*1*22*1"),
    "nobody": lambda body: body[: body.index("~HL*3")],
}


def test_what_stands_in_disorder_is_no_answer() -> None:
    """A benefit belongs to whom it stands under, and to nobody else."""
    body = told(SOMEBODY, "EB*1**30")
    for name, change in IN_DISORDER.items():
        (found,) = interchanges([interchange([change(body)])])
        with pytest.raises(BadX12) as caught:
            answers(found.sets[0])
        assert any(word in caught.value.sentence for word in ("disorder", "nothing of anybody")), name


def test_a_payer_above_whom_something_is_named_is_read() -> None:
    """There is nothing above it, whatever its level says; and zeros in front of a number do not count."""
    for top, below in (("HL*1*0*20*1", "HL*2*1*21*1"), ("HL*0001**20*1", "HL*2*01*21*1")):
        body = told(SOMEBODY, "EB*1**30").replace("HL*1**20*1", top).replace("HL*2*1*21*1", below)
        (answer,) = read(body)
        assert "THE PAYER" == answer.payer


def test_two_patients_of_one_set_stay_two() -> None:
    """A subscriber who asked for themselves and for a child."""
    child = "HL*4*3*23*0~TRN*2*13-CHILD*9~NM1*03*1*SMITH*AMY~DMG*D8*20200101~EB*6**30"
    both = read(f"{told(SOMEBODY, 'EB*1**30').replace('HL*3*2*22*0', 'HL*3*2*22*1')}~{child}")
    assert [("12-ABCDEFGHIJ",), ("13-CHILD",)] == [one.traces for one in both]
    assert [ACTIVE, INACTIVE] == [told_of(one, ON, ("30",), "").state for one in both]
    assert ["JOHN", "AMY"] == [one.person.given for one in both]


def test_a_payer_that_cannot_answer_names_the_question_alone() -> None:
    """There is no patient then, and the set says which question it was."""
    (one,) = read("BHT*0022*11*12-ABC*20261123*0915~HL*1**20*0~AAA*Y**42*R~NM1*PR*2*P*****PI*P1")
    assert ("12-ABC", ()) == (one.reference, one.traces)
    assert told_of(one, ON, ("30",), "").is_rejected


ABOUT: Final = [
    ("SMITH", "JOHN", "19840314", False),
    ("SMITHE", "J", "19840314", False),
    ("SMITH-JONES", "JOHN", "", False),
    ("", "", "", False),
    ("SMITH", "JOHN", "19840315", True),
    ("MUELLER", "ANNA", "19840314", True),
    ("MUELLER", "JOHN", "19840314", False),
    ("SMITH", "ANNA", "19840314", True),
    ("SMITH", "MARIA", "", True),
    ("SMITH", "JACK", "19840314", False),
    ("SMITH", "JON", "19840314", False),
    ("SMITH", "LEE JOHN", "19840314", False),
    ("SMITH", "", "19840314", False),
    ("JOHN", "SMITH", "19840314", False),
]


@pytest.mark.parametrize(("family", "given", "born", "is_other"), ABOUT)
def test_an_answer_about_somebody_else_is_known(family: str, given: str, born: str, *, is_other: bool) -> None:
    """By another birth date, by names of which none agrees, or by another given name, as a twin or a parent has."""
    question = replace(SOMEBODY, family=family, given=given, born=born)
    (answer,) = read(told(question, "EB*1**30"))
    assert is_other is is_somebody_else(answer, Patient(PatientId(1), "1", "Smith", "John", date(1984, 3, 14)))


def test_the_samples_are_read(corpora: Path) -> None:
    """Each without a fault; the answers with all that is in them."""
    lines: list[str] = []
    for file in sorted((corpora / "x12-270-271").glob("*.27[01]")):
        (found,) = interchanges([file.read_text()])
        assert () == found.faults
        assert 1 == len(found.sets)
        if found.sets[0].kind == "271":
            (answer,) = answers(found.sets[0])
            assert ("93175-012547",) == answer.traces
            lines.append(desk_line(told_of(answer, date(2006, 5, 1), ("30",), found.made)))
    services = "visit, medical care, chiropractic, dental, 7 more"
    line = (
        "Active, GOLD 123 PLAN, from 1 Jan 2006. Primary care provider, JONES, MARCUS; "
        f"copay $10 in network, {services}; copay $30 out of network, {services}."
    )
    assert [line, line] == lines


def _damaged(text: str, rng: random.Random) -> str:
    """The text with parts left out, put in, doubled or changed."""
    signs = list(text)
    for _ in range(rng.choice((1, 1, 2, 5, 30))):
        at = rng.randrange(len(signs))
        match rng.randrange(5):
            case 0:
                del signs[at : at + rng.randrange(1, 40)]
            case 1:
                signs.insert(at, rng.choice(SIGNS))
            case 2:
                signs[at] = rng.choice(SIGNS)
            case 3:
                to = rng.randrange(len(signs))
                signs[to:to] = signs[at : at + rng.randrange(1, 60)]
            case _:
                signs[at] = signs[at].swapcase()
    return "".join(signs)


def test_whatever_comes_is_told_or_a_fault_and_never_an_error() -> None:
    """Nothing of a file is passed over in silence, and no fault is without a sentence."""
    rng = random.Random("damaged")
    several = (
        "EB*1**30**GOLD",
        "DTP*291*RD8*20260101-20261231",
        "EB*B**98^UC***27*25*****Y",
        "EB*F**PT",
        "HSD*VS*12***29",
    )
    named = ("EB*L", "LS*2120", "NM1*P3*1*JONES*MARCUS", "LE*2120")
    whole = interchange(
        [told(SOMEBODY, *several, *named), told(CHILD, "AAA*N**72*C"), told(CHILD, "EB*A*FAM*30*****.2")]
    )
    for _ in range(depth(400, whole=30_000)):
        found = findings(_damaged(whole, rng).encode(errors="replace"))
        assert found.answers or found.acknowledged or found.faults
        assert all(fault.endswith(".") for fault in found.faults)
        for answer, made in found.answers:
            comes_to = told_of(answer, ON, ("30",), made)
            assert desk_line(comes_to).endswith(".")
            only_amounts(comes_to, ("30",))
            is_somebody_else(answer, Patient(PatientId(1), "1", "Smith", "John", date(1984, 3, 14)))


def test_a_plan_of_another_payer_is_not_the_plan() -> None:
    """Nor is what another source has."""
    assert "Active. Other payer, THEIRS." == desk_line(of("EB*1**30", "EB*R**30**THEIRS"))
    advantage = of("EB*1**30*MA", "EB*1**30*MB", "EB*R**30*HN*H12 1", "EB*C**96*MB**23*240", "EB*A**96*MB****.2")
    assert desk_line(advantage) == (
        "Active, Medicare A, Medicare B. Other payer, HMO, Medicare risk, H12 1; "
        "deductible $240, calendar year, professional, Medicare B; coinsurance 20 %, professional, Medicare B."
    )
    assert desk_line(of("EB*1**30", "EB*R**30**THEIRS", "EB*B**30**GOLD")).startswith("Active, GOLD. ")


TWICE: Final = {
    "a second birth date": ("EB*1", "DMG*D8*19700101~EB*1"),
    "a second person": ("EB*1", "NM1*IL*1*DOE*JANE****MI*W9~EB*1"),
    "a person above": ("HL*2", "NM1*IL*1*DOE*JANE****MI*W9~HL*2"),
    "a trace above": ("HL*2", "TRN*2*12-ABC*9000000000~HL*2"),
}


@pytest.mark.parametrize("case", TWICE)
def test_who_it_is_about_is_said_once_and_of_a_patient(case: str) -> None:
    """Where two stand, what follows may be of the other."""
    with pytest.raises(BadX12, match="belongs to nobody"):
        read(told(SOMEBODY, "EB*1**30").replace(*TWICE[case], 1))


def test_services_are_told_apart_where_no_sign_is_named() -> None:
    """A header of version 4010 above an answer of 5010."""
    text = interchange([told(SOMEBODY, "EB*1**98^30")]).replace("*^*00501", "*U*00401")
    ((answer, _),) = findings(text.encode()).answers
    assert ("98", "30") == answer.benefits[0].services
    assert ACTIVE is told_of(answer, ON, ("30",), "").state


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252"]
)
def test_it_is_read_in_whichever_encoding(encoding: str) -> None:
    """With a mark in front or without."""
    text = interchange([told(replace(SOMEBODY, family="MÜLLER"), "EB*1**30")])
    ((answer, _),) = findings(text.encode(encoding)).answers
    assert "MÜLLER" == answer.person.family

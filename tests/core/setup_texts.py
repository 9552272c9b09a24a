"""Set-up files and the clinic they make, as several tests need them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

import pytest

from core.access.model import User
from core.clinic.dated import Block, ExceptionKind, Holiday, Outage, SessionException
from core.clinic.form import Form
from core.clinic.model import Clinic, Equipment, Interpreter
from core.clinic.outreach import RecallKind, ServiceInfo
from core.clinic.payer import Fee, Payer
from core.clinic.reason import CaseRule
from core.errors import BadSettings
from core.setup.file import read_setup
from core.setup.kinds import KINDS
from core.setup.report import SetupReport
from core.structs import field_names, replace

PLACE: Final = "clinic.toml"
TABLES: Final = tuple(kind.table for kind in KINDS)

BASE: Final = """
[[site]]
code = "main"
name = "Main Street"
zone = "America/New_York"

[[room]]
code = "R1"
site = "main"

[[provider]]
code = "lee"
name = "Lee, Dana MD"

[[visit_type]]
code = "fu20"
name = "Follow-up"
minutes = 20

[[session]]
provider = "lee"
site = "main"
days = ["mon", "wed"]
from = "09:00"
to = "12:00"
"""

NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "site": {"code": '"main"'},
    "room": {"code": '"R1"'},
    "provider": {"code": '"lee"'},
    "visit_type": {"code": '"fu20"'},
    "equipment": {"code": '"ecg"', "site": '"main"'},
    "interpreter": {"code": '"ortiz"'},
    "outage": {"equipment": '"ecg"', "site": '"main"', "date": "2026-12-24"},
    "payer": {"code": '"aetna"'},
    "fee": {"type": '"fu20"', "code": '"99213"', "from": "2026-01-01"},
    "form": {"code": '"privacy"'},
    "case_rule": {"kind": '"task"', "state": '"new"'},
    "recall": {"code": '"year"'},
    "info": {"topic": '"bring"'},
    "reason": {"code": '"sick"', "for": '"cancel"'},
    "user": {"name": '"ana"'},
    "session": {"provider": '"lee"', "site": '"main"', "days": '["wed", "mon"]', "from": '"09:00"'},
    "exception": {"provider": '"lee"', "date": "2026-12-24", "kind": '"leave"'},
    "holiday": {"site": '"main"', "date": "2026-12-25"},
    "block": {"provider": '"lee"', "start": '"2026-11-23T10:00"'},
}
"""What names one record of each kind in `small_clinic`, as TOML."""


def entry(table: str, keys: Mapping[str, str]) -> str:
    """One table of a set-up file; the values are TOML."""
    return f"[[{table}]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())


def setup_of(text: str, current: Clinic | None = None) -> tuple[Clinic, SetupReport]:
    """The clinic and report that the set-up file `text` makes of `current` (None: nothing set up yet)."""
    return read_setup(text, current=current or Clinic(), place=PLACE)


def problems_of(text: str, current: Clinic | None = None) -> tuple[str, ...]:
    """What is wrong with the set-up file `text`."""
    with pytest.raises(BadSettings) as refusal:
        setup_of(text, current)
    return refusal.value.problems


def small_clinic() -> Clinic:
    """What BASE sets up, and one record of every kind that it leaves out."""
    base, _ = setup_of(BASE)
    return replace(
        base,
        exceptions=(SessionException("lee", date(2026, 12, 24), ExceptionKind.LEAVE),),
        holidays=(Holiday("main", date(2026, 12, 25), "Christmas"),),
        blocks=(Block("lee", datetime(2026, 11, 23, 10), datetime(2026, 11, 23, 11), "procedure"),),
        equipment={("main", "ecg"): Equipment("ecg", "main")},
        outages=(Outage("ecg", "main", date(2026, 12, 24)),),
        interpreters={"ortiz": Interpreter("ortiz", "Ortiz, Ana", ("Spanish",))},
        payers={"aetna": Payer("aetna", "Aetna")},
        fees=(Fee("fu20", "99213", "Office visit", 12_050, starts=date(2026, 1, 1)),),
        forms={"privacy": Form("privacy", "Privacy notice")},
        case_rules={("task", "new"): CaseRule("task", "new", 2, "hours")},
        recalls={"year": RecallKind("year", "Yearly check", 12, ("fu20",))},
        infos={("bring", "", "", "en"): ServiceInfo("bring", "Your card")},
        users={"ana": User("ana")},
    )


_NO_COUNTS = {"stranded", "notes"}


def counted(report: SetupReport) -> dict[str, dict[str, int]]:
    """The counts that are not 0, by act and table."""
    acts = {name: getattr(report, name) for name in field_names(type(report)) if name not in _NO_COUNTS}
    return {
        act: {table: count for table, count in counts.items() if count}
        for act, counts in acts.items()
        if any(counts.values())
    }

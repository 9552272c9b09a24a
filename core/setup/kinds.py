"""Which tables may a set-up file have, how is each key read, and what must hold within one record?"""

from __future__ import annotations

from typing import Final

from core.access.model import User
from core.access.roles import ROLES
from core.cases.kind import Unit
from core.cases.kinds.book import KINDS as CASE_KINDS
from core.cases.rules import POOLS
from core.cases.sentences import KIND_NOUN
from core.clinic.dated import Block, ExceptionKind, Holiday, Outage, SessionException
from core.clinic.model import (
    ANY_PATIENT,
    NEW_PATIENTS,
    Equipment,
    Interpreter,
    Provider,
    Room,
    Session,
    Site,
    VisitType,
)
from core.clinic.reason import CaseRule, Reason
from core.patients.model import Sex
from core.schedule.model.appointment import Mode
from core.settings.model import LONGEST_MINUTES
from core.setup import sentences
from core.setup.case_checks import LONGEST_DUE, is_open_state, needs_due
from core.setup.checks import (
    after,
    ages_in_order,
    both_or_neither,
    finishes_after,
    further_part_fits,
    hours_belong_together,
    is_npi,
    not_before,
    only_of_extra,
    provider_part_fits,
    says_who_cancels,
    weeks_are_counted,
)
from core.setup.form_kind import FORM
from core.setup.kind import Check, Key, Kind
from core.setup.money_kinds import MONEY_KINDS
from core.setup.outreach_kinds import OUTREACH_KINDS
from core.text.allowed import OneOf, Within
from core.toml.times import closing_time, day, moment, wall_time
from core.toml.values import (
    Reader,
    age,
    choice,
    code,
    login,
    member,
    place_among,
    several,
    text,
    whole,
    zone,
)

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""In the order of `Session.days`."""


def _words(*words: str) -> Reader:
    return choice(OneOf(words))


def _codes(name: str, *, of: str) -> Key:
    return Key(name, several(code), names=of)


_MINUTES: Final = whole(Within(0, LONGEST_MINUTES))
_COUNT: Final = whole(Within(0, 999))
_GRID: Final = choice(OneOf((1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60)), sentences.A_GRID)
_TEXTS: Final = several(text)
_STARTS_AND_ENDS: Final = (Key("starts", day), Key("ends", day))
_LAST_DAY: Final = Check("ends", ("starts", "ends"), not_before("starts"))
_BUFFERS: Final = (Key("buffer_before", _MINUTES), Key("buffer_after", _MINUTES))
_OVERBOOKS: Final = Key("overbooks", _COUNT)
_MODES: Final = Key("modes", several(_words(*(mode.value for mode in Mode)), least=1))
_HOURS: Final = (Key("from", wall_time, "begin"), Key("to", closing_time, "finish"))
_SITE: Final = Key("site", code, names="site")
_PROVIDER: Final = Key("provider", code, names="provider")

KINDS: Final = (
    Kind(
        "site",
        "sites",
        Site,
        ("code",),
        (
            Key("code", code),
            Key("name", text),
            Key("zone", zone),
            Key("grid", _GRID),
            _OVERBOOKS,
            Key("travel", _MINUTES),
            *(Key("npi", text), Key("phone", text), Key("address", text), Key("language", text)),
        ),
        (Check("npi", ("npi",), is_npi),),
    ),
    Kind("room", "rooms", Room, ("code",), (Key("code", code), _SITE, Key("kind", text), Key("cleanup", _MINUTES))),
    Kind(
        "provider",
        "providers",
        Provider,
        ("code",),
        (
            Key("code", code),
            Key("name", text),
            Key("skills", _TEXTS),
            *_STARTS_AND_ENDS,
            _OVERBOOKS,
            *_BUFFERS,
            Key("languages", _TEXTS),
            _MODES,
        ),
        (_LAST_DAY,),
    ),
    Kind(
        "visit_type",
        "visit_types",
        VisitType,
        ("code",),
        (
            Key("code", code),
            Key("name", text),
            Key("minutes", whole(Within(1, LONGEST_MINUTES))),
            Key("provider_from", _MINUTES),
            Key("provider_minutes", whole(Within(1, LONGEST_MINUTES))),
            *_BUFFERS,
            Key("room_kind", text),
            Key("block_kind", text),
            _codes("equipment", of="equipment"),
            Key("skills", _TEXTS),
            Key("min_age", age),
            Key("max_age", age),
            Key("sex", _words(*(sex.value for sex in Sex))),
            Key("patients", _words(ANY_PATIENT, NEW_PATIENTS, "established")),
            _MODES,
            Key("requires", several(_words("referral", "authorization"))),
            Key("capacity", whole(Within(1, 999))),
            _OVERBOOKS,
            Key("with", several(code), "further", names="provider"),
            Key("with_skills", _TEXTS, "further_skills"),
            Key("with_from", _MINUTES, "further_from"),
            Key("with_minutes", whole(Within(1, LONGEST_MINUTES)), "further_minutes"),
        ),
        (
            Check("provider_minutes", ("minutes", "provider_from", "provider_minutes"), provider_part_fits),
            Check("with_minutes", ("minutes", "further_from", "further_minutes"), further_part_fits),
            Check("max_age", ("min_age", "max_age"), ages_in_order),
        ),
    ),
    Kind(
        "equipment",
        "equipment",
        Equipment,
        ("site", "code"),
        (Key("code", code), _SITE, Key("count", _COUNT)),
    ),
    Kind(
        "interpreter",
        "interpreters",
        Interpreter,
        ("code",),
        (
            *(Key("code", code), Key("name", text), Key("languages", several(text, least=1))),
            *(_SITE, Key("count", whole(Within(1, 999)))),
            Key("days", several(place_among(DAYS, sentences.A_DAY), least=1, in_order=True)),
            *_HOURS,
        ),
        (Check("from", ("begin", "finish"), both_or_neither), Check("to", ("begin", "finish"), finishes_after("from"))),
    ),
    Kind(
        "outage",
        "outages",
        Outage,
        ("site", "equipment", "on"),
        (
            *(Key("equipment", code, names="equipment"), _SITE, Key("date", day, "on"), Key("until", day)),
            *(Key("count", _COUNT), Key("note", text)),
        ),
        (Check("until", ("on", "until"), not_before("date")),),
    ),
    Kind(
        "session",
        "sessions",
        Session,
        ("provider", "site", "days", "begin"),
        (
            _PROVIDER,
            _SITE,
            Key("days", several(place_among(DAYS, sentences.A_DAY), least=1, in_order=True)),
            *_HOURS,
            Key("every", whole(Within(1, 52))),
            *_STARTS_AND_ENDS,
            Key("capacity", whole(Within(1, 999))),
            _OVERBOOKS,
            _codes("types", of="visit_type"),
        ),
        (
            Check("to", ("begin", "finish"), finishes_after("from")),
            Check("every", ("every", "starts"), weeks_are_counted),
            _LAST_DAY,
        ),
    ),
    Kind(
        "exception",
        "exceptions",
        SessionException,
        ("provider", "on", "kind", "begin"),
        (
            _PROVIDER,
            Key("date", day, "on"),
            Key("kind", member(ExceptionKind)),
            Key("until", day),
            *_HOURS,
            _SITE,
            Key("note", text),
            Key("capacity", whole(Within(1, 999))),
            _OVERBOOKS,
            _codes("types", of="visit_type"),
        ),
        (
            Check("capacity", ("kind", "capacity", "overbooks", "types"), only_of_extra),
            Check("from", ("kind", "begin", "finish"), hours_belong_together),
            Check("to", ("begin", "finish"), finishes_after("from")),
            Check("until", ("on", "until"), not_before("date")),
        ),
    ),
    Kind("holiday", "holidays", Holiday, ("site", "on"), (_SITE, Key("date", day, "on"), Key("name", text))),
    Kind(
        "block",
        "blocks",
        Block,
        ("provider", "start"),
        (
            _PROVIDER,
            Key("start", moment),
            Key("end", moment),
            Key("kind", text),
            _SITE,
            _codes("types", of="visit_type"),
            Key("release_hours", whole(Within(0, 8_760))),
        ),
        (Check("end", ("start", "end"), after("start")),),
    ),
    *MONEY_KINDS,
    FORM,
    Kind(
        "case_rule",
        "case_rules",
        CaseRule,
        ("kind", "state"),
        (
            *(Key("kind", choice(OneOf(tuple(CASE_KINDS)), KIND_NOUN)), Key("state", text)),
            *(Key("due", whole(Within(0, LONGEST_DUE))), Key("unit", _words(*(unit.value for unit in Unit)))),
            *(Key("urgent", whole(Within(0, LONGEST_DUE))), Key("remind", whole(Within(0, LONGEST_DUE)))),
            *(Key("escalate", whole(Within(0, LONGEST_DUE))), Key("owner", choice(OneOf(POOLS), sentences.A_ROLE))),
        ),
        (
            Check("state", ("kind", "state"), is_open_state),
            Check("unit", ("due", "unit"), needs_due),
        ),
    ),
    *OUTREACH_KINDS,
    Kind(
        "reason",
        "reasons",
        Reason,
        ("purpose", "code"),
        (
            Key("code", code),
            Key("for", _words("cancel", "override", "waive"), "purpose"),
            Key("by", _words("patient", "clinic")),
            Key("text", text),
        ),
        (Check("by", ("purpose", "by"), says_who_cancels),),
    ),
    Kind(
        "user",
        "users",
        User,
        ("name",),
        (Key("name", login), Key("roles", several(choice(OneOf(tuple(ROLES)), sentences.A_ROLE), least=1))),
    ),
)

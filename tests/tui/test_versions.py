"""When two desks changed one record: is everything of both kept, and is asked where it cannot be?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core.calendar.date_order import DateOrder
from core.clinic.model import Clinic
from core.fields.model import ReadContext
from core.patients.fields import PATIENT
from core.patients.model import Alert, Patient, Phone
from core.record_ref import PatientId
from core.structs import replace
from tui.prompts.record_texts import RecordTexts
from tui.prompts.versions import Versions

TEXTS = RecordTexts(PATIENT, ReadContext(Clinic(), date(2026, 11, 23), DateOrder.MDY, ZoneInfo("America/New_York")))
SMITH = Patient(PatientId(1), "1", "Smith", "John", date(1984, 3, 14), phones=(Phone("555-1"),), email="a@b")


def versions(mine: dict[str, str], theirs: Patient) -> Versions[Patient]:
    """What I typed into Smith's record, and what ben saved meanwhile."""
    base = TEXTS.of(SMITH)
    return Versions({**base, **mine}, theirs, base, who="ben", sentence="Changed.", texts=TEXTS)


def shown(one: Versions[Patient]) -> str:
    """All its lines."""
    return "\n".join("".join(text for text, _ in line) for line in one.lines(80, save="Ctrl+O"))


def test_what_different_fields_say_is_merged_without_a_question() -> None:
    """My e-mail and their phones are both in what is saved."""
    one = versions({"email": "new@b"}, replace(SMITH, phones=(Phone("555-2"),)))
    assert "You changed different things: Ctrl+O keeps all of it." in shown(one)
    assert ("new@b", "555-2") == (one.merged["email"], one.merged["phone.0.number"])
    assert "Only you changed: e-mail." in shown(one)
    assert "Only ben changed, and that stays: phone." in shown(one)


def test_both_versions_of_one_field_stand_side_by_side() -> None:
    """Mine stays until the other is chosen; each field by itself."""
    one = versions({"email": "mine@b", "family": "Smyth"}, replace(SMITH, email="theirs@b", family="Smythe"))
    assert "mine@b" in shown(one)
    assert "theirs@b" in shown(one)
    assert ("mine@b", "Smyth") == (one.merged["email"], one.merged["family"])
    one.key("right", None)
    assert ("mine@b", "Smythe") == (one.merged["email"], one.merged["family"])
    one.key("down", None)
    one.key("t", "t")
    one.key("up", None)
    one.key("left", None)
    assert ("theirs@b", "Smyth") == (one.merged["email"], one.merged["family"])


def test_the_same_typed_by_both_is_no_question() -> None:
    """Nobody chooses between two that are one."""
    one = versions({"email": "new@b"}, replace(SMITH, email="new@b"))
    assert "you typed" not in shown(one)
    assert "new@b" == one.merged["email"]


def test_a_confirmation_of_theirs_is_no_less_a_change() -> None:
    """Proved meanwhile, and no longer for me: both stand side by side, and theirs is kept when chosen."""
    one = versions({"identity": "no"}, replace(SMITH, identity_verified_at=datetime(2026, 11, 23, 15, tzinfo=UTC)))
    assert "You changed different things" not in shown(one)
    assert "23 Nov 2026" in shown(one)
    one.key("right", None)
    assert TEXTS.changed(one.merged, TEXTS.of(one.record)) == ()


def test_lists_are_one_side_or_the_other() -> None:
    """Phones of both would make numbers that nobody gave."""
    one = versions({"phone.0.number": "555-7", "phone.1.number": "555-8"}, replace(SMITH, phones=(Phone("555-2"),)))
    one.key("right", None)
    assert ["555-2"] == [text for name, text in one.merged.items() if name.endswith(".number")]
    one.key("left", None)
    assert ["555-7", "555-8"] == [text for name, text in one.merged.items() if name.endswith(".number")]


typing = st.dictionaries(
    st.sampled_from(["family", "email", "address", "alert.0", "phone.0.number"]), st.text("ab", max_size=2)
)


@given(typing, typing, st.lists(st.sampled_from(["up", "down", "left", "right"]), max_size=12))
def test_nothing_of_either_is_lost(mine: dict[str, str], theirs: dict[str, str], keys: list[str]) -> None:
    """Whatever is typed and chosen: each group is mine or theirs, and where only one changed it, it is that one's."""
    base = TEXTS.of(SMITH)
    saved = replace(
        SMITH,
        family=theirs.get("family", "Smith"),
        email=theirs.get("email", "a@b"),
        address=theirs.get("address", ""),
        alerts=tuple(Alert(text) for text in [theirs.get("alert.0")] if text),
    )
    one = versions(mine, saved)
    for key in keys:
        one.key(key, None)
    my_texts, their_texts = {**base, **mine}, TEXTS.of(saved)
    for name in PATIENT.keys:
        merged = TEXTS.group(one.merged, name)
        by_me, by_them = name in TEXTS.changed(my_texts, base), name in TEXTS.changed(their_texts, base)
        assert merged in {TEXTS.group(my_texts, name), TEXTS.group(their_texts, name)}
        if by_me != by_them:
            assert merged == TEXTS.group(my_texts if by_me else their_texts, name)

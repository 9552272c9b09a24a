"""Is money taken once, with a receipt, and taken back by a line of its own? Do drawers come out?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from core.errors import BadInput, ChangedElsewhere, ClinicdeskError, NotAllowed, NotFound, Refused
from core.importing.columns import ColumnMap
from core.importing.request import ImportFile
from core.patients.model import Alert, Phone
from core.record_ref import RecordRef
from core.structs import replace
from core.till.model import LedgerLine, LineKind, Method, TillSession
from core.till.payment import Payment
from tests.clinics import book
from tests.desk.importing import Told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.desk import Desk
    from core.journal.change import Change
    from core.patients.model import Patient
    from tests.clinics import FakeClock

CARD = "4111 1111 1111 1111"


def of(patient: Patient, cents: int = 2500, kind: LineKind = LineKind.COPAY, **more: Any) -> Payment:  # noqa: ANN401 - any field
    """A payment in cash, unless it says otherwise."""
    return replace(Payment(patient.ref, kind, Method.CASH, cents), **more)


def line_of(change: Change) -> LedgerLine:
    """The line that the act wrote."""
    (line,) = change.all_of(LedgerLine)
    return line


def balance(desk: Desk, patient: Patient) -> int:
    """What the patient owes."""
    return desk.till.ledger("ana", patient.id).balance


def test_a_payment_is_kept_as_it_was_said(desk: Desk, smith: Patient) -> None:
    """With its receipt and change, of an appointment or of none; two that are equal stay two."""
    visit = book(desk, smith)
    first = desk.till.pay("ana", of(smith, tendered=4000, note="for mom"))
    assert "Receipt 1: $25.00 copay, cash, of Smith, John, MRN 100001. $15.00 change of $40.00." in first.sentence
    again = [line_of(desk.till.pay("ana", of(smith, tendered=4000, note="for mom"))) for _ in range(2)]
    assert [2, 3] == [line.receipt for line in again]
    card = of(smith, 4000, LineKind.BALANCE, method=Method.CARD, last4="4242", reference="A7")
    line = line_of(desk.till.pay("ben", replace(card, whose=visit.ref)))
    assert (4, -4000, "4242", "A7", visit.appointment.id, "ben") == (
        *(line.receipt, line.cents, line.last4, line.reference, line.appointment, line.by),
    )
    assert -11500 == balance(desk, smith)
    told = desk.till.receipt("ana", 1)[1]
    assert all(word in told for word in ("Receipt 1", "$25.00", "$40.00", "$15.00", "for mom", "Smith, John"))
    assert told == desk.till.receipt("ana", 1)[1]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"cents": 0}, "amount"),
        ({"cents": -100}, "amount"),
        ({"kind": LineKind.CHARGE}, "kind"),
        ({"tendered": 2400}, "tendered"),
        ({"tendered": 2500, "method": Method.CARD}, "tendered"),
        ({"tendered": 2500, "kind": LineKind.REFUND}, "tendered"),
        ({"last4": "4242"}, "last4"),
        ({"last4": "424", "method": Method.CARD}, "last4"),
        ({"check_number": "7"}, "number"),
        ({"check_number": "7a", "method": Method.CHECK}, "number"),
        *(
            ({name: CARD}, field)
            for name, field in (("note", "note"), ("reference", "reference"), ("drawer", "drawer"))
        ),
        ({"last4": CARD, "method": Method.CARD}, "last4"),
        ({"last4": CARD[:4], "reference": CARD[5:], "method": Method.CARD}, "last4"),
        ({"check_number": CARD, "method": Method.CHECK}, "number"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, smith: Patient, more: dict[str, Any], field: str) -> None:
    """Naming the field, and nothing of it is kept."""
    with pytest.raises(BadInput) as refusal:
        desk.till.pay("ana", of(smith, **more))
    assert field == refusal.value.field
    assert "1111" not in refusal.value.sentence
    assert () == desk.till.ledger("ana", smith.id).lines


def test_a_void_takes_the_whole_line_back_once(desk: Desk, smith: Patient) -> None:
    """By a line with a reason; the receipt keeps its number and says so, and the next one follows on."""
    line = line_of(desk.till.pay("ana", of(smith)))
    with pytest.raises(BadInput, match="Say why"):
        desk.till.void("ana", line.id, " ")
    with pytest.raises(BadInput, match="payment card"):
        desk.till.void("ana", line.id, CARD)
    void = line_of(desk.till.void("ben", line.id, "wrong patient"))
    assert (2500, line.id, None, "wrong patient", "ben") == (
        *(void.cents, void.voids, void.receipt, void.reason, void.by),
    )
    assert 0 == balance(desk, smith)
    assert "VOID" in desk.till.receipt("ana", 1)[1]
    for number, sentence in ((line.id, "ben voided it"), (void.id, "a void itself"), (99, "no line 99")):
        with pytest.raises(ClinicdeskError, match=sentence):
            desk.till.void("ana", number, "again")
    assert 2 == line_of(desk.till.pay("ana", of(smith))).receipt


def test_undo_is_a_void(desk: Desk, smith: Patient) -> None:
    """Undo, redo and undo again each add a line; the balance follows, and a void may follow a void taken back."""
    line = line_of(desk.till.pay("ana", of(smith)))
    owed = [balance(desk, smith)]
    for act in (desk.journal.undo, desk.journal.redo, desk.journal.undo, desk.journal.redo):
        act("ana")
        owed.append(balance(desk, smith))
    assert [-2500, 0, -2500, 0, -2500] == owed
    assert [1, None, None, None, None] == [one.receipt for one in desk.till.ledger("ana", smith.id).lines]
    assert "VOID" not in desk.till.receipt("ana", 1)[1]
    desk.till.void("ana", line.id, "after all")
    assert 0 == balance(desk, smith)
    assert "after all" in desk.till.receipt("ana", 1)[1]
    desk.journal.undo("ana")
    assert -2500 == balance(desk, smith)


def test_undo_passes_the_rules_of_a_void(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """Not what another voided, nor what was given back since, nor of another day, nor out of a counted drawer."""
    line = line_of(desk.till.pay("ana", of(smith)))
    desk.till.void("ben", line.id, "twice")
    with pytest.raises(ChangedElsewhere, match="ben voided it at 10:20"):
        desk.journal.undo("ana")
    desk.journal.undo("ben")
    desk.till.pay("ben", of(smith, 500, LineKind.REFUND))
    ways: list[Callable[[], object]] = [
        lambda: desk.journal.undo("ana"),
        lambda: desk.till.void("ana", line.id, "no"),
    ]
    for taking_back in ways:
        with pytest.raises(ClinicdeskError, match=r"\$5\.00 was given back since"):
            taking_back()
    desk.till.open("cy", "", 10000)
    desk.till.pay("ana", of(smith))
    desk.till.close("cy", "main", 12500)
    with pytest.raises(ChangedElsewhere, match="drawer main was counted"):
        desk.journal.undo("ana")
    clock.set("2026-11-24T09:00")
    with pytest.raises(ChangedElsewhere, match="clinicdesk void r3"):
        desk.journal.undo("ana")


def test_no_more_is_given_back_than_came(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Of that patient; a refund is a receipt of its own, and may be voided."""
    desk.till.pay("ana", of(jones, 9000))
    desk.till.pay("ana", of(smith, 2500))
    with pytest.raises(Refused, match=r"paid \$25\.00 .* \$25\.01 is more"):
        desk.till.pay("ana", of(smith, 2501, LineKind.REFUND))
    back = line_of(desk.till.pay("ana", of(smith, 2500, LineKind.REFUND)))
    assert (3, 2500) == (back.receipt, back.cents)
    desk.till.void("ana", back.id, "kept it")
    assert -2500 == balance(desk, smith)


def test_two_drawers_are_counted_apart(desk: Desk, smith: Patient) -> None:
    """Each person's cash goes into the drawer they opened; counting is blind, and the variance is kept."""
    with pytest.raises(NotFound, match="No drawer is open"):
        desk.till.close("ana", "", 100)
    desk.till.open("ana", "front", 10000)
    desk.till.open("ben", "back", 5000)
    with pytest.raises(Refused, match="Drawer front is open already, since at 10:20 by ana"):
        desk.till.open("ben", "FRONT", 1)
    with pytest.raises(BadInput, match="2 drawers are open: front, back"):
        desk.till.pay("cy", of(smith))
    desk.till.pay("cy", of(smith, method=Method.CARD))
    desk.till.pay("cy", of(smith, drawer="back"))
    desk.till.pay("ana", of(smith, 4000))
    desk.till.void("ana", line_of(desk.till.pay("ana", of(smith, 700))).id, "twice")
    desk.till.pay("ana", of(smith, 1000, LineKind.REFUND))
    assert (None, {}) == (desk.till.drawer("ana").expected, desk.till.drawer("ana").by_method)
    assert 13000 == desk.till.drawer("sue", "front").expected
    change = desk.till.close("ana", "", 12500, note="short")
    assert "Drawer front is closed: $125.00 counted, $5.00 less than expected." == change.sentence
    (session,) = change.all_of(TillSession)
    assert (13000, -500) == (session.expected, session.variance)
    assert 3000 == desk.till.drawer("ana", "front").by_method[Method.CASH]
    with pytest.raises(BadInput, match=r"Drawer back was opened by ben\. Say in a note why"):
        desk.till.close("ana", "back", 7500)
    for note, who in (("ben went home", "ana"), ("", "sue"), ("", "ben")):
        assert "as expected" in desk.till.close(who, "back", 7500, note=note).sentence
        desk.journal.undo(who)


def test_a_drawer_goes_back_as_it_was(desk: Desk, smith: Patient) -> None:
    """Closing is undone, unless it was opened again; opening only before money went through it."""
    desk.till.open("ana", "", 10000)
    desk.journal.undo("ana")
    desk.till.open("ana", "", 20000)
    desk.till.pay("ben", of(smith))
    with pytest.raises(ChangedElsewhere, match="money went through"):
        desk.journal.undo("ana")
    desk.till.close("ana", "", 22500)
    desk.journal.undo("ana")
    desk.till.pay("ben", of(smith))
    with pytest.raises(ChangedElsewhere, match="money went through"):
        desk.journal.redo("ana")
    desk.till.close("ana", "", 25000)
    desk.till.open("ben", "MAIN", 1)
    with pytest.raises(ChangedElsewhere, match="opened again"):
        desk.journal.undo("ana")


def test_the_takings_of_a_day(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """By who took them and how, with voids where they were made and cash that is in no drawer told apart."""
    line = line_of(desk.till.pay("ana", of(smith, 1000)))
    desk.till.pay("ben", of(smith, 2000, method=Method.CARD))
    clock.set("2026-11-24T09:00")
    desk.till.void("ben", line.id, "bounced")
    day = clock.now().date()
    total = desk.till.day_total("sue", day)
    assert ({"ben": {Method.CASH: -1000}}, 0, 1, -1000) == (
        *(total.by_user, total.receipts, total.voids, total.outside),
    )
    before = desk.till.day_total("sue", day.replace(day=23))
    assert ({Method.CASH: 1000, Method.CARD: 2000}, 2) == (before.by_method, before.receipts)


def test_who_may(desk: Desk, smith: Patient) -> None:
    """Viewers see no money; what should be in a drawer is a supervisor's to see."""
    acts: list[Callable[[], object]] = [
        lambda: desk.till.pay("vic", of(smith)),
        lambda: desk.till.ledger("vic", smith.id),
        lambda: desk.till.void("vic", 1, "no"),
        lambda: desk.till.open("vic", "", 1),
        lambda: desk.till.day_total("ana", smith.birth_date),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_a_merge_brings_the_ledger_along(desk: Desk, smith: Patient, jones: Patient) -> None:
    """The survivor owes what both did, and taken apart each owes their own; receipts stay what they were."""
    desk.till.pay("ana", of(smith, 1000))
    line = line_of(desk.till.pay("ana", of(jones, 500)))
    desk.merging.merge("sue", jones.id, smith.id, overrides={"MERGE": "other: one person"})
    assert -1500 == balance(desk, smith)
    desk.till.void("ana", line.id, "twice")
    assert -1000 == balance(desk, smith)
    assert "Smith" in desk.till.receipt("ana", 2)[1]


def test_a_void_goes_along_when_records_are_taken_apart(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Whoever had the payment has its void too; an undo of the merge, which would part them, is refused."""
    desk.till.void("ana", line_of(desk.till.pay("ana", of(jones, 300))).id, "before")
    line = line_of(desk.till.pay("ana", of(jones, 500)))
    desk.merging.merge("sue", jones.id, smith.id, overrides={"MERGE": "other: one person"})
    desk.journal.undo("sue")
    desk.journal.redo("sue")
    desk.till.void("ana", line.id, "twice")
    with pytest.raises(ChangedElsewhere, match="was taken back since"):
        desk.journal.undo("sue")
    apart: list[Callable[[], object]] = [
        lambda: desk.merging.unmerge("sue", jones.id),
        lambda: desk.journal.redo("sue"),
    ]
    for act in apart:
        act()
        assert (0, 0) == (balance(desk, smith), balance(desk, jones))
        assert {line.id} < set(desk.till.ledger("ana", jones.id).voids)
        desk.journal.undo("sue")
        assert 0 == balance(desk, smith)


def test_billing_corrects_what_was_undone(desk: Desk, smith: Patient) -> None:
    """A line that stands again by an undo is taken back by the line that says so now, however often."""

    def owes_after(amount: str) -> int:
        lines = ["mrn,id,kind,amount,date\n", f"{smith.mrn},A,charge,{amount},2026-01-05\n"]
        desk.till.import_file("sue", ImportFile("billing.csv", lines, ColumnMap()), sink=Told())
        return balance(desk, smith)

    assert 5000 == owes_after("50")
    desk.journal.undo("sue")
    desk.journal.redo("sue")
    assert 6000 == owes_after("60")
    desk.journal.undo("sue")
    assert 7000 == owes_after("70")
    desk.journal.undo("sue")
    assert 5000 == balance(desk, smith)
    desk.journal.redo("sue")
    assert 7000 == balance(desk, smith)


def test_a_record_with_money_does_not_become_a_mistake(desk: Desk) -> None:
    """Whoever registered them cannot undo it: a receipt names somebody."""
    from tests.clinics import register

    ray = register(desk, "Ray", "Al", actor="ben")
    desk.till.pay("ana", of(ray))
    with pytest.raises(ChangedElsewhere):
        desk.journal.undo("ben")


def test_no_file_has_a_card_number(desk: Desk, smith: Patient, tmp_path: Path) -> None:
    """Whatever text it is typed into is refused, and no byte of the clinic's folder has it."""
    from core.visits.options import VerbOptions
    from core.visits.state import Verb

    visit = book(desk, smith)
    seen = {visit.appointment.id: visit.seen}
    card = partial(of, smith, method=Method.CARD)
    acts: list[Callable[[], object]] = [
        lambda: desk.till.pay("ana", of(smith, note=CARD)),
        lambda: desk.till.pay("ana", card(last4="1111", reference="411111111111")),
        lambda: desk.till.pay("ana", card(last4="4111", reference="11111111", note="1111")),
        lambda: desk.till.pay("ana", of(smith, method=Method.CHECK, check_number="411111111111", note="1111")),
        lambda: desk.till.close("ana", "", 1, note=CARD),
        lambda: desk.patients.edit("ana", smith.id, {"alerts": (Alert(CARD),)}),
        lambda: desk.patients.give_reason("ana", smith.id, CARD),
        lambda: desk.patients.edit("ana", smith.id, {"phones": (Phone(f"+{CARD}"),)}),
        lambda: desk.patients.edit("ana", smith.id, {"address": f"Elm St {CARD}"}),
        lambda: desk.visits.act("ana", Verb.CANCEL, seen, VerbOptions(reason=f"other: {CARD}")),
        lambda: desk.visits.act("ana", Verb.CHECK_IN, seen, VerbOptions(waivers={"identity": f"other: {CARD}"})),
    ]
    for act in acts:
        with pytest.raises(BadInput, match="payment card"):
            act()
    found = [path.name for path in tmp_path.rglob("*") if path.is_file() and b"4111" in path.read_bytes()]
    assert [] == found


def test_one_currency(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """Settings in another currency than the ledgers' are told of, and nothing is mixed."""
    from core.access.roles import RoleAuthorization
    from core.desk import Desk as AnyDesk
    from core.settings.model import Policy, TillSettings

    desk.till.pay("ana", of(smith))
    other = AnyDesk(desk._context.store, clock, Policy(till=TillSettings(currency="EUR")), RoleAuthorization())
    with pytest.raises(BadInput, match="kept in USD, and the settings say EUR"):
        other.till.pay("ana", of(smith))


def test_whose_it_is_must_be_there(desk: Desk) -> None:
    """A patient or an appointment that is not there pays nothing."""
    for kind in ("patient", "appointment"):
        with pytest.raises(NotFound):
            desk.till.pay("ana", Payment(RecordRef(kind, 99), LineKind.COPAY, Method.CASH, 100))

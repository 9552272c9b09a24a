"""Is the number of a payment card kept nowhere, whichever words it is written into and whichever way these come in?"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unicodedata import digit

import pytest

import core
from core.access.roles import RoleAuthorization
from core.cases.beginning import CaseRequest
from core.cases.changing import CaseChanges
from core.cases.stepping import StepRequest
from core.contact.call_model import CallList, CallOutcome
from core.contact.fields import COMMUNICATION
from core.coverage.fields import COVERAGE
from core.desk import Desk
from core.directory.fields import DIRECTORY_ENTRY, new_entry
from core.directory.model import EntryKind
from core.documents.forms import FormSaid
from core.documents.model import ScanKind
from core.errors import BadInput, BadSettings, ClinicdeskError
from core.family.fields import FAMILY_LINK
from core.fields.editing import reading_at
from core.forms.model import FormState
from core.importing.columns import ColumnMap
from core.importing.request import ImportFile
from core.mailroom.faxing import FaxRequest
from core.mailroom.filing import Filing
from core.mailroom.model import MailWay
from core.mailroom.outgoing import FaxStatus
from core.messages.model import MessageTemplate, Reason, Way
from core.messages.numbers import PointChange
from core.patients.fields import PATIENT
from core.schedule.waitlist.fields import WAIT_ENTRY
from core.settings.messages import MailSettings
from core.settings.model import Policy
from core.supplies.fields import SUPPLY_ITEM, new_item
from core.till.model import LedgerLine, LineKind, Method
from core.till.payment import Payment
from core.till.question import BillingQuestion, QuestionKind
from tests.clinics import book, register
from tests.core.setup_texts import NAMES, entry
from tests.desk.importing import Told
from tests.jobs import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.clinic.ports import Store
    from core.desk_ports import Reading, Writing
    from core.fields.model import Field, Kind, ReadContext, RecordSpec
    from core.patients.model import Patient
    from tests.clinics import FakeClock

WRITTEN: Final = (
    "4111111111111111",
    "pays with 4111 1111 1111 1111",
    "4111.1111.1111.1111 it is",
    "41\u200b11111111111111",
    "\uff14\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11",
)
PDF: Final = b"%PDF-1.4\n/Type /Page\n%%EOF\n"
FORM: Final = '[[form]]\ncode = "privacy"\nname = "Privacy notice"\n'
YEAR: Final = '[[recall]]\ncode = "year"\nname = "Yearly check"\nmonths = 12\ntypes = ["new40"]\nafter = ["new40"]\n'
MOVED: Final = frozenset({"cases/stepping.py", "contact/noting.py", "messages/inbox.py"})
"""What they clean had its numbers refused or masked before."""


@pytest.fixture
def desk(store: Store[Reading, Writing], clock: FakeClock) -> Desk:
    """Where faxes go out, forms are signed and people are called in."""
    made = Desk(store, clock, Policy(mail=MailSettings(fax_spool="spool")), RoleAuthorization(account=ACCOUNT))
    made.set_up("sue", FORM, place="forms.toml")
    made.set_up("sue", YEAR, place="recall.toml")
    return made


@pytest.fixture
def smith(desk: Desk) -> Patient:
    """Who has a number to be called at."""
    return register(desk, phone="617 555 0117")


def _sinks(desk: Desk, smith: Patient) -> Iterator[tuple[str, Callable[[str], Any]]]:
    """Each way in which somebody here writes words that are kept: its name, and what writes them."""
    number = book(desk, smith, "2026-11-24T11:00").appointment.id
    task = desk.cases.begin("ana", CaseRequest("task", "call")).records[0].ref.id
    shop = desk.directory.add("ana", new_entry({"name": "Medline", "kind": EntryKind.SUPPLIER})).records[0].ref.id
    gloves = {"name": "gloves", "unit": "box", "par": 9, "reorder_at": 4, "supplier": shop}
    item = desk.supplies.add("ana", new_item(gloves)).records[0]
    desk.supplies.count("ana", item.ref.id, 3)
    order = desk.supplies.draft("ana", {item.ref.id: 5}).records[0]
    scan = desk.documents.add_scan("ana", smith.ref, PDF, kind=ScanKind.LETTER).records[0].ref.id
    mail, _ = desk.mailroom.receive(ACCOUNT, "a.pdf", PDF + b"2\n%%EOF\n", MailWay.MAIL)
    contact, cases, calls = desk.contact, desk.cases, desk.calls

    def template(text: str, title: str = "") -> object:
        return desk.messages.keep_template("sue", MessageTemplate(0, Reason.CONFIRM, Way.EMAIL, "en", "", title, text))

    yield "contact", lambda words: contact.note("ana", smith.id, {"summary": words})
    yield "contact, who", lambda words: contact.note("ana", smith.id, {"summary": "asks", "who": words})
    yield "call", lambda words: calls.log("ana", CallList.CONFIRM, number, CallOutcome.NO_ANSWER, note=words)
    yield "call back, why", lambda words: calls.raise_back("ana", smith.id, words)
    yield "case, subject", lambda words: cases.begin("ana", CaseRequest("task", words))
    yield "case, begun with a note", lambda words: cases.begin("ana", CaseRequest("task", "call", note=words))
    yield "case, note", lambda words: cases.note("ana", task, words)
    yield "case, step", lambda words: cases.step("ana", task, StepRequest("acknowledge", note=words))
    yield "case, put right", lambda words: cases.change("ana", task, CaseChanges(subject=words))
    yield (
        "case, fact",
        lambda words: cases.begin("ana", CaseRequest("referral-out", "heart", smith.id, facts={"to": words})),
    )
    yield (
        "form, signer",
        lambda words: desk.documents.note_forms("ana", smith.ref, [FormSaid("privacy", FormState.SIGNED, words)]),
    )
    yield (
        "form, note",
        lambda words: desk.documents.note_forms(
            "ana", smith.ref, [FormSaid("privacy", FormState.DECLINED, "", None, words)]
        ),
    )
    yield (
        "document",
        lambda words: desk.documents.add_scan("ana", smith.ref, PDF + b" ", kind=ScanKind.OTHER, title=words),
    )
    yield "document, why", lambda words: desk.documents.remove_scan("ana", scan, words)
    yield "mail, title", lambda words: desk.mailroom.index("ana", mail.id, Filing(smith.id, title=words))
    yield "mail, why", lambda words: desk.mailroom.dismiss("ana", mail.id, words)
    yield (
        "fax, title",
        lambda words: desk.mailroom.send_fax("ana", FaxRequest(PDF, number="617 555 0199", content=PDF, title=words)),
    )
    yield (
        "fax, number",
        lambda words: desk.mailroom.send_fax("ana", FaxRequest(PDF, number=words, content=PDF)),
    )
    yield (
        "fax, cover",
        lambda words: desk.mailroom.fax_cover("ana", entry=None, number="617 555 0199", title="", note=words),
    )
    yield "recall", lambda words: desk.recall.set("ana", smith.id, "year", date(2027, 1, 4), note=words)
    yield "estimate", lambda words: desk.estimates.decline("ana", number, words)
    line = desk.till.pay("ana", Payment(smith.ref, LineKind.COPAY, Method.CASH, 2500)).all_of(LedgerLine)[0].id
    yield "ledger line, void", lambda words: desk.till.void("ana", line, words)
    for kind in QuestionKind:
        yield f"ledger line, {kind.value}", partial(desk.till.note_question, "ana", line, kind)
    asked = desk.till.note_question("ana", line, QuestionKind.DISPUTE, "wrong").all_of(BillingQuestion)[0].id
    yield "ledger line, settled", lambda words: desk.till.settle("ana", asked, words)
    yield "item, catalog", lambda words: _read_item(desk, "catalog", words)
    yield "item, name", lambda words: _read_item(desk, "name", words)
    yield "message, words", template
    yield "message, title", lambda words: template("{day}", words)
    yield "number, how", lambda words: desk.messages.change_number("ana", "617 555 0117", PointChange(how=words))
    yield "number", lambda words: desk.messages.change_number("ana", words, PointChange(stop=(Way.TEXT,)))
    yield "supplies, note", lambda words: desk.supplies.use("ana", item.ref.id, 1, note=words)
    yield "supplies, reference", lambda words: desk.supplies.place("ana", order.ref.id, reference=words)
    yield "day", lambda words: desk.closing.sign("sue", note=words)
    yield "day, opened", lambda words: _reopen(desk, words)
    yield "directory, name", lambda words: desk.directory.add("ana", new_entry({"name": words}))
    for name in ("specialties", "address", "note", "contact", "fax"):
        yield f"directory, {name}", partial(_read_entry, desk, name)


def _read_entry(desk: Desk, name: str, words: str) -> object:
    """What a form or a file makes of the words in that field."""
    kind, reading = DIRECTORY_ENTRY[name].kind, reading_at(desk.clinic(), desk.now())
    return kind.clean(kind.read([words], name, reading), name, reading)


def _read_item(desk: Desk, name: str, words: str) -> object:
    """What a form makes of the words in that field of a supply."""
    kind, reading = SUPPLY_ITEM[name].kind, reading_at(desk.clinic(), desk.now())
    return kind.clean(kind.read([words], name, reading), name, reading)


def _reopen(desk: Desk, words: str) -> object:
    desk.closing.sign("sue", day=desk.now().date() - timedelta(days=3), note="told them")
    try:
        return desk.closing.reopen("sue", words, day=desk.now().date() - timedelta(days=3))
    finally:
        desk.journal.undo("sue")


def test_what_somebody_here_writes_is_refused(desk: Desk, smith: Patient, tmp_path: Path) -> None:
    """By each way, however it is written; and no file has it."""
    for name, write in _sinks(desk, smith):
        for words in WRITTEN:
            assert "payment card" in _refusal(write, words), f"kept: {name}, {words!r}"
    _no_file_has_it(tmp_path)


def test_what_comes_in_from_elsewhere_is_kept_without(desk: Desk, tmp_path: Path) -> None:
    """It cannot be refused: the name of a file, an answer that nobody can read, what a fax server says."""
    fax = desk.mailroom.send_fax("ana", FaxRequest(PDF, number="617 555 0199", content=PDF)).records[0].ref.id
    for at, words in enumerate(WRITTEN):
        name = f"{words}.pdf"
        document, _ = desk.mailroom.receive(ACCOUNT, name, PDF + b"%d\n%%%%EOF\n" % at, MailWay.FAX)
        assert "(card number left out)" in document.name
        taken, told = desk.messages.take_file(ACCOUNT, f"{words}.json", b"{%d" % at)
        assert "(card number left out)" in f"{told}"
        assert all("left out" in one.text for one in taken)
        desk.mailroom.note_fax(ACCOUNT, fax, 1, FaxStatus.SENT, code=words)
        assert "(card number left out)" in desk.mailroom.fax("ana", fax).fax.code
    _no_file_has_it(tmp_path)


@pytest.mark.parametrize("words", WRITTEN)
def test_a_file_with_one_is_refused(desk: Desk, smith: Patient, tmp_path: Path, words: str) -> None:
    """Of the set-up in whichever key, of payment plans in the number that they are known by."""
    for table, keys in NAMES.items():
        for key in keys:
            if keys[key].startswith('"'):
                text = entry(table, {**keys, key: f'"{words}"'})
                with pytest.raises(BadSettings) as refused:
                    desk.set_up("sue", text, place="clinic.toml")
                assert any("payment card" in one for one in refused.value.problems), (table, key)
    told = Told()
    plan = "mrn,id,count,amount\n", f"{smith.mrn},{words},6,50.00\n"
    desk.till.import_plans("sue", ImportFile("plans.csv", plan, ColumnMap()), sink=told)
    (rejected,) = told.rejected
    assert "payment card" in rejected.reason or "cannot be shown" in rejected.reason
    _no_file_has_it(tmp_path)


def test_whatever_is_kept_asks_for_it() -> None:
    """Who writes into the journal cleans words with `clean_words` or `masked_words`; so does the next."""
    folder = Path(core.__file__).parent
    texts = {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.py")}
    writers = {name for name, text in texts.items() if "journal.begin(" in text and "clean_text(" in text}
    asks = {name for name in writers if "clean_words" in texts[name] or "masked_words" in texts[name]}
    assert MOVED == (writers - asks) | (writers & MOVED)


def _refusal(write: Callable[[str], Any], words: str) -> str:
    """With which sentence it is refused, '' where it is kept."""
    try:
        write(words)
    except BadInput as refusal:
        return refusal.sentence
    return ""


def _no_file_has_it(folder: Path) -> None:
    spelled = [words.encode() for words in (*WRITTEN, "4111 1111", "41111111")]
    found = [path.name for path in folder.rglob("*") if path.is_file() and _has(path.read_bytes(), spelled)]
    assert [] == found


def _has(content: bytes, spelled: list[bytes]) -> bool:
    return any(one in content for one in spelled)


FORMS: Final = (PATIENT, COVERAGE, WAIT_ENTRY, COMMUNICATION, FAMILY_LINK, DIRECTORY_ENTRY, SUPPLY_ITEM)
ABROAD: Final = ("+49 1520 12345678", "+44 7911 123456", "+8613800138000", "+4930123456780")
"""Numbers that patients are called at, as long as the shorter ones of cards."""


@pytest.mark.parametrize("number", ABROAD)
def test_a_number_abroad_is_none(desk: Desk, number: str) -> None:
    """It is kept as it is typed; one that is a card's in all its digits is refused behind a plus too."""
    assert number == register(desk, phone=number).phones[0].number
    with pytest.raises(BadInput, match="payment card"):
        register(desk, phone="+3782 822463 10005")


@pytest.mark.parametrize("spec", FORMS, ids=lambda spec: spec.kind)
def test_no_field_of_a_form_takes_one(desk: Desk, spec: RecordSpec) -> None:
    """Nor any part of what a form lists: it is refused, or nothing of it is in what would be kept."""
    reading = reading_at(desk.clinic(), desk.now())
    kept = [
        (field.key, part, words)
        for field in spec
        for words in WRITTEN
        for part, read in _ways(field.kind, words, reading)
        if "1" * 12 in _digits_kept(field, read, reading)
    ]
    assert [] == kept


def _ways(kind: Kind[Any], words: str, reading: ReadContext) -> Iterator[tuple[str, Callable[[], Any]]]:
    """In which ways it may be typed into the field: by itself, behind what such a field has, in each of its parts."""
    for typed in (words, f"617 555 0117 {words}", f"name | {words}", f"name | note | {words}"):
        yield typed, partial(kind.read, [typed], "field", reading)
    if kind.listed:
        for part in kind.listed.parts:
            filled = {each.name: each.default or "617 555 0117" for each in kind.listed.parts}
            yield part.name, partial(kind.listed.read, [{**filled, part.name: words}], reading)


def _digits_kept(field: Field[Any], read: Callable[[], Any], reading: ReadContext) -> str:
    """The digits of what would be kept, '' where it is refused."""
    try:
        value = field.kind.clean(read(), field.key, reading)
    except ClinicdeskError:
        return ""
    words = "" if isinstance(value, int) else f"{value!r}"  # the number of a record must be one that there is
    return "".join(str(digit(sign)) for sign in words if sign.isdecimal())

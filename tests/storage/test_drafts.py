"""Is what was typed and not saved there again, for nobody but who typed it?"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.drafts import Draft
from core.errors import DatabaseUnusable
from core.structs import replace
from storage.drafts import FileDrafts
from storage.folders import drafts_folder
from storage.journal_marks import JournalMarks
from storage.sqlite.backup import backup
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import FakeClock
from tests.storage.records import SMITH, act, make_store

NOW = datetime(2026, 11, 23, 15, 20, tzinfo=UTC)
TYPED = {"family": "Núñez", "given": "\ud800 lone", "address": "1\n2"}


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic's database."""
    make_store(tmp_path).close()
    return tmp_path / "clinic.db"


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands until it is set."""
    return FakeClock(NOW)


@pytest.fixture
def desk(clinic: Path, clock: FakeClock) -> Iterator[FileDrafts]:
    """Ana's drafts at one desk."""
    with closing(FileDrafts(clinic, "ana", clock, JournalMarks(SqliteStore(clinic)))) as drafts:
        yield drafts


def another(clinic: Path, clock: FakeClock, actor: str = "ana") -> FileDrafts:
    """The drafts of somebody at another desk."""
    return FileDrafts(clinic, actor, clock, JournalMarks(SqliteStore(clinic)))


def test_a_draft_that_waits_is_as_it_was_typed(desk: FileDrafts, clinic: Path, clock: FakeClock) -> None:
    """Every text by its name, whatever is in it."""
    number = desk.keep("new-patient", "k1", TYPED)
    desk.let_go(number)
    expected = Draft(number, "new-patient", "k1", TYPED, NOW)
    assert (expected,) == desk.waiting() == another(clinic, clock).waiting()


def test_a_draft_in_use_waits_for_nobody(desk: FileDrafts, clinic: Path, clock: FakeClock) -> None:
    """Two desks of one person never write one draft."""
    desk.keep("new-patient", "k1", TYPED)
    assert () == desk.waiting()
    assert () == another(clinic, clock).waiting()


def test_a_desk_that_closes_lets_go(desk: FileDrafts, clinic: Path, clock: FakeClock) -> None:
    """What it kept waits for the next one."""
    number = desk.keep("new-patient", "k1", TYPED)
    desk.close()
    assert [number] == [draft.id for draft in another(clinic, clock).waiting()]


def test_a_draft_is_kept_anew_in_its_place(desk: FileDrafts, clock: FakeClock) -> None:
    """Under the same number, with the time of the last key."""
    number = desk.keep("new-patient", "k1", {"family": "N"})
    clock.forward(minutes=1)
    assert number == desk.keep("new-patient", "k1", {"family": "Nu"}, draft=number)
    desk.let_go(number)
    (draft,) = desk.waiting()
    assert ({"family": "Nu"}, NOW + timedelta(minutes=1)) == (draft.fields, draft.at)


def test_the_newest_comes_first_and_kinds_and_records_are_told_apart(desk: FileDrafts, clock: FakeClock) -> None:
    """By kind, by record, or all of them."""
    numbers = []
    for kind, key in (("edit", "1"), ("edit", "2"), ("book", "1")):
        numbers.append(desk.keep(kind, key, {}))
        desk.let_go(numbers[-1])
        clock.forward(minutes=1)
    assert list(reversed(numbers)) == [draft.id for draft in desk.waiting()]
    assert [numbers[1], numbers[0]] == [draft.id for draft in desk.waiting("edit")]
    assert [numbers[0]] == [draft.id for draft in desk.waiting("edit", "1")]


def test_nobody_sees_another_persons_drafts(desk: FileDrafts, clinic: Path, clock: FakeClock) -> None:
    """Though all of them are the files of one account."""
    desk.let_go(desk.keep("new-patient", "k1", TYPED))
    assert () == another(clinic, clock, "ben").waiting()


def test_what_is_dropped_is_gone(desk: FileDrafts, clinic: Path) -> None:
    """Nothing of it is left on the disk; dropping it again, or letting go of it, brings nothing back."""
    number = desk.keep("new-patient", "k1", TYPED)
    desk.drop(number)
    desk.drop(number)
    desk.let_go(number)
    assert () == desk.waiting()
    texts = [path.read_text(errors="replace") for path in drafts_folder(clinic).iterdir()]
    assert not any("ez" in text for text in texts)


def test_drafts_are_the_owners_alone(desk: FileDrafts, clinic: Path) -> None:
    """They hold what a patient said: no other account may read them, nor see that there are any."""
    usual = os.umask(0o022)
    desk.keep("new-patient", "k1", TYPED)
    os.umask(usual)
    folder = drafts_folder(clinic)
    assert 0o700 == stat.S_IMODE(folder.stat().st_mode)
    assert {0o600} == {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


def test_a_draft_outlives_a_kill(clinic: Path, clock: FakeClock) -> None:
    """SIGKILL leaves the last key's texts, whole, and lets go of them."""
    code = """
        import os, signal, sys
        from datetime import UTC, datetime
        from pathlib import Path
        from storage.drafts import FileDrafts
        from storage.journal_marks import JournalMarks
        from storage.store import SqliteStore

        class Clock:
            def now(self):
                return datetime.now(UTC)

        clinic = Path(sys.argv[1])
        drafts = FileDrafts(clinic, "ana", Clock(), JournalMarks(SqliteStore(clinic)))
        number = None
        for length in range(1, 400):
            number = drafts.keep("new-patient", "k1", {"address": "x" * length}, draft=number)
        os.kill(os.getpid(), signal.SIGKILL)
    """
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(clinic)], check=False)
    assert -9 == ended.returncode
    (draft,) = another(clinic, clock).waiting()
    assert {"address": "x" * 399} == draft.fields


def _replace(clinic: Path, by: Path) -> None:
    for path in clinic.parent.glob("clinic.db*"):
        if path.is_file():
            path.unlink()
    by.rename(clinic)


def test_what_was_typed_at_another_database_is_not_offered(clinic: Path, clock: FakeClock, tmp_path: Path) -> None:
    """The numbers of the one that lies there now, a new one, are other people's; revs begin again too."""
    other = tmp_path / "other"
    other.mkdir()
    for store, verb in ((SqliteStore(clinic), "add"), (make_store(other), "register")):
        with store, act(store, verb) as doing:
            doing.tx.patients.add(SMITH)
    with closing(another(clinic, clock)) as desk:
        desk.keep("patient", "patient:1", TYPED)
    assert 1 == len(another(clinic, clock).waiting())
    _replace(clinic, other / "clinic.db")
    assert () == another(clinic, clock).waiting()


@pytest.mark.parametrize("made", ["before", "after"])
def test_a_backup_offers_what_was_typed_before_it(clinic: Path, clock: FakeClock, tmp_path: Path, made: str) -> None:
    """What was typed of records that the backup does not have would be taken for those made since."""
    copy = tmp_path / "copy" / "clinic.db"
    copy.parent.mkdir()
    if made == "before":
        backup(clinic, copy)
    with SqliteStore(clinic) as store, act(store) as doing:
        doing.tx.patients.add(SMITH)
    with closing(another(clinic, clock)) as desk:
        desk.keep("patient", "patient:1", TYPED)
    if made == "after":
        backup(clinic, copy)
    _replace(clinic, copy)
    with SqliteStore(clinic) as store, act(store, "another") as doing:
        doing.tx.patients.add(replace(SMITH, family="Jones"))
    assert (1 if made == "after" else 0) == len(another(clinic, clock).waiting())


def test_what_is_no_draft_is_passed_over(desk: FileDrafts, clinic: Path) -> None:
    """A file that somebody else put there, or that a full disk cut off, hides no other."""
    number = desk.keep("new-patient", "k1", TYPED)
    desk.let_go(number)
    folder = drafts_folder(clinic)
    for name, text in (("a.draft", "{"), ("b.draft", '{"kind": 1}'), ("c.draft", "[]"), ("d.part", "x"), ("e", "x")):
        (folder / name).write_text(text)
    assert [number] == [draft.id for draft in desk.waiting()]


def test_old_drafts_are_removed_and_newer_ones_stay(desk: FileDrafts, clinic: Path, clock: FakeClock) -> None:
    """After 14 days, whoever typed them; a desk that lives keeps its lock."""
    old, new = (desk.keep("new-patient", key, TYPED) for key in ("old", "new"))
    folder = drafts_folder(clinic)
    for path in folder.iterdir():
        days = 1 if path.stem == new else 15
        when = (NOW - timedelta(days=days)).timestamp()
        os.utime(path, (when, when))
    another(clinic, clock, "ben").prune()
    assert {f"{new}.draft"} == {path.name for path in folder.iterdir() if path.suffix == ".draft"}
    assert 1 == len([path for path in folder.iterdir() if path.suffix == ".desk"])
    assert old != new
    desk.close()
    another(clinic, clock).prune()
    assert [] == [path for path in folder.iterdir() if path.suffix == ".desk"]


def test_before_anything_is_typed_nothing_is_there(clinic: Path, clock: FakeClock) -> None:
    """A command that asks for drafts makes no folder."""
    drafts = another(clinic, clock)
    drafts.prune()
    assert () == drafts.waiting()
    drafts.close()
    assert not drafts_folder(clinic).exists()


def test_a_disk_that_takes_nothing_is_told(clinic: Path, clock: FakeClock) -> None:
    """In a sentence; the typing goes on."""
    drafts_folder(clinic).write_text("in the way")
    with pytest.raises(DatabaseUnusable, match="would not outlive a crash"):
        another(clinic, clock).keep("new-patient", "k1", TYPED)
    assert () == another(clinic, clock).waiting()


def test_drafts_are_no_part_of_the_clinic(desk: FileDrafts, clinic: Path, tmp_path: Path) -> None:
    """A backup has none of them, and doctor finds nothing to say."""
    desk.keep("new-patient", "k1", TYPED)
    copies = tmp_path / "copies"
    copies.mkdir()
    backup(clinic, copies / "copy.db")
    assert not drafts_folder(copies / "copy.db").exists()
    assert () == tuple(examine(clinic))


def test_nobody_keeps_so_many_that_others_read_them_for_ever(clinic: Path, clock: FakeClock) -> None:
    """A hundred of one person; what is kept already is kept on, and others have theirs."""
    ana, mei = another(clinic, clock), another(clinic, clock, "mei")
    first, *_ = [ana.keep("book", str(number), TYPED) for number in range(100)]
    with pytest.raises(DatabaseUnusable, match="You have 100 questions"):
        ana.keep("book", "one more", TYPED)
    assert first == ana.keep("book", "0", {**TYPED, "given": "Jo"}, draft=first)
    mei.keep("book", "1", TYPED)
    ana.drop(first)
    ana.keep("book", "one more", TYPED)

"""How is the desk put together: settings, database, clock, authorization and the person who acts?

The composition root: nothing else in `tui` knows `storage`, but for the upkeep of its files (`tui/upkeep.py`).
"""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from core.access.acting import acting_for
from core.access.privileges import Privilege
from core.access.roles import RoleAuthorization
from core.access.sentences import NOT_ALLOWED
from core.clinic.codes import first_site
from core.clinic.model import Clinic
from core.desk import Desk
from core.errors import BadInput, ClinicdeskError, DatabaseUnusable, NotAllowed, NotFound
from core.lazy import lazy_modules
from core.new_file import make_folders, put_in_place, sweep, unfinished
from core.settings.model import Policy
from core.text.cleaning import clean_text
from storage.drafts import FileDrafts
from storage.folders import cards_folder
from storage.journal_marks import JournalMarks
from storage.store import SqliteStore
from tui import sentences
from tui.clock import DemoClock, SystemClock, is_past_the_day, read_now
from tui.desk_state import DeskState
from tui.identity import acting_user, is_member, keeping_account
from tui.keys.keymap import keyboard
from tui.settings import (
    find_database,
    find_settings,
    practice_exchange,
    practice_mail,
    practice_mailing,
    practice_messages,
    practice_telling,
    practising,
    with_folders,
)
from tui.workstation import LaunchOptions, Workstation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

    from core.calendar.clock import Clock
    from core.clinic.ports import Changes
    from core.setup import set_up as setting_up
    from core.setup.report import SetupReport
    from core.text import card_numbers
    from storage.sqlite.change_signal import ChangeSignal
    from tui.demo.build import DemoCounts
else:
    card_numbers, setting_up = lazy_modules("core.text.card_numbers", "core.setup.set_up")


@contextmanager
def opened(launch: LaunchOptions, env: Mapping[str, str], *, for_the_day: bool = False) -> Iterator[Workstation]:
    """The clinic that is wished for, for the length of the block.

    `for_the_day`: a desk is opened, so that a practice clinic whose day has gone by begins it again. Raises
    BadSettings, BadInput, DatabaseUnusable, NotAllowed or Busy.
    """
    found = find_settings(launch.config, env)
    path = find_database(launch.db, found, env)
    sweep(path.parent)
    with ExitStack() as stack:
        store = stack.enter_context(SqliteStore(path, busy_seconds=found.settings.database.busy_seconds))
        with store.read() as reading:
            clinic, is_demo = reading.clinic(), reading.is_demo()
        clock = _clock(store, launch, _zone(clinic), is_demo=is_demo, for_the_day=for_the_day)
        settings = with_folders(found, env)
        settings = practising(settings, path) if is_demo else settings
        authorization = RoleAuthorization(keeping_account(path, env))
        actor = _actor(launch, acting_user(path, env), clinic, authorization, is_demo=is_demo)
        drafts = stack.enter_context(closing(FileDrafts(path, actor, SystemClock(), JournalMarks(store))))
        if for_the_day:
            drafts.prune()
            store.holds.prune(clock.now())
        yield Workstation(
            desk=Desk(store, clock, settings.policy, authorization),
            actor=actor,
            settings=settings,
            keyboard=keyboard(found.settings.keys),
            db_path=path,
            is_demo=is_demo,
            changes=lambda: AnyChange(stack.enter_context(_changes(path)), store.holds),
            drafts=drafts,
            state=DeskState(privacy=found.settings.display.privacy),
        )


def set_up(
    launch: LaunchOptions, env: Mapping[str, str], text: str, *, place: str, is_demo: bool, dry_run: bool
) -> SetupReport:
    """Apply the text of a set-up file; the database is made where there is none, `is_demo` for practice.

    Raises BadSettings with every problem of the file, which then leaves no database behind either.
    """
    found = find_settings(launch.config, env)
    path = find_database(launch.db, found, env)
    if path.exists():
        with opened(launch, env) as workstation:
            if is_demo and not workstation.is_demo:
                raise BadInput(sentences.DEMO_ONLY_NEW.format(path=path))
            return workstation.desk.set_up(workstation.actor, text, place=place, dry_run=dry_run)
    _refuse_member(env)
    policy = found.settings.policy
    clinic, report = setting_up.whole_setup(text, current=Clinic(), place=place, policy=policy)
    authorization = RoleAuthorization(keeping_account(path, env))
    actor = _actor(launch, acting_user(path, env), Clinic(), authorization, is_demo=is_demo)
    if dry_run:
        return report
    with _new_database(path, is_demo=is_demo) as store:
        clock = _clock(store, launch, _zone(clinic), is_demo=is_demo, for_the_day=False)
        return Desk(store, clock, policy, authorization).set_up(actor, text, place=place)


def make_practice_clinic(
    launch: LaunchOptions, env: Mapping[str, str], *, patients: int, days: int, seed: int
) -> tuple[Path, DemoCounts]:
    """Make the demo, its clock running from then on. Raises BadInput where a file is already."""
    from core.settings.messages import MailSettings, MessageSettings
    from storage.leases import FileLeases
    from tui.demo.billing import BILLING
    from tui.demo.build import make_demo
    from tui.demo.clinic import FIRST_ZONE
    from tui.practice_post import faxes_of, payers_of, post_into

    path = find_database(launch.db, find_settings(launch.config, env), env)
    _refuse_member(env)
    if path.exists():
        raise BadInput((sentences.ALREADY_A_DEMO if _is_demo(path) else sentences.DEMO_IN_THE_WAY).format(path=path))
    _refuse_left_over(path)
    real, authorization = SystemClock(), RoleAuthorization(BILLING)
    now = real.now() if launch.now is None else read_now(launch.now, FIRST_ZONE)
    for folder in (*practice_messages(path), *practice_mail(path)):
        make_folders(folder)
    telling = Policy(messages=practice_telling(MessageSettings(), path))
    faxing = Policy(mail=practice_mailing(MailSettings(), path))
    with _new_database(path, is_demo=True) as store:
        with FileLeases(path) as leases:
            counts = make_demo(
                lambda clock: Desk(store, clock, Policy(), authorization),
                now=now,
                patients=patients,
                days=days,
                seed=seed,
                post_at=lambda clock: post_into(
                    practice_messages(path)[0], store, Desk(store, clock, telling, authorization), leases
                ),
                payers_at=lambda clock: payers_of(
                    *practice_exchange(path), Desk(store, clock, Policy(), authorization), leases
                ),
                faxes_at=lambda clock: faxes_of(
                    practice_mail(path)[-1], Desk(store, clock, faxing, authorization), leases
                ),
            )
        store.set_demo_clock(shown=counts.opens_at, real=real.now())
        store.disarm()  # it was armed under the name of the unfinished file
    return path, counts


def _refuse_left_over(path: Path) -> None:
    """Raise BadInput where files of a clinic that was at `path` are still beside it: the new one would take them up."""
    beside = (cards_folder(path), *(one.parent for one in (practice_mail(path)[0], practice_messages(path)[0])))
    for folder in (*beside, practice_exchange(path)[0].parent):
        if any(found.is_file() for found in folder.rglob("*")):
            raise BadInput(sentences.LEFT_OF_ANOTHER.format(path=path, folder=folder))


def _zone(clinic: Clinic) -> tzinfo:
    """The zone in which `--now` is read: the first site's, UTC before any site is set up."""
    try:
        return first_site(clinic).tz
    except NotFound:
        return UTC


def _clock(store: SqliteStore, launch: LaunchOptions, zone: tzinfo, *, is_demo: bool, for_the_day: bool) -> Clock:
    """The machine's clock, or a practice clinic's own."""
    real = SystemClock()
    if not is_demo:
        for option, is_wished in (("--now", launch.now is not None), ("--freeze", launch.freeze)):
            if is_wished:
                raise BadInput(sentences.ONLY_ON_A_DEMO.format(option=option))
        return real
    present = real.now()
    if launch.now is not None:
        return DemoClock(read_now(launch.now, zone), present, frozen=launch.freeze)
    kept = store.demo_clock()
    clock = DemoClock(*kept) if kept else DemoClock(present, present)
    if for_the_day and is_past_the_day(clock, zone):
        clock = DemoClock(clock.demo, present)
        store.set_demo_clock(shown=clock.demo, real=clock.real)
    return DemoClock(clock.now(), present, frozen=True) if launch.freeze else clock


def _actor(
    launch: LaunchOptions, person: str, clinic: Clinic, authorization: RoleAuthorization, *, is_demo: bool
) -> str:
    """Who acts: the person, or the person for whom they may name. On a practice clinic anyone may be anyone."""
    if launch.act_as is None:
        return person
    card_numbers.refuse_card_number(launch.act_as, "as")
    other = clean_text(launch.act_as, limit=64)
    if not other:
        raise BadInput(sentences.USER_EMPTY)
    if other == person or is_demo:
        return other
    if authorization.allows(person, Privilege.ACT_AS, clinic.users):
        return acting_for(person, other)
    raise NotAllowed(NOT_ALLOWED.format(actor=person, action=Privilege.ACT_AS.value))


def _refuse_member(env: Mapping[str, str]) -> None:
    """Raise NotAllowed for whoever would make a database in the account's place."""
    if is_member(env):
        raise NotAllowed(sentences.MEMBERS_MAKE_NO_CLINIC)


def _is_demo(path: Path) -> bool:
    try:
        with SqliteStore(path) as store, store.read() as reading:
            return reading.is_demo()
    except ClinicdeskError:
        return False


@contextmanager
def _new_database(path: Path, *, is_demo: bool) -> Iterator[SqliteStore]:
    """A new database that gets its name when the block has ended well; else nothing is left of it."""
    with ExitStack() as stack:
        try:
            make_folders(path.parent)
            part = stack.enter_context(unfinished(path))
        except OSError as error:
            raise _unwritable(path, error) from error
        # Not durable before it has its name: an fsync for each of a demo's 14,000 acts doubles its time.
        with SqliteStore.create(part, demo=is_demo, durable=False) as store:
            yield store
        _bring_cards(part, path)
        _put_in_place(part, path)


def _bring_cards(part: Path, path: Path) -> None:
    """Lay the images and documents that the finished file names beside its place."""
    from storage.cards import copy_cards
    from storage.sqlite.reader import open_reader

    try:
        with closing(open_reader(part)) as db:
            copy_cards(db, part, path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _put_in_place(part: Path, path: Path) -> None:
    """Give the finished file its name, but never that of a file that came first."""
    try:
        put_in_place(part, path)
    except FileExistsError as error:
        raise BadInput(sentences.NEW_DATABASE_EXISTS.format(path=path)) from error


def _unwritable(path: Path, error: OSError) -> DatabaseUnusable:
    why = error.strerror or str(error)
    return DatabaseUnusable(sentences.NEW_DATABASE_UNWRITABLE.format(path=path, why=why))


class AnyChange:
    """Whether anybody committed, or took or let go of a hold: `core.clinic.ports.Changes`."""

    def __init__(self, *signals: Changes) -> None:
        self._signals = signals

    def poll(self) -> bool:
        """Whether any of them has something new; each is asked."""
        told = [signal.poll() for signal in self._signals]
        return any(told)


def _changes(path: Path) -> ChangeSignal:
    from storage.sqlite.change_signal import ChangeSignal

    return ChangeSignal(path)

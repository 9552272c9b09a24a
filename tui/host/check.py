"""Is a host such that people come in through the account's command, and become the account by nothing of it?"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from tui.host import sentences
from tui.host.accounts import Account, find_account, find_members, has_password
from tui.host.in_force import rules_of_sshd, rules_of_sudo
from tui.host.layout import ACCOUNT, SUDO_RULES, WANTED, WORKER_UNIT
from tui.host.program import program
from tui.host.tools import Tools
from tui.host.ways import way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.host.layout import HostFile, Layout

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_DATABASE: Final = ".local/share/clinicdesk"
_MEETING: Final = ".local/state/clinicdesk/warm"
"""As `tui.warm.meeting` has it."""
_NAME: Final = rf"(?<![\w.%!-]){ACCOUNT}(?![\w.-])"
_GIVES_AWAY: Final = re.compile(
    rf"^\s*%{ACCOUNT}(?![\w.-])|\([^():]*{_NAME}[^()]*\)|^\s*Runas_Alias\b[^=]*=.*{_NAME}", re.IGNORECASE
)
"""A rule of sudo for the group, or for acting as the account, wherever in its list that stands."""


class HostFinding(Struct, frozen=True):
    """What is wrong with a host, and what to do about it, in a sentence."""

    check: str
    sentence: str


def examine(layout: Layout) -> tuple[HostFinding, ...]:
    """Everything that is wrong with the host. Nothing is changed. Of an image sudo and sshd are not asked."""
    account = find_account(layout, ACCOUNT)
    members = [] if layout.is_image else sorted(set(find_members(layout, ACCOUNT) or ()) - {ACCOUNT})
    tools = Tools()
    found = {
        "account": _account(layout, account),
        "folder": _folder(layout, account) if account else (),
        "program": program(layout, account),
        "sudoers": (
            *_file(layout, layout.sudoers),
            *_other_rules(layout),
            *rules_of_sudo(layout, members, tools),
        ),
        "sshd": (*_file(layout, layout.sshd), *rules_of_sshd(layout, members, tools)),
        "worker": (*_file(layout, layout.worker), *_enabled(layout)),
        "warm": (*_warm_unit(layout), *(_meeting(layout, account) if account else ())),
    }
    return tuple(HostFinding(check, sentence) for check, told in found.items() for sentence in told)


def _account(layout: Layout, account: Account | None) -> Iterator[str]:
    if account is None:
        yield sentences.NO_ACCOUNT.format(account=ACCOUNT)
    elif account.uid == 0:
        yield sentences.ACCOUNT_IS_ROOT.format(account=ACCOUNT)
    elif has_password(layout, ACCOUNT):
        yield sentences.ACCOUNT_LOGIN.format(account=ACCOUNT)
    members = find_members(layout, ACCOUNT)
    if members is None:
        yield sentences.NO_GROUP.format(group=ACCOUNT)
    elif not members:
        yield sentences.NO_MEMBER.format(group=ACCOUNT)


def _folder(layout: Layout, account: Account) -> Iterator[str]:
    """The account's home, and the clinic in it: its own, and closed to everybody else."""
    home = layout.place(account.home)
    if not home.is_dir():
        yield sentences.NO_FOLDER.format(folder=home)
        return
    yield from way(layout, home.parent, account)
    keys = home / ".ssh" / "authorized_keys"
    if keys.exists():
        yield sentences.ACCOUNT_KEYS.format(file=keys, account=ACCOUNT)
    database = home / _DATABASE
    for place in (home, database, *sorted(database.rglob("*"))):
        with suppress(FileNotFoundError):  # desks come and go meanwhile, and their logs and drafts with them
            told = place.lstat()
            if told.st_uid != account.uid:
                yield sentences.NOT_THE_ACCOUNTS.format(file=place, account=ACCOUNT)
            if told.st_mode & _OTHERS and not stat.S_ISLNK(told.st_mode):
                yield sentences.OPEN_TO_OTHERS.format(file=place, account=ACCOUNT)


def _file(layout: Layout, file: HostFile) -> Iterator[str]:
    place = layout.place(file.path)
    yield from way(layout, place.parent, None)
    if not place.is_file():
        yield sentences.NO_FILE.format(file=place, command=file.command)
        return
    if place.read_text(errors="replace") != file.text:
        yield sentences.FILE_DIFFERS.format(file=place, command=file.command)
    told = place.lstat()
    if stat.S_IMODE(told.st_mode) != file.mode:
        yield sentences.FILE_MODE.format(file=place, mode=stat.S_IMODE(told.st_mode), wanted=file.mode)
    if told.st_uid != 0 and not layout.is_image:
        yield sentences.FILE_OWNER.format(file=place)
    if file.include is None:
        return
    includer = layout.place(file.include.by)
    if not includer.is_file() or not file.include.spelled.search(includer.read_text(errors="replace")):
        yield sentences.NOT_INCLUDED.format(file=includer, part=place.name, line=file.include.line)


def _enabled(layout: Layout) -> Iterator[str]:
    """A link may lead anywhere: of an image, to a file of the host that it becomes."""
    if not os.path.lexists(layout.place(WANTED)):
        yield sentences.NOT_ENABLED.format(unit=WORKER_UNIT)


def _warm_unit(layout: Layout) -> Iterator[str]:
    """A host need not be warm; one that is, is so by what was written for it."""
    if os.path.lexists(layout.place(layout.warm.path)):
        yield from _file(layout, layout.warm)


def _meeting(layout: Layout, account: Account) -> Iterator[str]:
    """Where starts of the desk meet the warm host: whoever gets in there is asked for desks, and gives terminals."""
    folder = layout.place(account.home) / _MEETING
    for place in (folder, *sorted(folder.glob("*"))) if os.path.lexists(folder) else ():
        with suppress(FileNotFoundError):  # the host comes and goes meanwhile
            told = place.lstat()
            kinds = (stat.S_ISDIR,) if place == folder else (stat.S_ISSOCK, stat.S_ISREG)
            if not any(is_kind(told.st_mode) for is_kind in kinds):
                yield sentences.NO_MEETING.format(file=place)
            elif told.st_uid != account.uid:
                yield sentences.NOT_THE_ACCOUNTS.format(file=place, account=ACCOUNT)
            elif told.st_mode & _OTHERS:
                yield sentences.OPEN_TO_OTHERS.format(file=place, account=ACCOUNT)


def _other_rules(layout: Layout) -> Iterator[str]:
    """Rules of sudo beside ours that give away as much or more."""
    ours = layout.place(layout.sudoers.path)
    main = layout.place(SUDO_RULES)
    for place in (main, *sorted(ours.parent.glob("*"))):
        if place == ours or not place.is_file():
            continue
        for number, line in enumerate(place.read_text(errors="replace").splitlines(), 1):
            if _GIVES_AWAY.search(line.partition("#")[0]):
                yield sentences.ANOTHER_RULE.format(file=place, line=number, group=f"%{ACCOUNT}", account=ACCOUNT)

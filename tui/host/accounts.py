"""Which account keeps the clinic on a host, and who may come in through its command?"""

from __future__ import annotations

import grp
import pwd
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.host.layout import Layout


class Account(Struct, frozen=True):
    """An account: its number, and its home on the host."""

    uid: int
    home: str


def find_account(layout: Layout, name: str) -> Account | None:
    """The account of that name, None where there is none. An image is asked for the files that it has of them."""
    if layout.is_image:
        entries = (line for line in _lines(layout, "/etc/passwd") if line[0] == name)
        return next((Account(int(uid), home) for _, _, uid, _, _, home, *_ in entries), None)
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_dir)


def find_members(layout: Layout, name: str) -> tuple[str, ...] | None:
    """Who is in the group of that name, as one more or as their first; None where there is none."""
    if layout.is_image:
        entries = (line for line in _lines(layout, "/etc/group") if line[0] == name)
        return next((tuple(filter(None, members.split(","))) for _, _, _, members in entries), None)
    try:
        group = grp.getgrnam(name)
    except KeyError:
        return None
    first = (entry.pw_name for entry in pwd.getpwall() if entry.pw_gid == group.gr_gid and entry.pw_name != name)
    return (*group.gr_mem, *first)


def has_password(layout: Layout, name: str) -> bool:
    """Whether somebody could come in as the account with a password; only root reads that."""
    kept = next((line[1] for line in _lines(layout, "/etc/shadow") if line[0] == name), "!")
    return not kept.startswith(("!", "*"))


def _lines(layout: Layout, path: str) -> Iterator[list[str]]:
    place = layout.place(path)
    if place.is_file():
        yield from (
            line.split(":") for line in place.read_text(encoding="utf-8", errors="surrogateescape").splitlines() if line
        )

"""What do sudo and sshd themselves say that holds for each member, whatever file it stands in?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.errors import BadInput
from tui.host import sentences
from tui.host.accounts import find_members

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tui.host.layout import Layout
    from tui.host.tools import Tools

_ADMINISTER: Final = ("root", "sudo", "wheel", "admin")
"""Groups of those who may become root, and with it the account: they know."""
_LISTED: Final = re.compile(r"may run the following commands on [^\n]*:\n(.*)", re.DOTALL)
_ENTRY: Final = re.compile(r"\s+(?=\()")


def rules_of_sudo(layout: Layout, members: Iterable[str], tools: Tools) -> Iterator[str]:
    """What sudo lets members do beside the command, or not at all; those who administer the host left out."""
    administrators = {name for group in _ADMINISTER for name in find_members(layout, group) or ()}
    ours = frozenset(layout.sudo_in_force.split())
    for member in sorted(set(members) - administrators):
        try:
            listed = _LISTED.search(tools.run("sudo", "-l", "-U", member))
        except BadInput as refusal:
            yield refusal.sentence
            return
        entries = [entry for entry in _ENTRY.split(listed[1]) if entry.strip()] if listed else []
        if not any(ours == frozenset(entry.split()) for entry in entries):
            yield sentences.SUDO_KEEPS_OUT.format(member=member)
        for entry in entries:
            if ours != frozenset(entry.split()):
                told = " ".join(entry.split())
                yield sentences.SUDO_LETS_MORE.format(member=member, entry=told)


def rules_of_sshd(layout: Layout, members: Iterable[str], tools: Tools) -> Iterator[str]:
    """What of the snippet does not hold for members, since another file of sshd's says otherwise before it."""
    for member in members:
        try:
            lines = tools.run("sshd", "-T", "-C", f"user={member},host=localhost,addr=127.0.0.1").splitlines()
        except BadInput as refusal:
            yield refusal.sentence
            return
        held = {directive: value for directive, _, value in (line.partition(" ") for line in lines)}
        for directive, wanted in layout.sshd_in_force.items():
            if held.get(directive) != wanted:
                value = held.get(directive, sentences.NOTHING)
                yield sentences.SSHD_OVERRULED.format(member=member, directive=directive, value=value, wanted=wanted)

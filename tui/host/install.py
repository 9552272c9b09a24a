"""How is a host made ready: the account, its group and folder, and the rules of sudo and sshd?"""

from __future__ import annotations

import os
import shlex
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import BadInput
from tui.host import sentences
from tui.host.accounts import find_account, find_members
from tui.host.layout import ACCOUNT, HOME, MARK, SEARCH_PATH
from tui.host.tools import Tools

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tui.host.layout import HostFile, Layout

_MAKE_GROUP: Final = ("groupadd", ACCOUNT)
_MAKE_ACCOUNT: Final = (
    *("useradd", "--create-home", "--home-dir", HOME, "--gid", ACCOUNT),
    *("--shell", "/bin/sh", "--comment", "keeps the clinic", ACCOUNT),
)


class Step(Struct, frozen=True):
    """What is as it should be, or is done to make it so, told in a line; `do` is None where nothing is to do."""

    told: str
    do: Callable[[], object] | None = None


def install(layout: Layout, *, dry_run: bool, is_warm: bool = False, search_path: str = SEARCH_PATH) -> tuple[str, ...]:
    """Make the host ready and tell each step in a line; with `dry_run` only tell. Done again, it changes nothing.

    `is_warm`: with the unit of a warm host, which is not started for that.
    Raises BadInput for a file in the way, for rules that visudo does not take, and where a host has no visudo. What is
    wrong is found before anything is done, but for what a command of the host's refuses.
    """
    tools = Tools(search_path)
    is_lacking = not (layout.is_image or tools.has("visudo"))
    if is_lacking and not dry_run:
        raise BadInput(sentences.TOOL_MISSING.format(tool="visudo", package="sudo"))
    lacking = [Step(sentences.TOOL_WANTED.format(tool="visudo", package="sudo"))] if is_lacking else []
    steps = [
        *lacking,
        *_account_steps(layout, tools),
        *(_file_step(layout, file, tools) for file in layout.files(is_warm=is_warm)),
    ]
    if not dry_run:
        for step in steps:
            if step.do:
                step.do()
    return tuple(step.told for step in steps)


def _account_steps(layout: Layout, tools: Tools) -> Iterator[Step]:
    if layout.is_image:
        commands = "; ".join(shlex.join(command) for command in (_MAKE_GROUP, _MAKE_ACCOUNT, ("chmod", "700", HOME)))
        yield Step(sentences.LEFT_TO_PACKAGE.format(commands=commands))
        return
    if find_members(layout, ACCOUNT) is None:
        yield Step(sentences.GROUP_MADE.format(group=ACCOUNT), partial(tools.run, *_MAKE_GROUP))
    else:
        yield Step(sentences.GROUP_THERE.format(group=ACCOUNT))
    account = find_account(layout, ACCOUNT)
    if account is None:
        yield Step(sentences.ACCOUNT_MADE.format(account=ACCOUNT), partial(tools.run, *_MAKE_ACCOUNT))
    else:
        yield Step(sentences.ACCOUNT_THERE.format(account=ACCOUNT))
    folder = account.home if account else HOME
    yield Step(sentences.FOLDER_CLOSED.format(folder=folder), partial(tools.run, "chmod", "go=", folder))


def _file_step(layout: Layout, file: HostFile, tools: Tools) -> Step:
    place = layout.place(file.path)
    with _refusals(place):
        if place.is_symlink() or (place.exists() and not place.read_text(errors="replace").startswith(MARK)):
            raise BadInput(sentences.NOT_OURS.format(file=place))
        if (
            place.exists()
            and place.read_text(errors="replace") == file.text
            and place.stat().st_mode & 0o7777 == file.mode
        ):
            return Step(sentences.FILE_THERE.format(file=place))
    is_unchecked = bool(file.check) and layout.is_image and not tools.has(file.check[0])
    told = sentences.FILE_UNCHECKED if is_unchecked else sentences.FILE_WRITTEN
    check = () if is_unchecked else file.check
    return Step(told.format(file=place), lambda: _write(place, file, check, tools))


def _write(place: Path, file: HostFile, check: tuple[str, ...], tools: Tools) -> None:
    """Give the file its name once it was checked: sudo with a broken rule lets nobody in, root neither."""
    with _refusals(place):
        place.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "w") as text:
                text.write(file.text)
                os.fchmod(handle, file.mode)
            if check:
                tools.run(*check, name)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _refusals(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise BadInput(sentences.UNWRITABLE.format(file=place, why=why)) from error

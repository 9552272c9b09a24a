"""The verbs that make ready and examine the host on which many work: host install and host check."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.errors import NotAllowed
from core.toml.sentences import ONE_ERROR, SEVERAL_ERRORS
from tui.cli.exits import UNUSABLE
from tui.cli.listing import columns
from tui.cli.subcommand import Answer
from tui.host import sentences
from tui.host.check import examine
from tui.host.install import install
from tui.host.layout import ACCOUNT, WARM_UNIT, WORKER_UNIT, Layout
from tui.identity import is_member
from tui.settings import named_file

if TYPE_CHECKING:
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_NAME: Final = "clinicdesk"
_USUAL: Final = "/usr/local/bin/clinicdesk"
_THE_HOST: Final = Path("/")


def declare_install(parser: Parser) -> None:
    """[--root DIR] [--program FILE] [--warm] [--dry-run]."""
    declare_check(parser)
    parser.flag("--warm")
    parser.flag("--dry-run")


def declare_check(parser: Parser) -> None:
    """[--root DIR] [--program FILE]."""
    parser.option("--root", "DIR")
    parser.option("--program", "FILE")


def host_install(call: Call) -> Answer:
    """Make the host ready for many: account, group, folder, the rules of sudo and sshd."""
    layout = _layout(call)
    told = install(layout, dry_run=call.typed.dry_run, is_warm=call.typed.warm)
    if call.typed.dry_run:
        message = sentences.TRIED
    elif layout.is_image:
        message = sentences.INSTALLED_IMAGE.format(root=layout.root)
    else:
        message = sentences.INSTALLED.format(group=ACCOUNT, unit=WORKER_UNIT)
        message += sentences.INSTALLED_WARM.format(unit=WARM_UNIT) if call.typed.warm else ""
    return Answer(message, result={"steps": list(told)}, lines=told)


def host_check(call: Call) -> Answer:
    """Say everything that is wrong with the host."""
    try:
        findings = examine(_layout(call))
    except PermissionError as error:  # an image may hold what only root reads
        raise NotAllowed(sentences.NOT_READABLE.format(file=error.filename)) from error
    result = {"findings": [{"check": finding.check, "message": finding.sentence} for finding in findings]}
    if not findings:
        return Answer(sentences.CLEAN, result=result)
    errors = ONE_ERROR if len(findings) == 1 else SEVERAL_ERRORS.format(count=len(findings))
    lines = columns([(finding.check, finding.sentence) for finding in findings])
    return Answer(sentences.UNCLEAN.format(errors=errors), result=result, lines=lines, code=UNUSABLE)


def _layout(call: Call) -> Layout:
    """The host that is meant. Raises NotAllowed for whoever is not root, who may only write below a folder.

    root comes through sudo like anybody, and is no member of the clinic for that: it is root's own host.
    """
    is_root = os.getuid() == 0
    env = {} if is_root else call.env
    if is_member(env):
        raise NotAllowed(sentences.FOR_MEMBERS)
    root = named_file(call.typed.root, "--root", env).absolute() if call.typed.root is not None else _THE_HOST
    layout = Layout(root, call.typed.program or _this_program())
    if not (is_root or layout.is_image):
        raise NotAllowed(sentences.NOT_ROOT)
    return layout


def _this_program() -> str:
    """Where the program lies that was called; the usual place where it was called as a module."""
    called = Path(sys.argv[0])
    return str(called.absolute()) if called.name == _NAME else _USUAL

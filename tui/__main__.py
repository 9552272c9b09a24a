"""What does the command `clinicdesk` do? A verb, or without one the desk: of a warm host, where there is one."""

from __future__ import annotations

import os
import sys

from tui.warm.client import open_warm

TYPE_CHECKING = False  # `typing` takes as long to load as a warm desk to ask for
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.terminal.caller import Caller
    from tui.workstation import LaunchOptions


def main(arguments: Sequence[str] | None = None, *, caller: Caller | None = None) -> int:
    """Do what `arguments` say, those of the process if None, and return the exit code.

    `caller` is for whom this process works that a warm host forked; None where it works for itself.
    """
    tokens = sys.argv[1:] if arguments is None else arguments
    code = open_warm(tokens) if caller is None else None
    return _do(tokens, caller) if code is None else code


def _do(tokens: Sequence[str], caller: Caller | None) -> int:
    from tui.cli.main import run
    from tui.identity import drop_callers_environment
    from tui.limits import raise_own

    drop_callers_environment(os.environ)
    raise_own()
    return run(tokens, lambda launch: _open_desk(launch, caller))


def _open_desk(launch: LaunchOptions, caller: Caller | None) -> int:
    from tui.garbage import leave_garbage

    leave_garbage()
    from tui.app import run_desk  # only now: Textual takes longer to load than any verb takes
    from tui.bootstrap import opened

    with opened(launch, os.environ, for_the_day=True) as workstation:
        return run_desk(workstation, caller)


if __name__ == "__main__":
    sys.exit(main())

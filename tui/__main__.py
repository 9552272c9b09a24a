"""What does the command `clinicdesk` do? A verb, or without one the desk."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from tui.cli.main import run
from tui.identity import drop_callers_environment
from tui.limits import raise_own

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.workstation import LaunchOptions


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what `arguments` say, those of the process if None, and return the exit code."""
    drop_callers_environment(os.environ)
    raise_own()
    return run(sys.argv[1:] if arguments is None else arguments, _open_desk)


def _open_desk(launch: LaunchOptions) -> int:
    gc.disable()  # it finds nothing while modules load, and takes 4 % of the start; the desk has it on again
    from tui.app import run_desk  # only now: Textual takes longer to load than any verb takes
    from tui.bootstrap import opened

    with opened(launch, os.environ, for_the_day=True) as workstation:
        return run_desk(workstation)


if __name__ == "__main__":
    sys.exit(main())

"""How are the host's own programs called, and what do they answer?"""

from __future__ import annotations

import shlex
import shutil
import subprocess

from msgspec import Struct

from core.errors import BadInput
from tui.host import sentences
from tui.host.layout import SEARCH_PATH


class Tools(Struct, frozen=True):
    """The host's own programs, where `search_path` has them."""

    search_path: str = SEARCH_PATH

    def has(self, tool: str) -> bool:
        """Whether the host has it."""
        return shutil.which(tool, path=self.search_path) is not None

    def run(self, *command: str) -> str:
        """Do it; what it says. Raises BadInput with what the command complains of."""
        whole = (shutil.which(command[0], path=self.search_path) or command[0], *command[1:])
        env = {"PATH": self.search_path, "LC_ALL": "C"}
        try:
            ran = subprocess.run(whole, env=env, cwd="/", capture_output=True, text=True, check=False)  # noqa: S603 - the host's own programs, by a path of ours
        except OSError as error:
            why = error.strerror or str(error)
            raise BadInput(sentences.COMMAND_FAILED.format(command=shlex.join(command), why=why)) from error
        if ran.returncode:
            why = " ".join((ran.stderr or ran.stdout).split())
            raise BadInput(sentences.COMMAND_FAILED.format(command=shlex.join(command), why=why))
        return ran.stdout

"""What is a try to become the account, and how is one written down: a row with its name, its line and its answer?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DATABASE: Final = "/home/desk/.local/share/clinicdesk/clinic.db"
NO_FILE: Final = "names a file, and you come through the clinic's command"
PASSWORD: Final = "sudo: a password is required"
DENIED: Final = "[Pp]ermission denied|Operation not permitted|not permitted"
GOT: Final = "/srv/got"
"""Where whatever a member got to run leaves a file, so that its owner tells as whom it ran."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A line that a member types, and the answer that shows that it is refused or has no effect.

    What no line may do is the same for all, and looked for after each (`ways_in.py`). `told` is a pattern, `code` the
    exit code where it tells more than the answer does, `first` what the member has done in a shell before.
    """

    name: str
    typed: str
    told: str
    code: int | None = None
    who: str = "ana"
    first: str = ""
    is_in_shell: bool = False


Row = tuple[str, str, str] | tuple[str, str, str, int]
"""Name, line, answer, and the exit code where it matters."""


def at_desk(kind: str, *rows: Row) -> tuple[Vector, ...]:
    """What the supervisor types elsewhere: nobody may more through the command."""
    return tuple(_vector(kind, row, who="ana", is_in_shell=False) for row in rows)


def in_shell(kind: str, *rows: Row) -> tuple[Vector, ...]:
    """What a coordinator types who has a shell on the host as well."""
    return tuple(_vector(kind, row, who="mei", is_in_shell=True) for row in rows)


def _vector(kind: str, row: Row, *, who: str, is_in_shell: bool) -> Vector:
    name, typed, told = row[:3]
    code = row[3] if len(row) == 4 else None
    return Vector(f"{kind}: {name}", typed, told, code, who, is_in_shell=is_in_shell)

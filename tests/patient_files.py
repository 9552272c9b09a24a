"""Which files of patients do the tests import, and what came of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS: Final = "external_id,family,given,birth_date,sex,phone"
SMITH: Final = "E1,Smith,John,1984-03-14,male,555 0117"
JONES: Final = "E2,Jones,Ann,1990-05-06,female,555 0118"


def written(folder: Path, *lines: str, name: str = "them.csv", encoding: str = "utf-8", end: str = "\n") -> Path:
    """A file of these lines."""
    file = folder / name
    file.write_bytes("".join(f"{line}{end}" for line in lines).encode(encoding))
    return file


def counts(result: dict[str, Any]) -> tuple[int, int, int, int]:
    """Added, updated, unchanged, and how many were rejected, of a result with just these keys first."""
    assert ["added", "updated", "unchanged", "rejected", "encoding", "unused"] == list(result)
    return result["added"], result["updated"], result["unchanged"], len(result["rejected"])

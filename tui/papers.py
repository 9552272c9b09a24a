"""Which papers are generated from the code, and are those in the tree stale? `python -m tui.papers [--check]`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from core.settings import settings_text
from tui.actions import keys_paper

ROOT: Final = Path(__file__).resolve().parent.parent
PAPERS: Final[Mapping[str, Callable[[], str]]] = {
    "clinicdesk.toml": settings_text,
    "docs/keys.md": keys_paper,
}
"""Path from the root of the project -> what its text must be."""


def stale(root: Path = ROOT) -> tuple[str, ...]:
    """The papers whose text is not what the code says."""
    return tuple(
        path
        for path, text in PAPERS.items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text()
    )


def write(root: Path = ROOT) -> tuple[str, ...]:
    """Write every paper that is stale; those written."""
    written = stale(root)
    for path in written:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(PAPERS[path](), encoding="utf-8")
    return written


def main(arguments: list[str]) -> int:
    """Write the papers, or with --check fail when one is stale."""
    if arguments == ["--check"]:
        found = stale()
        for path in found:
            print(f"{path} is stale: run 'make docs'.")
        return 1 if found else 0
    for path in write():
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Which figures are measured in one run, and where do they go?

`python -m bench [--quick] [--big] [--only PART] [--json FILE]`
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from compileall import compile_dir
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.clinics import large_clinic, practice_clinic, with_full_days
from bench.desks import desks, practice_day
from bench.effort import FULL, MANY_LINES, MILLION, MILLION_PATIENTS, QUICK, SMALL
from bench.free_time import free_time
from bench.imports import imports
from bench.lookups import lookups
from bench.many_desks import many_desks
from bench.messages import messages
from bench.opening import opening
from bench.reads import FEW_DAYS, conflict_checks, large_loads, practice_loads
from bench.sealing import sealing
from bench.small_and_large import small_and_large
from bench.table import as_json, as_text, machine
from bench.warm import opening_warm
from bench.writes import writes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bench.effort import Effort
    from bench.figures import Figure

_ROOT = Path(__file__).resolve().parents[1]
_PATIENTS = 5000


def main() -> int:
    """Measure, show the table, and write the file that was asked for."""
    options = _parser().parse_args()
    for package in ("core", "storage", "tui"):
        compile_dir(_ROOT / package, quiet=1)
    figures = []
    with tempfile.TemporaryDirectory(prefix="clinicdesk-bench-") as folder:
        for figure in measured(Path(folder), QUICK if options.quick else FULL, big=options.big, only=options.only):
            print(".", end="", file=sys.stderr, flush=True)
            figures.append(figure)
    print(file=sys.stderr)
    about = machine()
    print(as_text(figures, about))
    if options.json:
        Path(options.json).write_text(json.dumps(as_json(figures, about), indent=2) + "\n", encoding="utf-8")
    return 0


def measured(folder: Path, effort: Effort, *, big: bool, only: str | None = None) -> Iterator[Figure]:
    """Every figure, in the order of the table, or those of one part; what is made for them stays in `folder`."""
    for name, part in _PARTS.items():
        if only in {None, name}:
            place = folder / name
            place.mkdir()
            yield from part(place, effort, big)


def _of_desks(folder: Path, effort: Effort, big: bool) -> Iterator[Figure]:  # noqa: ARG001, FBT001 - as every part
    day = practice_day(folder, practice_clinic(folder, patients=effort.patients, days=effort.days))
    yield from opening(folder, day, effort)
    yield from opening_warm(folder, day, effort)
    yield from desks(folder, day, effort)
    yield from many_desks(folder, day, effort)
    yield from practice_loads(folder, day, effort)


def _of_bookings(folder: Path, effort: Effort, big: bool) -> Iterator[Figure]:  # noqa: ARG001, FBT001 - as every part
    clinic = with_full_days(large_clinic(folder, patients=_PATIENTS), FEW_DAYS)
    yield from large_loads(clinic, effort)
    clinic, checks = conflict_checks(clinic, effort)
    yield from checks
    yield from writes(folder, clinic, effort)


def _of_a_million(folder: Path, effort: Effort, big: bool) -> Iterator[Figure]:  # noqa: FBT001
    yield from small_and_large(folder, effort, large=MILLION if big else effort.large)


def _of_lookups(folder: Path, effort: Effort, big: bool) -> Iterator[Figure]:  # noqa: FBT001
    yield from lookups(folder, effort, large=MILLION_PATIENTS if big else SMALL)


def _of_free_time(folder: Path, effort: Effort, big: bool) -> Iterator[Figure]:  # noqa: ARG001, FBT001 - as every part
    yield from free_time(folder, effort)


def _of_messages(folder: Path, effort: Effort, big: bool) -> Iterator[Figure]:  # noqa: ARG001, FBT001 - as every part
    yield from messages(folder, effort)


def _of_imports(folder: Path, effort: Effort, big: bool) -> Iterator[Figure]:  # noqa: FBT001
    yield from sealing(folder, effort)
    yield from imports(folder, lines=MANY_LINES if big else effort.import_lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the desk beside bare references.")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions: two minutes")
    parser.add_argument(
        "--big",
        action="store_true",
        help="among ten million appointments and a million patients: half an hour more, 15 GB",
    )
    parser.add_argument("--only", choices=[*_PARTS], help="this part alone")
    parser.add_argument("--json", metavar="FILE", help="write the figures there as well")
    return parser


_PARTS: Final[Mapping[str, Callable[[Path, Effort, bool], Iterator[Figure]]]] = {
    "desks": _of_desks,
    "bookings": _of_bookings,
    "sizes": _of_a_million,
    "lookup": _of_lookups,
    "free-time": _of_free_time,
    "imports": _of_imports,
    "messages": _of_messages,
}


if __name__ == "__main__":
    sys.exit(main())

"""How are the figures of one run shown to a person, and written down for a program?"""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import version
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bench.figures import Bar, Figure

_STATISTICS = ("p50", "p95", "p99", "max")
_NAME_CELLS = 52
_NUMBER_CELLS = 9
_REFERENCE_CELLS = 22
_VERDICTS = {True: "", False: "  MISSED", None: "  too few to tell"}


def machine() -> Mapping[str, str]:
    """On what was it measured; the load is that of the minute before the figures are shown."""
    return {
        "clinicdesk": version("clinicdesk"),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "textual": version("textual"),
        "cores": str(os.cpu_count()),
        "load": f"{os.getloadavg()[0]:.1f}",
    }


def as_text(figures: Sequence[Figure], about: Mapping[str, str]) -> str:
    """The table, a group after the other; bars that were missed say so."""
    numbers = "".join(f"{name:>{_NUMBER_CELLS}}" for name in _STATISTICS)
    head = f"{'':{_NAME_CELLS}}{'unit':6}{numbers}  {'beside':{_REFERENCE_CELLS}}{'p50':>9}{'ratio':>8}  bar"
    lines = ["  ".join(f"{name} {value}" for name, value in about.items()), "", head]
    for group, members in groupby(figures, key=lambda figure: figure.group):
        lines += ["", group, *map(_line, members)]
    kept = [figure.keeps(bar) for figure in figures for bar in figure.bars]
    return "\n".join([*lines, "", f"{kept.count(True)} of {len(kept)} bars kept."])


def as_json(figures: Iterable[Figure], about: Mapping[str, str]) -> Mapping[str, object]:
    """The same as an object, the single samples left out."""
    return {"machine": dict(about), "figures": [_entry(figure) for figure in figures]}


def _line(figure: Figure) -> str:
    numbers = "".join(_number(figure.statistic(name)) for name in _STATISTICS)
    line = f"  {figure.name:{_NAME_CELLS - 2}}{figure.unit:6}{numbers}"
    if figure.reference is not None:
        beside, ratio = figure.reference, figure.ratio
        line += f"  {beside.name:{_REFERENCE_CELLS}}{_number(beside.samples.p50)}{_number(ratio, cells=8)}"
    elif figure.bars:
        line += " " * (2 + _REFERENCE_CELLS + _NUMBER_CELLS + 8)
    return f"{line}  {'; '.join(_bar(figure, bar) for bar in figure.bars)}".rstrip()


def _bar(figure: Figure, bar: Bar) -> str:
    return bar.text + _VERDICTS[figure.keeps(bar)]


def _number(value: float | None, *, cells: int = _NUMBER_CELLS) -> str:
    """Three digits that tell something; more only in front of the point."""
    if value is None:
        return " " * cells
    places = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:>{cells},.{places}f}"


def _entry(figure: Figure) -> Mapping[str, object]:
    beside = figure.reference
    return {
        "group": figure.group,
        "name": figure.name,
        "unit": figure.unit,
        "count": len(figure.samples.values),
        **{name: figure.statistic(name) for name in _STATISTICS},
        "reference": {"name": beside.name, "p50": beside.samples.p50} if beside else None,
        "ratio": figure.ratio,
        "bars": list(_bars(figure)),
    }


def _bars(figure: Figure) -> Iterator[Mapping[str, object]]:
    for bar in figure.bars:
        yield {"bar": bar.text, "kept": figure.keeps(bar)}

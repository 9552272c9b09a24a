"""Does the benchmark still run, whatever the figures: a piece of each kind, too small to tell anything?"""

from __future__ import annotations

import json
from contextlib import closing
from functools import partial
from shutil import copytree
from typing import TYPE_CHECKING, Final

import pytest

from bench.bare_lookup import BareLookup
from bench.clinics import ACTOR, LargeClinic, desk_at, large_clinic, practice_clinic, with_full_days
from bench.desks import desks, practice_day
from bench.effort import QUICK
from bench.figures import Bar, Figure, Reference, samples_of
from bench.imports import imports
from bench.lookups import lookups
from bench.many_desks import many_desks
from bench.messages import messages
from bench.opening import opening
from bench.reads import conflict_checks, large_loads, practice_loads
from bench.table import as_json, as_text, machine
from bench.warm import opening_warm
from bench.writes import writes
from core.structs import replace
from tests.ready_made import once_a_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TypeAlias

    from bench.desks import PracticeDay
    from bench.effort import Effort

    Measure: TypeAlias = Callable[[Path, PracticeDay, Effort], Iterator[Figure]]

TINY = replace(
    QUICK,
    patients=300,
    days=2,
    sizes=((24, 80),),
    starts=1,
    key_rounds=1,
    held_keys=4,
    idle_seconds=0.2,
    lookups=1,
    changes=1,
    sessions=1,
    desks=2,
    watch_seconds=2,
    bookings=3,
    crowd_seconds=0.1,
    day_loads=2,
    assessments=40,
    many_days=3,
    import_lines=20,
    messages=12,
)

FIGURES = (
    Figure(
        "Keys", "a key", "ms", samples_of([4.0] * 99 + [9.0]), Reference("bare", samples_of([2.0])), (Bar("p95", 5),)
    ),
    Figure("Keys", "a byte", "bytes", samples_of([300]), None, (Bar("p50", 200), Bar("p99", 5))),
    Figure("Rates", "bookings", "per s", samples_of([1234.5]), None, (Bar("p50", 1500, at_least=True),)),
)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> LargeClinic:
    """The large clinic with two full days."""
    return with_full_days(large_clinic(tmp_path_factory.mktemp("bench"), patients=1000), 2)


def test_table_names_each_figure_and_what_it_missed() -> None:
    """A figure shows its statistics, the ratio to its reference and its bar; a bar that was missed says so."""
    lines = as_text(FIGURES, {"load": "0.1"}).splitlines()

    assert ["load 0.1", "Keys", "Rates"] == [line for line in lines if line[:1] not in {"", " "}][:3]
    assert ["a", "key", "ms", "4.00", "4.00", "9.00", "9.00", "bare", "2.00", "2.00", "p95", "<=", "5"] == lines[
        5
    ].split()
    assert lines[6].endswith("p50 <= 200  MISSED; p99 <= 5  too few to tell")
    assert lines[9].endswith("p50 >= 1500  MISSED")
    assert "1 of 4 bars kept." == lines[-1]


def test_percentiles_need_enough_samples() -> None:
    """The 95th percentile of 19 values and the 99th of 99 are not told: they would be the greatest of them."""
    few, many = samples_of(range(19)), samples_of(range(100))

    assert (None, None, 18) == (few.p95, few.p99, few.most)
    assert (49.5, 95, 99) == (many.p50, many.p95, many.p99)


def test_json_says_what_the_table_says() -> None:
    """The file for programs holds each figure with its ratio and its bars, and can be read back."""
    told = json.loads(json.dumps(as_json(FIGURES, machine())))

    assert {"a key": 2.0, "a byte": None, "bookings": None} == {one["name"]: one["ratio"] for one in told["figures"]}
    assert [{"bar": "p95 <= 5", "kept": True}] == told["figures"][0]["bars"]
    assert {"clinicdesk", "python", "sqlite", "textual", "cores", "load"} == set(told["machine"])


SCREENS: Final = ("queue", "patients", "work")
SEEN: Final[dict[Measure, set[str]]] = {
    opening: {"Opening"},
    opening_warm: {"Opening from a warm host"},
    desks: {"Desk", *(f"A cursor key{where} at 80x24" for where in ("", *map(" in the {}".format, SCREENS)))},
    many_desks: {"2 open desks"},
    practice_loads: {"Day"},
}


@pytest.fixture
def day(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> PracticeDay:
    """A day of a practice clinic of one's own, which takes longer to make than to measure."""
    made = once_a_run(tmp_path_factory, "practice", partial(practice_clinic, patients=TINY.patients, days=TINY.days))
    copytree(made, tmp_path, dirs_exist_ok=True)
    return practice_day(tmp_path, tmp_path / "practice.db")


@pytest.mark.serial
@pytest.mark.parametrize("measure", SEEN, ids=lambda measure: measure.__name__)
def test_what_is_seen_on_a_terminal_is_measured(tmp_path: Path, day: PracticeDay, measure: Measure) -> None:
    """The desk and the bare grid beside it start, take keys, a lookup and another desk's change, and are silent."""
    figures = [*measure(tmp_path, day, TINY)]

    assert {figure.group for figure in figures} == SEEN[measure]
    assert [0] * (measure is desks) == [figure.samples.most for figure in figures if "silence" in figure.name]


def test_reads_are_measured(large: LargeClinic) -> None:
    """A day loads, and the conflict check of a free time meets no conflict, also when the clinic has grown."""
    grown, checks = conflict_checks(large, TINY)

    assert [1, 2 * 768, 3 * 768] == [len([*checks[1].bars]), large.appointments, grown.appointments]
    assert [2, 2] == [len(figure.samples.values) for figure in large_loads(grown, TINY)]


def test_writes_are_measured(tmp_path: Path) -> None:
    """One writer and eight at once book, beside bare inserts and the disk."""
    clinic = with_full_days(large_clinic(tmp_path, patients=1000), 1)

    figures = {figure.name: figure for figure in writes(tmp_path, clinic, TINY)}

    assert 6 == len(figures)
    assert all(figure.samples.p50 > 0 for figure in figures.values())


def test_messages_are_measured(tmp_path: Path) -> None:
    """A worker sends all that is due while a desk books, and both are held against what they are without the other."""
    figures = [*messages(tmp_path, TINY)]

    assert f"one worker, {TINY.messages} due at once" == figures[0].name
    assert all(figure.samples.p50 > 0 for figure in figures)


def test_imports_are_measured(tmp_path: Path) -> None:
    """Patients come in, are known again and are taken back, while a desk books."""
    figures = {figure.name: figure for figure in imports(tmp_path, lines=TINY.import_lines)}

    assert 9 == len(figures)
    assert all(figure.samples.p50 > 0 for figure in figures.values())


def test_lookups_are_measured(tmp_path: Path) -> None:
    """Each kind beside the bare lookup, which finds whom the desk finds; recall, size, growth, and what is painted."""
    figures = {figure.name: figure for figure in lookups(tmp_path, replace(TINY, lookups=4), large=(2000, 2000))}

    assert 14 + 1 < sum(figure.reference is not None for figure in figures.values())
    assert 100 == figures["recall of one slip"].samples.p50
    assert all(figure.samples.p50 > 0 for figure in figures.values())
    with closing(BareLookup(tmp_path / "bare.db")) as bare, desk_at(tmp_path / "many.db") as desk:
        for typed in ("smith", "john", "100007", "smiht", "312"):
            found = {int(hit.patient.id) for hit in desk.patients.find(ACTOR, typed, limit=2000).hits}
            assert set(bare.find(typed)) <= found

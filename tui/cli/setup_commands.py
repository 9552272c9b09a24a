"""The verbs that a clinic begins with: setup and demo."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from msgspec.structs import asdict

from core.calendar.wall import local
from tui.bootstrap import make_practice_clinic, set_up
from tui.cli import upkeep_sentences as sentences
from tui.cli.json_output import setup_json
from tui.cli.listing import columns
from tui.cli.lists import conflicts_of, to_move_lines
from tui.cli.readers import read_number
from tui.cli.subcommand import Answer
from tui.sentences import STANDARD_INPUT
from tui.settings import named_stream_or_file, read_text_file, read_text_input

if TYPE_CHECKING:
    from core.setup.report import SetupReport
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_MOST_PATIENTS: Final = 100_000
_MOST_DAYS: Final = 250
_MOST_NAMED: Final = 50
_MOST_SEED: Final = 2**31


def declare_setup(parser: Parser) -> None:
    """FILE [--demo] [--dry-run]."""
    parser.word("file", shown="FILE")
    parser.flag("--demo")
    parser.flag("--dry-run")


def setup(call: Call) -> Answer:
    """Set up the clinic from a file: all of it, or nothing when anything is wrong."""
    typed = call.typed
    file = named_stream_or_file(typed.file, "FILE", call.env)
    place, text = (file.name, read_text_file(file)) if file else (STANDARD_INPUT, read_text_input())
    report = set_up(call.launch, call.env, text, place=place, is_demo=typed.demo, dry_run=typed.dry_run)
    counts = setup_json(report)
    template = sentences.SETUP_TRIED if typed.dry_run else sentences.SETUP_DONE
    message = template.format(
        place=place,
        added=sum(report.added.values()),
        changed=sum(report.changed.values()),
        retired=sum(report.retired.values()),
        unchanged=sum(report.unchanged.values()),
    )
    lines = (*columns(_by_kind(report)), *report.notes, *to_move_lines(report.stranded, most=_MOST_NAMED))
    return Answer(message, result=counts, lines=lines, conflicts=conflicts_of(report.stranded))


def declare_demo(parser: Parser) -> None:
    """[--patients N] [--days N] [--seed S]."""
    for name in ("--patients", "--days", "--seed"):
        parser.option(name, "N")


def demo(call: Call) -> Answer:
    """Make a practice clinic."""
    from tui.demo.clinic import FIRST_ZONE

    typed = call.typed
    path, counts = make_practice_clinic(
        call.launch,
        call.env,
        patients=_number(typed.patients, 3000, "number of patients", least=1, most=_MOST_PATIENTS),
        days=_number(typed.days, 15, "number of days", least=1, most=_MOST_DAYS),
        seed=_number(typed.seed, 1, "seed", least=0, most=_MOST_SEED),
    )
    result = {
        name: value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
        for name, value in asdict(counts).items()
    }
    message = sentences.DEMO_MADE.format(
        path=path,
        patients=counts.patients,
        appointments=counts.appointments,
        opens_at=local(counts.opens_at, FIRST_ZONE),
    )
    return Answer(message, result=result)


def _number(typed: str | None, otherwise: int, what: str, *, least: int, most: int) -> int:
    return otherwise if typed is None else read_number(typed, what, least=least, most=most)


def _by_kind(report: SetupReport) -> list[tuple[str, ...]]:
    """A line for each kind of record that the file names."""
    counts = {
        "added": report.added,
        "changed": report.changed,
        "retired": report.retired,
        "unchanged": report.unchanged,
    }
    kinds = dict.fromkeys(kind for by_kind in counts.values() for kind, count in by_kind.items() if count)
    return [
        (f"  {kind}", ", ".join(f"{by[kind]} {what}" for what, by in counts.items() if by.get(kind))) for kind in kinds
    ]

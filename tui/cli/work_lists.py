"""The lists of the work (F5) as verbs: list work shows one or counts all, export work writes one into a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.cases.queries import Whose
from core.errors import BadInput
from tui.cli import exporting_sentences as say
from tui.cli.exporting import declare_file, write_out
from tui.cli.listing import columns
from tui.cli.readers import read_word
from tui.cli.subcommand import Answer
from tui.screens.work_names import WorkList
from tui.screens.work_read import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.screens.work_rows import WorkRow
    from tui.workstation import Workstation

_HEADINGS: Final = ("list", "when", "mrn", "patient", "kind", "with", "matter")
_WHOSE: Final = {"all": Whose.ALL, "mine": Whose.MINE, "role": Whose.ROLE, "nobody": Whose.NOBODY}


def declare_listing(parser: Parser) -> None:
    """[NAME] [--whose all|mine|role|nobody]."""
    parser.word("name", shown="NAME", summary=say.HELP_LIST, count="?")
    parser.option("--whose", "WHOSE", say.HELP_WHOSE)


def listing(call: Call) -> Answer:
    """The rows of the list, the most urgent first; without a name how many are on each that has some."""
    name, whose = call.typed.name, _whose(call.typed.whose)
    with call.workstation() as workstation, workstation.desk.snapshot(workstation.actor) as view:
        if name is None:
            counts = {which.value: len(rows_of(workstation, view, which, whose)) for which in WorkList}
            some = {told: count for told, count in counts.items() if count}
            lines = columns([(str(count), told) for told, count in some.items()]) if some else ()
            return Answer(say.LISTS_COUNTED.format(count=len(some)), result=counts, lines=lines)
        which = named_list(name)
        rows = rows_of(workstation, view, which, whose)
        cells = [_cells(which, row)[1:] for row in rows]
        result = [dict(zip(_HEADINGS, _cells(which, row), strict=True)) for row in rows]
    message = say.LIST_TOLD.format(list=which.value, count=len(rows))
    return Answer(message, result=result, lines=columns(cells) if cells else ())


def declare_export(parser: Parser) -> None:
    """NEW [--list NAME] [--whose all|mine|role|nobody] [--format csv|xlsx]."""
    declare_file(parser)
    parser.option("--list", "NAME", say.HELP_LIST)
    parser.option("--whose", "WHOSE", say.HELP_WHOSE)


def export(call: Call) -> Answer:
    """Write a list of the work, or all of them one after the other."""
    named = call.typed.list
    lists, whose = tuple(WorkList) if named is None else (named_list(named),), _whose(call.typed.whose)

    def lines(workstation: Workstation) -> Iterator[Sequence[str]]:
        with workstation.desk.snapshot(workstation.actor) as view:
            yield from (_cells(which, row) for which in lists for row in rows_of(workstation, view, which, whose))

    return write_out(call, _HEADINGS, lines, say.EXPORTED_WORK)


def _cells(which: WorkList, row: WorkRow) -> tuple[str, ...]:
    """What a person reads of the row; of the record of a patient its number and name."""
    patient = row.patient
    who = (patient.mrn, patient.name) if patient else ("", row.named(privacy=False))
    return (which.value, row.when, *who, row.kind, row.provider, row.trouble)


def named_list(typed: str) -> WorkList:
    """The list of that name, or the only one of whose name each word begins a word. Raises BadInput."""
    words = typed.lower().replace("-", " ").split()
    names = {which: which.value.replace("-", " ") for which in WorkList}
    exact = [which for which, name in names.items() if name.split() == words]
    fits = exact or [
        which
        for which, name in names.items()
        if words and all(any(part.startswith(word) for part in name.split()) for word in words)
    ]
    if len(fits) != 1:
        among = fits or list(WorkList)
        raise BadInput(say.NO_SUCH_LIST.format(typed=typed, lists=", ".join(one.value for one in among)), field="list")
    return fits[0]


def _whose(typed: str | None) -> Whose:
    return Whose.ALL if typed is None else _WHOSE[read_word(typed, "whose", list(_WHOSE))]

"""The verbs about whom the clinic deals with outside: directory find, show, add, edit, merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.directory.fields import DIRECTORY_ENTRY, new_entry
from core.directory.listing import reference_of
from core.directory.model import DirectoryEntry, EntryKind, PayerEntry
from tui.cli import directory_sentences as say
from tui.cli.listing import columns
from tui.cli.readers import read_number, read_word
from tui.cli.record_options import declare_changes, declare_new, read_changes, read_options, read_rev, reading_of
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from core.fields.model import ReadContext
    from tui.cli.json_output import Shape
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_MOST_FOUND: Final = 10_000


def declare_find(parser: Parser) -> None:
    """[WORDS...] [--kind KIND] [--retired] [--limit N]."""
    parser.word("words", shown="WORDS", count="*")
    parser.option("--kind", "KIND", say.HELP_KIND)
    parser.flag("--retired", say.HELP_RETIRED)
    parser.option("--limit", "N")


def find(call: Call) -> Answer:
    """Whom the words fit, best first; everybody, by name, where none are said."""
    typed, words = call.typed, " ".join(call.typed.words)
    limit = 20 if typed.limit is None else read_number(typed.limit, "limit", least=1, most=_MOST_FOUND)
    kind = EntryKind(read_word(typed.kind, "kind", [one.value for one in EntryKind])) if typed.kind else None
    with call.workstation() as workstation:
        hits = workstation.desk.directory.index(workstation.actor, retired=typed.retired).find(words, partly=True)
    hits = tuple(hit for hit in hits if kind in {None, hit.entry.kind})
    shown = hits[:limit]
    template = say.FOUND_NONE if not hits else say.FOUND if shown == hits else say.FOUND_MORE
    template = say.FOUND_PARTLY if hits and hits[0].match == "partial" else template
    return Answer(
        template.format(count=len(hits), shown=len(shown), words=repr(words)),
        result=[{**entry_json(hit.entry), "match": hit.match} for hit in shown],
        lines=columns([(*_row(hit.entry), say.SIMILAR if hit.is_near else "") for hit in shown]),
    )


def declare_show(parser: Parser) -> None:
    """REF."""
    parser.word("ref", shown="REF", summary=say.AN_ENTRY)


def show(call: Call) -> Answer:
    """All that is known of one; of an entry that was merged, the one that took its place."""
    with call.workstation() as workstation:
        entry, reading = workstation.desk.directory.by_ref(workstation.actor, call.typed.ref), reading_of(workstation)
    is_other = call.typed.ref.isdigit() and int(call.typed.ref) != entry.id
    template = say.SHOWN_MERGED if is_other else say.SHOWN
    message = template.format(entry=entry.name, kind=entry.kind.value, old=call.typed.ref, number=entry.id)
    return Answer(message, result=entry_json(entry), lines=_facts(entry, reading))


def declare_add(parser: Parser) -> None:
    """The fields of an entry."""
    declare_new(parser, DIRECTORY_ENTRY, required={"name"})


def add(call: Call) -> Answer:
    """Enter somebody."""
    with call.workstation() as workstation:
        values = read_options(call.typed, DIRECTORY_ENTRY, reading_of(workstation))
        change = workstation.desk.directory.add(workstation.actor, new_entry(values))
    (entry,) = change.all_of(DirectoryEntry)
    return Answer(change.sentence, result=entry_json(entry))


def declare_edit(parser: Parser) -> None:
    """N, and the fields of an entry: an empty value empties the field."""
    parser.word("number", shown="N")
    declare_changes(parser, DIRECTORY_ENTRY)


def edit(call: Call) -> Answer:
    """Change an entry, unless it is no longer the one that was seen."""
    typed = call.typed
    number, rev = read_number(typed.number, "entry's number", least=1), read_rev(typed)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        changes = read_changes(typed, DIRECTORY_ENTRY, reading_of(workstation), verb="directory edit", example="--fax")
        change = desk.directory.edit(actor, number, changes, rev=rev)
        entry = desk.directory.by_id(actor, number)
    message = change.sentence if change else say.NOTHING_DIFFERENT.format(number=number)
    return Answer(message, result=entry_json(entry))


def declare_merge(parser: Parser) -> None:
    """LOSER SURVIVOR."""
    parser.word("loser", shown="LOSER", summary=say.HELP_LOSER)
    parser.word("survivor", shown="SURVIVOR", summary=say.HELP_SURVIVOR)


def merge(call: Call) -> Answer:
    """Have one entry take the place of another."""
    numbers = [read_number(typed, "entry's number", least=1) for typed in (call.typed.loser, call.typed.survivor)]
    with call.workstation() as workstation:
        change = workstation.desk.directory.merge(workstation.actor, *numbers)
    (entry,) = change.all_of(DirectoryEntry)
    return Answer(change.sentence, result=entry_json(entry))


def entry_json(entry: DirectoryEntry) -> Shape:
    """An entry with every field; a payer of the set-up has its `code` and no `id`."""
    is_payer = isinstance(entry, PayerEntry)
    return {
        "id": None if is_payer else entry.id,
        "code": reference_of(entry) if is_payer else None,
        **{field.key: field.kind.json(getattr(entry, field.name)) for field in DIRECTORY_ENTRY},
        "rev": None if is_payer else entry.rev,
    }


def _row(entry: DirectoryEntry) -> tuple[str, ...]:
    return (reference_of(entry), entry.name, entry.kind.value, ", ".join(entry.specialties), entry.phone, entry.fax)


def _facts(entry: DirectoryEntry, reading: ReadContext) -> tuple[str, ...]:
    told = DIRECTORY_ENTRY.facts(entry, reading)
    return columns([(field.label.strip(), fact) for field, fact in told])

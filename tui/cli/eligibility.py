"""The verbs about questions to payers and their answers: eligibility send, read, show, errors, replay, dismiss."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_when
from core.calendar.wall import local
from core.coverage.standing import AsOf
from core.errors import BadInput
from core.text.cleaning import clean_text
from core.verification.benefit_words import desk_line, has_several, line_text
from core.verification.inquiry import FileStatus
from core.verification.taking_in import MOST_BYTES
from core.verification.verifying import to_verify
from tui import working
from tui.cli import eligibility_sentences as say
from tui.cli.listing import columns, warned
from tui.cli.readers import read_appointment, read_number
from tui.cli.subcommand import Answer
from tui.settings import STREAM, named_file, named_stream_or_file, standard_input

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.clinic.model import Site
    from core.verification.inquiry import ExchangeFile, Inquiry, Line, Told
    from tui.cli.json_output import Shape
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_TO_DO: Final = frozenset({FileStatus.RECEIVED, FileStatus.REFUSED})


def declare_send(parser: Parser) -> None:
    """[N ...] [--to DIR] [--days DAYS]."""
    parser.word("numbers", shown="N", count="*", summary=say.HELP_SEND_NUMBERS)
    parser.option("--to", "DIR", say.HELP_SEND_TO)
    parser.option("--days", "DAYS", say.HELP_SEND_DAYS)


def send(call: Call) -> Answer:
    """Ask payers about those visits, or those of the next days with something the matter."""
    typed = call.typed
    numbers = [read_appointment(number) for number in typed.numbers]
    days = None if typed.days is None else read_number(typed.days, "number of days", least=0, most=60)
    folder = None if typed.to is None else named_file(typed.to, "--to", call.env)
    if folder is not None and not folder.is_dir():
        raise BadInput(say.NO_FOLDER.format(folder=folder), field="to")
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        where = str(folder.resolve()) if folder else ""
        sent = desk.verification.ask(actor, numbers, days=days, folder=where)
        problem = working.write_inquiries(workstation, call.launch.config, call.env) if where and sent.files else ""
    told = [(one.appointment, one.trace) for one in sent.asked]
    result = {
        "files": [str(Path(where) / one.name) if where else one.name for one in sent.files],
        "sent": [{"appointment": number, "trace": trace} for number, trace in told],
        "left_out": [{"appointment": one.appointment, "reason": one.why} for one in sent.left_out],
    }
    lines = columns([(str(one.appointment), one.why) for one in sent.left_out])
    return Answer(" ".join(filter(None, (sent.sentence, problem))), result=result, lines=lines)


def declare_read(parser: Parser) -> None:
    """DIR."""
    parser.word("folder", shown="DIR", summary=say.HELP_READ_FOLDER)


def read(call: Call) -> Answer:
    """Take in the files of a folder, one file, or standard input; of those known, the ones with errors again."""
    typed = call.typed
    place = named_stream_or_file(typed.folder, "DIR", call.env)
    matched, unmatched = 0, list[str]()
    errors: list[Shape] = []
    known: list[str] = []
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        for name, content in ((clean_text(told), content) for told, content in _files(place)):
            if isinstance(content, str):
                errors.append({"file": name, "reason": say.UNREADABLE_FILE.format(why=content)})
                continue
            file, is_new = desk.verification.receive(actor, name, content)
            if not is_new and file.status not in _TO_DO:
                known.append(name)
                continue
            taken = desk.verification.take(actor, file.id)
            matched += taken.more
            unmatched += taken.unmatched
            errors += ({"file": name, "reason": fault, "number": file.id} for fault in taken.faults)
    counts = {"matched": matched, "unmatched": len(unmatched)}
    result = {**counts, "errors": errors, "foreign": unmatched, "known": known}
    message = _told(matched, known=len(known), errors=len(errors))
    return Answer(message, result=result, lines=columns([(str(one["file"]), str(one["reason"])) for one in errors]))


def _told(matched: int, *, errors: int, known: int = 0) -> str:
    """How much was taken in."""
    taken = say.READ_ONE if matched == 1 else say.READ
    before = say.KNOWN_ONE if known == 1 else say.KNOWN
    template = taken + before
    if errors:
        template += say.READ_ERROR if errors == 1 else say.READ_ERRORS
    return template.format(matched=matched, known=known, errors=errors)


def _files(place: Path | None) -> Iterator[tuple[str, bytes | str]]:
    """Raises BadInput for a place that cannot be looked at."""
    if place is None:
        yield STREAM, standard_input().read(MOST_BYTES + 1)
        return
    try:
        yield from working.answer_files(place)
    except OSError as error:
        raise BadInput(say.NO_PLACE.format(place=place, why=error.strerror or error), field="folder") from error


def declare_show(parser: Parser) -> None:
    """N."""
    parser.word("number", shown="N")


def show(call: Call) -> Answer:
    """All that a payer said of the insurance that pays on the day of the appointment."""
    number = read_appointment(call.typed.number)
    with call.workstation() as workstation:
        desk, actor, view = workstation.desk, workstation.actor, workstation.view
        scheduled = desk.schedule.appointment(actor, number)
        site = view.site_of(scheduled)
        coverage = to_verify(scheduled, AsOf(view.clinic, view.policy, view.now, site.tz))
        warning = desk.patients.opened(actor, scheduled.patient.id, "eligibility show")
        inquiry = desk.verification.last_asked(actor, coverage.id, local(scheduled.appointment.start, site.tz).date())
    if inquiry is None:
        return Answer(warned(say.NEVER_ASKED.format(number=number), warning))
    when = format_when(inquiry.sent_at, site, view.now)
    asked = say.ASKED_AT.format(when=when, who=inquiry.sent_by, day=f"{inquiry.on:%-d %b %Y}", trace=inquiry.trace)
    told = desk_line(inquiry.told) if inquiry.told else say.NO_ANSWER_YET
    lines = tuple(line_text(line, inquiry.told) for line in inquiry.told.lines) if inquiry.told else ()
    return Answer(warned(f"{asked} {told}", warning), result=_inquiry_json(inquiry, site), lines=lines)


def declare_errors(parser: Parser) -> None:
    """Nothing."""


def errors(call: Call) -> Answer:
    """The files that came in of which not everything was taken, newest first."""
    with call.workstation() as workstation:
        files = workstation.desk.verification.refused(workstation.actor)
        site = workstation.view.first_site
    rows = columns([(str(file.id), file.name, file.problem) for file in files])
    result = [_file_json(file, site) for file in files]
    message = (say.FILE_REFUSED if len(files) == 1 else say.FILES_REFUSED) if files else say.NO_FILE_REFUSED
    return Answer(message.format(count=len(files)), result=result, lines=rows)


def declare_one(parser: Parser) -> None:
    """FILE-NUMBER."""
    parser.word("number", shown="NUMBER", summary=say.HELP_FILE_NUMBER)


def replay(call: Call) -> Answer:
    """Take in a file again, as it was kept."""
    number = read_number(call.typed.number, "file's number", least=1)
    with call.workstation() as workstation:
        taken = workstation.desk.verification.take(workstation.actor, number)
    faults = list(taken.faults)
    result = {
        "matched": taken.more,
        "unmatched": len(taken.unmatched),
        "errors": [{"file": taken.file.name, "reason": fault, "number": number} for fault in faults],
        "foreign": list(taken.unmatched),
    }
    message = _told(taken.more, errors=len(faults))
    return Answer(message, result=result, lines=tuple(faults))


def dismiss(call: Call) -> Answer:
    """Put a file with errors aside."""
    number = read_number(call.typed.number, "file's number", least=1)
    with call.workstation() as workstation:
        change = workstation.desk.verification.dismiss(workstation.actor, number)
    return Answer(change.sentence, result={"number": number})


def _file_json(file: ExchangeFile, site: Site) -> Shape:
    return {
        "number": file.id,
        "file": file.name,
        "reason": file.problem,
        "matched": file.matched,
        "at": local(file.at, site.tz).isoformat(timespec="seconds"),
    }


def _inquiry_json(inquiry: Inquiry, site: Site) -> Shape:
    told = inquiry.told
    return {
        "trace": inquiry.trace,
        "on": inquiry.on.isoformat(),
        "sent_at": local(inquiry.sent_at, site.tz).isoformat(timespec="seconds"),
        "sent_by": inquiry.sent_by,
        "status": inquiry.status.value,
        "answered_at": local(inquiry.answered_at, site.tz).isoformat(timespec="seconds")
        if inquiry.answered_at
        else None,
        "answer": _told_json(told) if told else None,
    }


def _told_json(told: Told) -> Shape:
    return {
        "state": "rejected" if told.is_rejected else told.state.value,
        "message": desk_line(told),
        "plan": told.plan,
        "from": told.starts.isoformat() if told.starts else None,
        "to": told.ends.isoformat() if told.ends else None,
        "several_copays": has_several(told),
        "benefits": [_line_json(line, told) for line in told.lines],
        "notes": list(told.notes),
        "problem": told.problem,
        "remedy": told.remedy,
    }


def _line_json(line: Line, told: Told) -> Shape:
    return {
        "kind": line.kind,
        "cents": line.cents,
        "percent": line.percent,
        "quantity": line.quantity,
        "unit": line.unit,
        "network": line.network,
        "level": line.level,
        "period": line.period,
        "left": line.is_left,
        "used": line.is_used,
        "services": list(line.services),
        "plan": line.plan,
        "needs_authorization": line.needs_authorization,
        "notes": list(line.notes),
        "text": line_text(line, told),
    }

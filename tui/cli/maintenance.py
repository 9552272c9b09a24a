"""The verbs that keep the clinic's file and settings sound: migrate, backup, doctor, config check."""

from __future__ import annotations

import re
import sys
from time import monotonic
from typing import TYPE_CHECKING, Final

from core.errors import BadInput, BadSettings, ClinicdeskError
from core.toml.sentences import ONE_ERROR, SEVERAL_ERRORS
from tui import upkeep
from tui.cli import upkeep_sentences as sentences
from tui.cli.exits import UNUSABLE, USAGE
from tui.cli.listing import columns
from tui.cli.progress import Progress
from tui.cli.sentences import STANDARD_OUTPUT
from tui.cli.subcommand import Answer
from tui.settings import (
    find_database,
    find_settings,
    named_folder,
    named_stream_or_file,
    read_text_file,
    read_text_input,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_HASH: Final = re.compile(r"\b[0-9a-fA-F]{64}\b")


def declare_nothing(parser: Parser) -> None:
    """Only what every verb takes."""


def migrate(call: Call) -> Answer:
    """Bring the database to this version."""
    path, before, after = upkeep.migrate(call.launch, call.env)
    template = sentences.MIGRATED_ALREADY if before == after else sentences.MIGRATED
    message = template.format(path=path, before=before, after=after)
    return Answer(message, result={"before": before, "after": after})


def declare_backup(parser: Parser) -> None:
    """A new file."""
    parser.word("file", shown="NEW")


def backup(call: Call) -> Answer:
    """Copy the database while others work in it."""
    target = named_stream_or_file(call.typed.file, "FILE", call.env)
    if target:
        copied = upkeep.back_up(call.launch, call.env, target)
    elif call.typed.json or sys.stdout.isatty():
        raise BadInput(sentences.BACKUP_NO_PLACE)
    else:
        copied = upkeep.send_backup(call.launch, call.env, sys.stdout.buffer)
    shown = str(target or STANDARD_OUTPUT)
    message = sentences.BACKED_UP.format(path=copied.path, target=shown, size=copied.size)
    message += sentences.BACKUP_CHECKED[copied.checked].format(target=target or "COPY")
    log = upkeep.log_of(copied.path, target)
    if log is not None:
        told = sentences.BACKED_UP_LOG if target else sentences.BACKED_UP_NO_LOG
        message += told.format(target=log)
    cards = upkeep.cards_of(copied.path, target)
    if cards is not None:
        message += (sentences.BACKED_UP_CARDS if target else sentences.BACKED_UP_NO_CARDS).format(folder=cards)
    result = {
        "file": shown,
        "bytes": copied.size,
        "access_file": str(log) if log and target else None,
        "cards_folder": str(cards) if cards and target else None,
        "checked": copied.checked,
    }
    return Answer(message, result=result, is_output_taken=target is None)


def declare_doctor(parser: Parser) -> None:
    """[--full] [--anchor HASH|FILE]."""
    parser.flag("--full")
    parser.option("--anchor", "HASH|FILE", many=True)


def doctor(call: Call) -> Answer:
    """Say everything that is wrong with the database; with anchors, prove that its journal is what it was then."""
    anchors = [anchor for typed in call.typed.anchor for anchor in _anchors(typed, call.env)]
    with Progress(sentences.EXAMINING, is_wanted=not call.typed.json) as bar:
        found = upkeep.examine(
            call.launch, call.env, anchors=anchors, is_whole=call.typed.full, progress=_shown_on(bar, monotonic())
        )
    result = {
        "findings": [{"check": finding.check, "message": finding.sentence} for finding in found.findings],
        **{name: {"entry": head.entry, "hash": head.hash} if head else None for name, head in found.heads.items()},
        "anchors": anchors,
        "full": found.is_whole,
    }
    told = tuple(
        sentences.DOCTOR_HEADS[name].format(entry=head.entry, hash=head.hash)
        for name, head in found.heads.items()
        if head
    )
    if not found.findings:
        clean = sentences.DOCTOR_CLEAN if found.is_whole else sentences.DOCTOR_CLEAN_LATELY
        proved = sentences.DOCTOR_ANCHORED if anchors else ""
        return Answer(clean.format(path=found.path) + proved, result=result, lines=told)
    count = len(found.findings)
    errors = ONE_ERROR if count == 1 else SEVERAL_ERRORS.format(count=count)
    message = sentences.DOCTOR_UNCLEAN.format(path=found.path, errors=errors)
    lines = columns([(finding.check, finding.sentence) for finding in found.findings])
    return Answer(message, result=result, lines=(*lines, *told), code=UNUSABLE)


def _shown_on(bar: Progress, began: float) -> Callable[[str, int, int], None]:
    """Shows the check at work, and since how many seconds the doctor is."""
    return lambda name, done, count: bar.show(
        done / count, sentences.EXAMINING_WHERE.format(check=name, seconds=int(monotonic() - began))
    )


def _anchors(typed: str, env: Mapping[str, str]) -> list[str]:
    """The hash, or every one that stands in the file, such as answers of the doctor. Raises BadInput for none."""
    if _HASH.fullmatch(typed):
        return [typed.lower()]
    file = named_stream_or_file(typed, "--anchor", env)
    text = read_text_file(file) if file else read_text_input()
    found = list(dict.fromkeys(word.lower() for word in _HASH.findall(text)))
    if not found:
        raise BadInput(sentences.DOCTOR_NO_ANCHOR.format(place=typed))
    return found


def config_check(call: Call) -> Answer:
    """Prove that the settings are right; say where they come from and which database they name."""
    try:
        found = find_settings(call.launch.config, call.env)
    except BadSettings as refusal:
        problems = list(refusal.problems) or [refusal.sentence]
        return Answer(
            "\n".join([refusal.sentence, *refusal.problems]),
            result={"settings": None, "database": None, "users": None, "problems": problems},
            code=USAGE,
        )
    path = find_database(call.launch.db, found, call.env)
    users = _users(call) if path.exists() else None
    place = str(found.place) if found.place else None
    lines = [sentences.CONFIG_DATABASE.format(path=path, missing="" if path.exists() else sentences.CONFIG_NO_DATABASE)]
    if users is not None:
        lines.append(sentences.CONFIG_USERS.format(count=users) if users else sentences.CONFIG_NO_USERS)
    lines.append(_backup_line(call, found.settings.backup.folder))
    fine = sentences.CONFIG_FINE.format(place=place) if place else sentences.CONFIG_DEFAULTS
    result: dict[str, object] = {"settings": place, "database": str(path), "users": users, "problems": []}
    return Answer("\n".join([fine, *lines]), result=result)


def _backup_line(call: Call, named: str) -> str:
    """Where the nightly backup goes."""
    if not named:
        return sentences.CONFIG_NO_BACKUP
    folder = named_folder(call.launch.config, named, call.env)
    return sentences.CONFIG_BACKUP.format(folder=folder, missing="" if folder.is_dir() else sentences.CONFIG_NO_FOLDER)


def _users(call: Call) -> int | None:
    """How many users are set up; None where the database cannot say, which is not what was asked."""
    try:
        with call.workstation() as workstation:
            return sum(not user.retired for user in workstation.desk.clinic().users.values())
    except ClinicdeskError:
        return None

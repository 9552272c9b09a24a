"""How is a worker put together: which links carry out its jobs, and in which folders?"""

from __future__ import annotations

from contextlib import contextmanager
from stat import S_ISDIR
from typing import TYPE_CHECKING

from core.jobs.kinds import WRITE_INQUIRIES
from core.jobs.model import PlaceState
from core.mailroom.model import MailWay
from core.messages.model import Way
from storage.leases import FileLeases
from storage.links.answer_folder import AnswerFolders
from storage.links.backup_folder import BackupFolder
from storage.links.backup_proof import BackupProof
from storage.links.fax_spool import FaxSpool
from storage.links.found_files import files_in, read_file
from storage.links.http_gateway import HttpGateway
from storage.links.inbox_folder import InboxFolders
from storage.links.join_link import JoinLinkProgram
from storage.links.letter_program import LetterProgram
from storage.links.mail_server import MailServer
from storage.links.mailbox import Mailbox
from storage.links.message_answers import MessageAnswers
from storage.links.question_file import QuestionFile
from storage.links.spool_folder import SpoolFolder
from tui.bootstrap import opened
from tui.crash import note_crash
from tui.demo.clearing_house import ClearingHouse
from tui.demo.fax_server import FaxServer
from tui.identity import keeping_account
from tui.settings import named_folder, practice_exchange, practice_mail, practice_messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from core.desk import Desk
    from core.jobs.ports import Link
    from core.jobs.worker import Turn, Worker
    from core.messages.ports import Gateway, Gateways
    from tui.workstation import LaunchOptions, Workstation


@contextmanager
def working(launch: LaunchOptions, env: Mapping[str, str], *, is_hasty: bool) -> Iterator[tuple[Workstation, Worker]]:
    """A worker at the clinic that is wished for, which lives for the length of the block. Raises as `opened` does."""
    with opened(launch, env) as workstation:
        jobs, actor, path = workstation.desk.jobs, workstation.actor, workstation.db_path
        jobs.require(actor)  # before a file is made
        telehealth, settings = workstation.desk.telehealth, workstation.settings
        folder = named_folder(launch.config, settings.backup.folder, env)
        mailbox = _mailbox(workstation, actor, launch.config, env)
        answers = _answers(workstation, actor, launch.config, env, mailbox)
        questions = _questions(workstation, actor, launch.config, env)
        links: dict[str, Link] = {
            "backup": BackupFolder(path, folder, settings.backup),
            "proof": BackupProof(),
            "take-answers": answers,
            "ask-payers": questions,
            "write-inquiries": questions,
        }
        inbox = _inbox(workstation, actor, launch.config, env)
        faxes = _faxes(workstation, actor, launch.config, env)
        if faxes:
            links["send-fax"] = faxes
        plans: list[Callable[[], None]] = [
            *(lambda: telehealth.plan(actor), answers.look, inbox.look),
            *((faxes.look,) if faxes else ()),
        ]
        plans += _replies(workstation, actor, launch.config, env)
        plans += [mailbox.look] if mailbox else []
        out, into = practice_exchange(path)
        if workstation.is_demo and settings.eligibility.to.format(payer="") == str(out):
            plans.insert(0, ClearingHouse(out, into).look)
        if workstation.is_demo and faxes:
            plans.insert(0, FaxServer(practice_mail(path)[-1]).look)
        if settings.telehealth.command:
            links["join-link"] = JoinLinkProgram(settings.telehealth.command)
        with FileLeases(path) as leases:
            yield (
                workstation,
                jobs.new_worker(
                    actor,
                    links,
                    leases,
                    note_error=note_crash,
                    plans=plans,
                    beside=_outbox(workstation, actor, leases, launch.config, env),
                    is_hasty=is_hasty,
                ),
            )


def _outbox(
    workstation: Workstation, actor: str, leases: FileLeases, config: str | None, env: Mapping[str, str]
) -> list[Callable[[], Turn | None]]:
    """What sends messages, where the settings say how these leave the clinic."""
    if not workstation.settings.messages.is_on:
        return []
    gateways = _gateways(workstation, config, env)
    return [workstation.desk.messages.outbox(actor, gateways, leases, note_error=note_crash).turn]


def _replies(
    workstation: Workstation, actor: str, config: str | None, env: Mapping[str, str]
) -> list[Callable[[], None]]:
    """What looks for answers of patients, where the settings name a folder."""
    desk = workstation.desk
    return [_reader(desk, actor, folder).look for folder in _reply_folders(workstation, config, env)]


def _reader(desk: Desk, actor: str, folder: Path) -> MessageAnswers:
    return MessageAnswers(
        folder,
        take=lambda name, content: desk.messages.take_file(actor, name, content, note_error=note_crash),
        note_trouble=lambda place: desk.verification.note_trouble(actor, place),
    )


def _reply_folders(workstation: Workstation, config: str | None, env: Mapping[str, str]) -> list[Path]:
    """The folder of patients' answers, where one is set."""
    folder = workstation.settings.messages.answers
    return [named_folder(config, folder, env)] if folder else []


def _mailbox(workstation: Workstation, actor: str, config: str | None, env: Mapping[str, str]) -> Mailbox | None:
    """The mailbox with answers, where one is set; a practice clinic reads none."""
    desk, settings = workstation.desk, workstation.settings.messages
    if not settings.mailbox or workstation.is_demo:
        return None
    return Mailbox(
        settings,
        named_folder(config, settings.mailbox_password, env),
        desk.now,
        take=lambda name, content: desk.messages.take_file(actor, name, content, note_error=note_crash),
        is_known=lambda head: desk.messages.is_taken(actor, head),
        is_armed=lambda: desk.jobs.place(actor) is PlaceState.ARMED,
        note_trouble=lambda place: desk.verification.note_trouble(actor, place),
    )


def _gateways(workstation: Workstation, config: str | None, env: Mapping[str, str]) -> Gateways:
    """What carries messages out, by channel; those of a practice clinic all go into its own folder."""
    settings, documents = workstation.settings.messages, workstation.settings.documents

    def named(file: str) -> Path | None:
        return named_folder(config, file, env) if file else None

    if workstation.is_demo:
        return dict.fromkeys(Way, SpoolFolder(practice_messages(workstation.db_path)[0], is_made=True))
    gateways: dict[Way, Gateway] = {}
    if settings.spool:
        gateways |= dict.fromkeys((Way.TEXT, Way.VOICE), SpoolFolder(named_folder(config, settings.spool, env)))
    elif settings.gateway:
        gateways |= dict.fromkeys((Way.TEXT, Way.VOICE), HttpGateway(settings.gateway, named(settings.gateway_token)))
    if settings.server:
        gateways[Way.EMAIL] = MailServer(settings, named(settings.server_password), workstation.desk.now)
    if settings.letter_command:
        gateways[Way.LETTER] = LetterProgram(settings.letter_command, documents.fonts, documents.paper)
    return gateways


def write_inquiries(workstation: Workstation, config: str | None, env: Mapping[str, str]) -> str:
    """Write the questions that are to go into folders named with a verb; why one could not be, or ''.

    It is the account's work, whoever of it acts; where somebody else is, a worker does it.
    """
    account = keeping_account(workstation.db_path, env)
    if account is None:
        return ""
    links: dict[str, Link] = {WRITE_INQUIRIES.name: _questions(workstation, account, config, env)}
    problem = ""
    with FileLeases(workstation.db_path) as leases:
        worker = workstation.desk.jobs.new_worker(account, links, leases, note_error=note_crash)
        while turn := worker.turn():
            problem = problem if turn.is_done else turn.sentence
    return problem


def _questions(workstation: Workstation, actor: str, config: str | None, env: Mapping[str, str]) -> QuestionFile:
    verification = workstation.desk.verification
    return QuestionFile(
        lambda number: verification.outgoing(actor, number), lambda folder: named_folder(config, folder, env)
    )


def _answers(
    workstation: Workstation, actor: str, config: str | None, env: Mapping[str, str], mailbox: Mailbox | None
) -> AnswerFolders:
    verification, named = workstation.desk.verification, workstation.settings.eligibility.answers
    return AnswerFolders(
        _folders(workstation, named, config, env),
        receive=lambda name, content: verification.receive(actor, name, content),
        take=lambda number: verification.take(actor, number),
        note_trouble=lambda place: verification.note_trouble(actor, place),
        beside=[*_reply_folders(workstation, config, env), *(at for at, _ in _inbox_folders(workstation, config, env))],
        others={mailbox.name: mailbox.read} if mailbox else {},
    )


def _faxes(workstation: Workstation, actor: str, config: str | None, env: Mapping[str, str]) -> FaxSpool | None:
    """What sends faxes, where the settings name a folder; those of a practice clinic go into its own folder alone."""
    spool, desk = workstation.settings.mail.fax_spool, workstation.desk
    if not spool or (workstation.is_demo and spool != str(practice_mail(workstation.db_path)[-1])):
        return None
    return FaxSpool(
        named_folder(config, spool, env),
        files=lambda number: desk.mailroom.fax_files(actor, number),
        note=lambda number, attempt, state, code, pages: desk.mailroom.note_fax(
            actor, number, attempt, state, code=code, pages=pages
        ),
        note_trouble=lambda place: desk.verification.note_trouble(actor, place),
    )


def _inbox(workstation: Workstation, actor: str, config: str | None, env: Mapping[str, str]) -> InboxFolders:
    desk = workstation.desk
    return InboxFolders(
        _inbox_folders(workstation, config, env),
        receive=lambda name, content, way: desk.mailroom.receive(actor, name, content, way),
        note_trouble=lambda place: desk.verification.note_trouble(actor, place),
    )


def _inbox_folders(workstation: Workstation, config: str | None, env: Mapping[str, str]) -> list[tuple[Path, MailWay]]:
    """The folders for faxes and for mail, those that are set."""
    mail = workstation.settings.mail
    named = ((mail.fax_folder, MailWay.FAX), (mail.mail_folder, MailWay.MAIL))
    return [(named_folder(config, folder, env), way) for folder, way in named if folder]


def _folders(workstation: Workstation, named: str, config: str | None, env: Mapping[str, str]) -> list[Path]:
    """The folders of the settings: one a payer, where its name has the payer's code in it."""
    if not named:
        return []
    payers = workstation.desk.clinic().payers
    folders = dict.fromkeys(named.format(payer=code) for code in payers)
    return [named_folder(config, folder, env) for folder in folders or [named.format(payer="")]]


def answer_files(place: Path) -> Iterator[tuple[str, bytes | str]]:
    """Each file of the folder, or the one file, by name: its bytes, or why it cannot be read. Raises OSError.

    Links among those of a folder are not followed.
    """
    is_folder = S_ISDIR(place.stat().st_mode)
    files = [found.path for found in files_in(place)] if is_folder else [place]
    for file in files:
        try:
            yield file.name, read_file(file, follows_link=not is_folder)
        except OSError as error:
            yield file.name, error.strerror or str(error)

"""In which folders beside it does a practice clinic talk to its clearing house, its patients and its fax server?

What goes out of one lies there, and nothing leaves the machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.structs import replace

if TYPE_CHECKING:
    from pathlib import Path

    from core.settings.messages import MailSettings, MessageSettings
    from core.settings.model import Settings


def practising(settings: Settings, path: Path) -> Settings:
    """The same, with folders beside a practice clinic through which its clearing house is asked, where none are set."""
    settings = replace(
        settings, messages=practice_telling(settings.messages, path), mail=practice_mailing(settings.mail, path)
    )
    if settings.eligibility.to or settings.eligibility.answers:
        return settings
    out, answers = (str(folder).replace("{", "{{").replace("}", "}}") for folder in practice_exchange(path))
    return replace(settings, eligibility=replace(settings.eligibility, to=out, answers=answers))


def practice_telling(settings: MessageSettings, path: Path) -> MessageSettings:
    """The rules as they are set, with folders beside a practice clinic in place of every way out of it.

    One without such a folder tells nobody anything, unless its settings do.
    """
    out, answers = practice_messages(path)
    if not settings.is_on and not out.parent.is_dir():
        return settings
    return replace(
        settings,
        spool=str(out),
        gateway="",
        server="localhost",
        server_security="none",
        server_user="",
        sender="desk@practice.example",
        letter_command=("/nowhere",),
        answers=str(answers),
    )


def practice_mailing(settings: MailSettings, path: Path) -> MailSettings:
    """Folders beside a practice clinic for what comes by fax and mail and for faxes that go out, where it has them."""
    faxed, mailed, out = practice_mail(path)
    if not out.is_dir():
        return settings
    return replace(settings, fax_folder=str(faxed), mail_folder=str(mailed), fax_spool=str(out))


def practice_mail(path: Path) -> tuple[Path, Path, Path]:
    """Where faxes and mail of a practice clinic come in, and where its faxes go out: none leaves it."""
    folder = _beside(path, "mail")
    return folder / "fax-in", folder / "mail-in", folder / "fax-out"


def practice_messages(path: Path) -> tuple[Path, Path]:
    """Where a practice clinic lays every message, and where it reads answers: nothing leaves it."""
    folder = _beside(path, "messages")
    return folder / "out", folder / "in"


def practice_exchange(path: Path) -> tuple[Path, Path]:
    """Where the clearing house of a practice clinic takes questions, and where it lays answers."""
    folder = _beside(path, "exchange")
    return folder / "out", folder / "in"


def _beside(database: Path, name: str) -> Path:
    resolved = database.resolve()
    return resolved.with_name(f"{resolved.name}.{name}")

"""Which settings hold here, in a practice clinic too, and which database do they name?"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from errno import ELOOP, ENAMETOOLONG
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import BadInput, BadSettings, NotAllowed
from core.settings.model import Settings
from core.structs import replace
from tui import sentences
from tui.identity import is_member
from tui.paths import default_database, expanded, settings_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from core.settings.messages import MailSettings, MessageSettings


STREAM: Final = "-"
"""Stands for standard input or output where a file could be named."""
_LONGEST_INPUT: Final = 1 << 24
"""Bytes that are read of a set-up on standard input: the largest clinics have a thousandth of it."""


_LONGEST_ENDING: Final = ".access.db-journal"
"""What ends the longest name that is laid beside a database."""


class FoundSettings(Struct, frozen=True):
    """The settings and the file they come from; None for the defaults, where there is no file."""

    settings: Settings
    place: Path | None


def find_settings(named: str | None, env: Mapping[str, str]) -> FoundSettings:
    """The settings of the file `named`, else of the first usual place that has one, else the defaults.

    Raises BadSettings with every problem of the file, or for one that is missing or cannot be read.
    """
    if named is not None:
        place = named_file(named, "--config", env)
        if not place.exists():
            raise BadSettings(sentences.SETTINGS_MISSING.format(place=place), ())
        return _read(place)
    place_of_many = next((place for place in settings_files(env) if place.is_file()), None)
    return _read(place_of_many) if place_of_many else FoundSettings(Settings(), None)


def with_folders(found: FoundSettings, env: Mapping[str, str]) -> Settings:
    """The settings with the folders of documents as whole paths, which count from their file's own folder."""
    documents = found.settings.documents
    base = found.place.parent if found.place else Path()
    templates, fonts = (
        os.path.realpath(base / expanded(folder, env)) if folder else ""
        for folder in (documents.templates, documents.fonts)
    )
    return replace(found.settings, documents=replace(documents, templates=templates, fonts=fonts))


def settings_mark(named: str | None, env: Mapping[str, str]) -> tuple[object, ...]:
    """Tells whether the settings may have changed, without reading them."""
    places = settings_files(env) if named is None else (named_file(named, "--config", env),)
    return tuple(map(_state, places))


def find_database(named: str | None, found: FoundSettings, env: Mapping[str, str]) -> Path:
    """The file `named`, else the setting's, which counts from its own file's folder, else the usual place."""
    if named is not None:
        path, option = named_file(named, "--db", env), "--db"
    elif found.settings.database.path:
        folder = found.place.parent if found.place else Path()
        path, option = _usable(folder / expanded(found.settings.database.path, env), "path"), "path"
    else:
        path, option = default_database(env), "path"
    if not path.name:  # of "/" and ".", beside which nothing can lie
        raise BadInput(sentences.USAGE_BAD_PATH.format(option=option))
    _usable(path.with_name(path.name + _LONGEST_ENDING), option)
    return Path(os.path.realpath(path))  # one file has one name, beside which its locks and logs lie


def named_folder(config: str | None, folder: str, env: Mapping[str, str]) -> Path:
    """A folder that those settings name, which counts from their file's own folder."""
    found = find_settings(config, env)
    return (found.place.parent if found.place else Path()) / expanded(folder, env)


def named_file(typed: str, option: str, env: Mapping[str, str]) -> Path:
    """The file that an option names. Every file that somebody types is named here, so that members name none.

    Raises NotAllowed for whoever comes through the account's command, BadInput for a name that no file can have.
    """
    if is_member(env):
        raise NotAllowed(sentences.MEMBERS_NAME_NO_FILE.format(option=option))
    if not typed or "\0" in typed:
        raise BadInput(sentences.USAGE_BAD_PATH.format(option=option))
    return _usable(expanded(typed, env), option)


def named_stream_or_file(typed: str, option: str, env: Mapping[str, str]) -> Path | None:
    """The file that is named where - stands for standard input or output; None for that."""
    return None if typed == STREAM else named_file(typed, option, env)


def read_text_file(place: Path) -> str:
    """The text of a settings or set-up file. Raises BadSettings when it cannot be read."""
    with _refusals(place):
        return _read_regular(place).decode()


def standard_input() -> BinaryIO:
    """Standard input. Raises BadInput where whoever called has closed it."""
    if sys.stdin is None:
        raise BadInput(sentences.NO_STANDARD_INPUT, field="file")
    return sys.stdin.buffer


def read_text_input() -> str:
    """The same of standard input. Raises BadInput where there is none."""
    with _refusals(sentences.STANDARD_INPUT):
        return standard_input().read(_LONGEST_INPUT).decode()


def read_bytes(place: Path | None, most: int) -> bytes:
    """So many bytes of a file at most, or of standard input. Raises BadInput when it cannot be read."""
    try:
        return standard_input().read(most) if place is None else _read_regular(place, most)
    except OSError as error:
        why = error.strerror or str(error)
        sentence = sentences.FILE_UNREADABLE.format(place=place or sentences.STANDARD_INPUT, why=why)
        raise BadInput(sentence, field="file") from error


def _state(place: Path) -> tuple[int, ...]:
    try:
        told = place.stat()
    except OSError:
        return ()
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns


def _read_regular(place: Path, most: int = -1) -> bytes:
    """What stands in the file; of a pipe or a device nobody knows when it ends. Raises OSError."""
    descriptor = os.open(place, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(sentences.NO_PLAIN_FILE)
        return file.read(most)


def _usable(path: Path, option: str) -> Path:
    """The path, if the system takes it for a name at all: every later look at it may then trust that."""
    try:
        path.stat()
    except OSError as error:
        if error.errno in {ENAMETOOLONG, ELOOP}:
            sentence = sentences.USAGE_UNUSABLE_PATH.format(option=option, why=error.strerror)
            raise BadInput(sentence) from error
    return path


@contextmanager
def _refusals(place: object) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
    except UnicodeDecodeError:
        why = sentences.NOT_TEXT
    else:
        return
    raise BadSettings(sentences.FILE_UNREADABLE.format(place=place, why=why), ())


def _read(place: Path) -> FoundSettings:
    from core.settings.reader import read_settings  # most starts have no file, and save 7 ms
    from tui.keys.own_keys import wrong_keys

    settings = read_settings(read_text_file(place), place=str(place), check_keys=wrong_keys)
    return FoundSettings(settings, place)


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

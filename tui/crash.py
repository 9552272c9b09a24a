"""What is kept of an error that nobody foresaw: where it happened, and nothing of any patient."""

from __future__ import annotations

import errno
import os
import random
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from tui.paths import error_log

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OWNER_ONLY: Final = 0o600
_OWNER_ONLY_FOLDER: Final = 0o700


def note_crash(error: BaseException, env: Mapping[str, str] | None = None) -> int:
    """Append the error to the log and return the number it is found by there, 1000 to 9999.

    Only types, files, lines and functions are kept: messages, arguments and local variables hold people's
    records. Never raises: where the log cannot be written, the number is all there is.
    """
    reference = random.randrange(1000, 10_000)
    entry = "\n".join([f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}Z ref {reference}", *_told(error), "", ""])
    log = error_log(os.environ if env is None else env)
    with suppress(OSError):
        log.parent.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
        with os.fdopen(os.open(log, flags, _OWNER_ONLY), "a", encoding="utf-8") as file:
            file.write(entry)
    return reference


def _told(error: BaseException) -> Iterator[str]:
    """The error and what it came of, innermost frame last."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause:
        yield from _told(cause)
        yield "which led to"
    yield f"{type(error).__module__}.{type(error).__qualname__}{_code(error)}"
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_qualname}"


def _code(error: BaseException) -> str:
    """The system's or the database's code of the error, which says why and holds no text of a record."""
    code = getattr(error, "sqlite_errorname", "")
    if isinstance(error, OSError) and error.errno:
        code = errno.errorcode.get(error.errno, str(error.errno))
    return f" ({code})" if code else ""

"""How does a verb write bytes into a new file, or to standard output?"""

from __future__ import annotations

import os
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Final

from core.errors import BadInput
from core.new_file import put_in_place, unfinished
from core.text.card_numbers import refuse_network_number
from tui.cli import exporting_sentences as say
from tui.cli import sentences
from tui.sending import send

if TYPE_CHECKING:
    from pathlib import Path

_OWNER_ONLY: Final = 0o600


def write_new(target: Path, content: bytes) -> None:
    """Into a new file, for its owner alone. Raises BadInput, for a name that has a card's number too."""
    refuse_network_number(target.name, "file")
    try:
        with unfinished(target) as part:
            with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY), "wb") as file:
                file.write(content)
            put_in_place(part, target)
    except FileExistsError as error:
        raise BadInput(say.EXPORT_IN_THE_WAY.format(file=target), field="file") from error
    except OSError as error:
        raise _unwritable(str(target), error) from error


def send_out(content: bytes) -> None:
    """To standard output. Raises BadInput."""
    try:
        send(BytesIO(content), sys.stdout.buffer)
    except OSError as error:
        raise _unwritable(sentences.STANDARD_OUTPUT, error) from error


def _unwritable(place: str, error: OSError) -> BadInput:
    why = error.strerror or str(error)
    return BadInput(say.EXPORT_UNWRITABLE.format(file=place, why=why), field="file")

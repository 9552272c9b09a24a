"""How does an answer reach the terminal or the script that asked?"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from tui.cli import sentences
from tui.cli.json_output import conflict_json
from tui.cli.listing import columns, printable
from tui.cli.subcommand import DONE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from tui.cli.subcommand import Answer


def print_json(verb: str | None, answer: Answer) -> bool:
    """Print the one object that scripts read; whether it could be written.

    ASCII only, DEL included, so that it is safe on a terminal and in any locale.
    """
    whole = {
        "ok": answer.code == DONE,
        "verb": verb,
        "result": answer.result,
        "conflicts": [conflict_json(conflict) for conflict in answer.conflicts],
        "message": answer.message,
    }
    return _write(sys.stdout, [json.dumps(whole).replace("\x7f", "\\u007f")])


def print_plain(answer: Answer) -> bool:
    """Print for people; on stderr what went wrong, and all beside a document. Whether it could be written."""
    met = columns([(f"  {one.rule}", one.severity.value, one.message) for one in answer.conflicts])
    if answer.code == DONE:
        stream = sys.stderr if answer.is_output_taken else sys.stdout
        return _write(stream, (*answer.lines, *answer.message.splitlines(), *met))
    return _write(sys.stdout, answer.lines) and _write(sys.stderr, (*answer.message.splitlines(), *met))


def _write(stream: TextIO | None, lines: Iterable[str]) -> bool:
    """Write and flush. A reader that went away (`| head`) has what it wanted; a full disk is told of."""
    text = "".join(f"{printable(line)}\n" for line in lines)
    if stream is None or not text:
        return True
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        _forget(stream)
    except OSError as error:
        _forget(stream)
        if stream is not sys.stderr:
            why = error.strerror or str(error)
            _write(sys.stderr, [sentences.ANSWER_UNWRITABLE.format(why=why)])
        return False
    return True


def _forget(stream: TextIO) -> None:
    """Let Python's last flush of the stream succeed, into nothing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)

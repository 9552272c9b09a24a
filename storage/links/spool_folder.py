"""How are messages laid into a folder, from which another program takes them?

Each is a file of its own, named for ever after the message and a JSON object: `id` (that name), `channel` (text, voice,
email or letter), `to`, `language`, `title`, `text` and, of an e-mail about a visit, `calendar`. It comes under its name
whole. What is laid there is noted in `.handed` first, so that one that was taken away is never laid there again.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from core.messages.outward import NotSent, Outward, Sent
from core.new_file import put_in_place, sweep, unfinished
from storage.codec import to_json
from storage.links import sentences

_OWNER_ONLY: Final = 0o600
_OWNERS_FOLDER: Final = 0o700
_HANDED: Final = ".handed"


class SpoolFolder:
    """`core.messages.ports.Gateway` of one folder."""

    is_idempotent = True

    def __init__(self, folder: Path, *, is_made: bool = False) -> None:
        """The folder must be there, unless `is_made`: then it is made when the first message goes out."""
        self._folder = folder
        self._is_made = is_made

    def send(self, outward: Outward) -> Sent:
        """Lay it there. Raises NotSent."""
        path = self._folder / f"{outward.name}.json"
        mark = self._folder / _HANDED / outward.name
        try:
            if self._is_made:
                self._folder.mkdir(mode=_OWNERS_FOLDER, parents=True, exist_ok=True)
            mark.parent.mkdir(mode=_OWNERS_FOLDER, exist_ok=True)
            if mark.exists():
                sweep(self._folder)
                if path.exists():
                    return Sent()
                raise NotSent(sentences.SPOOL_UNSURE.format(folder=self._folder), is_for_good=True, is_unsure=True)
            with unfinished(path) as part:
                descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
                with os.fdopen(descriptor, "w", encoding="utf-8") as out:
                    out.write(to_json(_said(outward)) + "\n")
                os.close(os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY))
                put_in_place(part, path)
        except OSError as error:
            why = error.strerror or str(error)
            raise NotSent(sentences.SPOOL_UNWRITABLE.format(folder=self._folder, why=why)) from error
        return Sent()


def _said(outward: Outward) -> dict[str, str]:
    said = {
        "id": outward.name,
        "channel": outward.way.value,
        "to": outward.address,
        "language": outward.language,
        "title": outward.title,
        "text": outward.text,
        "calendar": outward.calendar,
    }
    return {name: value for name, value in said.items() if value}

"""How are answers read from a folder, each once, whatever becomes of the file?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from storage.links.found_files import FoundFile, files_in, in_words, read_file

_MOST_AT_ONCE: Final = 500
"""Files taken in one look; the others in the next."""


class MessageAnswers:
    """Looks into a folder. Files are left in it; what was seen is known again as long as the worker lives."""

    def __init__(
        self, folder: Path, take: Callable[[str, bytes], object], note_trouble: Callable[[str], None] | None = None
    ) -> None:
        """`take` notes what a file of that name and content says; `note_trouble` of what cannot be read."""
        self._folder = folder
        self._take = take
        self._note_trouble = note_trouble
        self._known: set[FoundFile] = set()
        self._told: set[str] = set()

    def look(self) -> None:
        """Take what has come. What cannot be read is told of, and looked at again with the next look."""
        try:
            found = [file for file in files_in(self._folder) if file not in self._known]
        except OSError:
            self._tell(self._folder)
            return
        self._told.discard(in_words(self._folder))
        for file in found[:_MOST_AT_ONCE]:
            try:
                content = read_file(file.path)
            except FileNotFoundError:
                continue
            except OSError:
                self._tell(file.path)
                continue
            self._take(in_words(Path(file.path.name)), content)
            self._known.add(file)

    def _tell(self, place: Path) -> None:
        """Once, as long as the worker lives and the folder can be read."""
        name = in_words(place)
        if self._note_trouble and name not in self._told:
            self._note_trouble(name)
            self._told.add(name)

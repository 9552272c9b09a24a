"""How are answers read from a folder, each once, whatever becomes of the file?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from storage.links.found_files import FoundFile, files_in, read_file

_MOST_AT_ONCE: Final = 500
"""Files taken in one look; the others in the next."""


class MessageAnswers:
    """Looks into a folder. Files are left in it; what was seen is known again as long as the worker lives."""

    def __init__(self, folder: Path, take: Callable[[str, bytes], object]) -> None:
        """`take` notes what a file of that name and content says."""
        self._folder = folder
        self._take = take
        self._known: set[FoundFile] = set()

    def look(self) -> None:
        """Take what has come. What cannot be read is looked at again with the next look."""
        try:
            found = [file for file in files_in(self._folder) if file not in self._known]
        except OSError:
            return
        for file in found[:_MOST_AT_ONCE]:
            try:
                content = read_file(file.path)
            except OSError:
                continue
            self._take(file.path.name, content)
            self._known.add(file)

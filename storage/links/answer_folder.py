"""Which files with answers came into the folders, and what is done with each?

Files are left where they are: they are the clearing house's program's to remove. Which of them are known is told by
their names, sizes and times while this process lives, and by their bytes for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from core.errors import BadInput
from core.jobs.model import Job, Outcome
from core.verification.asking import FILE
from core.verification.taking_in import PLACE, Taken
from storage.links import sentences
from storage.links.found_files import FoundFile, files_in, in_words, new_files, read_file

_NONE: Final[Mapping[str, Callable[[], object]]] = {}


class AnswerFolders:
    """The folders in which answers come, as a worker looks at them; and its link for what is in the files."""

    __slots__ = ("_beside", "_folders", "_known", "_note_trouble", "_others", "_receive", "_take")

    def __init__(
        self,
        folders: Sequence[Path],
        *,
        receive: Callable[[str, bytes], object],
        take: Callable[[int], Taken],
        note_trouble: Callable[[str], None],
        beside: Sequence[Path] = (),
        others: Mapping[str, Callable[[], object]] = _NONE,
    ) -> None:
        """`receive` keeps the bytes of a file, `take` notes what it says; a place that cannot be read is told of.

        Of the folders `beside` these it is looked again whether they can be read: others take in what comes there.
        So it is with the `others`, places that are no folders, by what they are called: reading one raises OSError.
        """
        self._beside = tuple(beside)
        self._others = others
        self._folders = tuple(folders)
        self._receive = receive
        self._take = take
        self._note_trouble = note_trouble
        self._known: set[FoundFile] = set()

    def look(self) -> None:
        """Keep what is new."""
        for folder in self._folders:
            for file in new_files(folder, self._known, self._note_trouble):
                self._keep(file)

    def _keep(self, file: FoundFile) -> None:
        try:
            content = read_file(file.path)
        except FileNotFoundError:
            return
        except OSError:
            self._note_trouble(in_words(file.path))
        else:
            self._receive(file.path.name, content)
        self._known.add(file)

    def carry_out(self, job: Job) -> Outcome:
        """Note what a file says; or look whether a place can be read again. Raises BadInput while it cannot."""
        if PLACE in job.details:
            return self._look_again(job.details[PLACE])
        taken = self._take(int(job.details[FILE]))
        return Outcome(" ".join((sentences.ANSWERS_TAKEN.format(count=taken.matched), *taken.faults)))

    def _look_again(self, place: str) -> Outcome:
        path = next((file.path for file in self._known if in_words(file.path) == place), Path(place))
        try:
            if place in self._others:
                self._others[place]()
            elif path in self._folders or path in self._beside:
                list(files_in(path))
            else:
                with suppress(FileNotFoundError):
                    read_file(path)
        except OSError as error:
            raise BadInput(sentences.PLACE_UNREADABLE.format(place=place, why=error.strerror or error)) from error
        self._known = {file for file in self._known if file.path != path}
        return Outcome(sentences.PLACE_READABLE.format(place=place))

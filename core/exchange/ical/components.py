"""Which components does the text of a calendar have, and what does each say?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from core.errors import BadInput
from core.exchange.ical import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAID: Final = r'(?:"[^"]*"|[^";:,]*)'
_LINE: Final = re.compile(rf"([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+={_SAID}(?:,{_SAID})*)*):(.*)", re.DOTALL)
_PARAMETER: Final = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^;]*)')
_ESCAPED: Final = re.compile(r"\\([nN,;\\])")
_EVENT: Final = "VEVENT"


class Property(Struct, frozen=True):
    """One line of a component: what it is called, its parameters by name, and its value as it stands there."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value without its escapes."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


class EventText(Struct):
    """The lines of one event; not `is_whole` where its end is missing. Not frozen: it gathers."""

    properties: list[Property] = field(default_factory=list)
    is_whole: bool = False

    def all(self, name: str) -> list[Property]:
        """The properties of that name."""
        return [one for one in self.properties if one.name == name]

    def first(self, name: str) -> Property | None:
        """The first of that name."""
        return next(iter(self.all(name)), None)


def event_texts(text: str) -> Iterator[EventText]:
    """The events of a calendar, without what is nested in them, such as alarms. A line that is none is passed over.

    Raises BadInput for what is no calendar.
    """
    open_names: list[str] = []
    event: EventText | None = None
    lines = [found for line in _unfolded(text.removeprefix("\ufeff")) if (found := _LINE.fullmatch(line))]
    if not any(found[1].upper() == "BEGIN" and found[3].strip().upper() == "VCALENDAR" for found in lines):
        raise BadInput(sentences.NO_CALENDAR, field="file")
    for found in lines:
        name, value = found[1].upper(), found[3].strip().upper()
        if name == "BEGIN":
            open_names.append(value)
            event = EventText() if value == _EVENT else event
        elif name == "END":
            del open_names[-1:]
            if event and value == _EVENT:
                event.is_whole = True
                yield event
                event = None
        elif event and open_names[-1:] == [_EVENT]:
            parameters = {key.upper(): said.strip('"') for key, said in _PARAMETER.findall(found[2])}
            event.properties.append(Property(name, parameters, found[3]))
    if event:
        yield event


def _unfolded(text: str) -> Iterator[str]:
    """The lines, those that go on in the next with a blank in front put together again."""
    whole = ""
    for line in re.split(r"\r\n|\n|\r", text):
        if line[:1] in {" ", "\t"}:
            whole += line[1:]
            continue
        if whole:
            yield whole
        whole = line
    if whole:
        yield whole

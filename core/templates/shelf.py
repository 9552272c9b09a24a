"""Which templates are there, the clinic's own before those that come with the program, and which is meant?"""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import BadInput, BadSettings, NotFound
from core.templates import sentences as say
from core.templates.kinds import kind_named
from core.templates.template import Template, read_template
from core.text.wording import listed, nearest, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ENDING: Final = ".txt"
EXAMPLE: Final = "privacy.form.es"
_NAME: Final = re.compile(r"([a-z0-9][a-z0-9-]{0,39})(?:\.([a-z-]+))?\.([a-z]{2,3})")


class TemplateName(Struct, frozen=True, order=True):
    """What a template is called: of which kind, and in which language. One of a kind's own name has no other."""

    kind: str
    name: str
    language: str

    def __str__(self) -> str:
        middle = "" if self.name == self.kind else f".{self.kind}"
        return f"{self.name}{middle}.{self.language}"


class Shelf(Struct, frozen=True):
    """The texts of templates by their names, and which of them are the clinic's own."""

    texts: Mapping[TemplateName, bytes]
    own: frozenset[TemplateName]

    def read(self, name: TemplateName) -> Template:
        """The template of that name. Raises BadSettings for one with faults."""
        return read_bytes(self.texts[name], name)

    def meant(self, kind: str, name: str, languages: Iterable[str]) -> Template:
        """The template in the first of these languages that there is. Raises NotFound or BadSettings."""
        here = {one.language: one for one in self.texts if (one.kind, one.name) == (kind, name)}
        for language in (*languages, "en", *sorted(here)):
            if language in here:
                return self.read(here[language])
        raise self._unknown(kind, name)

    def check(self, kind: str, name: str) -> None:
        """Raise NotFound unless there is a template of that kind and name, in whichever language."""
        if name not in self.names(kind):
            raise self._unknown(kind, name)

    def names(self, kind: str) -> tuple[str, ...]:
        """The names of that kind, each once."""
        return tuple(sorted({one.name for one in self.texts if one.kind == kind}))

    def _unknown(self, kind: str, name: str) -> NotFound:
        names = self.names(kind)
        near = nearest(name, names)
        known = say.KNOWN.format(names=listed([near] if near else names)) if names else ""
        return NotFound(say.NO_TEMPLATE.format(name=shown(name), known=known).strip())


def read_name(typed: str) -> TemplateName:
    """The name that is meant by 'privacy.form.es' or 'receipt.en', also with .txt behind. Raises BadInput."""
    found = _NAME.fullmatch(typed.removesuffix(ENDING))
    if found is None:
        raise BadInput(say.NO_NAME.format(value=shown(typed), example=EXAMPLE), field="template")
    name, kind, language = found.groups()
    return TemplateName(kind_named(kind or name).name, name, language)


def read_bytes(text: bytes, name: TemplateName) -> Template:
    """The template that the bytes of a file make. Raises BadSettings with every fault and its line."""
    place = f"{name}{ENDING}"
    try:
        written = text.decode("utf-8")
    except UnicodeDecodeError as error:
        fault = say.PLACE.format(place=place, line=text[: error.start].count(b"\n") + 1, fault=say.NO_TEXT)
        raise BadSettings(say.REFUSED_ONE.format(place=place), [fault]) from error
    return read_template(written, kind_named(name.kind), name.language, place=place)


def shelf(own: Mapping[str, bytes]) -> Shelf:
    """The templates of the program, and in their place those of `own`, by the names of their files.

    A file whose name is none of a template is left out: `read_name` says what is wrong with it.
    """
    texts = {read_name(name): text for name, text in _shipped().items()}
    ours: dict[TemplateName, bytes] = {}
    for file, text in own.items():
        try:
            ours[read_name(file)] = text
        except BadInput:
            continue
    return Shelf({**texts, **ours}, frozenset(ours))


def _shipped() -> dict[str, bytes]:
    folder = resources.files("core.templates") / "shipped"
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(ENDING)}

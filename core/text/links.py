"""What is a link that may be told to a patient, and which texts with fields make one?"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from core.text import sentences
from core.text.wording import listed, not_among, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.text.allowed import Template

LONGEST_LINK: Final = 500
_FILLED: Final = "x"
"""Stands for every field where a template is tried."""


def link_fault(link: str) -> str:
    """Why a text is no link that a patient may be sent to, or ''."""
    if len(link) > LONGEST_LINK:
        return sentences.LINK_TOO_LONG.format(most=LONGEST_LINK)
    is_plain = link.isascii() and link.isprintable() and not set(link) & set(' "<>\\^`{|}')
    try:
        parts = urlsplit(link) if is_plain else None
        is_whole = parts is not None and parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        is_whole = False
    return "" if is_whole else sentences.NO_LINK.format(value=shown(link))


def template_faults(text: str, allowed: Template) -> Iterator[str]:
    """What is wrong with a text with fields; what is empty stands for none."""
    if not text:
        return
    try:
        fields = [_name(*parts) for _, *parts in Formatter().parse(text) if parts[0] is not None]
    except ValueError:
        yield sentences.BAD_BRACES.format(value=shown(text))
        return
    unknown = [name for name in fields if name not in allowed.fields]
    for name in unknown:
        yield not_among(name, allowed.fields, sentences.A_FIELD)
    for name in allowed.needs:
        if name not in fields:
            yield sentences.FIELD_MISSING.format(value=shown(text), field=name)
    if allowed.is_link and not unknown and (fault := link_fault(text.format(**dict.fromkeys(fields, _FILLED)))):
        yield fault


def fields_in_words(allowed: Template) -> str:
    """'{token} or {appointment}'."""
    return listed([f"{{{name}}}" for name in allowed.fields])


def _name(name: str | None, spec: str | None, conversion: str | None) -> str:
    """Raises ValueError for a field that is more than its name."""
    if name is None or spec or conversion:
        raise ValueError(name)
    return name

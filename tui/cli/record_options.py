"""How are the fields of a record said with options: one for each field that has one, as its row names it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.clinic.codes import first_site, today_at
from core.errors import BadInput
from core.fields.model import ReadContext
from tui.cli import sentences
from tui.cli.readers import read_number, read_word

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Container

    from core.fields.model import Field, RecordSpec
    from tui.cli.parser import Parser
    from tui.workstation import Workstation


def declare_new(parser: Parser, spec: RecordSpec, *, required: Container[str]) -> None:
    """What a new record is asked for."""
    for field in spec:
        if field.is_asked_of_new:
            _declare(parser, field, required=field.name in required)


def declare_flags_and_options(parser: Parser, spec: RecordSpec) -> None:
    """Every field; a flag can be taken back."""
    for field in spec:
        _declare(parser, field, replaces=True)
        if field.option and field.kind.is_flag:
            parser.flag(f"--no{_name(field)[1:]}", field.option.off)


def declare_changes(parser: Parser, spec: RecordSpec) -> None:
    """Every field; an instant is set to now with --verified. And the rev that was seen."""
    declare_flags_and_options(parser, spec)
    if any(field.kind.is_dated for field in spec):
        parser.option("--verified", "ITEM", many=True)
    parser.option("--rev", "N")


def reading_of(workstation: Workstation) -> ReadContext:
    """With what the options are read: the clinic and its day, and the order in which the settings write dates."""
    clinic, now = workstation.desk.clinic(), workstation.desk.now()
    site = first_site(clinic)
    settings = workstation.settings
    return ReadContext(clinic, today_at(site, now), settings.dates.order, site.tz, now, currency=settings.till.currency)


def read_options(typed: Namespace, spec: RecordSpec, reading: ReadContext) -> dict[str, Any]:
    """The values of the fields that were named: an empty one empties its field, a list replaces the old one.

    Raises BadInput or NotFound.
    """
    values: dict[str, Any] = {}
    for field in spec:
        said = getattr(typed, field.key, None) if field.option else None
        if field.kind.is_flag:
            if said or getattr(typed, f"no_{field.key}", False):
                values[field.name] = bool(said)
        elif said is not None and said != []:
            values[field.name] = field.kind.read([said] if isinstance(said, str) else said, field.key, reading)
    dated = {field.key: field.name for field in spec if field.kind.is_dated}
    verified = (read_word(word, "check-in item", list(dated)) for word in getattr(typed, "verified", ()))
    return values | {dated[key]: True for key in verified}


def read_changes(
    typed: Namespace, spec: RecordSpec, reading: ReadContext, *, verb: str, example: str
) -> dict[str, Any]:
    """The same for a verb that needs something to change, such as the option `example`. Raises BadInput."""
    changes = read_options(typed, spec, reading)
    if not changes:
        raise BadInput(sentences.NOTHING_TO_EDIT.format(verb=verb, option=example))
    return changes


def read_rev(typed: Namespace) -> int | None:
    """The rev that was seen; None if that does not matter. Raises BadInput."""
    return None if typed.rev is None else read_number(typed.rev, "rev", least=1)


def _declare(parser: Parser, field: Field[Any], *, required: bool = False, replaces: bool = False) -> None:
    option = field.option
    if option is None:
        return
    if field.kind.is_flag:
        parser.flag(_name(field), option.help)
    else:
        many = field.kind.listed is not None
        summary = sentences.HELP_ALL_ANEW.format(help=option.help) if many and replaces else option.help
        parser.option(_name(field), option.metavar, summary, required=required, many=many)
    parser.also_called(_name(field), (other for column in field.columns for other in column.names))


def _name(field: Field[Any]) -> str:
    return f"--{field.key.replace('_', '-')}"

"""What does a `clinicdesk.toml` set, and what does one say that sets nothing differently?

Imported only when there is such a file to read or to write: most starts of the desk have none.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from itertools import pairwise
from typing import Annotated, Any, Final, TypeAlias, get_args, get_origin, get_type_hints

from msgspec import Struct

from core.settings import messages, rules, sentences
from core.settings import model as config
from core.settings.messages import message_contradictions
from core.settings.model import Settings
from core.text.allowed import Form, OneOf, Program, Template, Within
from core.text.links import fields_in_words
from core.text.wording import allowed_words, not_among, shown, type_name
from core.toml.file import Problem, TomlFile, parse
from core.toml.values import Reader, Wrong, choice, flag, member, number, path, program, template, whole, words

KEYS: Final = "keys"
"""The table whose keys are the desk's actions, which core does not know."""
KeyCheck: TypeAlias = Callable[[Mapping[str, tuple[str, ...]]], Iterable[Problem]]
"""What is wrong with the table of keys, each problem with its path in the file."""

_TABLES: Final[dict[str, type]] = {
    name: table
    for name, table in get_type_hints(Settings).items()
    if isinstance(table, type) and issubclass(table, Struct)
}
_WIDTH: Final = 98
_MINUTES_A_DAY: Final = 24 * 60


def read_settings(text: str, *, place: str, check_keys: KeyCheck | None = None) -> Settings:
    """The settings that `text` makes; what it leaves out stays the default.

    Raises BadSettings with every error at once: what is no TOML, unknown tables and keys, values of the wrong
    type or not allowed, settings that contradict each other, and what `check_keys` finds. `place` names the file in
    the errors.
    """
    file = parse(text, place=place)
    for name in file.tables:
        if name not in _TABLES and name != KEYS:
            file.complain((name,), "", _unknown_table(name))
    settings = Settings(**{name: _read_table(file, name) for name in _TABLES}, keys=_read_keys(file))
    _find_contradictions(settings, file)
    if check_keys:
        file.problems.extend(check_keys(settings.keys))
    file.refuse_if_wrong()
    return settings


def settings_text(settings: Settings | None = None) -> str:
    """The text of a `clinicdesk.toml` that makes `settings` (None: the defaults), with every key explained.

    Explanations are the docstrings in the source of `core.settings.model` and `core.settings.rules`.
    """
    explained = _docstrings()
    parts = [_comment(sentences.SETTINGS_FILE_HEAD)]
    for name, table in _TABLES.items():
        keys = getattr(settings or Settings(), name)
        parts.append(f"{_comment(explained[table.__name__])}\n[{name}]")
        for key, hint in _hints(table).items():
            explanation = f"{explained[f'{table.__name__}.{key}']} {_allowed_note(hint)}".strip()
            parts.append(f"{_comment(explanation)}\n{key} = {_toml_value(getattr(keys, key))}")
    if settings and settings.keys:
        parts.append("\n".join([f"[{KEYS}]", *(f"{key} = {_toml_value(own)}" for key, own in settings.keys.items())]))
    return "\n\n".join(parts) + "\n"


def _read_table(file: TomlFile, name: str) -> Any:  # noqa: ANN401 - an instance of that table's class
    """The table's class, filled with the keys that could be read."""
    table, stated = _TABLES[name], _stated(file, name)
    hints = _hints(table)
    values: dict[str, Any] = {}
    for key, value in stated.items():
        if key not in hints:
            file.complain((name, key), f"[{name}]", _unknown_key(key, name))
            continue
        found = _reader(hints[key])(value)
        if not isinstance(found, Wrong):
            values[key] = found
            continue
        for sentence in found.sentences:
            file.complain((name, key), f"{name}.{key}", sentence)
    return table(**values)


def _read_keys(file: TomlFile) -> dict[str, tuple[str, ...]]:
    """The keys stated for each action, as written."""
    keys: dict[str, tuple[str, ...]] = {}
    for action, value in _stated(file, KEYS).items():
        found = words(value)
        if not isinstance(found, Wrong):
            keys[action] = found
            continue
        for sentence in found.sentences:
            file.complain((KEYS, action), f"{KEYS}.{action}" if action.isidentifier() else f"[{KEYS}]", sentence)
    return keys


def _stated(file: TomlFile, name: str) -> Mapping[str, Any]:
    """What the file says in that table; nothing where it is none."""
    stated = file.tables.get(name, {})
    if isinstance(stated, dict):
        return stated
    file.complain((name,), name, sentences.TABLE_WANTED.format(found=type_name(type(stated)), table=name))
    return {}


def _find_contradictions(settings: Settings, file: TomlFile) -> None:
    """Complain about settings that are fine alone but not together; not where one of them is wrong anyway."""
    booking = settings.booking
    wrong_keys = {problem.path for problem in file.problems}

    def compare(key: str, other: str, *, fits: bool, template: str) -> None:
        if fits or {("booking", key), ("booking", other)} & wrong_keys:
            return
        sentence = template.format(value=getattr(booking, key), key=other, other=getattr(booking, other))
        file.complain(("booking", key), f"booking.{key}", sentence)

    fits = booking.min_minutes <= booking.max_minutes
    compare("min_minutes", "max_minutes", fits=fits, template=sentences.MORE_THAN)
    if settings.telehealth.link and settings.telehealth.command:
        file.complain(("telehealth", "command"), "telehealth.command", sentences.LINK_AND_COMMAND)
    for key, sentence in message_contradictions(settings.messages):
        if ("messages", key) not in wrong_keys:
            file.complain(("messages", key), f"messages.{key}", sentence)
    fits = booking.lead_minutes <= booking.horizon_days * _MINUTES_A_DAY
    compare("lead_minutes", "horizon_days", fits=fits, template=sentences.LEAD_BEYOND_HORIZON)


def _unknown_table(name: str) -> str:
    homes = _homes(name)
    return _belongs(name, homes) if homes else not_among(name, [*_TABLES, KEYS], sentences.A_TABLE)


def _unknown_key(key: str, table: str) -> str:
    homes = _homes(key)
    noun = sentences.A_KEY.format(table=f"[{table}]")
    return _belongs(key, homes) if homes else not_among(key, _hints(_TABLES[table]), noun)


def _homes(key: str) -> list[str]:
    """The tables that have this key."""
    return [name for name, table in _TABLES.items() if key in _hints(table)]


def _belongs(key: str, homes: list[str]) -> str:
    return sentences.KEY_ELSEWHERE.format(key=shown(key), tables=" ".join(f"[{home}]" for home in homes))


def _hints(table: type) -> dict[str, Any]:
    """The types of a table's keys, with what their values may be."""
    return get_type_hints(table, include_extras=True)


def _kind_and_limits(hint: Any) -> tuple[type, Within | OneOf | Template | Form | Program | None]:  # noqa: ANN401 - any annotation
    if get_origin(hint) is Annotated:
        kind, allowed = get_args(hint)
        return kind, allowed
    return hint, None


def _reader(hint: Any) -> Reader:  # noqa: ANN401 - any annotation
    kind, allowed = _kind_and_limits(hint)
    match allowed:
        case Within():
            return number(allowed) if kind is float else whole(allowed)
        case Template():
            return template(allowed)
        case Form():
            return _form(allowed)
        case Program():
            return program
        case OneOf():
            return member(kind, only=allowed) if issubclass(kind, Enum) else choice(allowed)
    if issubclass(kind, Enum):
        return member(kind)
    return {bool: flag, str: path}[kind]


def _form(allowed: Form) -> Reader:
    """A reader of a text of that form, or of an empty one."""

    def read(value: object) -> str | Wrong:
        found = path(value)
        if isinstance(found, Wrong) or not found or re.fullmatch(allowed.pattern, found):
            return found
        return Wrong((allowed.otherwise.format(value=shown(found)),))

    return read


def _allowed_note(hint: Any) -> str:  # noqa: ANN401 - any annotation
    kind, allowed = _kind_and_limits(hint)
    if allowed is None and issubclass(kind, Enum):
        allowed = OneOf(tuple(each.value for each in kind))
    if isinstance(allowed, Program | Form):
        return ""
    if isinstance(allowed, Template):
        return f"({sentences.FIELDS_ALLOWED.format(fields=fields_in_words(allowed))})".replace(" ", "\xa0")
    # No-break spaces keep the note in one line; `_comment` turns them back.
    return f"({allowed_words(allowed)})".replace(" ", "\xa0") if allowed else ""


def _toml_value(value: object) -> str:
    plain = value.value if isinstance(value, Enum) else value
    return json.dumps(plain, ensure_ascii=False)  # text, numbers and booleans look alike in JSON and TOML


def _comment(words: str) -> str:
    paragraphs = inspect.cleandoc(words).split("\n\n")
    wrapped = [textwrap.wrap(paragraph, _WIDTH, break_on_hyphens=False) for paragraph in paragraphs]
    joined = "\n#\n".join("\n".join(f"# {line}" for line in lines) for lines in wrapped)
    return joined.replace("\xa0", " ")


def _docstrings() -> dict[str, str]:
    """The explanations in the source: by class, and by "Class.field" for the docstring under a field."""
    found: dict[str, str] = {}
    for node in (node for module in (config, messages, rules) for node in ast.parse(inspect.getsource(module)).body):
        if isinstance(node, ast.ClassDef):
            found[node.name] = ast.get_docstring(node) or ""
            found.update({f"{node.name}.{name}": words for name, words in _field_docstrings(node)})
    return found


def _field_docstrings(table: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for statement, after in pairwise(table.body):
        match statement, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                yield name, words

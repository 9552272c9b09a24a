"""What do rows of the table of keys share: how they are grouped, where they work, and how a verb of a visit is told?"""

from __future__ import annotations

from functools import partial
from typing import Final

from core.structs import replace
from tui.keys import sentences
from tui.keys.action import Action, Hint, Scope, Screens


def group(name: str, scope: Scope, *rows: Action) -> tuple[Action, ...]:
    """The rows of one group, which work where `scope` says."""
    return tuple(replace(row, group=name, scope=scope) for row in rows)


def hints(**ranks: int) -> tuple[Hint, ...]:
    """In which hint bars, at which place in each."""
    return tuple(Hint(bar, rank) for bar, rank in ranks.items())


NARROWED: Final = Screens(frozenset({"queue", "work", "free", "month"}), sentences.ONLY_IN_THE_QUEUE)
_LISTED: Final = frozenset({"day", "week", "queue", "work", "till", "free", "month"})
IN_GROUPS: Final = Screens(_LISTED, sentences.NOT_AMONG_PATIENTS)
AMONG_VISITS: Final = Screens(frozenset({"day", "week", "queue", "work"}), sentences.NOT_AMONG_PATIENTS)
AT_A_SITE: Final = Screens(frozenset({"day", "week", "queue", "free", "month"}), sentences.NOT_AMONG_PATIENTS)
MARKING: Final = Screens(AT_A_SITE.names | {"work"}, sentences.NOT_AMONG_PATIENTS)
BY_DAY: Final = Screens(
    frozenset({"day", "week", "free", "month"}), sentences.NOT_AMONG_PATIENTS, {"queue": sentences.QUEUE_IS_TODAY}
)
_WITH_PROVIDERS: Final = frozenset({"day", "week", "work", "free", "month"})
BY_COLUMN: Final = Screens(_WITH_PROVIDERS, sentences.NOT_AMONG_PATIENTS, {"queue": sentences.QUEUE_IS_NARROWED})
ON_SCHEDULE: Final = Screens(frozenset({"day", "week"}), sentences.NOT_AMONG_PATIENTS)
_COLUMNS: Final = frozenset({"day", "week", "queue", "patients", "free", "month"})
IN_COLUMNS: Final = Screens(_COLUMNS, sentences.WORK_HAS_NO_COLUMNS)

step: Final = partial(Action, handler="tui.commands.visits:do", takes=("appointment",), is_repeated=True)
"""A verb of the state table, done with one key unless it names a handler of its own."""

"""What did an act change of the set-up, in words?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.clinic.sentences import ROLES_GIVEN, ROLES_WERE
from core.setup.sentences import CHANGE_ADDED, CHANGE_FIELD, CHANGE_GONE, CHANGE_MADE, CHANGE_NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.access.model import User
    from core.journal.model import SetupChange

_NAMES: Final = ("purpose", "site", "code", "name", "provider")
"""The columns that say which record it is, of those that it has."""


def in_words(change: SetupChange) -> str:
    """'user_account mei: roles ["viewer"] -> ["supervisor"]'."""
    row = change.after or change.before or {}
    kind, name = change.kind, " ".join(str(row[key]) for key in _NAMES if row.get(key))
    if change.before is None or change.after is None:
        facts = ", ".join(CHANGE_FIELD.format(field=key, value=value) for key, value in row.items() if value)
        return (CHANGE_GONE if change.after is None else CHANGE_ADDED).format(kind=kind, name=name, facts=facts)
    before, after = change.before, change.after
    made = ", ".join(
        CHANGE_MADE.format(field=key, before=_shown(before.get(key)), after=_shown(value))
        for key, value in after.items()
        if before.get(key) != value
    )
    return f"{kind} {name}: {made}"


def roles_changed(before: Mapping[str, User], after: Mapping[str, User]) -> str:
    """Who has other roles than before, for the sentence of the act: ' mei: supervisor, was viewer.' or ''."""
    return "".join(_told(before, after))


def _told(before: Mapping[str, User], after: Mapping[str, User]) -> Iterator[str]:
    for name, user in after.items():
        was, now = _roles(before.get(name)), _roles(user)
        if was != now:
            yield (ROLES_WERE if was else ROLES_GIVEN).format(user=name, roles=now or CHANGE_NOTHING, were=was)


def _roles(user: User | None) -> str:
    return "" if user is None or user.retired else ", ".join(user.roles)


def _shown(value: object) -> object:
    return CHANGE_NOTHING if value in {None, ""} else value

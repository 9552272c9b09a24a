"""What is every use case given, and who is let in?"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from core.access.acting import rights_of
from core.access.sentences import NOT_A_USER, NOT_ALLOWED
from core.clinic.ports import ReadingT_co, WritingT_co
from core.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.access.ports import Authorization
    from core.access.privileges import Privilege
    from core.calendar.clock import Clock
    from core.clinic.model import Clinic
    from core.clinic.ports import Reading, Store
    from core.settings.model import Policy


@dataclass(frozen=True, slots=True)
class Context(Generic[ReadingT_co, WritingT_co]):
    """The store, the clock, the settings and the authorization of one desk."""

    store: Store[ReadingT_co, WritingT_co]
    clock: Clock
    policy: Policy
    authorization: Authorization

    def permit(self, reading: Reading, actor: str, privilege: Privilege) -> Clinic:
        """The clinic, if `actor` has the privilege. Raises NotAllowed."""
        clinic = reading.clinic()
        sentence = self.refusal(clinic, actor, privilege)
        if sentence:
            raise NotAllowed(sentence)
        return clinic

    def allows(self, clinic: Clinic, actor: str, privilege: Privilege) -> bool:
        """Whether `actor` has the privilege."""
        return self.authorization.allows(actor, privilege, clinic.users)

    def refusal(self, clinic: Clinic, actor: str, privilege: Privilege) -> str | None:
        """Why `actor` may not do that, or None."""
        if self.allows(clinic, actor, privilege):
            return None
        if clinic.users and rights_of(actor) not in clinic.users:
            return NOT_A_USER.format(actor=actor)
        return NOT_ALLOWED.format(actor=actor, action=privilege.value)

    @contextmanager
    def reading(self, actor: str, privilege: Privilege) -> Iterator[tuple[ReadingT_co, Clinic]]:
        """A snapshot for somebody who may look at it."""
        with self.store.read() as reading:
            yield reading, self.permit(reading, actor, privilege)

    @contextmanager
    def writing(self, actor: str, privilege: Privilege) -> Iterator[tuple[WritingT_co, Clinic]]:
        """A transaction for somebody who may change things."""
        with self.store.write() as writing:
            yield writing, self.permit(writing, actor, privilege)

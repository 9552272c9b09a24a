"""With what does the store refuse what somebody else has?"""

from __future__ import annotations

from core.journal.refusals import GuardRefusal


class Occupied(GuardRefusal):
    """The store's guard refused `resource`, a code or number: `kind` is provider, further for one of several, patient,
    room, in-room for now, elsewhere for who is in another room, equipment of a visit type, interpreter, mistake, for a
    patient whose record is one, or covered, for a patient of whom another coverage says who pays then.
    """

    def __init__(self, kind: str, resource: str) -> None:
        super().__init__(f"{kind} {resource}")
        self.kind = kind
        self.resource = resource

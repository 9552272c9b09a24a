"""What does a clinic say of cases in a state, where that is otherwise than the kind has it?"""

from __future__ import annotations

from msgspec import Struct


class CaseRule(Struct, frozen=True):
    """Of cases of the `kind` in the `state`: None and '' leave what the kind says.

    `due` is how much of `unit` they have, `urgent` how much where they are urgent; `remind` is how long before they are
    due soon, `escalate` how long after those above are told. `owner` is the role they wait for.
    """

    kind: str
    state: str
    due: int | None = None
    unit: str = ""
    urgent: int | None = None
    remind: int | None = None
    escalate: int | None = None
    owner: str = ""
    retired: bool = False

"""Which kinds of cases are there, in the order of the lists?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.cases.kinds.referral_out import REFERRAL_OUT
from core.cases.kinds.task import TASK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.cases.kind import CaseKind

KINDS: Final[Mapping[str, CaseKind]] = {kind.name: kind for kind in (REFERRAL_OUT, TASK)}
"""By name."""

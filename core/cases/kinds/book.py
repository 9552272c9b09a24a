"""Which kinds of cases are there, in the order of the lists?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.cases.kinds.authorization import AUTHORIZATION
from core.cases.kinds.care_plan import CARE_PLAN, CARE_STEP
from core.cases.kinds.complaint import COMPLAINT
from core.cases.kinds.records_request import RECORDS_REQUEST
from core.cases.kinds.referral_in import REFERRAL_IN
from core.cases.kinds.referral_out import REFERRAL_OUT
from core.cases.kinds.result import RESULT
from core.cases.kinds.task import TASK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.cases.kind import CaseKind

KINDS: Final[Mapping[str, CaseKind]] = {
    kind.name: kind
    for kind in (
        *(REFERRAL_OUT, REFERRAL_IN, AUTHORIZATION, RECORDS_REQUEST, RESULT),
        *(TASK, COMPLAINT, CARE_PLAN, CARE_STEP),
    )
}
"""By name."""

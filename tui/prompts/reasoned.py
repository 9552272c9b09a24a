"""How is an act done that rules may stand in the way of: at once, or for a reason that is asked for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Severity
from core.errors import Refused
from core.lazy import lazy_modules
from tui.prompts.prompt import Did, Open

if TYPE_CHECKING:
    from tui.prompts import override
    from tui.prompts.prompt import Outcome
    from tui.prompts.reasoned_act import ReasonedAct
    from tui.workstation import Workstation
else:  # a question is loaded when it is first asked
    (override,) = lazy_modules("tui.prompts.override")


def done_or_asked(workstation: Workstation, act: ReasonedAct) -> Outcome:
    """Do it without a reason; where one would lead over all that is met, ask for it. Raises what the desk refuses."""
    try:
        return Did(act.do({}))
    except Refused as refused:
        met = [conflict for conflict in refused.conflicts if conflict.severity is not Severity.WARN]
        if not met or not all(map(workstation.view.overridable, met)):
            raise
        return Open(override.OverridePrompt(workstation, refused.conflicts, act.pinned()))

"""May somebody freeze a process by the control group that it is in?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_PROCESSES: Final = Path("/proc")
_GROUPS: Final = Path("/sys/fs/cgroup")


def is_freezable(process: int | str = "self") -> bool:
    """Whether its group, or one above it, is somebody else's, such as a unit of the caller's own."""
    try:
        _, _, path = (_PROCESSES / str(process) / "cgroup").read_text().strip().rpartition("::")
        group = _GROUPS / path.lstrip("/")
        return any(place.stat().st_uid not in {0, os.getuid()} for place in (group, *group.parents))
    except OSError:  # no systemd, or not to be seen
        return False

"""What does the README tell whoever makes a host ready, line by line?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

README: Final = (Path(__file__).parents[1] / "README.md").read_text()


def recipes(section: str) -> list[str]:
    """The lines of the code blocks below a heading, without their comments."""
    _, _, after = README.partition(f"\n## {section}\n")
    blocks = re.findall(r"^```\n(.*?)^```", after.partition("\n## ")[0], flags=re.DOTALL | re.MULTILINE)
    lines = (re.sub(r"(^|\s+)# .*", "", line) for block in blocks for line in block.splitlines())
    return [line for line in lines if line]


_TYPED: Final = recipes("Several people at once")
_APT: Final = "apt install "
DEBIAN_PACKAGES: Final = tuple(_TYPED[0].removeprefix(_APT).split())
"""What the first line has Debian install."""
ON_THE_HOST: Final = tuple(line for line in _TYPED[1:] if line.startswith("sudo "))
"""What its administrator types then."""
AT_EACH_DESK: Final = tuple(line for line in _TYPED if line.startswith("ssh "))
"""What its members type."""

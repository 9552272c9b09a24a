"""What the warm host says. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

WARM: Final = "The host is warm: desks of this account open from process {pid}."
ANEW: Final = "The program has changed, and the host begins anew with it. Open desks go on."
ENDED: Final = "The host is warm no longer. Open desks go on, and new ones load the program themselves."
ALREADY_WARM: Final = "The host is warm already: another process of this account forks its desks. End that one first."
FOLDER_UNUSABLE: Final = "{folder} must be a folder of this account that is closed to everybody else. Run: chmod go= {folder}, or move it away."
HELD_BACK: Final = "The host would hold back what all its desks do ({limit}), so it is not made warm. Start it without that, as its unit does."
FOR_MEMBERS: Final = "Only the account that keeps the clinic makes its host warm, and you come through its command."

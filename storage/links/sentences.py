"""What is said of backups. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

BACKED_UP: Final = "{file} ({size} bytes) was made and is sound; {gone} older ones were removed."
NO_FOLDER: Final = "There is no folder {folder} for the backup. Make it, or mount its disk, or name another as folder under [backup] in clinicdesk.toml."
FOLDER_CLOSED: Final = (
    "The account that keeps the clinic may not write to {folder}. Give the folder to it, and the backup is made."
)
UNSOUND: Final = (
    "The copy is not sound ({count} findings), and no backup was kept. Run: clinicdesk doctor --full. First: {first}"
)
COPY_SOUND: Final = "{file} is sound."
COPY_GONE: Final = "{file} is no longer there, so nothing was proved of it."
COPY_UNSOUND: Final = (
    "{file} is not sound ({count} findings), so do not count on it. Run: clinicdesk doctor --full. First: {first}"
)

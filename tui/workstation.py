"""What does one person at one clinic work with: all that screens and verbs need?"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.clinic.codes import provider_of
from core.structs import replace
from tui.desk_state import DeskState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from core.clinic.ports import Changes
    from core.desk import Desk
    from core.desk_view import DeskView
    from core.drafts import Drafts
    from core.settings.model import Settings
    from tui.keys.keymap import Keyboard


class LaunchOptions(Struct, frozen=True):
    """What the command line asks for, as typed; None leaves it to settings and surroundings."""

    db: str | None = None
    config: str | None = None
    act_as: str | None = None
    now: str | None = None
    freeze: bool = False


class Workstation(Struct, frozen=True):
    """One person at one clinic: all that screens and verbs need.

    `changes` begins to watch the database for commits; whatever it opened is closed with the session. `drafts` are
    the actor's own, and `state` is what its screens share.
    """

    desk: Desk
    actor: str
    settings: Settings
    keyboard: Keyboard
    db_path: Path
    is_demo: bool
    changes: Callable[[], Changes]
    drafts: Drafts
    state: DeskState = field(default_factory=DeskState)

    @property
    def privacy(self) -> bool:
        """Whether names are initials."""
        return self.state.privacy

    @property
    def view(self) -> DeskView:
        """What screens ask with every key, as it was last read; `snapshot` and `pass_minute` renew it."""
        if self.state.view is None:
            self.state.view = self.desk.view(self.actor)
        return self.state.view

    @property
    def own_code(self) -> str:
        """The code of the provider who is at the desk; '' of anybody else."""
        own = provider_of(self.view.clinic, self.actor)
        return own.code if own else ""

    @contextmanager
    def snapshot(self) -> Iterator[DeskView]:
        """A block to read in what is shown: all of it, and the view from then on, is of one moment.

        So a code of the set-up that stands in something read is one that the view knows.
        """
        with self.desk.snapshot(self.actor) as view:
            self.state.view = view
            yield view

    def pass_minute(self, now: datetime) -> None:
        """The clock shows another minute (UTC)."""
        self.state.view = replace(self.view, now=now)

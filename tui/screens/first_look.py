"""When does a screen first read what it shows? Once it has its size, or as a key moves its cursor before that."""

from __future__ import annotations

from abc import abstractmethod

from tui.screens.desk_screen import DeskScreen


class FirstLook(DeskScreen):
    """A screen that is shown empty at once, and read then: keys struck meanwhile move the cursor over what there is."""

    _has_looked = False

    def on_mount(self) -> None:
        """How much is read goes by the size."""
        self.call_after_refresh(self._look_first)

    def on_resize(self) -> None:
        """The lines are as wide as the screen."""
        self.call_after_refresh(self.redraw)

    def _look_first(self) -> None:
        """Unless that was done."""
        if not self._has_looked:
            self._has_looked = True
            self._show_first()

    @abstractmethod
    def _show_first(self) -> None:
        """Read what is shown, and draw it."""

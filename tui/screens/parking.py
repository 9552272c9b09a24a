"""How is the open question put aside with one key and taken up with another, and kept while it is open?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from core.errors import BadInput, DatabaseUnusable, NotFound, Refused
from core.lazy import lazy_modules
from tui.drafts.prompt_state import Listed, Parkable
from tui.drafts.sentences import (
    BEGUN_BEFORE,
    PARK_NOT_THIS,
    PARKED,
    PARKED_NOTHING,
    PARKED_SEVERAL,
    RESUME_WHAT,
    RESUMED,
    RESUMED_OF_SEVERAL,
)
from tui.keys.key_names import may_be_typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.clinic.model import Site
    from core.drafts import DraftId
    from tui.drafts.shelf import Parked, Shelf
    from tui.prompts import parked_words, restore, restore_context
    from tui.prompts.prompt import Prompt
    from tui.prompts.prompt_bar import PromptBar
    from tui.prompts.restore_context import Restored
    from tui.screens import holding
    from tui.selection.place import Place
    from tui.workstation import Workstation
else:  # it loads every question there is
    parked_words, restore, restore_context = lazy_modules(
        "tui.prompts.parked_words", "tui.prompts.restore", "tui.prompts.restore_context"
    )
    (holding,) = lazy_modules("tui.screens.holding")


class AskingScreen(Protocol):
    """What a screen offers so that its questions can be put aside."""

    @property
    def prompt_bar(self) -> PromptBar:
        """Where its questions are asked."""
        ...

    @property
    def place(self) -> Place:
        """What it shows and highlights."""
        ...

    def press(self, key: str, character: str | None) -> None:
        """A key was pressed."""
        ...

    def put_aside(self) -> None:
        """The open question goes, as if it were left, and is not kept for being asked again."""
        ...

    def pasted(self, text: str | None) -> None:
        """Text was pasted; None when it came as keys and was dropped."""
        ...

    def take_up(self, prompt: Prompt, place: Place | None) -> None:
        """Show that place, if one is named, and ask the question there."""
        ...

    def redraw(self) -> None:
        """Draw what stands around the list or schedule."""
        ...


class Screens(Protocol):
    """The program, as far as parking needs it."""

    @property
    def workstation(self) -> Workstation:
        """Who works here."""
        ...

    @property
    def shelf(self) -> Shelf:
        """The questions put aside."""
        ...

    @property
    def desk_screen(self) -> AskingScreen:
        """The screen shown."""
        ...

    def on_screen(self, name: str, step: Callable[[], None]) -> None:
        """Show the screen of that name, the day for one there is not, and take the step once it is there."""
        ...


class Parking:
    """Stands between the keyboard and the screens: every key passes here."""

    def __init__(self, screens: Screens) -> None:
        self._screens = screens
        self._workstation = screens.workstation
        self._shelf = screens.shelf
        self._holding: holding.Holding | None = None
        self._ring: tuple[DraftId, ...] = ()
        self._at = 0
        self._just_taken = False
        self._said_unkept = False

    def press(self, key: str, character: str | None) -> None:
        """Give the key to the screen, unless it parks or goes on to the next parked one; then keep what is asked."""
        screen, again = self._screens.desk_screen, self._just_taken
        self._just_taken = False
        prompt = screen.prompt_bar.prompt
        if prompt and again and len(self._ring) > 1 and self._goes_on(key, prompt):
            self._attempt(self._take_next)
        elif prompt and self._parks(key, prompt):
            self._attempt(self._park)
            if character and prompt.editor is None:
                state = self._workstation.state
                state.typed_ahead.answered(state.repeats.arrived_at)
        else:
            screen.press(key, character)
        self._see(screen.prompt_bar.take_left())
        self._see_time()

    def pasted(self, text: str | None) -> None:
        """Text was pasted."""
        self._screens.desk_screen.pasted(text)
        self._see()
        self._see_time()

    def second_passed(self) -> None:
        """What is carried may have come to rest on a time, which is held from then on."""
        if self._holding:
            bar = self._screens.desk_screen.prompt_bar
            self._holding.rest(bar.prompt, bar.under)

    def _see_time(self) -> None:
        """What is asked now may be about a time, which it holds."""
        bar = self._screens.desk_screen.prompt_bar
        if bar.prompt and self._holding is None:
            self._holding = holding.Holding(self._workstation)
        if self._holding:
            self._holding.see(bar.prompt, bar.under)

    def take_newest(self) -> None:
        """Ask again what was parked last. Raises BadInput where nothing is."""
        parked = self._shelf.parked()
        if not parked:
            raise BadInput(RESUME_WHAT)
        self._ring, self._at = tuple(one.draft for one in parked), 0
        self._take(parked[0])

    def tell(self) -> None:
        """Say until the next key what is parked, for whom, and how it is taken up."""
        parked, screen = self._shelf.parked(), self._screens.desk_screen
        if parked:
            screen.prompt_bar.tell(parked_words.parked_lines(self._workstation, parked))
            screen.redraw()

    def _goes_on(self, key: str, prompt: Prompt) -> bool:
        """Straight after a question was taken up: to the one parked before."""
        keyboard = self._workstation.keyboard
        return key in keyboard.keys(self._going_on(prompt)) or (
            prompt.editor is None and key in keyboard.keys("park_question")
        )

    def _going_on(self, prompt: Prompt) -> str:
        """The action whose key does so: a letter is text where there is a line, and a name may begin with it."""
        is_letter = any(map(may_be_typed, self._workstation.keyboard.keys("resume")))
        return "park_question" if prompt.editor and is_letter else "resume"

    def _parks(self, key: str, prompt: Prompt) -> bool:
        """Where nothing is typed the letter parks too."""
        keyboard = self._workstation.keyboard
        if key in keyboard.keys("park_question"):
            return True
        state = self._workstation.state
        is_text = state.menu_typing.is_typing(state.repeats.arrived_at)
        return prompt.editor is None and key in keyboard.keys("park") and not is_text

    def _park(self) -> None:
        screen = self._screens.desk_screen
        prompt = screen.prompt_bar.prompt
        if not isinstance(prompt, Parkable):
            raise BadInput(PARK_NOT_THIS.format(key=self._workstation.keyboard.names["leave"]))
        is_blank = prompt.state().is_blank
        if not is_blank:
            self._shelf.park(prompt, self._place)
            self._park_time()
        screen.put_aside()
        screen.prompt_bar.say(PARKED_NOTHING if is_blank else self._parked, "hint")

    def _park_time(self) -> None:
        if self._holding:
            self._holding.park()

    @property
    def _parked(self) -> str:
        key, count = self._workstation.keyboard.names["resume"], self._shelf.count
        return PARKED.format(key=key) if count < 2 else PARKED_SEVERAL.format(count=count, key=key)

    def _take_next(self) -> None:
        """What was just taken up goes back as it was, and the one parked before it comes."""
        screen = self._screens.desk_screen
        if isinstance(screen.prompt_bar.prompt, Parkable):
            self._shelf.park(screen.prompt_bar.prompt, self._place)
            self._park_time()
        screen.put_aside()
        waiting = {one.draft: one for one in self._shelf.parked()}
        later = [*self._ring[self._at + 1 :], *self._ring[: self._at + 1]]
        draft = next((one for one in later if one in waiting), None)
        if draft is None:
            raise BadInput(RESUME_WHAT)
        self._at = self._ring.index(draft)
        self._take(waiting[draft])

    def _take(self, parked: Parked) -> None:
        self._screens.on_screen(parked.place.screen, lambda: self._attempt(lambda: self._ask_again(parked)))

    def _ask_again(self, parked: Parked) -> None:
        screen, day = self._screens.desk_screen, parked.place.day
        view = self._workstation.view
        site = view.clinic.sites.get(day.site) if day else view.first_site
        restored = self._restored(parked, site or view.first_site)
        screen.take_up(restored.prompt, parked.place if site else None)
        self._just_taken = True
        self._see()
        key = self._workstation.keyboard.names[self._going_on(restored.prompt)]
        count = RESUMED_OF_SEVERAL.format(at=self._at + 1, count=len(self._ring), key=key)
        said = RESUMED if len(self._ring) < 2 else count
        screen.prompt_bar.say(f"{said} {restored.changed}".strip(), "warn" if restored.changed else "hint")

    def _restored(self, parked: Parked, site: Site) -> Restored:
        """The question again, no longer on the shelf. Raises Refused or NotFound where it does not fit any more."""
        try:
            restored = restore.restore(parked.kept, restore_context.RestoreContext(self._workstation, site))
        except (Refused, NotFound):
            self._shelf.drop(parked)
            raise
        self._shelf.take(parked, restored.prompt)
        return restored

    def _see(self, left: Prompt | None = None) -> None:
        """Keep what is asked now, and the form that was left; one that cannot be kept stays open."""
        screen = self._screens.desk_screen
        prompt, before = screen.prompt_bar.prompt, self._shelf.open
        if prompt is None and before is None:
            return
        try:
            if isinstance(prompt, Listed) and prompt is not before and self._shelf.is_begun(prompt):
                screen.prompt_bar.say(BEGUN_BEFORE.format(**self._workstation.keyboard.names), "warn")
                screen.redraw()
            self._shelf.see(prompt, self._place, left=left, under=screen.prompt_bar.under)
        except DatabaseUnusable as error:
            if left:
                screen.take_up(left, None)
            if left or not self._said_unkept:
                self._said_unkept = True
                screen.prompt_bar.say(error.sentence, "warn")
                screen.redraw()

    @property
    def _place(self) -> Place:
        return self._screens.desk_screen.place

    def _attempt(self, step: Callable[[], None]) -> None:
        """Do it, or say on the screen then shown why not."""
        self._screens.desk_screen.prompt_bar.hush()
        self._screens.desk_screen.prompt_bar.attempt(step)
        self._screens.desk_screen.redraw()

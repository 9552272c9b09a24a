"""What does a visit cost for somebody who only asks (`Q` on a patient)? Words name it, then a letter notes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.names import format_date
from core.errors import BadInput, Refused
from core.estimates.model import Estimate, How
from core.estimates.prices import PriceRequest, is_about
from core.structs import replace
from core.text.money import money
from tui.drafts.prompt_state import PromptState
from tui.keys.menu_typing import Choices
from tui.programs import print_at_till
from tui.prompts import estimate_sentences as say
from tui.prompts.editor import LineEditor
from tui.prompts.estimate import WAYS
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.restore_context import (
    RestoreContext,
    Restored,
    number_again,
    patient_again,
    type_again,
    typed_fields,
)
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import patient_head

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.clinic.model import Clinic, Site
    from core.estimates.model import EstimateLine
    from core.estimates.prices import AskedPrice
    from core.journal.change import Change
    from core.patients.model import Patient
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


def asked(workstation: Workstation, one: AskedPrice) -> PricePrompt:
    """What was asked for before, to be given or declined. Raises NeedsReason for a restricted record."""
    site = workstation.view.clinic.sites[one.estimate.site]
    prompt = PricePrompt(workstation, site, one.patient)
    prompt.take_up(one)
    return prompt


class PricePrompt:
    """First the line with type and provider, then what it costs with the letters that note what became of it."""

    label = say.PRICE_LABEL
    carries = False

    def __init__(self, workstation: Workstation, site: Site, patient: Patient) -> None:
        """Raises NeedsReason for a restricted record that was not opened."""
        self._workstation, self._site, self._patient = workstation, site, patient
        self._editor = LineEditor()
        self._request: PriceRequest | None = None
        self._asked: AskedPrice | None = None
        self._warning = note_opened(workstation, patient, "estimate")
        self._waiting = self._open_ones()

    @property
    def editor(self) -> LineEditor | None:
        """The line, until it is clear what is meant."""
        return None if self._request else self._editor

    def take_up(self, one: AskedPrice) -> None:
        """Show an estimate that was asked for before."""
        estimate = one.estimate
        self._asked = one
        self._request = PriceRequest(estimate.visit_type, estimate.provider, estimate.site, estimate.day)

    def key(self, key: str, character: str | None) -> Outcome:
        """Text, and Enter shows the price; then a letter notes it. Raises what the desk refuses."""
        if leaves(key):
            return Close()
        if self._request is None:
            if key == "enter":
                self._choose()
            else:
                self._editor.key(key, character)
            return STAY
        if key in {"up", "shift+tab"} and self._asked is None:
            self._request = None
            return STAY
        act = self._acts(self._request).get((character or "").lower())
        return Did(act()) if act else STAY

    def choices(self) -> Choices | None:
        """The letters; none while there is a line."""
        if self._request is None:
            return None
        return Choices(tuple(self._acts(self._request)), lambda: None, only_one=True, enter_acts=False)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """For whom, what it costs line by line, and what can be noted."""
        workstation = self._workstation
        head = patient_head(self._patient, workstation.view.today, privacy=workstation.privacy)
        return (*self._warning, *head, *self._asked_before(), *self._costs(), *self._keys())

    def hint(self) -> Line:
        """Keys."""
        if self._request is None:
            takes_up = bool(self._waiting) and not self._editor.text.strip()
            return keys_line(("Enter", say.PRICE_TAKE_UP if takes_up else say.PRICE_NEXT), ("Ctrl+X", "leave"))
        back = () if self._asked else (("Up", "another visit"),)
        return keys_line(("letter", say.LETTER), *back, ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The record, and what was asked, as they are now. Raises NotFound."""
        desk, actor = self._workstation.desk, self._workstation.actor
        self._patient = desk.patients.by_id(actor, self._patient.id)
        self._waiting = self._open_ones()
        if self._asked:
            self.take_up(desk.estimates.price_asked(actor, self._asked.estimate.id))

    def state(self) -> PromptState:
        """Whose question it is, its words, or what was asked before."""
        number = str(self._asked.estimate.id) if self._asked else ""
        went_on = {"went_on": "y" if self._request else "", "asked": number, "site": self._site.code}
        return PromptState("price", str(self._patient.id), {**went_on, **typed_fields("words", self._editor)})

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same of the same patient. Raises NotFound, BadInput or NeedsReason."""
        workstation = at.workstation
        patient = patient_again(workstation, kept.key)
        site = workstation.view.clinic.sites.get(kept.fields.get("site", ""), at.site)
        prompt = cls(workstation, site, patient)
        type_again("words", prompt._editor, kept.fields)
        if number := kept.fields.get("asked", ""):
            prompt.take_up(workstation.desk.estimates.price_asked(workstation.actor, number_again(number)))
        elif kept.fields.get("went_on"):
            prompt._request = prompt._read()
        return Restored(prompt)

    def _open_ones(self) -> tuple[AskedPrice, ...]:
        """What the patient asked for before and was not told yet, the one due first before the others."""
        found = self._workstation.desk.estimates.prices_due(self._workstation.actor)
        return tuple(one for one in found if one.patient.id == self._patient.id)

    def _choose(self) -> None:
        """What the line names; what was asked for before is taken up, without words the one due first."""
        if self._waiting and not self._editor.text.strip():
            self.take_up(self._waiting[0])
            return
        request = self._read()
        same = (one for one in self._waiting if is_about(one.estimate, request))
        before = next(same, None)
        if before:
            self.take_up(before)
        else:
            self._request = request

    def _asked_before(self) -> tuple[Line, ...]:
        if self._request is not None:
            return ()
        return tuple(((f" {self._told(one)}", "warn"),) for one in self._waiting)

    def _told(self, one: AskedPrice) -> str:
        """'E1 of fu20 with Lee was asked for, and is due by 26 Nov.'"""
        estimate = one.estimate
        provider = self._workstation.view.clinic.providers[estimate.provider].family
        told = {"type": estimate.visit_type, "provider": provider, "day": format_date(one.by) if one.by else ""}
        return say.PRICE_WAITS.format(id=estimate.id, **told)

    def _costs(self) -> tuple[Line, ...]:
        workstation = self._workstation
        try:
            request = self._request or self._read()
            lines = workstation.desk.estimates.price(workstation.actor, request)
        except (BadInput, Refused) as refusal:
            return (((f" {refusal.sentence}", "hint" if not self._editor.text.strip() else "warn"),),)
        currency = workstation.settings.till.currency
        provider = workstation.view.clinic.providers[request.provider].name
        return (
            ((f" {say.PRICE_OF.format(type=request.visit_type, provider=provider)}", "panel"),),
            *(((f" {line.code:<8} {line.name}  {money(line.cents, currency)}", "panel"),) for line in lines),
            ((f" {say.TOTAL.format(amount=money(_total(lines), currency))}", "title"),),
        )

    def _keys(self) -> tuple[Line, ...]:
        if self._request is None:
            return ()
        if self._asked is None:
            return keys_line(*say.GIVEN), keys_line(*say.PRICE_OTHERWISE)
        by = self._asked.by
        stands = say.PRICE_DUE.format(id=self._asked.estimate.id, day=format_date(by) if by else "")
        return (((f" {stands}", "warn"),), keys_line(*say.GIVEN), keys_line(*say.PRICE_DECLINED))

    def _acts(self, request: PriceRequest) -> Mapping[str, Callable[[], Change]]:
        """What each letter does."""
        estimates, actor = self._workstation.desk.estimates, self._workstation.actor
        ways = {letter: self._given(request, how) for letter, how in WAYS.items()}
        if self._asked:
            number = self._asked.estimate.id
            return {**ways, "d": lambda: estimates.decline_price(actor, number)}
        return {**ways, "a": lambda: estimates.ask_price(actor, self._patient.id, request)}

    def _given(self, request: PriceRequest, how: How) -> Callable[[], Change]:
        def give() -> Change:
            estimates, actor = self._workstation.desk.estimates, self._workstation.actor
            if self._asked:
                change = estimates.give_price(actor, self._asked.estimate.id, how)
            else:
                change = estimates.ask_price(actor, self._patient.id, request, how=how)
            return self._printed(change) if how is How.PAPER else change

        return give

    def _printed(self, change: Change) -> Change:
        """The act, with what is to be said where it could not be printed."""
        workstation = self._workstation
        settings = workstation.settings
        (estimate,) = change.all_of(Estimate)
        if not settings.till.print_command:
            return change
        try:
            document = workstation.desk.estimates.price_document(workstation.actor, estimate.id)
            print_at_till(settings.till, settings.documents, document)
        except BadInput as refusal:
            return replace(change, sentence=f"{change.sentence} {refusal.sentence}")
        return change

    def _read(self) -> PriceRequest:
        """What the line says: a type of visit, and with whom where that is not who they usually see."""
        clinic, words = self._workstation.view.clinic, self._editor.text.lower().split()
        types = {one.code: (one.code, one.name) for one in clinic.visit_types.values() if not one.retired}
        providers = {one.code: (one.code, one.name) for one in clinic.providers.values() if not one.retired}
        visit_type, provider = "", ""
        for word in words:
            kinds, people = _meant(word, types), _meant(word, providers)
            if len(kinds) == 1 and not visit_type:
                visit_type = kinds[0]
            elif len(people) == 1 and not provider:
                provider = people[0]
            elif kinds or people:
                raise BadInput(say.PRICE_SEVERAL.format(word=word, these=", ".join((*kinds, *people))))
            else:
                raise BadInput(say.PRICE_UNKNOWN.format(word=word))
        provider = provider or self._usual(clinic, visit_type)
        if not visit_type or not provider:
            raise BadInput(say.PRICE_WHAT)
        return PriceRequest(visit_type, provider, self._site.code)

    def _usual(self, clinic: Clinic, visit_type: str) -> str:
        """Whom the patient usually sees, or the only provider there is."""
        usual = self._patient.usual_provider
        if usual in clinic.providers and not clinic.providers[usual].retired:
            return usual
        every = [one.code for one in clinic.providers.values() if not one.retired]
        return every[0] if len(every) == 1 else ""


def _meant(word: str, among: Mapping[str, Sequence[str]]) -> list[str]:
    """The codes that the word may mean: its own, or that with a code or a part of a name that begins so."""
    if word in among:
        return [word]
    parts = ((code, " ".join(said).lower().split()) for code, said in among.items())
    return [code for code, of_it in parts if any(part.startswith(word) for part in of_it)]


def _total(lines: Sequence[EstimateLine]) -> int:
    return sum(line.cents for line in lines)

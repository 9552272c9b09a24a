"""What is asked to find a patient, to register one, and to write what belongs to a record?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lazy import lazy_modules, named
from tui.prompts.prompt import STAY, Did, Open

if TYPE_CHECKING:
    from tui.commands.context import CommandContext
    from tui.prompts import ask_payers as asking
    from tui.prompts import estimate as estimates
    from tui.prompts import family as families
    from tui.prompts import find as finding
    from tui.prompts import forms as signing
    from tui.prompts import letters as writing
    from tui.prompts import log_contact as logging
    from tui.prompts import pay as paying
    from tui.prompts import price as pricing
    from tui.prompts import recall as calling
    from tui.prompts import same_person as same
    from tui.prompts import scans as scanned
    from tui.prompts import service_info as telling
    from tui.prompts import sweep as sweeping
    from tui.prompts import verify as verifying
    from tui.prompts.form_of import FormOf
    from tui.prompts.prompt import Outcome
else:  # a question is loaded when it is first asked
    asking, families, finding, verifying, same = lazy_modules(
        *("tui.prompts.ask_payers", "tui.prompts.family", "tui.prompts.find", "tui.prompts.verify"),
        "tui.prompts.same_person",
    )
    (telling,) = lazy_modules("tui.prompts.service_info")
    calling, pricing = lazy_modules("tui.prompts.recall", "tui.prompts.price")
    scanned, writing = lazy_modules("tui.prompts.scans", "tui.prompts.letters")
    paying, signing, sweeping = lazy_modules("tui.prompts.pay", "tui.prompts.forms", "tui.prompts.sweep")
    estimates, logging = lazy_modules("tui.prompts.estimate", "tui.prompts.log_contact")


def find(context: CommandContext) -> Outcome:
    """Ask for the words."""
    return Open(finding.FindPrompt(context.workstation, context.site))


def new(context: CommandContext) -> Outcome:
    """Search first, so that nobody is registered twice."""
    context.program.look_for_patient(new=True)
    return STAY


def verify(context: CommandContext) -> Outcome:
    """What was found out about the insurance that pays on the day of the appointment highlighted."""
    return Open(verifying.VerifyPrompt(context.workstation, context.scheduled))


def sweep(context: CommandContext) -> Outcome:
    """Which list is gone through, from the appointment highlighted on."""
    return Open(sweeping.SweepMenu(context.workstation, context.here.scheduled))


def ask_payer(context: CommandContext) -> Outcome:
    """Ask the payers of the appointment highlighted, or of all that are marked. Raises BadInput where none is asked."""
    workstation = context.workstation
    numbers = [one.appointment.id for one in context.visits]
    return Did(asking.ask(workstation, numbers))


def pay(context: CommandContext) -> Outcome:
    """What the patient highlighted pays, or whose appointment is."""
    here = context.here
    record = here.scheduled or here.patient or context.scheduled
    patient = here.scheduled.patient if here.scheduled else here.patient or context.scheduled.patient
    return Open(paying.PayPrompt(context.workstation, record.ref, patient))


def log(context: CommandContext) -> Outcome:
    """A contact with the patient highlighted, or about the appointment that is."""
    here = context.here
    patient = here.scheduled.patient if here.scheduled else here.patient or context.scheduled.patient
    appointment = here.scheduled.appointment.id if here.scheduled else None
    return Open(logging.LogPrompt(context.workstation, patient, appointment))


def info(context: CommandContext) -> Outcome:
    """What is to be known before the appointment highlighted."""
    return Open(telling.InfoPrompt(context.workstation, context.scheduled))


def recall(context: CommandContext) -> Outcome:
    """When the patient highlighted is to come again, or whose appointment is: for the like of that first."""
    here = context.here
    scheduled = here.scheduled
    patient = scheduled.patient if scheduled else here.patient or context.scheduled.patient
    kind = scheduled.appointment.visit_type if scheduled else ""
    return Open(calling.RecallPrompt(context.workstation, patient, visit_type=kind))


def forms(context: CommandContext) -> Outcome:
    """What became of the forms of the patient highlighted, or of whose appointment is."""
    here = context.here
    record = here.scheduled or here.patient or context.scheduled
    patient = here.scheduled.patient if here.scheduled else here.patient or context.scheduled.patient
    return Open(signing.FormsPrompt(context.workstation, record.ref, patient))


def estimate(context: CommandContext) -> Outcome:
    """What the appointment highlighted is likely to cost, or any visit for the patient highlighted."""
    here = context.here
    if here.scheduled is None and here.patient is not None:
        return Open(pricing.PricePrompt(context.workstation, context.site, here.patient))
    return Open(estimates.EstimatePrompt(context.workstation, context.scheduled))


def letters(context: CommandContext) -> Outcome:
    """A letter for each appointment that is marked, or for who is highlighted."""
    here = context.here
    if here.scheduled is None and here.patient is not None:
        return Open(writing.LettersPrompt(context.workstation, [here.patient.ref]))
    return Open(writing.LettersPrompt(context.workstation, [one.ref for one in context.visits]))


def documents(context: CommandContext) -> Outcome:
    """What was scanned of the patient highlighted, or of whose appointment is."""
    here = context.here
    patient = here.scheduled.patient if here.scheduled else here.patient or context.scheduled.patient
    appointment = here.scheduled.appointment.id if here.scheduled else None
    return Open(scanned.ScansPrompt(context.workstation, patient, appointment))


def same_person(context: CommandContext) -> Outcome:
    """Who looks like the patient highlighted, or like whose appointment is."""
    patient = context.here.patient or context.scheduled.patient
    return Open(same.same_person(context.workstation, context.site, patient.id))


def family(context: CommandContext) -> Outcome:
    """Book for another of the household, or note who belongs to it."""
    patient = context.here.patient or context.scheduled.patient
    return Open(families.ask_family(context.workstation, context.site, patient))


def ask_form(context: CommandContext) -> Outcome:
    """The form that the action names, of the patient highlighted, or of whose appointment is."""
    form: FormOf = named(context.action.form)
    patient = context.here.patient or context.scheduled.patient
    return Open(form.ask(context.workstation, context.site, patient))

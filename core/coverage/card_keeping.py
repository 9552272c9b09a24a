"""How does the image of a card come to a coverage, how is it taken off, and how is it shown?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.access.privileges import Privilege
from core.clinic.codes import first_site
from core.clinic.payer import payer_name
from core.coverage import sentences as say
from core.coverage.card import image_of
from core.coverage.model import Coverage, Side
from core.coverage.noting import current
from core.errors import BadInput, NotFound
from core.journal.change import Change
from core.journal.changed import refuse_stale
from core.patients import access
from core.patients.finding import present
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.coverage.model import CardImage
    from core.coverage.ports import CoverageContext, Reading


def keep_card(
    context: CoverageContext,
    actor: str,
    number: int,
    sides: Mapping[Side, bytes | None],
    *,
    rev: int | None = None,
) -> Change | None:
    """Keep the images as those of the coverage's card, None for one that is taken off; None when they are that already.

    Raises NotFound, BadInput for what is no image or who pays themselves, or ChangedElsewhere.
    """
    images = {side: image_of(content) if content is not None else None for side, content in sides.items()}
    with context.writing(actor, Privilege.EDIT_PATIENTS) as (tx, clinic):
        now = context.clock.now()
        before = current(tx, number)
        refuse_stale(tx, before, rev, site=first_site(clinic), now=now)
        if before.is_self_pay:
            raise BadInput(say.NO_CARD_OF_SELF_PAY)
        changes: dict[str, Any] = {side.value: image for side, image in images.items()}
        after = replace(before, **changes)
        if after == before:
            return None
        patient = present(tx, before.patient)
        tx.journal.begin(at=now, actor=actor, verb="card")
        for side, image in images.items():
            content = sides[side]
            if image is not None and content is not None:
                tx.cards.keep(image, content)
        coverage = tx.records(Coverage).save(after)
        sentence = " ".join(
            _template(before.side(side), coverage.side(side)).format(
                side=side.value,
                payer=payer_name(clinic.payers, coverage.payer),
                patient=patient.name,
                mrn=patient.mrn,
            )
            for side in Side
            if before.side(side) != coverage.side(side)
        )
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (coverage, patient))


def card(
    context: CoverageContext, actor: str, number: int, side: Side, *, way: str
) -> tuple[Coverage, CardImage, bytes, str]:
    """The coverage, the image of that side of its card and its bytes, and what is to be told where nobody can note it.

    That the patient's record was opened by `way` is noted before. Raises NotFound.
    """
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
        coverage = _kept(reading, number)
        image = coverage.side(side)
        if image is None:
            raise NotFound(say.NO_CARD.format(number=number, side=side.value))
        warning = access.opened(context, actor, coverage.patient, way)
        return coverage, image, reading.cards.content(image), warning


def _kept(reading: Reading, number: int) -> Coverage:
    coverage = reading.records(Coverage).by_id(number)
    if coverage is None:
        raise NotFound(say.NO_SUCH_COVERAGE.format(number=number))
    return coverage


def _template(before: CardImage | None, after: CardImage | None) -> str:
    if after is None:
        return say.CARD_TAKEN_OFF
    return say.CARD_KEPT if before is None else say.CARD_REPLACED

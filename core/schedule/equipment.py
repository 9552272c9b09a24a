"""Which equipment does a visit use, and how much of it does a site have?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.schedule.model.appointment import Mode

if TYPE_CHECKING:
    from core.clinic.model import Clinic, VisitType


def equipment_of(visit_type: VisitType, mode: Mode) -> tuple[str, ...]:
    """A piece of each of these, from start to end; none for telehealth, where nobody comes."""
    return visit_type.equipment if mode is Mode.IN_PERSON else ()


def pieces_at(clinic: Clinic, site: str, code: str) -> int:
    """How many pieces the site has in use: 0 too where they are out of service."""
    pool = clinic.equipment.get((site, code))
    return pool.count if pool and not pool.retired else 0

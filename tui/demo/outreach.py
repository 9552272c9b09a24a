"""For what does the demo clinic call people in again, and what does it tell them before a visit?"""

from __future__ import annotations

from typing import Any, Final

RECALLS: Final[tuple[dict[str, Any], ...]] = (
    {"code": "year", "name": "Yearly check", "months": 12, "types": ["phys40"]},
    {"code": "well", "name": "Well-child visit", "months": 12, "types": ["well30"]},
    {"code": "wound", "name": "Wound check", "months": 1, "types": ["wound15"], "after": ["proc40", "wound15"]},
)
INFOS: Final[tuple[dict[str, Any], ...]] = (
    {"topic": "bring", "text": "Your insurance card and a list of what you take."},
    {"topic": "bring", "language": "es", "text": "Su tarjeta del seguro y la lista de sus medicamentos."},
    {"topic": "prepare", "type": "phys40", "text": "Nothing to eat for eight hours before; water is fine."},
    {
        "topic": "prepare",
        "type": "phys40",
        "language": "es",
        "text": "No coma nada ocho horas antes; puede beber agua.",
    },
    {"topic": "directions", "site": "main", "text": "Second floor, the bus stops in front of the door."},
    {"topic": "directions", "site": "lake", "text": "Behind the library."},
    {"topic": "parking", "site": "main", "text": "In the garage next door; we stamp the ticket."},
    {"topic": "parking", "site": "lake", "text": "In front of the house, on the left."},
    {"topic": "hours", "text": "Monday to Friday, 8 to 5."},
    {"topic": "hours", "language": "es", "text": "De lunes a viernes, de 8 a 5."},
    {"topic": "languages", "text": "English and Spanish; we call an interpreter for others."},
)

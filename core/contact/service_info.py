"""What is to be known before a visit, of the type and at the site, in the language of whom it is for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clinic.outreach import TOPICS
from core.templates.languages import language_code

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.clinic.outreach import ServiceInfo


def infos_of(clinic: Clinic, visit_type: str, site: str, spoken: str) -> tuple[ServiceInfo, ...]:
    """Of each topic the one that says most of the visit: in their language, else in English; the type before the site.

    `spoken` is the language as the record has it; '' is English.
    """
    language = language_code(spoken) or "en"
    found = (_best(clinic, topic, visit_type, site, language) for topic in TOPICS)
    return tuple(one for one in found if one)


def _best(clinic: Clinic, topic: str, visit_type: str, site: str, language: str) -> ServiceInfo | None:
    for spoken in dict.fromkeys((language, "en")):
        for of_type in dict.fromkeys((visit_type, "")):
            for at_site in dict.fromkeys((site, "")):
                one = clinic.infos.get((topic, of_type, at_site, spoken))
                if one and not one.retired:
                    return one
    return None

"""As which other words is a word of the directory written: short, British, of who does it, or as patients call it?"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SHORT: Final = """
group: grp | center: centre ctr cntr cnt | associates: assoc assocs assn asc | hospital: hosp hsp | medical: med medl
| medicine: med | clinic: clin | laboratory: lab | practice: prac | partners: ptnrs | specialists: spec specs |
institute: inst | foundation: fdn | system: sys | services: svc svcs | department: dept | management: mgmt mgt |
health: hlth | pharmacy: rx pharm | university: univ | physicians: phys | supply: dme | insurance: ins | diagnostics:
diag dx | children: childrens chldrn | family: fam | memorial: mem meml | general: gen genl | saint: st ste sainte |
street: st str | avenue: ave av | boulevard: blvd | parkway: pkwy | highway: hwy | lane: ln | road: rd | drive: dr |
suite: ste | mount: mt mtn | fort: ft | north: n | south: s | east: e | west: w | northeast: ne | northwest: nw |
southeast: se | southwest: sw | community: comm cmty | county: cnty cty co | regional: reg rgnl | international: intl
| national: natl | american: amer | veterans: va | therapy: tx ther | rehabilitation: rehab | surgery: surg |
radiology: rad | imaging: img | mri: mr | ct: cat | emergency: er ed emerg | internal: im int | ambulatory: amb |
urgent: uc | primary: pcp | otolaryngology: ent | dentistry: dds | obstetrics: ob obgyn obg | gynecology: gyn gyne
obgyn obg | gastroenterology: gi gastro | cardiology: cardio card cv | cardiovascular: cv | electrophysiology: ep |
dermatology: derm | neurology: neuro | neurosurgery: nsurg neuro | orthopedics: ortho orth | orthodontics: ortho |
nephrology: neph | urology: uro | pulmonology: pulm | endocrinology: endo | rheumatology: rheum | oncology: onc |
hematology: heme hem | ophthalmology: ophtho optho | optometry: opto od | podiatry: pod | psychiatry: psych |
psychology: psych | infectious: id | vascular: vasc | physical: pt phys | occupational: ot | speech: slp | pathology:
path | chiropractic: chiro | audiology: aud | pediatrics: peds | ultrasound: us sono | anesthesiology: anes |
behavioral: bh | mental: mh
"""
"""Words, each with its short forms."""
_CALLED: Final = """
cardiology: heart cardiac chest | dermatology: skin | neurology: brain nerves | podiatry: foot feet | neurosurgery:
brain spine | gastroenterology: stomach bowel digestive | rheumatology: arthritis joint | orthopedics: bone joint
spine back knee hip shoulder hand | nephrology: kidney renal | vascular: vein | urology: bladder prostate |
pulmonology: lung chest respiratory | oncology: cancer tumor | endocrinology: diabetes thyroid hormone | hematology:
blood | ophthalmology: eye vision | optometry: eye vision glasses | otolaryngology: ear nose throat | audiology: ear
hearing | psychiatry: mental behavioral | psychology: mental behavioral counseling | nutrition: diet dietitian |
pediatrics: children kids child baby | gynecology: women | dentistry: dental teeth tooth | obstetrics: women maternity
pregnancy midwife baby | orthodontics: braces | sleep: apnea | physical: physio physiotherapy | pharmacy: drugstore
chemist druggist apothecary | pathology: biopsy | imaging: radiology xray scan mri ct ultrasound mammogram mammography
sonogram | hospital: er | radiology: imaging xray scan mri ct ultrasound mammogram mammography sonogram | lab:
laboratory blood | laboratory: blood bloodwork | supplier: dme equipment supply wheelchair oxygen | practice: clinic
office | payer: insurance insurer | hospice: palliative | palliative: hospice | surgery: surgeon | chiropractic: back
| ent: ear nose throat | therapy: therapist | ct: scan | mri: scan
"""
"""Words, each with what is also asked for where it is meant."""
_BRITISH: Final = (
    *(("orthopaed", "orthoped"), ("paed", "ped"), ("haem", "hem"), ("gynaec", "gynec"), ("anaesth", "anesth")),
    *(("tumour", "tumor"), ("behaviour", "behavior"), ("counsell", "counsel"), ("oesoph", "esoph")),
)
_WHO_DOES_IT: Final = (
    *(("ologist", "ology"), ("ologic", "ology"), ("ological", "ology"), ("pedist", "pedics"), ("pedic", "pedics")),
    *(("iatrician", "iatrics"), ("iatric", "iatrics"), ("iatrist", "iatry"), ("etrician", "etrics")),
    *(("metrist", "metry"), ("apist", "apy"), ("ergist", "ergy"), ("dontist", "dontics"), ("practor", "practic")),
    *(("acist", "acy"), ("entist", "entistry"), ("ies", "y")),
)
"""Endings of who does something, and of what that is: cardiologist, cardiology."""
_LEAST: Final = 3
"""So many letters are left of a word whose ending is changed."""
_NEEDLESS: Final = """
the of and at in on for to a an inc incorporated llc llp lp pc pa pllc ltd corp corporation company co plc  md do np
rn phd dr doctor doctors mr mrs ms office dept department fax phone tel telephone call
"""


@cache
def needless() -> frozenset[str]:
    """Words that say nothing of whom is meant: an entry without them may be meant too."""
    return frozenset(_NEEDLESS.split())


def other_words(word: str) -> frozenset[str]:
    """What may stand in an entry for a folded word that is typed, as the same word: group for grp."""
    same = {word, *_plain(word)}
    return frozenset[str]().union(same, *(_alike()[one] for one in same if one in _alike())) - {word}


def meant_by(word: str) -> frozenset[str]:
    """What else a folded word that is typed may mean: cardiology for heart."""
    same = {word, *other_words(word)}
    meant = frozenset[str]().union(*(_called()[one] for one in same if one in _called()))
    return meant.union(*map(other_words, meant)) - same


def _plain(word: str) -> Iterator[str]:
    """The word in American letters, without its plural, and as what is done: orthopaedists gives orthopedics."""
    forms = {word, *(word.replace(british, american) for british, american in _BRITISH if british in word)}
    forms |= {one[:-1] for one in forms if one.endswith("s") and len(one) > _LEAST}
    yield from forms
    for form in forms:
        endings = (row for row in _WHO_DOES_IT if form.endswith(row[0]) and len(form) >= len(row[0]) + _LEAST)
        yield from (form.removesuffix(who) + what for who, what in endings)


@cache
def _alike() -> Mapping[str, frozenset[str]]:
    """Long forms by the short one, and short and long ones by the long."""
    found = defaultdict[str, set[str]](set)
    for long, others in _rows(_SHORT):
        words = {long, *others}
        for word in words:
            found[word] |= words
    return {word: frozenset(others) for word, others in found.items()}


@cache
def _called() -> Mapping[str, frozenset[str]]:
    """What is meant by each word that patients use."""
    found = defaultdict[str, set[str]](set)
    for meant, others in _rows(_CALLED):
        for word in others:
            found[word].add(meant)
    return {word: frozenset(others) for word, others in found.items()}


def _rows(table: str) -> Iterator[tuple[str, list[str]]]:
    """A word, and what stands behind it."""
    for row in table.split("|"):
        word, others = row.split(":")
        yield word.strip(), others.split()

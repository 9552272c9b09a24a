"""Who are the patients of the demo clinic? Invented people, named as often as in the census of 1990."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Final

from core.patients.consent import Consent
from core.patients.model import Alert, Patient, Phone, PreviousName, ReachBy, Sex
from core.record_ref import PatientId
from core.structs import replace
from core.text.cleaning import fold
from tui.demo.census import Census
from tui.demo.clinic import PRACTICES, Practice
from tui.demo.spelling import Spelling
from tui.demo.wishes import with_wishes
from tui.demo.world_names import COMMUNITIES, OWN_SCRIPT, SINGLE, Community

_AGES: Final = ((0, 4, 9), (5, 17, 13), (18, 34, 16), (35, 49, 16), (50, 64, 20), (65, 79, 19), (80, 97, 7))
"""From, to and weight: more of the very young and of the old come to a clinic than live around it."""
_SEXES: Final = {Sex.FEMALE: 0.56, Sex.MALE: 0.425, Sex.OTHER: 0.01, Sex.UNKNOWN: 0.005}
_NICKNAMES: Final = {
    "William": "Bill", "Robert": "Bob", "James": "Jim", "Richard": "Rick", "Elizabeth": "Liz",
    "Margaret": "Peggy", "Katherine": "Kate", "Patricia": "Pat", "Jennifer": "Jen", "Michael": "Mike",
    "Thomas": "Tom", "Joseph": "Joe", "Deborah": "Deb", "Susan": "Sue", "Christopher": "Chris",
    "Barbara": "Barb", "Charles": "Chuck", "Edward": "Ned", "Francisco": "Paco", "José": "Pepe",
    "Jose": "Pepe", "Guadalupe": "Lupe", "Alexander": "Sasha", "Mohammed": "Mo",
}  # fmt: skip
_AREA_CODES: Final = (
    "201 203 212 215 216 224 267 312 315 331 347 412 414 475 484 516 518 585 607 617 630 646 708 716 718 732"
    " 773 815 845 847 856 860 872 908 914 917 929 973"
)
_STREETS: Final = (
    "Maple Ave,Oak St,Cedar Ln,Elm St,Washington St,Lake Rd,Hill St,Park Ave,Pine St,River Rd,Church St,"
    "Mill Rd,Sunset Dr,Walnut St,Orchard Ln,Prospect Ave"
)
_LANGUAGES: Final = (
    ("Spanish", 9),
    ("Mandarin", 2),
    ("Arabic", 1),
    ("Polish", 1),
    ("Vietnamese", 1),
    ("Korean", 1),
)
_ALERTS: Final = (
    "Hard of hearing",
    "Fall risk",
    "Uses a wheelchair",
    "Latex allergy",
    "Call daughter for transport",
    "Needs a morning slot",
    "Needle anxiety",
    "Brings a service dog",
)


def make_people(rng: random.Random, count: int, today: date, *, born_by: date) -> tuple[Patient, ...]:
    """`count` people to register, aged as they are `today`. Telephones and e-mail reach nobody.

    Numbers are of the range 555-0100 to 555-0199, which is kept for fiction, addresses of the domains that
    RFC 2606 keeps for examples.
    """
    maker = _Maker(rng, today, born_by)
    people: list[Patient] = []
    adults: list[Patient] = []
    for _ in range(count):
        person = maker.person()
        is_adult = (today - person.birth_date).days >= 18 * 365.25
        if is_adult:
            adults.append(person)
        elif len(adults) > 20 and rng.random() < 0.6:
            person = _child_of(person, rng.choice(adults[-200:]))
        people.append(person)
    return _with_one_to_look_for([with_wishes(one, today) for one in people], born_by)


def _with_one_to_look_for(people: list[Patient], born_by: date) -> tuple[Patient, ...]:
    """The eldest is Smith, Aaron, born on March 14, in every clinic: whoever reads how to search finds somebody."""
    eldest = min(range(len(people)), key=lambda at: people[at].birth_date, default=None)
    if eldest is not None:
        born = people[eldest].birth_date.replace(month=3, day=14)
        if born > born_by:
            born = born.replace(year=born.year - 1)
        known = replace(people[eldest], family="Smith", given="Aaron", birth_date=born, sex=Sex.MALE)
        known = replace(known, email_consent=Consent(), reach_by=ReachBy.ANY, contact_rule="")
        people[eldest] = replace(known, preferred="", previous=(), email="")
    return tuple(people)


def _child_of(child: Patient, adult: Patient) -> Patient:
    """In one household with somebody registered before."""
    return replace(child, family=adult.family, phones=adult.phones, address=adult.address, email="")


class _Maker:
    """Makes one person after the other."""

    __slots__ = ("_area_codes", "_born_by", "_families", "_given", "_rng", "_spelling", "_streets", "_today")

    def __init__(self, rng: random.Random, today: date, born_by: date) -> None:
        self._rng = rng
        self._born_by = born_by
        self._today = today
        self._spelling = Spelling(rng)
        self._families = Census.read("dist.all.last")
        self._given = {
            Sex.FEMALE: Census.read("dist.female.first"),
            Sex.MALE: Census.read("dist.male.first"),
        }
        self._area_codes = _AREA_CODES.split()
        self._streets = _STREETS.split(",")

    def person(self) -> Patient:
        rng = self._rng
        (sex,) = rng.choices(list(_SEXES), list(_SEXES.values()))
        born = self._birth_date()
        age = (self._today - born).days // 365
        family, given = self._name(sex)
        language = self._language()
        return Patient(
            id=PatientId(0),
            mrn="",
            family=family,
            given=given,
            birth_date=born,
            sex=sex,
            phones=self._phones(age),
            preferred=_NICKNAMES.get(given, "") if rng.random() < 0.35 else "",
            previous=self._previous(sex, age, family),
            email=self._email(family, given, born) if age > 15 and rng.random() < 0.6 else "",
            address=f"{rng.randint(1, 980)} {rng.choice(self._streets)}",
            language=language,
            interpreter=bool(language) and rng.random() < 0.5,
            usual_provider=self._usual_provider(age),
            alerts=(Alert(rng.choice(_ALERTS)),) if rng.random() < 0.05 else (),
        )

    def _name(self, sex: Sex) -> tuple[str, str]:
        rng, kind = self._rng, self._rng.random()
        if kind < 0.004:
            return rng.choice(SINGLE), ""
        if kind < 0.006:
            return rng.choice(OWN_SCRIPT)
        listed = sex if sex in self._given else rng.choice((Sex.FEMALE, Sex.MALE))
        if kind < 0.09:
            community: Community = rng.choices(COMMUNITIES, [one.share for one in COMMUNITIES])[0]
            given = community.female if listed is Sex.FEMALE else community.male
            return rng.choice(community.families.split()), rng.choice(given.split())
        given = self._spelling.given(self._given[listed].draw(rng))
        if kind < 0.14:
            return f"{self._family()}{rng.choice('- ')}{self._family()}", given
        return self._family(), given

    def _family(self) -> str:
        return self._spelling.family(self._families.draw(self._rng))

    def _birth_date(self) -> date:
        ((youngest, oldest, _),) = self._rng.choices(_AGES, [weight for *_, weight in _AGES])
        born = self._today - timedelta(days=self._rng.randint(youngest * 365, oldest * 365 + 364))
        return min(born, self._born_by)

    def _usual_provider(self, age: int) -> str:
        fitting = [one for one in PRACTICES if one.youngest <= age <= one.oldest]
        chosen: Practice = self._rng.choices(fitting, [one.share for one in fitting])[0]
        return chosen.code

    def _phones(self, age: int) -> tuple[Phone, ...]:
        rng = self._rng
        kinds = ["mobile"] if rng.random() < (0.6 if age > 74 else 0.93) else ["home"]
        kinds += ["home"] if age > 50 and kinds == ["mobile"] and rng.random() < 0.4 else []
        kinds += ["work"] if 20 < age < 66 and rng.random() < 0.1 else []
        return tuple(
            Phone(self._number(), kind, voice=rng.random() < 0.95, text=kind == "mobile" and rng.random() < 0.8)
            for kind in kinds
        )

    def _number(self) -> str:
        form = self._rng.choice(("({}) 555-01{:02}", "{}-555-01{:02}", "{}-555-01{:02}", "{}.555.01{:02}"))
        return form.format(self._rng.choice(self._area_codes), self._rng.randrange(100))

    def _email(self, family: str, given: str, born: date) -> str:
        user = ".".join(part for part in (fold(given), fold(family)) if part.isascii() and part)
        return f"{user or 'patient'}{born:%y}@example.{self._rng.choice(('org', 'com'))}"

    def _previous(self, sex: Sex, age: int, family: str) -> tuple[PreviousName, ...]:
        changed = sex is Sex.FEMALE and age > 22 and self._rng.random() < 0.14
        return (PreviousName(self._family()),) if changed and family else ()

    def _language(self) -> str:
        names = ["", *(name for name, _ in _LANGUAGES)]
        weights = [85, *(weight for _, weight in _LANGUAGES)]
        return self._rng.choices(names, weights)[0]

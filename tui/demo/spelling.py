"""How is a name of the census lists, all capitals and no accents, written by those who bear it?"""

from __future__ import annotations

import random
from typing import Final

from core.text.cleaning import fold

_ACCENTED_FAMILIES: Final = (
    "García Martínez Rodríguez Hernández López González Pérez Sánchez Ramírez Díaz Gómez Chávez Gutiérrez"
    " Vásquez Álvarez Fernández Jiménez Peña Méndez Muñoz Valdez Ríos Núñez Cortéz Márquez Domínguez Ávila"
    " Treviño Juárez León Velásquez Vélez Solís Mejía Suárez Meléndez Dávila Benítez Ordóñez Ibáñez Muñiz"
    " Cárdenas"
)
_ACCENTED_GIVEN: Final = (
    "José Jesús Martín Óscar Héctor Ramón Rubén Ángel Raúl Adrián César Andrés Tomás Nicolás Sebastián"
    " Joaquín René André María Mónica Verónica Sofía Lucía Zoë Chloé Renée Inés Belén Ángela Noël Aimée"
)
_WRITTEN_APART: Final = {
    "DELACRUZ": "de la Cruz",
    "DELAROSA": "de la Rosa",
    "DELATORRE": "de la Torre",
    "DELAGARZA": "de la Garza",
    "DELOSSANTOS": "de los Santos",
    "DELOSREYES": "de los Reyes",
    "DELEON": "de León",
    "DEJESUS": "de Jesús",
    "DELVALLE": "del Valle",
    "DELRIO": "del Río",
    "DELUCA": "De Luca",
    "DESANTIS": "De Santis",
    "DEVRIES": "de Vries",
    "DEBOER": "de Boer",
    "VANDYKE": "van Dyke",
    "VANHORN": "Van Horn",
    "VANDERBERG": "van der Berg",
    "VANDERMEER": "van der Meer",
    "VANPELT": "Van Pelt",
    "STCLAIR": "St. Clair",
    "STJOHN": "St. John",
    "STPIERRE": "St. Pierre",
}
_IRISH: Final = (
    "OBRIEN OBRYAN OCONNELL OCONNER OCONNOR ODONNELL OHARA OKEEFE OLEARY OMALLEY ONEAL ONEIL ONEILL OREILLY"
    " OROURKE OSHEA OSULLIVAN OTOOLE"
)
_ACCENTED: Final = 0.45
"""Part of those whose name can bear an accent who write it; the others lost it on some form."""


class Spelling:
    """Writes census names as people do: O'Brien, McCoy, de la Cruz, Peña for some and Pena for others."""

    __slots__ = ("_family_accents", "_given_accents", "_irish", "_rng")

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._family_accents = {_bare(name): name for name in _ACCENTED_FAMILIES.split()}
        self._given_accents = {_bare(name): name for name in _ACCENTED_GIVEN.split()}
        self._irish = frozenset(_IRISH.split())

    def family(self, census: str) -> str:
        """A family name."""
        if census in _WRITTEN_APART:
            return _WRITTEN_APART[census]
        if census in self._irish:
            return f"O'{census[1:].capitalize()}"
        if census.startswith("MC") and len(census) > 4:
            return f"Mc{census[2:].capitalize()}"
        return self._accented(census, self._family_accents)

    def given(self, census: str) -> str:
        """A given name."""
        return self._accented(census, self._given_accents)

    def _accented(self, census: str, accents: dict[str, str]) -> str:
        if census in accents and self._rng.random() < _ACCENTED:
            return accents[census]
        return census.capitalize()


def _bare(name: str) -> str:
    return fold(name).upper()

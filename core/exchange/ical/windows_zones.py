"""What are time zones called in the calendars of Outlook and Exchange, which name none as others do?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

# As Unicode's CLDR has them (windowsZones.xml, the zone that stands for the whole world).
_NAMED: Final = """\
UTC=UTC
Hawaiian=Pacific/Honolulu
Alaskan=America/Anchorage
Pacific=America/Los_Angeles
Pacific (Mexico)=America/Tijuana
Mountain=America/Denver
US Mountain=America/Phoenix
Mountain (Mexico)=America/Mazatlan
Central=America/Chicago
Central (Mexico)=America/Mexico_City
Canada Central=America/Regina
Central America=America/Guatemala
Eastern=America/New_York
Eastern (Mexico)=America/Cancun
US Eastern=America/Indiana/Indianapolis
SA Pacific=America/Bogota
Venezuela=America/Caracas
Atlantic=America/Halifax
SA Western=America/La_Paz
Newfoundland=America/St_Johns
E. South America=America/Sao_Paulo
Argentina=America/Buenos_Aires
SA Eastern=America/Cayenne
Pacific SA=America/Santiago
Azores=Atlantic/Azores
GMT=Europe/London
Greenwich=Atlantic/Reykjavik
Morocco=Africa/Casablanca
W. Europe=Europe/Berlin
Central Europe=Europe/Budapest
Romance=Europe/Paris
Central European=Europe/Warsaw
W. Central Africa=Africa/Lagos
GTB=Europe/Bucharest
FLE=Europe/Kiev
E. Europe=Europe/Chisinau
Israel=Asia/Jerusalem
Jordan=Asia/Amman
Egypt=Africa/Cairo
South Africa=Africa/Johannesburg
Turkey=Europe/Istanbul
Russian=Europe/Moscow
Arab=Asia/Riyadh
E. Africa=Africa/Nairobi
Iran=Asia/Tehran
Arabian=Asia/Dubai
Pakistan=Asia/Karachi
India=Asia/Kolkata
Sri Lanka=Asia/Colombo
Nepal=Asia/Katmandu
Bangladesh=Asia/Dhaka
SE Asia=Asia/Bangkok
China=Asia/Shanghai
Singapore=Asia/Singapore
Taipei=Asia/Taipei
W. Australia=Australia/Perth
Tokyo=Asia/Tokyo
Korea=Asia/Seoul
AUS Central=Australia/Darwin
AUS Eastern=Australia/Sydney
E. Australia=Australia/Brisbane
New Zealand=Pacific/Auckland
"""
ZONES: Final[Mapping[str, str]] = {
    name.casefold(): zone for name, zone in (line.split("=") for line in _NAMED.splitlines())
}
_STANDARD: Final = re.compile(r"(.+?) (?:standard |daylight )?time", re.IGNORECASE)
_SHOWN: Final = re.compile(r"\((?:utc|gmt)[^)]*\) *([^,;(]+?)(?: time)?(?: \(us & canada\))?", re.IGNORECASE)


def zone_named(name: str) -> str:
    """The zone as others call it: America/New_York for Eastern Standard Time, or (UTC-05:00) Eastern Time; else ''."""
    found = _SHOWN.fullmatch(name.strip()) or _STANDARD.fullmatch(name.strip())
    return ZONES.get((found[1] if found else name.strip()).casefold(), "")

"""What do the codes of an answer mean? Those of X12 005010X279A1 that a front desk meets."""

from __future__ import annotations

from typing import Final

ACTIVE_CODES: Final = frozenset("12345")
"""EB01: active, whatever the payer pays the clinic by, or is still looking into."""
INACTIVE_CODES: Final = frozenset("678")
STATUS_WORDS: Final = {
    "2": "full risk capitation",
    "3": "services capitated",
    "4": "services capitated to the primary care physician",
    "5": "pending investigation",
    "7": "pending eligibility update",
    "8": "pending investigation",
}
"""EB01: what is said beside active and inactive."""

NOT_PROCESSED: Final = "V"
OF_ANOTHER_PAYER: Final = frozenset("RW")
"""Other payer, other source: whose plan it is not this payer who has."""
COPAY: Final = "B"
COINSURANCE: Final = "A"
DEDUCTIBLE: Final = "C"
OUT_OF_POCKET: Final = "G"
LIMIT: Final = "F"
KINDS: Final = {
    COINSURANCE: "coinsurance",
    COPAY: "copay",
    DEDUCTIBLE: "deductible",
    OUT_OF_POCKET: "out of pocket",
    LIMIT: "limit",
    "CB": "basis",
    "D": "benefit",
    "E": "excluded",
    "H": "unlimited",
    "I": "not covered",
    "J": "cost containment",
    "K": "reserve",
    "L": "primary care provider",
    "M": "pre-existing condition",
    "MC": "managed care coordinator",
    "N": "restricted to this provider",
    "O": "not medically necessary",
    "P": "disclaimer",
    "Q": "second opinion required",
    "R": "other payer",
    "S": "history of the year before",
    "T": "card reported lost or stolen",
    "U": "ask for details",
    NOT_PROCESSED: "cannot be processed",
    "W": "other source",
    "X": "facility",
    "Y": "spend down",
}
"""EB01, but for whether the patient is insured."""

REMAINING: Final = "29"
USED: Final = "24"
PERIODS: Final = {
    "6": "hour",
    "7": "day",
    "13": "24 hours",
    "21": "years",
    "22": "service year",
    "23": "calendar year",
    USED: "year to date",
    "25": "contract",
    "26": "episode",
    "27": "visit",
    "28": "outlier",
    "30": "exceeded",
    "31": "not exceeded",
    "32": "lifetime",
    "33": "lifetime remaining",
    "34": "month",
    "35": "week",
    "36": "admission",
    REMAINING: "remaining",
}
"""EB06: over which time it counts."""
LIFETIME_REMAINING: Final = "33"

NETWORKS: Final = {"Y": "in network", "N": "out of network", "W": "in or out of network"}
"""EB12."""

LEVELS: Final = {
    "IND": "individual",
    "FAM": "family",
    "EMP": "employee",
    "ESP": "employee and spouse",
    "ECH": "employee and children",
    "CHD": "children",
    "DEP": "dependents",
    "E1D": "employee and one dependent",
    "SPC": "spouse and children",
    "SPO": "spouse",
}
"""EB02: for whom."""

VISITS: Final = "VS"
QUANTITIES: Final = {
    VISITS: "visits",
    "DY": "days",
    "HS": "hours",
    "MN": "months",
    "YY": "years",
    "P6": "services",
    "99": "units",
    "CA": "days covered",
    "CE": "days covered",
    "DB": "deductible blood units",
    "LA": "lifetime reserve days",
    "LE": "lifetime reserve days",
    "M2": "maximum",
    "QA": "approved",
    "S7": "years old at most",
    "S8": "years old at least",
    "8H": "minimum",
    "D3": "days on the list",
}
"""EB09 and HSD01: of what."""

FREQUENCIES: Final = {"DA": "day", "MO": "month", "VS": "visit", "WK": "week", "YR": "year"}
"""HSD03."""
PLACES: Final = {
    "02": "by telehealth",
    "10": "by telehealth at home",
    "11": "in the office",
    "12": "at home",
    "20": "at urgent care",
    "21": "as inpatient",
    "22": "as outpatient of a hospital",
    "23": "in the emergency room",
    "24": "in a surgical center",
    "31": "in a nursing facility",
    "41": "in an ambulance",
    "50": "in a health center",
    "61": "in rehabilitation",
    "65": "in dialysis",
    "72": "in a rural clinic",
    "81": "in a laboratory",
}
"""III02: the place of service. Of others the code is told."""
INSURANCES: Final = {
    "12": "Medicare secondary, working aged",
    "13": "Medicare secondary, renal disease",
    "14": "Medicare secondary, no-fault",
    "15": "Medicare secondary, workers' compensation",
    "16": "Medicare secondary, federal agency",
    "41": "Medicare secondary, black lung",
    "42": "Medicare secondary, veterans",
    "43": "Medicare secondary, disabled",
    "47": "Medicare secondary, liability",
    "AP": "auto insurance",
    "C1": "commercial",
    "CO": "COBRA",
    "EP": "EPO",
    "GP": "group policy",
    "HM": "HMO",
    "HN": "HMO, Medicare risk",
    "HS": "Medicare, special low income",
    "IN": "indemnity",
    "IP": "individual policy",
    "MA": "Medicare A",
    "MB": "Medicare B",
    "MC": "Medicaid",
    "MH": "Medigap A",
    "MI": "Medigap B",
    "MP": "Medicare primary",
    "PR": "PPO",
    "PS": "POS",
    "QM": "Medicare, qualified beneficiary",
    "SP": "supplemental",
    "WC": "workers' compensation",
}
"""EB04: which kind of insurance, told where the plan has no name."""

MEDICAL_CARE: Final = "1"
ANY_SERVICE: Final = "30"
OFFICE_SERVICES: Final = frozenset({MEDICAL_CARE, ANY_SERVICE, "96", "98", "BY", "BZ"})
"""What a visit of any clinic may be: an emergency, drugs or a stay is none."""
SERVICES: Final = {
    "1": "medical care",
    "2": "surgery",
    "3": "consultation",
    "4": "X-ray",
    "5": "laboratory",
    "6": "radiation therapy",
    "7": "anesthesia",
    "8": "surgical assistance",
    "12": "durable equipment",
    "13": "surgical center",
    "14": "renal supplies",
    "18": "equipment rental",
    "20": "second opinion",
    "23": "dental diagnosis",
    "24": "periodontics",
    "25": "restorative dental",
    "26": "endodontics",
    "27": "maxillofacial",
    "28": "adjunctive dental",
    "30": "health plan",
    "33": "chiropractic",
    "34": "chiropractic visit",
    "35": "dental",
    "36": "dental crowns",
    "37": "dental accident",
    "38": "orthodontics",
    "39": "prosthodontics",
    "40": "oral surgery",
    "41": "preventive dental",
    "42": "home care",
    "45": "hospice",
    "47": "hospital",
    "48": "inpatient",
    "50": "outpatient",
    "51": "accident",
    "52": "emergency",
    "53": "ambulatory surgery",
    "54": "long-term care",
    "56": "transport",
    "60": "general",
    "61": "fertility",
    "62": "MRI or CT",
    "63": "donor",
    "64": "acupuncture",
    "65": "newborn",
    "66": "pathology",
    "67": "smoking cessation",
    "68": "well baby",
    "69": "maternity",
    "70": "transplant",
    "71": "audiology",
    "72": "inhalation",
    "73": "diagnostic",
    "75": "prosthetics",
    "76": "dialysis",
    "78": "chemotherapy",
    "79": "allergy tests",
    "80": "immunizations",
    "81": "routine physical",
    "82": "family planning",
    "83": "infertility",
    "84": "abortion",
    "86": "emergency",
    "88": "pharmacy",
    "89": "free-standing pharmacy",
    "90": "mail-order pharmacy",
    "91": "brand drugs",
    "92": "generic drugs",
    "93": "podiatry",
    "94": "podiatry office visit",
    "96": "professional",
    "98": "office visit",
    "99": "inpatient visit",
    "A0": "outpatient visit",
    "A3": "home visit",
    "A4": "psychiatric",
    "A6": "psychotherapy",
    "A7": "psychiatric inpatient",
    "A8": "psychiatric outpatient",
    "A9": "rehabilitation",
    "AB": "rehabilitation inpatient",
    "AC": "rehabilitation outpatient",
    "AD": "occupational therapy",
    "AE": "physical medicine",
    "AF": "speech therapy",
    "AG": "skilled nursing",
    "AI": "substance abuse",
    "AJ": "alcoholism",
    "AK": "drug addiction",
    "AL": "vision",
    "AM": "frames",
    "AO": "lenses",
    "BB": "partial psychiatric",
    "BC": "day care",
    "BG": "cardiac rehabilitation",
    "BH": "pediatric",
    "BL": "cardiac",
    "BS": "invasive procedures",
    "BT": "gynecology",
    "BU": "obstetrics",
    "BY": "sick visit",
    "BZ": "well visit",
    "CE": "mental health inpatient",
    "CF": "mental health outpatient",
    "CG": "mental health facility",
    "CH": "mental health facility",
    "CQ": "case management",
    "DM": "durable equipment",
    "MH": "mental health",
    "PT": "physical therapy",
    "UC": "urgent care",
}
"""EB03 and EQ01: which services. Of others the code is told."""

"""What is said of the set-up and of what it names. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

NO_SUCH_CODE: Final = "There is no {kind} {code!r}.{guess}"
IS_RETIRED: Final = "The {kind} {code!r} is no longer in use."
NO_CLINIC: Final = "No clinic is set up yet. Run: clinicdesk setup FILE.toml"

SET_UP_DONE: Final = "Set up the clinic: {counts}.{roles}"
ROLES_GIVEN: Final = " {user} is {roles}."
ROLES_WERE: Final = " {user} is {roles}, was {were}."

SETUP_WITHOUT_SITE: Final = "{place} leaves the clinic without a site in use. Add a [[site]] to it."
SETUP_WITHOUT_SUPERVISOR: Final = '{place} leaves the clinic with users of whom none is supervisor, so that nobody could let others in. Give somebody the role: roles = ["supervisor"]'
SETUP_WITHOUT_TAX_ID: Final = '{place} has payer {payer} told the tax id of the clinic, which the settings lack. Set tax_id under [eligibility] in clinicdesk.toml first, or leave "tax-id" out of tells.'
PAYS_THEMSELVES: Final = "pays themselves"

"""Which paper does a clinic have patients sign or take, as it has set it up?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from core.calendar.age import Age

SIGNED: Final = "signed"
GIVEN: Final = "given"


class Form(Struct, frozen=True):
    """A form, notice or consent that is due at visits of these `types` (none: at each), of patients of that age.

    It `needs` to be signed, or only to be given; one that patients `may_decline` is in order when they did, as that is
    noted. What was signed counts for `valid_days`, 0 for good. It is printed from the `template` of that name, or of
    its code.
    """

    code: str
    name: str
    template: str = ""
    needs: str = SIGNED
    may_decline: bool = False
    types: tuple[str, ...] = ()
    min_age: Age | None = None
    max_age: Age | None = None
    valid_days: int = 0
    retired: bool = False

    def fits(self, visit_type: str | None) -> bool:
        """Whether it is asked for at visits of that type; None for none."""
        return not self.retired and (not self.types or visit_type in self.types)

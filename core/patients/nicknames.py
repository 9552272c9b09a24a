"""Which given names are short for which? Only what says nothing of its own: Bill is William, but Kim is nobody's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

# A line a name, as a desk in the United States hears it; folded as `core.text.cleaning.fold` does. One short form may
# stand under several names: Pat for Patrick and Patricia.
_FORMS: Final = """\
abigail abby gail
albert al bert bertie
alexander alex al sandy xander sasha
alexandra alex sandra sandy lexi sasha
alfred al fred alfie
amanda mandy
andrew andy drew
anthony tony
antonio tony tono
barbara barb barbie babs
benjamin ben benny benji
bernard bernie
bradley brad
catherine cathy cat kate katie kitty
charles charlie chuck chas
christina chris chrissy tina
christine chris chrissy tina
christopher chris topher
clifford cliff
daniel dan danny
david dave davey
deborah deb debbie
donald don donnie
dorothy dot dottie dolly
edward ed eddie ted ned
eleanor ellie nell nora
elizabeth liz lizzie beth betty betsy eliza libby
francis frank fran
frances fran frannie
francisco paco pancho frank
frederick fred freddie
gabriel gabe
gerald gerry jerry
gregory greg
guadalupe lupe
guillermo memo
henry hank harry
ignacio nacho
isabella bella izzy isa
jacob jake
jacqueline jackie
james jim jimmy jamie
jeffrey jeff
jennifer jen jenny
jessica jess jessie
jesus chuy
john jack johnny
jonathan jon jonny
joseph joe joey
jose pepe
joshua josh
judith judy
katherine kathy kat kate katie kitty
kathleen kathy kate katie
kenneth ken kenny
kimberly kim
lawrence larry
leonard len lenny leo
louis lou louie
margaret maggie meg peg peggy marge margie rita greta
matthew matt
megan meg
michael mike mick mickey mikey
mildred millie
nathaniel nate nathan
nicholas nick nicky
pamela pam
patricia pat patty trish tricia
patrick pat paddy
peter pete
philip phil
rafael rafa
raymond ray
rebecca becca becky
richard rich rick ricky dick
robert bob bobby rob robbie bert
ronald ron ronnie
rosario charo
roberto beto
russell russ
samantha sam
samuel sam sammy
sandra sandy
stanley stan
stephanie steph
stephen steve
steven steve
susan sue susie suzy
terrence terry
theodore ted teddy theo
theresa terry tess tessa
thomas tom tommy
timothy tim timmy
valerie val
victoria vicky tori
vincent vince vinny
virginia ginny
walter walt wally
william bill billy will willy liam
zachary zach zack
"""


def short_for(one: str, other: str) -> bool:
    """Whether one of two folded given names is short for the other, or both are for a third (Bill, Will)."""
    return one != other and not _names().get(one, frozenset()).isdisjoint(_names().get(other, frozenset()))


@cache
def forms_beside(name: str) -> frozenset[str]:
    """Every other folded name that may be the same person's: for bob, robert, bobby and rob."""
    full_names = _names().get(name, frozenset())
    return frozenset(form for form, full in _names().items() if full & full_names) - {name}


@cache
def _names() -> Mapping[str, frozenset[str]]:
    """Under which full names each form stands, its own among them."""
    stands: dict[str, set[str]] = {}
    for line in _FORMS.splitlines():
        full, *forms = line.split()
        for form in (full, *forms):
            stands.setdefault(form, set()).add(full)
    return {form: frozenset(names) for form, names in stands.items()}

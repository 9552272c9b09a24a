"""Which names are written otherwise than they are heard: Caoimhe as Keeva, Beauchamp as Beecham?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

# A line a name, folded: how its bearers write it, and how those write it who only heard it.
_HEARD: Final = """\
aidan aiden aedan
ailbhe alva
aine onya anya
aisling ashling ashlyn aislinn
angus aonghus aengus
aoife eefa ifa efa
beatriz beatrice beatris
beauchamp beecham
benoit benwa benway
blaise blaze
blathnaid bloneth
boudreaux boudreau budro boodro
cahal cathal kahal
caoilfhionn keelin caoilainn kaylin
caoimhe keeva kweeva kiva keva
caoimhin kevin
carys karis
cholmondeley chumley cholmeley
chloe khloe cloe kloe
ciara keira kiera kira
ciaran kieran kiran keiran
cillian killian kilian
cliona kleena cleena
colquhoun calhoun cahoon colhoun
conchobhar connor conor
cockburn coburn
dafydd davith david
dalziel dalyell deyell
daithi dahi
deaglan declan
deirdre deardra deidre
diarmuid dermot diarmaid dermott
domhnall donal donall
dylan dillon
eilidh ailey ayley eilee
eimear emer eimer emir
eithne enya ethna etna
eoghan eoghann owen eoin owain
evan ifan
ewan euan euen ewen
fearghal fergal
featherstonehaugh fanshaw fanshawe
feidhlim phelim felim
fionnuala finola nuala fionola
geoghegan gaygan gagan geohegan gehegan
giselle jizelle
gloucester gloster
goff gough
grainne granya grania gronya
guillermo giermo gillermo
gwyneth gwenith
hebert aybear abear
huw hugh hew
ian iain
ieuan yayan
javier xavier havier habier
jesus hesus haysoos
joaquin wakeen hoakin joachim
jorge horhay horhey horge
jose hosay josay
juan wan huan
julio hulio
kehoe keogh keough
knightley nightly knightly
koch cook
laoise leesha
leicester lester
leigh lee
lefebvre lefevre lafever lefevbre
llewellyn lewellyn
loic loeek
loughlin lochlan lachlan laughlin
lloyd loyd floyd
maeve medb maebh maev
mainwaring mannering
mairead maraid moraid
maguire mcguire
marjoribanks marchbanks
mcgrath magrath mcgraw
meadhbh maeve mave
menzies mingis mingus
mhairi vari varry
micheal mihal
muireann mwirrin
myfanwy muvanwy
neil niall neal neill
niamh neve neave nieve neev
oisin osheen usheen oshin
orlaith orla orlagh
padraig porrick paurick patrick podrick
padraic porrick patrick
penelope penelopy
phoebe feebee pheobe
pugh pew
quesada kesada
quentin kwentin
quintana kintana
rhys reese reece rees
roisin rosheen rosheene
rory ruairi ruaidhri ruari
ruthven rivven
sadhbh sive
saoirse seersha sersha sorsha
sean shawn shaun shon
seamus shamus shaymus
sian sharn shawn
sinead shinade shinead
siobhan shivaun shevaun chevonne shavaun shivawn
sioned shoned
sorcha surraka
stjohn sinjin
sverre sverry
tadhg tige tighe tyg teague
taoufik toufik
thibault tibo tebo thibeau
thibodeaux tibodo thibodeau tibbido
toirdhealbhach turlough
tuathal toohal
ultan ulton
urquhart urkart
vaughan vaughn von
wemyss weems
wodehouse woodhouse
worcester wooster wuster
wriothesley rizley
xavier zavier savier
ximena jimena himena simena
xiomara siomara
xochitl sochil sochitl
yvette evette ivet
yvonne evonne ivonne
yves eve ives
zachary zakary
"""


@cache
def heard_beside(word: str) -> frozenset[str]:
    """The other words that a folded name may be written as by ear, or was heard from."""
    return _lines().get(word, frozenset()) - {word}


@cache
def _lines() -> Mapping[str, frozenset[str]]:
    written: dict[str, frozenset[str]] = {}
    for line in _HEARD.splitlines():
        names = frozenset(line.split())
        for name in names:
            written[name] = written.get(name, frozenset()) | names
    return written

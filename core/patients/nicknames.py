"""Which given names are short for which? Only what says nothing of its own: Bill is William, but Kim is nobody's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

# A line a name, as a desk in the United States hears it; folded as `core.text.cleaning.fold` does. One short form may
# stand under several names: Pat for Patrick and Patricia.
_FORMS: Final = """\
abigail abby gail
abraham abe
adelaide addie
agnes aggie
albert al bert bertie
aleksandra ola
alexander alex al sandy xander sasha
alexandra alex sandra sandy lexi sasha
alexei alyosha lyosha
alfred al fred alfie
amanda mandy
amelia millie
anastasia nastya
andrew andy drew
anthony tony ant
antonio tony tono
arthur art artie
augustus gus
barbara barb barbie babs
bartholomew bart
beatrice bea trixie
benjamin ben benny benji
bernard bernie
bradley brad
bridget bridie biddy
caroline carrie
cassandra cassie
catherine cathy cat kate katie kitty cathie cass
cecilia cece celia
charles charlie chuck chas charley
christina chris chrissy tina
christine chris chrissy tina
christopher chris topher kit
clarence clare
clifford cliff
concepcion concha conchita
constance connie
cynthia cindy
daniel dan danny
david dave davey
deborah deb debbie debby
dmitri dima mitya
dolores lola
donald don donnie donny
dorothy dot dottie dolly
douglas doug
edgar ed
edith edie
edmund ed ned
eduardo lalo
edward ed eddie ted ned eddy teddy
edwin ed eddie
ekaterina katya katia
eleanor ellie nell nora
elisabeth liesl lisbeth
elizabeth liz lizzie beth betty betsy eliza libby bess bessie elsie
emily em emmy
emma em
enrique quique
ernest ernie
esther essie
eugene gene
eugenia genie
evelyn evie
florence flo florrie flossie
frances fran frannie frankie
francesco franco ciccio
francis frank fran
francisco paco pancho frank curro
franklin frank
frederick fred freddie
friedrich fritz
gabriel gabe
geoffrey geoff jeff
george georgie
gerald gerry jerry
gilbert gil bert
giovanni gianni
giuseppe beppe peppe pino
gloria glo
graciela chela
gregory greg
guadalupe lupe
guillermo memo
gwendolyn gwen wendy
harold harry hal
harriet hattie
heinrich heinz
helen nell nellie lena
henry hank harry
herbert herb bert
howard howie
hubert bert
ignacio nacho
isabella bella izzy isa
isidore izzy
ivan vanya
jacob jake
jacqueline jackie
james jim jimmy jamie jimmie
jeffrey jeff
jennifer jen jenny jenn
jeremy jerry jem
jerome jerry
jessica jess jessie
jesus chuy
johannes hans
john jack johnny
jonathan jon jonny
jose pepe chepe
joseph joe joey
josephine jo josie
joshua josh
jozsef jozsi
judith judy
katarzyna kasia
katherine kathy kat kate katie kitty
kathleen kathy kate katie
kenneth ken kenny
kimberly kim kimmy
krzysztof krzys
laszlo laci
lawrence larry
leonard len lenny leo
lillian lil lily
louis lou louie
luigi gigi
luis lucho
luisa lulu
madeline maddie
malgorzata gosia
manuel manny manolo
marguerite peggy maggie margot daisy rita
margaret maggie meg peg peggy marge margie rita greta madge daisy maisie
margarete grete gretel
maria masha
martha marty mattie patsy
martin marty
mary molly polly mamie
matthew matt
maximilian max
megan meg
melissa mel missy
mercedes merche
michael mike mick mickey mikey
miguel mike
mikhail misha
mildred millie
minerva minnie
mitchell mitch
mohammed mo
nancy nan
natalia natasha
nathaniel nate nathan
nicholas nick nicky nico klaus
nikolai kolya
norman norm
olga olya
oliver ollie
oscar ozzie
pamela pam
patricia pat patty trish tricia patti patsy
patrick pat paddy
penelope penny
percival percy
peter pete
philip phil pip
philippa pip pippa
priscilla cilla
rafael rafa
randolph randy
raymond ray
rebecca becca becky
reginald reg reggie
richard rich rick ricky dick richie
robert bob bobby rob robbie bert robby
roberto beto
robin rob
ronald ron ronnie ronny
rosario charo
rosemary rosie
rudolph rudy
russell russ
ruth ruthie
samantha sam
samuel sam sammy sammie
sandra sandy
sarah sally sadie
sebastian seb
sergei seryozha
shirley shirl
sidney sid
solomon sol
sophia sophie
stanley stan
stephanie steph
stephen steve stevie
steven steve stevie
susan sue susie suzy suzie
svetlana sveta
sylvester sly
sylvia syl
tabitha tabby
tatiana tanya
terrence terry
thaddeus thad ted
theodora teddy thea dora theo
theodore ted teddy theo
theresa terry tess tessa terri
thomas tom tommy
timothy tim timmy
tobias toby
tomasz tomek
valerie val
veronica ronnie
victor vic
victoria vicky tori
vincent vince vinny
virginia ginny
vivian viv
vladimir vova volodya
vladislav vlad
walter walt wally
wilhelm willi
wilhelmina minnie mina willa
william bill billy will willy liam
winifred winnie freda
winston win
yuri yura
zachariah zach zack
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

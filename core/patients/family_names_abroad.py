"""As which other Latin spellings does a Chinese or Korean family name stand in records: hsu for xu, yun for yoon?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

# A line a name: in Mandarin (pinyin, Wade-Giles), Cantonese and Hokkien spelling, or in the several Korean ones.
_SPELLED: Final = """\
cai tsai choi chua
cao tsao
chen chan tan
cheng cheong
deng teng tang
dong tung
du tu
feng fung
fu foo
gao kao ko
guo kuo kwok
gong kung
he ho hoh
hong hung
hu hoo
huang hwang wong ng
jia chia
jiang chiang kiang
jin chin
kong kung hung
li lee lei
liang leung
lin lam lim
liu lau low
luo lo law
lu lo
lyu lu lui
ma mah
ouyang auyeung owyang
pan poon
peng pang
qian chien
qiu chiu yau
ruan yuan yuen
shen shum
shi shih
situ szeto seeto
song sung soong
su so soo
sun suen
tang tong
tian tien
wang wong ong
wei ngai
wu ng goh
xia hsia ha
xiao hsiao siu
xie hsieh tse
xiong hsiung hung
xu hsu hui khaw
xue hsueh
yan yen ngan
yang yeung
ye yeh yip
yi i
yu yue
yuan yuen
zeng tseng tsang
zhang chang cheung teo
zhao chao chiu teoh
zheng cheng cheang tay
zhong chung
zhou chou chow chew
zhu chu choo
zhuang chuang chong
ahn an
bae pae bai
baek paik back paek
bang pang
byun byeon pyun
cha tcha
cho jo joh
choi choe
chun cheon jeon jun chon
eom um uhm
gang kang
gil kil
goo gu koo ku
go ko koh
gwak kwak
gwon kwon
heo hur huh
im lim rim yim
jang chang
ji chi jee
jin chin
joo ju chu
jung jeong chung joung cheong
kim gim ghim
kook gook guk
lee yi rhee rhie ri
min mihn
moon mun
nam nahm
noh roh no ro
oh o
park bak pak bahk
ryu yoo yu ryoo yoo
seo suh so
seong sung
seok suk
seon sun
shim sim
shin sin
son sohn
song sohng
sunwoo seonu sunu
woo u wu
yeo yuh
yeom yum
yoon yun
yook yuk
"""


@cache
def _lines() -> Mapping[str, frozenset[str]]:
    spelled: dict[str, frozenset[str]] = {}
    for line in _SPELLED.splitlines():
        names = frozenset(line.split())
        for name in names:
            spelled[name] = spelled.get(name, frozenset()) | names
    return spelled


def family_names_beside(word: str) -> frozenset[str]:
    """The other spellings of a folded family name."""
    return _lines().get(word, frozenset()) - {word}

"""Which names are so common that sharing one says little?"""

from __future__ import annotations

from functools import cache
from typing import Final

from core.text.cleaning import fold, folded_words

# Borne by more than about one in a thousand where they are at home; folded as `core.text.cleaning.fold` does.
_FAMILY: Final = """
smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson
thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young
allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts
gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez
ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james
bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers long ross foster jimenez powell jenkins
perry russell sullivan bell coleman butler henderson barnes gonzales fisher vasquez simmons romero jordan patterson
alexander hamilton graham reynolds griffin wallace moreno west cole hayes bryant herrera gibson ellis tran medina
aguilar stevens murray ford castro marshall owens harrison fernandez mcdonald woods washington kennedy wells vargas
henry chen freeman webb tucker guzman burns crawford olson simpson porter hunter gordon mendez silva shaw snyder mason
dixon munoz hunt hicks holmes palmer wagner black robertson boyd rose stone salazar fox warren mills meyer rice schmidt
garza daniels ferguson nichols stephens soto weaver ryan gardner payne grant dunn kelley spencer hawkins singh kaur
khan ali ahmed hussain hassan mohamed mohammed begum kumar sharma gupta shah das le pham huynh hoang phan vu vo dang
bui do ho ngo duong ly wang li zhang liu yang huang zhao wu zhou xu sun ma zhu hu guo lin gao luo zheng xie park choi
jung kang cho yoon jang lim sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi santos oliveira
souza pereira lima costa ferreira almeida muller schneider fischer weber becker hoffmann schulz ivanov ivanova petrov
petrova nowak kowalski kowalska dubois durand rossi russo ferrari cohen levy yilmaz kaya demir hansen jensen nielsen
andersson johansson karlsson nilsson
王 李 张 張 刘 劉 陈 陳 杨 楊 黄 黃 赵 趙 吴 吳 周 김 이 박 최 정
"""
_GIVEN: Final = """
james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony donald mark
paul steven stephen andrew kenneth george joshua kevin brian edward ronald timothy jason jeffrey ryan jacob gary
nicholas eric jonathan larry justin scott brandon benjamin samuel frank gregory raymond alexander patrick jack dennis
jerry tyler aaron jose henry adam douglas nathan peter zachary kyle walter harold jeremy carl keith roger arthur
terry lawrence sean christian ethan austin joe albert jesse willie billy bryan bruce ralph roy jordan eugene wayne
dylan juan louis russell alan philip randy gabriel howard vincent bobby johnny luis carlos
mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley
kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy
angela shirley anna brenda pamela emma nicole helen samantha katherine catherine christine debra rachel carolyn janet
maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea
cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice judy sophia
grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis
lori rose tina marilyn phyllis
gerald harry fred steve victor martin ernest phillip todd craig shawn clarence chris earl jimmy danny tony mike
stanley leonard dale rodney curtis norman allen marvin glenn jeffery travis jeff chad lee melvin alfred francis
bradley herbert frederick ray joel edwin don eddie ricky troy randall barry bernard mario leroy marcus micheal
theodore clifford oscar jay jim tom calvin alex jon ronnie bill lloyd tommy leon derek warren darrell jerome floyd leo
alvin tim wesley gordon dean greg dustin derrick dan mildred kathy tammy irene jane louise anne wanda bonnie julia
ruby lois norma paula annie lillian robin peggy crystal gladys rita dawn connie florence tracy edna tiffany cindy
wendy edith kim sherry sylvia josephine thelma shannon sheila ethel ellen elaine marjorie carrie monica esther pauline
juanita anita rhonda hazel eva debbie april leslie clara lucille jamie joanne eleanor valerie alicia suzanne michele
gail bertha darlene veronica jill erin geraldine cathy joann lorraine lynn sally regina erica beatrice dolores bernice
audrey yvonne annette june marion dana stacy renee ida vivian roberta holly melanie loretta yolanda jeanette laurie
katie kristen vanessa alma sue elsie beth jeanne vicki carla tara rosemary eileen terri gertrude lucy tonya ella
stacey
jesus miguel antonio francisco manuel pedro jorge ana rosa carmen guadalupe juana mohamed muhammad mohammed ahmed ali
fatima omar minh anh thi wei ming ivan olga
"""


@cache
def _family() -> frozenset[str]:
    return frozenset(map(fold, _FAMILY.split()))


@cache
def _given() -> frozenset[str]:
    return frozenset(map(fold, _GIVEN.split()))


def is_common_family(name: str) -> bool:
    """Whether the family name is one of the commonest; two of them together are not."""
    return _is_among(name, _family())


def is_common_given(name: str) -> bool:
    """Whether the given name is one of the commonest; with a second one it is not."""
    return _is_among(name, _given())


def _is_among(name: str, common: frozenset[str]) -> bool:
    words = folded_words(name)
    return len(words) == 1 and words[0] in common

"""Which given names are short for which? Only what says nothing of its own: Bill is William, but Kim is nobody's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

# A name and what is short for it, then the next, as a desk in the United States hears them; folded as
# `core.text.cleaning.fold` does. One short form may stand under several names: Pat for Patrick and Patricia.
_FORMS: Final = """\
abdul abdo, abdullah abdo, abigail abby gail abbie, abraham abe, adelaide addie, agatha aggie, agnes aggie
agnieszka aga, alan al, albert al bert bertie albie, alejandra alex jandra, alejandro alex jandro
aleksandr sasha sanya, aleksandra ola, alexander alex al sandy xander sasha, alexandra alex sandra sandy lexi sasha
alexei alyosha lyosha, alexis alex lexi, alfred al fred alfie, alice allie, alison ali allie, alistair al, allan al
amanda mandy, amelia millie, anastasia nastya asya, andrea andie drea, andrew andy drew, angela angie, angeles nena
angelina angie lina, anna annie nan, anne annie nan nancy, anthony tony ant, antoinette toni nettie, antonia toni
antonio tony tono toni tonio, archibald archie, arnold arnie, arthur art artie, ashley ash, augusta gussie
augustine gus augie, augustus gus augie, babajide jide, barbara barb barbie babs basia, barnabas barney
barnaby barney, bartholomew bart, beatrice bea trixie, beatriz bea, benedict ben, benjamin ben benny benji
bernadette bernie, bernard bernie barney, bernardo nardo, bertram bert, bethany beth, bradley brad
bridget bridie biddy, calvin cal, cameron cam, camilla millie, caroline carrie caro, carolyn carrie, cassandra cassie
catherine cathy cat kate katie kitty cathie cass kath, cecilia cece celia, charles charlie chuck chas charley
charlotte lottie charlie char, chester chet, christian chris, christina chris chrissy tina
christine chris chrissy tina, christopher chris topher kit, chukwuemeka emeka, clarence clare, clement clem
clementine clem, clifford cliff, concepcion concha conchita conchi, constance connie, consuelo chelo, cordelia delia
cornelius neil, curtis curt, cynthia cindy, daniel dan danny, david dave davey, deborah deb debbie debby debra
deirdre dee, dennis denny den, dmitri dima mitya, dmitry dima mitya, dolores lola loli, domenico mimmo
dominic dom nick, donald don donnie donny, dorothea dot dottie thea dora, dorothy dot dottie dolly, douglas doug
edgar ed, edith edie, edmund ed ned, eduardo lalo edu, edward ed eddie ted ned eddy teddy, edwin ed eddie
ekaterina katya katia, eleanor ellie nell nora, eleanora nora nell, elena lena, elisabeth liesl lisbeth, eliza liza
elizabeth liz lizzie beth betty betsy eliza libby bess bessie elsie liza lisa betsey, emily em emmy, emma em
emmanuel manny, enrique quique kike, ephraim eph, ernest ernie, esther essie, eugene gene, eugenia genie, evelyn evie
ezekiel zeke, ferdinand ferdie, fernanda fer nanda, fernando nando, florence flo florrie flossie, folasade sade
frances fran frannie frankie, francesca franca checca, francesco franco ciccio, francis frank fran
francisca paca pancha, francisco paco pancho frank curro, franklin frank, frederick fred freddie, friedrich fritz
gabriel gabe gabby, gabriela gaby, gabriella gabby ella brie, gabrielle gabby brie elle, galina galya
genevieve gen viv, geoffrey geoff jeff, george georgie, georgia georgie, georgina georgie gina, gerald gerry jerry
geraldine gerry, gertrude gert trudy, gilbert gil bert, giovanna gianna vanna, giovanni gianni
giuseppe beppe peppe pino, giuseppina pina, gloria glo, graciela chela, gregorio goyo, gregory greg
guadalupe lupe lupita, gudrun gunna, guillermo memo, gustav gus, gwendolyn gwen wendy, harold harry hal
harriet hattie, heinrich heinz, helen nell nellie lena, henrietta etta hettie hattie, henry hank harry
herbert herb bert, hezekiah hez, howard howie, hubert bert, ibrahim ibo, ignacio nacho, ignatius iggy, ikechukwu ike
irene rene, isaac ike zac, isabel izzy bella belle chabela, isabella bella izzy isa belle, isabelle izzy bella belle
isidore izzy, ivan vanya, jackson jack, jacob jake, jacqueline jackie, jadwiga jadzia, james jim jimmy jamie jimmie
jane janie, janet jan, janice jan, jasmine jas, jason jay, jean jeanie, jeannette jan nettie, jedidiah jed
jeffrey jeff, jennifer jen jenny jenn, jeremiah jerry jem, jeremy jerry jem, jerome jerry, jessica jess jessie
jesus chuy chucho, joan joanie, joanna jo asia, joanne jo, joaquin quino, johannes hans, john jack johnny, jon nonni
jonathan jon jonny nathan, jordan jordy, jose pepe chepe, josefina pepa fina, joseph joe joey, josephine jo josie
joshua josh, jozsef jozsi, juanita nita, judith judy, julia julie jules, julian jules, katarzyna kasia
katharine kathy kat kate katie kitty, katherine kathy kat kate katie kitty kit kathie kay kath
kathleen kathy kate katie kath kathie, kathryn kathy kat kate katie kitty kath, kenneth ken kenny, kimberly kim kimmy
konstantin kostya, krzysztof krzys, ksenia ksyusha, laszlo laci, laura laurie, lauren laurie, lawrence larry laurie
leonard len lenny leo, leonora nora leo, leopold leo, leslie les, lester les, leticia lety, lewis lew
lillian lil lily, linda lindy, lorenzo renzo enzo, lorraine lori, louis lou louie, louisa lou lulu, louise lou lulu
lucille lucy, lucinda lucy cindy, luigi gigi, luis lucho, luisa lulu, lyubov lyuba, lyudmila lyuda mila
madeleine maddie, madeline maddie, magdalena lena maggie magda, malcolm mal, malgorzata gosia, manuel manny manolo
marcus marc, margaret maggie meg peg peggy marge margie rita greta madge daisy maisie mags peggie
margarete grete gretel, margarita rita magui, marguerite peggy maggie margot daisy rita, maria masha
marjorie marge margie, martha marty mattie patsy, martin marty, marvin marv, mary molly polly mamie
matilda tilly mattie, matthew matt, maureen mo, maurice mo, maximilian max, maximiliano max, maxine max, maxwell max
megan meg, melanie mel, melinda mindy mel, melissa mel missy, melvin mel, mercedes merche
michael mike mick mickey mikey, michelle shelly mickey, miguel mike, mikhail misha, mildred millie, millicent millie
minerva minnie, miranda mandy, mitchell mitch, mohammed mo, montgomery monty, mortimer mort morty, nadezhda nadya
nancy nan, natalia natasha, natalie nat, nathaniel nate nathan nat, ngozi ngo, nicholas nick nicky nico klaus
nikolai kolya, nikolay kolya, norman norm, olga olya, oliver ollie, olivia liv livvy ollie, oluwaseun seun
oscar ozzie, oswald oz ozzie, pamela pam, patricia pat patty trish tricia patti patsy pati, patrick pat paddy
pauline polly, pavel pasha, penelope penny, percival percy, peter pete, philip phil pip, philippa pip pippa
philomena mena, phyllis phyl, pilar pili, piotr piotrek, priscilla cilla, prudence prue, rachel rae, rafael rafa
randall randy, randolph randy, raphael rafe, raymond ray, rebecca becca becky, refugio cuca, regina gina
reginald reg reggie rex, ricardo ricky riki, richard rich rick ricky dick richie, rivka riki
robert bob bobby rob robbie bert robby, roberto beto tito, robin rob, roderick rod rick, rodney rod
ronald ron ronnie ronny, rosalind roz ros lindy, rosamund roz, rosario charo chayo, rose rosie, rosemary rosie
roxanne roxy, rudolph rudy, russell russ, ruth ruthie, salvatore sal turi toto, samantha sam, samuel sam sammy sammie
sandra sandy, sarah sally sadie, sebastian seb, sergei seryozha, shirley shirl, shmuel muli, sidney sid
sigridur sigga, simon si, sofia sonya, solomon sol solly, sophia sophie, stanislav slava, stanislaw staszek
stanley stan, stephanie steph, stephen steve stevie, steven steve stevie, stewart stu, stuart stu
susan sue susie suzy suzie sukie suki, susanna sue susie susan, susannah sue susie susan sukie suki
suzanne sue suzy suki, svetlana sveta, sylvester sly, sylvia syl, tabitha tabby, tamar tami, tamara tammy
tatiana tanya, temitope temi, teresa terry tess tessa terri tere, terrence terry, thaddeus thad ted teddy
theodora teddy thea dora theo, theodore ted teddy theo, theresa terry tess tessa terri, thomas tom tommy
timothy tim timmy, tobias toby, tomasz tomek, ursula ulla, valentina valya, valerie val, vanessa nessa, vernon vern
veronica ronnie, victor vic, victoria vicky tori, vincent vince vinny, vincenzo enzo, violet vi, virginia ginny
vivian viv, vladimir vova volodya, vladislav vlad, vyacheslav slava, wallace wally, walter walt wally, wesley wes
wilbur will, wilfred wilf fred, wilhelm willi, wilhelmina minnie mina willa, william bill billy will willy liam
winifred winnie freda win, winston win, yaakov kobi, yekaterina katya, yelena lena, yelizaveta liza, yevgeny zhenya
yitzhak itzik, yolanda yoli, yulia yulya, yuri yura, zachariah zach zack, zachary zach zack, zofia zosia
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
    for name in _FORMS.replace("\n", ",").removesuffix(",").split(","):
        full, *forms = name.split()
        alike = [form.removesuffix("y") + "ie" for form in forms if form.endswith("y")]
        alike += [form.removesuffix("ie") + "y" for form in forms if form.endswith("ie")]
        for form in (full, *forms, *alike):
            stands.setdefault(form, set()).add(full)
    return {form: frozenset(names) for form, names in stands.items()}

"""By which words does somebody ask for no more messages, in each language that is spoken here?

Revoking "in any reasonable way" counts, in other languages too (47 CFR 64.1200(a)(10)); letters are compared without
accents and case, but where an accent makes another word: Vietnamese "dừng" is stop, "đúng" is right.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from core.messages.other_senses import asks_about_it, ends_with_stop, without_other_senses
from core.messages.slips import is_slip_of_stop
from core.messages.stop_phrases import FILLERS, PHRASES, UNSPACED
from core.text.cleaning import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FIRST: Final[Mapping[str, str]] = {
    "en": "stop stopall stopp stops sotp stpo unsubscribe unsubscribed unsub optout stopstop stahp",
    "es": "alto baja desuscribir desuscribirme desuscribirse",
    "ar": "توقف توقفوا أوقف أوقفوا إيقاف كفى ستوب",
    "de": "stopp abmelden abbestellen austragen",
    "fa": "توقف قطع",
    "fr": "arrêt arrêter arrêtez arrête désabonner désabonnez désinscrire désinscription",
    "he": "הסר הסירו הפסק הפסיקו עצור עצרו תפסיקו",
    "ht": "sispann kanpe dezabòne",
    "it": "disiscrivi disiscrivimi disiscrizione smettetela smettila",
    "ja": "停止 配信停止 解除 配信解除 退会 やめて 中止 ストップ",
    "ko": "중지 수신거부 거부 정지 그만 스톱",
    "nl": "afmelden uitschrijven",
    "pl": "wypisz rezygnuję",
    "pt": "descadastrar descadastre sair",
    "ru": "стоп отписаться отписка отпишите прекратите хватит",
    "sv": "sluta avregistrera avsluta",
    "tl": "itigil tigil tumigil tigilan ihinto hinto",
    "tr": "durdur durdurun",
    "uk": "стоп відписатися відписка припиніть годі",
    "zh": "停止 停 请停止 請停止 退订 退訂 拒收 td",
}
"""Words that nobody begins with who wants anything else."""
_ALONE: Final[Mapping[str, str]] = {
    "en": "quit end revoke remove enough",
    "es": "borrar eliminar salir parar pare paren detener detenga detengan basta fin revocar",
    "de": "ende beenden",
    "fr": "fin cessez",
    "he": "די",
    "ht": "rete",
    "it": "basta",
    "pl": "koniec",
    "pt": "parar pare parem chega remover",
}
"""Words that alone say so."""
_CANCELS: Final[Mapping[str, str]] = {
    "en": "cancel",
    "es": "cancelar cancelo cancele",
    "ar": "إلغاء",
    "de": "abbrechen stornieren",
    "fa": "لغو",
    "fr": "annuler annulez annule",
    "he": "ביטול בטל",
    "ht": "anile",
    "it": "annulla annullare",
    "ja": "キャンセル 取消 取り消し",
    "ko": "취소",
    "pl": "anuluj",
    "pt": "cancelar cancele",
    "ru": "отмена отменить",
    "tl": "kanselahin",
    "uk": "скасувати",
    "zh": "取消",
}
"""Words that alone say so, and may be meant of the visit."""
_WITH_ACCENTS: Final = frozenset({"dừng", "ngừng", "रोकें", "रोको", "बंद"})
_CANCELS_WITH_ACCENTS: Final = frozenset({"hủy", "huỷ"})
_SENT: Final = "(te?xts?|te?xting|texing|messag(es?|ing)|msgs?|e ?mail(s|ing)?|calls?|calling|reminders?|sms)"
_WITHIN: Final = re.compile(
    r"\b(opt(ing|ed)? ?(me )?out|unsubscribe( me)?|leave me alone|lose my number|wish to stop|(you to|just) stop( it)?$"
    r"|(i|we) (said|say) stop$|^(text|txt|reply|send) stop$|^(cease|cease and desist|go away|block|block me)$"
    r"|(wrong (number|person)|not interested|not a patient) (stop|remove|unsubscribe)"
    rf"|^no {_SENT}$|(do ?n ?t|do not|never) send( me| us)?( any| any ?more| more| these| your| such| those)* {_SENT}"
    r"|(do ?n ?t|do not|no longer) want( to (get|receive|have))?( any| any ?more| more| of)* (these|those|them)"
    r"( any ?more| again)?$|(want|wish|like|need) to be (removed|contacted no more|left alone)"
    r"|(do ?n ?t|do not|no longer) (want|wish) to be (contacted|texted|messaged|called|e ?mailed|bothered)"
    r"|(withdraw|take back|rescind) (my )?consent"
    r"|(remove|delete) (me|us|my (number|phone|e ?mail|name))\b( (off|from))?|take (me|us|my \w+) (off|out|from)"
    r"|get (me|us|my (name|number|phone)) off( of)? (the|your|this|these|all|any)\b"
    r"|(be )?removed from|do not disturb|enough already"
    rf"|revok(e|ing) (my )?consent|no more {_SENT}(?! need)"
    rf"|(stop|quit|end) (the |these |your |all )?({_SENT}|sending|contacting)"
    rf"|((do ?n.?t|do not) (want|wish|need)|no longer (want|wish|need))"
    rf" (any |these |your |more |to get |to receive )*{_SENT}"
    r"|((?<!\bi )(?<!\bill )(?<!will )never|do ?n ?t ever|do not ever) (text|message|e ?mail|contact|call"
    r"|write)( me| us| again|$)"
    r"|(do ?n.?t|do not) (text|message|e ?mail|contact|call|write)"
    r"(?= (me|us|my|this|it|to|again|any ?more|ever|here|back|please|pls|at)\b|$)"
    r"|(ya )?no (quiero|deseo|necesito) (mas |recibir |sus )*(textos?|mensajes?|correos?|llamadas?)"
    r"|^(ya )?no (more|mas)$|no mas (textos?|mensajes?|correos?|llamadas?)|dar(me|nos)? de baja"
    r"|(deje|pare)(n|s)? de (escrib|mand|envi|llam|molest|contact)\w*|^ya basta$|(den?|dar)(me|nos) de baja"
    r"|no quiero que (me|nos) (escriba|mande|llame|envie|contacte|moleste)n?|no (escriba|mande|envie)n? mas"
    r"|(cancel|anul|termin|elimin)(ar|en|e|o) (mi |la |esta )?suscripcion|^no molest(ar|arme|en|e)$"
    r"|deten(er|ga|gan) (los |estos |sus )?(textos?|mensajes?|correos?|llamadas?)"
    r"|(ya )?no me (escriba|mande|llame|envie|contacte|moleste)(n|s)?|(quite|borre|elimine|saque)(n)?me\b"
    r"|(borre|elimine|quite)n? mi (numero|telefono|correo|nombre)"
    r"|(ne |n )?(m |me )?(ecri|envoy|contact|appel)(v)?ez plus|plus de (messages?|textos?|sms)"
    r"|nao (quero|desejo) (mais |receber )*(mensagens|mensagem|sms)|keine (nachrichten|sms|mails) mehr)\b"
)
"""Words that a reasonable person reads so, wherever they stand."""
_WITHIN_UNSPACED: Final = re.compile(
    r"退订|退訂|拒收|(停止|不要再|别再|別再|不要|请勿|請勿)(给我|給我)?(发送|發送|发|發|送|联系|聯繫|打扰|打擾)|配信停止|(送ら|連絡し)ないで"
    f"|{unicodedata.normalize('NFKD', '수신거부')}|{'|'.join(map(fold, UNSPACED))}"
)
_SUBSCRIBED: Final = re.compile("suscripcion|subscription|inscricao|abonnement")
_NOT_BY_PHONE: Final = re.compile(
    r"\b((do ?n.?t|do not|stop|quit) call(ing)?|no more calls|no (me |nos )?(llame|llamen|llames))\b"
)
_BY_TEXT: Final = re.compile(
    r"(?<!don t )(?<!dont )(?<!not )(?<!stop )\b(text|message|e ?mail|write) (me|us|instead)\b"
    r"|\b(texts?|messages?|e ?mails?|texting) (is|are|only|work|works|ok|okay|fine)\b"
    r"|\b(only|prefer) (text|e ?mail)"
    r"|(?<!no )(?<!me )\b(mande|envie|escriba)(n|me|nme)? (un )?(textos?|mensajes?|correos?)\b"
)
_ASKED_FOR: Final = frozenset("cr")
_ADDING_NOTHING: Final = (
    "all any sms text texts texting txt txts txting texing message messages messaging msg msgs mensaje mensajes texto"
    " textos todo todos to at it"
    " me us you this these them sending calling contacting now ya ahora mas more my number phone from"
    " off i im a and the"
    " want would like wish be list please your"
)
_OBJECTS: Final = frozenset(_ADDING_NOTHING.split())
"""What adds nothing to it."""
_FILLERS: Final = frozenset(fold(word) for words in FILLERS.values() for word in words.split())
"""The same where it is said in a phrase or begins with such a word; alone (`_ALONE`) they make it another thing."""
_PHRASES: Final = re.compile(
    "|".join(
        rf"\b{' '.join(map(fold, phrase.split()))}\b"
        for phrases in PHRASES.values()
        for phrase in sorted(phrases, key=len, reverse=True)
    )
)


def _known(*tables: Mapping[str, str]) -> frozenset[str]:
    return frozenset(fold(word) for table in tables for words in table.values() for word in words.split())


_ALL_FIRST: Final = _known(_FIRST)
_ALL_CANCELS: Final = _known(_CANCELS)
_ALL_ALONE: Final = _known(_ALONE) | _ALL_CANCELS


def opts_out(words: tuple[str, ...], *, spelled: tuple[str, ...], written: str) -> bool:
    """Whether an answer opts out, as it was `written`: its `words` folded, and as `spelled`, in small letters."""
    meant = without_other_senses(words, spelled, written)
    if len(meant) < len(words):
        words = spelled = meant
    text = " ".join(words)
    if _NOT_BY_PHONE.search(text) and _BY_TEXT.search(text):
        return False
    if not words:
        return False
    if ends_with_stop(written) or any(one.search(text) for one in (_WITHIN, _PHRASES, _WITHIN_UNSPACED)):
        return True
    if len(words) == 1 and is_slip_of_stop(words[0]):
        return True
    begins = words[0] in _ALL_FIRST or spelled[0] in _WITH_ACCENTS or "".join(words) in _ALL_FIRST
    begins = begins and not asks_about_it(words, spelled, _OBJECTS | _FILLERS, written)
    begins = begins or (set(words) <= _ALL_FIRST | _ASKED_FOR and not _ALL_FIRST.isdisjoint(words))
    is_alone = words[0] in _ALL_ALONE or spelled[0] in _CANCELS_WITH_ACCENTS
    return begins or (is_alone and set(words[1:]) <= _ALL_ALONE | _ALL_FIRST | (_OBJECTS - {"it", "my"}))


def may_mean_the_visit(words: Iterable[str], spelled: Iterable[str]) -> bool:
    """Whether who opted out by these words may have meant the visit: CANCEL is an opt-out word, and a wish."""
    words = tuple(words)
    if _PHRASES.search(" ".join(words)) or _SUBSCRIBED.search(" ".join(words)):
        return False
    return not _ALL_CANCELS.isdisjoint(words) or not _CANCELS_WITH_ACCENTS.isdisjoint(spelled)


def says_more(words: tuple[str, ...], *, spelled: tuple[str, ...]) -> bool:
    """Whether an answer that opts out says something else beside it, which somebody must read: as for `opts_out`."""
    with_accents = _WITH_ACCENTS | _CANCELS_WITH_ACCENTS
    words = tuple(word for word, as_spelled in zip(words, spelled, strict=False) if as_spelled not in with_accents)
    if "".join(words) in _ALL_FIRST or (len(words) == 1 and is_slip_of_stop(words[0])):
        return False
    left = _WITHIN_UNSPACED.sub(" ", _PHRASES.sub(" ", _WITHIN.sub(" ", " ".join(words)))).split()
    return any(word not in _OBJECTS | _FILLERS | _ALL_FIRST | _ALL_ALONE for word in left)

"""In which phrases does somebody ask for no more messages, in each language that is spoken here, and what adds nothing?

They count wherever they stand. Words that say so alone, or that an answer begins with, stand in `stop_words.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PHRASES: Final[Mapping[str, tuple[str, ...]]] = {
    "ar": (
        *("لا ترسلوا", "لا ترسل", "لا أريد رسائل", "لا تراسلوني", "لا تتصلوا", "إلغاء الاشتراك", "إلغاء اشتراكي"),
        *("ألغوا اشتراكي", "ألغ اشتراكي", "وقف الرسائل", "لا أرغب في الرسائل"),
    ),
    "de": ("keine nachrichten mehr", "keine sms mehr", "keine mails mehr", "nicht mehr schreiben", "hören sie auf"),
    "es": (
        *("basta de mensajes", "basta con los mensajes", "no molesten", "no moleste", "cancelen los mensajes"),
        *(
            "cancelar los mensajes",
            "cancelar mensajes",
            "cancelen mi suscripción",
            "cancelar suscripción",
            "cancelar la suscripción",
        ),
    ),
    "fr": (
        "arrêtez de",
        "ne me contactez plus",
        "ne m écrivez plus",
        "ne plus recevoir de messages",
        "ne plus recevoir",
    ),
    "he": ("אל תשלחו", "אל תשלח", "בלי הודעות", "בטל הרשמה", "ביטול הרשמה", "להסיר אותי", "הסירו אותי"),
    "hi": ("संदेश मत भेजो", "मैसेज मत भेजो", "संदेश न भेजें", "मैसेज न भेजें", "मत भेजिए"),
    "ht": ("pa voye mesaj", "pa ekri m", "pa rele m", "pa vle mesaj", "kite m trankil"),
    "it": (
        *("non scrivetemi", "non scrivermi", "non mandatemi", "non contattatemi", "non voglio messaggi"),
        *("non voglio più messaggi", "niente messaggi", "basta messaggi", "basta sms", "smettete di scrivermi"),
    ),
    "ko": (
        *(
            "문자 보내지 마",
            "문자 보내지 마세요",
            "메시지 보내지 마세요",
            "더 이상 보내지 마세요",
            "문자 그만",
            "구독 취소",
        ),
        *("보내지 마", "연락하지 마세요", "연락하지 마"),
    ),
    "nl": ("geen berichten meer", "geen sms meer", "niet meer sturen"),
    "pl": ("proszę nie pisać", "nie pisać więcej", "nie piszcie", "nie chcę wiadomości", "nie chcę więcej wiadomości"),
    "pt": (
        *("parem de", "pare de enviar", "pare de mandar", "pare de me", "cancelar inscrição", "cancelar a inscrição"),
        *("não me mande", "não me mandem", "não me envie"),
    ),
    "ru": (
        *("не пишите", "не присылайте", "не звоните", "не надо писать", "больше не пишите", "отмена подписки"),
        *("отменить подписку", "не надо смс", "не надо больше смс", "не надо больше сообщений"),
    ),
    "sv": ("inga fler", "sluta skicka", "sluta sms"),
    "tl": (
        *("huwag na akong i text", "huwag nang mag text", "huwag na kayong mag text", "wag na mag text"),
        *("huwag na po kayong mag text", "kayong magtext", "nang magtext", "na magtext", "ayoko na ng text"),
    ),
    "tr": ("mesaj atmayın", "mesaj göndermeyin", "mesaj istemiyorum"),
    "uk": ("не пишіть", "не надсилайте", "не телефонуйте"),
    "vi": ("đừng nhắn tin", "đừng gửi tin", "đừng nhắn", "không nhắn tin", "hủy đăng ký", "không muốn nhận tin"),
}
"""As words that follow each other."""
UNSPACED: Final = (
    *("送らないで", "連絡しないで", "送信しないで", "取消订阅", "取消訂閱", "别发了", "別發了", "别发短信", "别发信息"),
    *("再传简讯", "再傳簡訊", "不想收到", "不想再收到"),
)
"""Of languages that write no spaces."""
FILLERS: Final[Mapping[str, str]] = {
    "en": "anymore again ever ok asap immediately spam spamming bothering with can could will would kindly"
    " system contact mailing list",
    "es": "de enviarme enviar mandarme mensajes correos quiero la lista su a los",
    "ar": "لي الرسائل رسائل من فضلك",
    "de": "bitte mehr nachrichten sms mir ich möchte will bekommen erhalten zu schreiben",
    "fr": "svp s il vous plait plus de les des sms messages envoyer envoyez m me ne merci je veux",
    "he": "לשלוח לי הודעות בבקשה",
    "hi": "करो कर दो कृपया मुझे",
    "ht": "voye mesaj",
    "it": "per favore più piu grazie",
    "ja": "もう ください お願いします",
    "ko": "보내세요 주세요 해주세요",
    "nl": "met sms en aub ik wil",
    "pl": "proszę do mnie mi więcej",
    "pt": "mandar mensagem mensagens por favor mais me obrigado obrigada",
    "ru": "мне больше пожалуйста сообщения",
    "tl": "na ito po ako",
    "uk": "мені більше будь ласка",
    "vi": "gửi tin nhắn nữa cho tôi",
    "zh": "请 請 短信 短信给我 给我 信息 信息给我 消息 消息给我 了 我",
}
"""Words that add nothing to it; whatever else is written somebody must read."""

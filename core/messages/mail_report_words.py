"""In which words do programs say that somebody is away, that an address is nobody's, that an e-mail waits?

Those that answer while somebody is away mostly say so in a header; bounces in words are of servers that keep to no
standard.
"""

from __future__ import annotations

import re
from typing import Final

ANSWERS_BY_ITSELF: Final = re.compile(
    r"^\s*((re|aw|sv|tr|rv): *)?(auto(matic|mated|matische|matisch|matiskt)?[- ]?(re(ply|sponse)|antwort|antwoord|svar)"
    r"|abwesenheits(notiz|meldung|assistent)|out[- ]of[- ](the[- ])?office|(auto:|ooo\b)|vacation (auto|re(ply|sponse))"
    r"|respuesta autom|réponse automatique"
    r"|risposta autom|resposta autom|автоматический ответ|автоответ|автоматична відповідь|automatyczna odp"
    r"|自动回复|自動回覆|自動応答|自動返信|자동 (회신|응답)|رد تلقائي|מענה אוטומטי|otomatik yan|trả lời tự động)",
    re.IGNORECASE,
)
"""How the subject of an answer that a program wrote begins."""
IS_AWAY: Final = re.compile(
    r"^\s*(on (vacation|holiday|leave)|away (from|until|till)|i( a|')?m (away|on)|fuera de (la )?oficina|ausente"
    r"|ausência|absen[ct]e?|abwesen|fuori (ufficio|sede)|assen(te|za)|afwezig|niet aanwezig|frånvar|poza biurem"
    r"|nieobecno|нет в офисе|отсутств|відсутн|不在|休暇|부재|خارج المكتب|מחוץ למשרד|ofis dışı|vắng mặt)",
    re.IGNORECASE,
)
"""The same, but people write so too: it counts of what answers one of ours, whose subject a person leaves."""
WAITS: Final = re.compile(
    r"\b(delay(ed)?|will (be )?(retr|keep trying|try again)|still (being )?(trying|retried)|not yet been delivered"
    r"|no need to (resend|retry)|do not need to resend|transient|verz(ö|oe)ger|weiter(hin)? versucht|retras(o|ad)"
    r"|seguirá intentando|retardée?|nouvelle tentative|ritard(o|at)|nuovo tentativo|atras(o|ad)|nova tentativa"
    r"|vertraag|opóźni|задерж|затрим)|延迟|延遲|遅延|지연",
    re.IGNORECASE,
)
_WHO: Final = (
    r"(address|e-?mail|mailbox|recipient|user|account|adresse|empfänger|benutzer|postfach|konto|dirección|destinatario"
    r"|usuario|buzón|cuenta|destinataire|utilisateur|boîte|indirizzo|utente|casella|endereço|usuário|conta|adres"
    r"|ontvanger|adresat|odbiorca|użytkownik|пользовател|адрес|получател|ящик|користувач|адреса|отримувач)"
)
_IS_NOT: Final = (
    r"(n.existe pas|inconnue?|introuvable|unbekannt|existiert nicht|nicht gefunden|ungültig|no existe|desconocid"
    r"|no se encontr|no encontrad|non esiste|sconosciut|inesistente|não existe|desconhecid|não (foi )?encontrad"
    r"|bestaat niet|onbekend|nie istnieje|nieznan|не существует|не найден|неизвест|не існує|не знайден|невідом)"
)
NOBODY: Final = re.compile(
    r"user (is )?unknown|unknown (user|recipient|address|local)|no such (user|address|recipient|mailbox|account|person)"
    r"|(does|did) ?n.t exist|does not exist|not exist|no mailbox|not a valid|invalid (recipient|mailbox|address)"
    r"|(mailbox|address|recipient|user|account)( name)? (is )?(unavailable|not found|disabled|inactive"
    r"|rejected|unknown|deactivated)"
    r"|not listed|couldn.t be found|wasn.t found|unrouteable|host (or domain )?(name )?not found"
    r"|no longer (in use|valid|here)"
    rf"|{_WHO}[^\n]{{0,80}}{_IS_NOT}|{_IS_NOT}[^\n]{{0,40}}{_WHO}"
    r"|такого (пользователя|адреса)|(邮箱|地址|用户|收件人)[^。\n]{0,20}(不存在|无效)|存在しません|존재하지 않",
    re.IGNORECASE,
)

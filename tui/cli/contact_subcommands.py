"""Which verbs are there of messages, calls and other contacts with patients?"""

from __future__ import annotations

from typing import Final

from tui.cli.subcommand import verb

MESSAGE_VERBS: Final = (
    verb("message list", "show what patients are to be told", "messages:declare_list", "messages:list_all"),
    verb("message send", "have a message go out now", "messages:declare_one", "messages:send"),
    verb("message answers", "take in what patients answered", "messages:declare_answers", "messages:answers"),
    verb("message inbox", "show what a person must see to", "messages:declare_inbox", "messages:inbox"),
    verb("message done", "note that an item of the inbox was seen to", "messages:declare_done", "messages:done"),
    verb("message number", "tell, close or open a number", "message_words:declare_number", "message_words:number"),
    verb(
        "message templates",
        "show the clinic's own words for messages",
        "message_words:declare_templates",
        "message_words:templates",
    ),
    verb("message template", "keep or drop such words", "message_words:declare_template", "message_words:template"),
    verb(
        "message preview",
        "tell what a message about a visit would say",
        "message_words:declare_preview",
        "message_words:preview",
    ),
    verb(
        "message info",
        "tell or send what is to be known before a visit",
        "message_words:declare_info",
        "message_words:info",
    ),
    verb("message cancel", "take back a message that has not gone out", "messages:declare_one", "messages:cancel"),
)
"""By name."""
CALL_VERBS: Final = (
    verb("call list", "show who is to be called", "calls:declare_list", "calls:listing"),
    verb("call log", "note what came of a call", "calls:declare_log", "calls:log"),
    verb("call back", "have a patient called back", "calls:declare_back", "calls:back"),
    verb("recall list", "show who is due again", "recalls:declare_list", "recalls:listing"),
    verb("recall set", "say from when on a patient is due again", "recalls:declare_set", "recalls:set_due"),
    verb("recall pause", "call nobody in before a day", "recalls:declare_pause", "recalls:pause"),
    verb("recall end", "call a patient in no longer", "recalls:declare_end", "recalls:end"),
    verb("log", "note a contact with a patient, or tell those there were", "contacts:declare_log", "contacts:log"),
    verb(
        "list follow-ups",
        "show what is to be followed up of contacts with patients",
        "maintenance:declare_nothing",
        "contacts:follow_ups",
    ),
    verb(
        "follow-up",
        "tick off what was to follow from a contact, or put it off",
        "contacts:declare_follow_up",
        "contacts:follow_up",
    ),
)
"""By name."""

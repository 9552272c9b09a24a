"""Which verbs are there of the office: whom it deals with, supplies, mail and fax?"""

from __future__ import annotations

from typing import Final

from tui.cli.subcommand import verb

OFFICE_VERBS: Final = (
    verb("directory find", "find whom the clinic deals with", "directory:declare_find", "directory:find"),
    verb("directory show", "show an entry of the directory", "directory:declare_show", "directory:show"),
    verb("directory add", "enter somebody in the directory", "directory:declare_add", "directory:add"),
    verb("directory edit", "change an entry of the directory", "directory:declare_edit", "directory:edit"),
    verb(
        "directory merge",
        "make one of two entries of the directory",
        "directory:declare_merge",
        "directory:merge",
    ),
    verb("supply list", "tell what is in stock and on order", "supplies:declare_list", "supplies:list_all"),
    verb("supply add", "keep an item of the supplies", "supplies:declare_add", "supplies:add"),
    verb("supply edit", "change an item of the supplies", "supplies:declare_edit", "supplies:edit"),
    verb("supply count", "note how many of an item are there", "supplies:declare_pieces", "supplies:count"),
    verb("supply use", "take some of an item out", "supplies:declare_pieces", "supplies:use"),
    verb("supply order", "draft orders of what is low", "supplies:declare_order", "supplies:order"),
    verb("supply place", "note that a draft was ordered", "supplies:declare_place", "supplies:place"),
    verb("supply receive", "note what came of an order", "supplies:declare_receive", "supplies:receive"),
    verb("supply cancel", "let go of an order, or of the rest of it", "supplies:declare_one", "supplies:cancel"),
    verb("supply form", "tell the form of an order", "supplies:declare_form", "supplies:form"),
    verb("fax send", "fax a document of a patient, or the form of an order", "faxes:declare_send", "faxes:send"),
    verb("fax sent", "show the faxes that are not settled, or failed", "faxes:declare_sent", "faxes:sent"),
    verb("fax again", "send a fax anew that failed", "faxes:declare_again", "faxes:again"),
    verb("fax drop", "follow a fax no more that failed", "faxes:declare_drop", "faxes:drop"),
    verb("fax list", "show the mail and fax that is to be filed or seen", "mail:declare_list", "mail:list_all"),
    verb("fax file", "file what came by mail or fax with a patient", "mail:declare_file", "mail:file"),
    verb("fax refile", "file it with the patient to whom it belongs", "mail:declare_refile", "mail:refile"),
    verb("fax seen", "note that what came by mail or fax was seen", "mail:declare_one", "mail:seen"),
    verb("fax dismiss", "put aside what is nobody's here", "mail:declare_dismiss", "mail:dismiss"),
    verb("fax open", "show what came by mail or fax on this machine", "mail:declare_one", "mail:open_document"),
)
"""By name."""

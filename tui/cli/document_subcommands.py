"""Which verbs are there of forms, documents and letters?"""

from __future__ import annotations

from typing import Final

from tui.cli.subcommand import verb

DOCUMENT_VERBS: Final = (
    verb(
        "form list",
        "tell which forms are asked for, and what became of them",
        "forms:declare_list",
        "forms:list_forms",
    ),
    verb("form sign", "note that a patient signed forms", "forms:declare_note", "forms:sign"),
    verb("form give", "note that a patient was given forms", "forms:declare_note", "forms:give"),
    verb("form decline", "note that a patient would not sign forms", "forms:declare_note", "forms:decline"),
    verb("form print", "make forms to be signed", "forms:declare_print", "forms:print_forms"),
    verb("document add", "keep a scanned document of a patient, or of a visit", "scans:declare_add", "scans:add"),
    verb(
        "document list",
        "tell the scanned documents of a patient, or of a visit",
        "scans:declare_list",
        "scans:list_scans",
    ),
    verb("document export", "write a scanned document into a file", "scans:declare_export", "scans:export"),
    verb(
        "document open",
        "show a scanned document, at a desk on this machine",
        "scans:declare_open",
        "scans:open_scan",
    ),
    verb(
        "document remove",
        "take a scanned document away where it does not belong",
        "scans:declare_remove",
        "scans:remove",
    ),
    verb("letter", "make a letter to a patient, or about a visit", "letters:declare_letter", "letters:letter"),
    verb(
        "letters",
        "make a letter for each row of a list, or for several patients and visits",
        "mail_merge:declare_letters",
        "mail_merge:letters",
    ),
    verb(
        "template list",
        "tell which templates there are",
        "letters:declare_nothing",
        "letters:list_templates",
    ),
    verb("template show", "tell the text of a template", "letters:declare_show", "letters:show"),
    verb(
        "template check",
        "say what is wrong with the text of a template",
        "letters:declare_file",
        "letters:check",
    ),
    verb(
        "template save",
        "keep the text of a template as the clinic's own",
        "letters:declare_file",
        "letters:save",
    ),
)
"""By name."""

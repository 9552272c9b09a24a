"""Which texts of the settings make a link, or a number to call, and which are refused when they are read?"""

from __future__ import annotations

import pytest

from core.errors import BadSettings
from core.settings.model import TelehealthSettings
from core.settings.reader import read_settings, settings_text
from core.text.links import link_fault


@pytest.mark.parametrize(
    ("link", "is_one"),
    [
        ("https://meet.example.org/abc", True),
        ("https://meet.example.org:8443/a?b=c&d=%20#e", True),
        ("https://example.org", True),
        ("http://meet.example.org/abc", False),
        ("meet.example.org/abc", False),
        ("https://", False),
        ("https:///abc", False),
        ("https://user:word@example.org/", False),
        ("https://example.org/a b", False),
        ("https://example.org/a\nb", False),
        ("https://example.org/\x1b[31m", False),
        ("https://exämple.org/", False),
        ("https://example.org/<script>", False),
        ("javascript:alert(1)", False),
        ("https://[::1/", False),
        ("https://example.org/" + "a" * 500, False),
        ("", False),
    ],
)
def test_what_is_a_link(link: str, is_one: bool) -> None:  # noqa: FBT001 - a column of the table
    """By https to a host, in plain characters."""
    assert is_one is (link_fault(link) == "")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('link = "https://meet.example.org/{token}"', ""),
        ('link = "https://{token}.example.org/{appointment}"', ""),
        ('link = ""', ""),
        ('link = "https://meet.example.org/{{x}}-{token}"', "is no link"),
        ('link = "https://meet.example.org/"', "lacks the field {token}"),
        ('link = "https://meet.example.org/{appointment}"', "lacks the field {token}"),
        ('link = "http://meet.example.org/{token}"', "is no link"),
        ('link = "https://meet.example.org/{tokn}"', 'did you mean "token"?'),
        ('link = "https://meet.example.org/{patient}/{token}"', '"patient" is not a field of this text'),
        ('link = "https://meet.example.org/{token!r}"', "has a brace that is no field"),
        ('link = "https://meet.example.org/{token:>40}"', "has a brace that is no field"),
        ('link = "https://meet.example.org/{token"', "has a brace that is no field"),
        ('link = "https://meet.example.org/}{token}"', "has a brace that is no field"),
        ('link = "https://meet.example.org/{}{token}"', "is not a field of this text"),
        ('link = "https://meet.example.org/{token.x}"', "is not a field of this text"),
        ("link = 5", "is not"),
        ('dial_in = "+1 555 0100, code {pin}"', ""),
        ('dial_in = "+1 555 0100"', ""),
        ('dial_in = "{token}"', "is not a field of this text"),
        ('command = ["/usr/local/bin/meeting", "--site", "main"]', ""),
        ("command = []", ""),
        ('command = ["meeting"]', "is not the whole path of a program"),
        ('command = "/usr/local/bin/meeting"', "not a list"),
        ('command = ["/usr/local/bin/meeting", 5]', "5 is not text"),
        ('command = ["/usr/local/bin/meeting"]\nlink = "https://a.example/{token}"', "only one of the two"),
    ],
)
def test_telehealth_settings_are_checked_when_they_are_read(said: str, told: str) -> None:
    """Whatever would make a link that nobody can follow, or that anybody could guess, is refused with its place."""
    text = f"[telehealth]\n{said}\n"
    if not told:
        read_settings(text, place="clinicdesk.toml")
        return
    with pytest.raises(BadSettings) as caught:
        read_settings(text, place="clinicdesk.toml")
    assert told in " ".join(caught.value.problems)
    assert "telehealth." in caught.value.problems[0]


def test_a_file_that_is_written_reads_the_same() -> None:
    """With a program too."""
    settings = read_settings('[telehealth]\ncommand = ["/bin/meet", "a b"]\n', place="x")
    assert TelehealthSettings(command=("/bin/meet", "a b")) == settings.telehealth
    assert settings == read_settings(settings_text(settings), place="x")

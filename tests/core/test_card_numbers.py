"""Is the number of a payment card found in whatever it is written, and nothing else taken for one?"""

import pytest

from core.errors import BadInput
from core.text.card_numbers import (
    clean_reference,
    clean_words,
    has_card_number,
    refuse_in_parts,
    refuse_network_number,
    without_card_numbers,
    without_network_numbers,
)

NUMBERS = (
    "4111111111111111",
    "paid 4111 1111 1111 1111 today",
    "4111-1111-1111-1111",
    "4111\u20111111\u20131111\u00a01111",
    "4111  1111\t1111\n1111",
    "4111.1111.1111.1111",
    "4111/1111/1111/1111",
    "4111\u00b71111 \u2022 1111.1111",
    "378282246310005",
    "3782 822463 10005",
    "30569309025904",
    "4222222222222",
    "6304000000000000000",
    "6304 0000 0000 0000 000",
    "x4111111111111111y",
    "25 4111 1111 1111 1111",
    "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    "4111,1111,1111,1111",
    "4111 | 1111 | 1111 | 1111",
    "4111 -- 1111 -- 1111 -- 1111",
    "4111*1111*1111*1111",
    "(4111) (1111) (1111) (1111)",
    "4111:1111;1111,1111 exp 12/29",
    "3782, 822463, 10005",
    "4,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
    "5555\u20145555+5555'4444",
    "4111 then 1111, 1111 and 1111",
    "4111x1111x1111x1111",
    "4111&nbsp;1111&nbsp;1111&nbsp;1111",
    "41111111111111111229",
    "4111111111111111123",
    "41111111111111111229123",
    "4111 1111 1111 11111229 123",
    "37828224631000512291234",
    "%B4111111111111111^SMITH/JOHN^29121010000000?",
    ";4111111111111111=29121010000000000000?",
    "4 111111111111111",
    "41 111 111 1111 1111",
    "4.111111111111111E15",
    "\u2463" + "\u2460" * 15,
    "\u2074" + "\u00b9" * 15,
    "\u0664\u0661\u0661\u0661 1111 \uff11111 1111",
    "\uff14\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11",
)
OTHERS = (
    "",
    "4242",
    "4111111111111112",
    "411111111111",
    "0000000000000000",
    "845-555-0150 1984",
    "call (845) 555-0150, then 845-555-0151",
    "2026-11-23 10:20, room 4",
    "11/23/2026 10/24/2026 12.50",
    "555.123.4567 or 555.123.4568",
    "12345678901234567890123",
    "100, 200, 300, 400, 500",
    "1234, 5678, 9012, 3452",
    "4111, 1111, 1111, 1112",
    "4111 then 1111, 1111 and 1112",
    "4111 for him, for her 1111, and 1111 1111",
    "41111111111111111329",
    "411111111111111112345",
    "347 555 0150 123456",
    "202611290001239",
    "ref 20261129165316",
    "1000000000000008",
    "0123456789012347",
    "7000000000000005 and 9100000000000000",
    "room 41, 11 visits on 11/11 of 1111, 11 to 11",
)


def test_found_however_it_is_written() -> None:
    """By its digits, whatever spaces, dashes, dots and strokes stand between; what is no number of a card stays."""
    assert list(NUMBERS) == [text for text in (*NUMBERS, *OTHERS) if has_card_number(text)]


def test_what_is_left_has_none() -> None:
    """Words stand in its place, and nothing else is lost."""
    assert "paid (card number left out) today" == without_card_numbers(NUMBERS[1])
    assert list(OTHERS) == [without_card_numbers(text) for text in OTHERS]
    assert not any(has_card_number(without_card_numbers(text)) for text in NUMBERS)


@pytest.mark.parametrize("text", ["4111\u200b1111\u200b1111\u200b1111", "a" * 300 + " 4111 1111 1111 1111"])
def test_words_are_refused_without_being_repeated(text: str) -> None:
    """Also where signs that cannot be seen stand in it, and where it would be cut off."""
    with pytest.raises(BadInput) as refusal:
        clean_words(text, "note", limit=100)
    assert "note" == refusal.value.field
    assert "1111" not in refusal.value.sentence


@pytest.mark.parametrize(
    "text", ["4111\u200b1111\u200b1111\u200b1111", "4111111111111111 1226", "id 3782 822463 10005"]
)
def test_a_number_of_a_record_is_no_card_of_a_network(text: str) -> None:
    """Whatever stands in it that cannot be seen, and whatever follows it; another number may pass the check."""
    for refuse in (refuse_network_number, clean_reference):
        with pytest.raises(BadInput):
            refuse(text, "member_id")
    for number in ("6304000000000000000", "1000000000000008", "4222222222222", "W123456789"):
        refuse_network_number(number, "member_id")
        assert number == clean_reference(f" {number}", "reference")


@pytest.mark.parametrize(
    "parts",
    [("41111111", "11111111"), ("4111 1111", "1111-1111"), ("411", "1111111111111"), ("4111111", "1111111111229")],
)
def test_two_fields_are_no_way_around(parts: tuple[str, str]) -> None:
    """One after the other; words, and what is no number together, are left alone."""
    with pytest.raises(BadInput) as refusal:
        refuse_in_parts([("family", "Ray"), ("given", parts[0]), ("note", "Room 4"), ("preferred", parts[1])])
    assert "given" == refusal.value.field
    refuse_in_parts([("family", f"Ray {parts[0]}"), ("given", parts[1]), ("note", "41111112")])


def test_a_number_of_its_own_stays() -> None:
    """Unless a card of the networks could have it."""
    assert "6304000000000000000" == without_network_numbers("6304000000000000000")
    assert "(card number left out)" == without_network_numbers("4111-1111-1111-1111")

"""The arithmetic of numbers that carry their own proof, against published examples and by flipping digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.detectors.check_digits import CHECKS, card, iban, luhn, nik, npwp
from saring.policy.data import recognisers

TABLES = recognisers()["tables"]


def with_check_digit(digits):
    return next(digits + last for last in "0123456789" if luhn(digits + last))


@given(st.text("0123456789", min_size=1, max_size=20))
def test_luhn_has_one_check_digit_and_notices_any_changed_digit(digits):
    whole = with_check_digit(digits)
    assert sum(luhn(digits + last) for last in "0123456789") == 1
    for place, char in enumerate(whole):
        assert not luhn(whole[:place] + str((int(char) + 1) % 10) + whole[place + 1:])


@given(st.integers(10 ** 17, 10 ** 18 - 1))
def test_iban_notices_any_changed_digit(account):
    rest = int(f"{account}131400")  # DE, and 00 in place of the check digits
    number = f"DE{98 - rest % 97:02}{account}"
    assert iban(number, TABLES) == 22
    for place in range(4, 22):
        wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1:]
        assert iban(wrong, TABLES) == 0


ROWS = [
    (card, "4111111111111111", 16), (card, "4111 1111 1111 1111 2026", 19), (card, "378282246310005", 15),
    (card, "3782 822463 10005", 17), (card, "30569309025904", 14), (card, "6011111111111117", 16),
    (card, "3530111333300000", 16), (card, "5555-5555-5555-4444", 19), (card, "2223003122003222", 16),
    (card, "4111111111111112", 0), (card, "4111 1111-1111 1111", 0), (card, "41 1111 1111111 111", 0),
    (card, "0000000000000000", 0), (card, "1111111111111117", 0), (card, "411111111111111", 0),
    (iban, "DE89370400440532013000", 22), (iban, "de89370400440532013000", 22),
    (iban, "GB82 WEST 1234 5698 7654 32", 27),
    (iban, "DE89 3704 0044 0532 0130 00 BANK", 27), (iban, "de89 3704 0044 0532 0130 00", 0),
    (iban, "DE89370400440532013001", 0), (iban, "XX89370400440532013000", 0), (iban, "DE893704", 0),
    (nik, "3171014508900003", 16), (nik, "317101 450890 0003", 18), (nik, "3171 0145 0890 0003", 19),
    (nik, "3171012902000001", 16), (nik, "3171013002000001", 0), (nik, "3171014513900003", 0),
    (nik, "2071014508900003", 0), (nik, "3100014508900003", 0), (nik, "3171004508900003", 0),
    (nik, "3171014508900000", 0), (nik, "3171013508900003", 0), (nik, "317101450890000", 0),
    (npwp, "01.312.166.0-091.000", 20), (npwp, "016090524017000", 15), (npwp, "0013121660091000", 16),
    (npwp, "3171014508900003", 16), (npwp, "01.312.166.1-091.000", 0), (npwp, "00.000.000.0-000.000", 0),
    (npwp, "01.312.166.0-000.000", 0), (npwp, "1234567890123456", 0),
]


@pytest.mark.parametrize("check, candidate, length", ROWS, ids=[f"{row[0].__name__} {row[1]}" for row in ROWS])
def test_numbers(check, candidate, length):
    assert check(candidate, TABLES) == length


def test_every_form_names_a_check_that_there_is():
    forms = [form for forms in recognisers()["recognisers"].values() for form in forms]
    assert {form["check"] for form in forms if "check" in form} == set(CHECKS)
    assert all(set(form) <= {"pattern", "check", "number", "near"} for form in forms)

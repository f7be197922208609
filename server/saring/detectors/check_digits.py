"""The arithmetic behind numbers that carry their own proof: payment cards, IBAN, NIK, NPWP, and what looks like one.

A check is given a candidate (a pattern's match) and the tables of policy/recognisers.yaml; it returns how many of the
candidate's characters are the thing, or 0. It may take less than it is given: a pattern cannot know where an IBAN ends.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_DIGITS = re.compile("[0-9]+")
_SEPARATOR = re.compile("[^0-9]")
_LEAP_YEAR = 2024
#: Each digit doubled, and the digits of that added up.
_DOUBLED = dict(zip("0123456789", (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B: from the right every second digit doubled; the sum of all digits ends in 0."""
    return (sum(map(int, digits[-1::-2])) + sum(map(_DOUBLED.__getitem__, digits[-2::-2]))) % 10 == 0


def card(candidate: str, tables: Mapping[str, Any]) -> int:
    """A payment card: an issuer's prefix, a length that goes with it, a common grouping, Luhn."""
    for length, digits in _grouped(candidate, tables["card_groups"]):
        if luhn(digits) and len(set(digits)) > 1 and _issued(digits, tables["card"]):
            return length
    return 0


def _issued(digits: str, prefixes: list[Mapping[str, Any]]) -> bool:
    return any(row["from"] <= int(digits[:len(str(row["from"]))]) <= row["to"] and len(digits) in row["lengths"]
               for row in prefixes)


def iban(candidate: str, tables: Mapping[str, Any]) -> int:
    """ISO 13616: the country's length, and the number rearranged leaves 1 when divided by 97.

    In small letters only if it is written without spaces: in a sentence any words would do.
    """
    wanted = tables["iban"].get(candidate[:2].upper(), 0)
    count, length = 0, 0
    for length, char in enumerate(candidate, 1):
        count += char != " "
        if count == wanted:
            break
    else:
        return 0
    written = candidate[:length]
    compact = written.replace(" ", "")
    if compact != compact.upper() and compact != written:
        return 0
    rearranged = "".join(str(int(char, 36)) for char in compact[4:] + compact[:4])
    return length if int(rearranged) % 97 == 1 else 0


def nik(candidate: str, tables: Mapping[str, Any]) -> int:
    """An Indonesian resident's number: province, regency, district, date of birth (women's days plus 40), serial."""
    for length, digits in _grouped(candidate, tables["nik_groups"]):
        if len(digits) == 16 and _resident(digits, tables["nik"]):
            return length
    return 0


def _resident(digits: str, provinces: list[str]) -> bool:
    regency, district = int(digits[2:4]), int(digits[4:6])
    day, month = int(digits[6:8]), int(digits[8:10])
    day -= 40 if day > 40 else 0
    return (
        digits[:2] in provinces and (1 <= regency <= 49 or 71 <= regency <= 79) and district > 0
        and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(_LEAP_YEAR, month)[1] and digits[12:] != "0000"
    )


def npwp(candidate: str, tables: Mapping[str, Any]) -> int:
    """An Indonesian taxpayer's number, 15 digits or 16: the ninth digit proves the eight before it (Luhn).

    Sixteen digits are a 0 and the fifteen, or a NIK; a tax office's code is never 000.
    """
    digits = _SEPARATOR.sub("", candidate)
    if len(digits) == 16 and digits[0] != "0":
        return len(candidate) if _resident(digits, tables["nik"]) else 0
    digits = digits[-15:]
    return len(candidate) if luhn(digits[:9]) and digits[9:12] != "000" and int(digits[:9]) else 0


def phone(candidate: str, tables: Mapping[str, Any]) -> int:
    """At most fifteen digits (E.164), and not an amount of money: its points do not part thousands."""
    groups = _DIGITS.findall(candidate)
    if "." in candidate and len(groups) > 2 and all(len(group) == 3 for group in groups[1:]) \
            and set(_SEPARATOR.findall(candidate.lstrip("+"))) == {"."}:
        return 0
    return len(candidate) if 8 <= sum(map(len, groups)) <= 15 else 0


def email(candidate: str, tables: Mapping[str, Any]) -> int:
    """An address whose last part is no file's ending, and whose name does not end in a point."""
    name, _, host = candidate.rpartition("@")
    ending = host.rpartition(".")[2].lower()
    return 0 if ending in tables["email"] or name.endswith(".") or ".." in name else len(candidate)


def mixed(candidate: str, tables: Mapping[str, Any]) -> int:
    """Large and small letters and digits: made by a machine, not a slug of words."""
    kinds = (str.isupper, str.islower, str.isdigit)
    return len(candidate) if all(any(kind(char) for char in candidate[3:]) for kind in kinds) else 0


def password(candidate: str, tables: Mapping[str, Any]) -> int:
    """What follows the colon holds a letter and a digit: ``required`` and ``********`` are no passwords."""
    value = re.split("[:=]", candidate, maxsplit=1)[1]
    return len(candidate) if any(map(str.isalpha, value)) and any(map(str.isdigit, value)) else 0


def _grouped(candidate: str, shapes: list[list[int]]) -> Iterator[tuple[int, str]]:
    """The beginnings of a candidate that are one group of digits or are grouped in one of these shapes (their length,
    their digits), the longest first. Groups parted by more than one kind of sign are no number."""
    groups = _DIGITS.findall(candidate)
    lengths = [*map(len, groups)]
    if len(set(_SEPARATOR.findall(candidate))) <= 1:
        for shape in shapes:
            if lengths[:len(shape)] == shape:
                yield sum(shape) + len(shape) - 1, "".join(groups[:len(shape)])
    yield lengths[0], groups[0]


#: Every check by the name that policy/recognisers.yaml uses.
CHECKS: Mapping[str, Callable[[str, Mapping[str, Any]], int]] = {
    check.__name__: check for check in (card, iban, nik, npwp, phone, email, mixed, password)
}

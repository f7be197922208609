"""Keys, passwords and personal data, and the many numbers that are none."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.detectors.prepared import prepare_draft
from saring.detectors.secret import compile
from saring.domain import Action, Draft, Media, Part, RuleSpec
from saring.policy.data import recognisers

DATA = recognisers()


def rule(*names, rule_id="r", fields=("text", "alt", "image_text")):
    return RuleSpec(rule_id, "secret", Action.BLOCK, params={
        "recognisers": {name: DATA["recognisers"][name] for name in names or DATA["recognisers"]},
        "tables": DATA["tables"], "fields": fields})


ALL = compile([rule()])


def find(text, compiled=ALL, alt=""):
    draft = Draft((Part(text, (Media("0" * 64, alt=alt),)),))
    return [(item.label, (item.place.field == "alt" and alt or text)[item.place.start:item.place.end])
            for item in compiled.detect(prepare_draft(draft, {}))]


LETTERS = "aB3" * 40

FOUND = [
    ("Use AKIAIOSFODNN7EXAMPLE now", "access_token", "AKIAIOSFODNN7EXAMPLE"),
    (f"token ghp_{LETTERS[:36]}.", "access_token", f"ghp_{LETTERS[:36]}"),
    (f"sk-proj-{LETTERS[:40]}", "access_token", f"sk-proj-{LETTERS[:40]}"),
    (f"https://api.example/?key=AIza{LETTERS[:35]}", "access_token", f"AIza{LETTERS[:35]}"),
    (f"Mid-server-{LETTERS[:24]}", "access_token", f"Mid-server-{LETTERS[:24]}"),
    (f"bot 123456789:AA{LETTERS[:33]}", "access_token", f"123456789:AA{LETTERS[:33]}"),
    ("AKIA\u200bIOSFODNN7EXAMPLE", "access_token", "AKIA\u200bIOSFODNN7EXAMPLE"),
    ("-----BEGIN OPENSSH PRIVATE KEY-----", "private_key", "-----BEGIN OPENSSH PRIVATE KEY-----"),
    ("password: kopi1234", "password", "password: kopi1234"),
    ("Kata sandi = Rahasia99", "password", "Kata sandi = Rahasia99"),
    ("ftp://budi:rahasia@files/pub", "password", "ftp://budi:rahasia@"),
    ("Surel: budi.santoso@contoh.co.id.", "email", "budi.santoso@contoh.co.id"),
    ("budi@кофе.рф", "email", "budi@кофе.рф"),
    ("WA 0812-3456-7890 ya", "phone", "0812-3456-7890"),
    ("0812.3456.7890", "phone", "0812.3456.7890"),
    ("+62 812 3456 7890", "phone", "+62 812 3456 7890"),
    ("6281234567890", "phone", "6281234567890"),
    ("(021) 555 1234", "phone", "(021) 555 1234"),
    ("021-5551234", "phone", "021-5551234"),
    ("telp 021 5551234", "phone", "021 5551234"),
    ("+1 (415) 555-2671", "phone", "+1 (415) 555-2671"),
    ("+44 20 7946 0958", "phone", "+44 20 7946 0958"),
    ("https://wa.me/6281234567890", "phone", "wa.me/6281234567890"),
    ("Kartu 4111 1111 1111 1111.", "payment_card", "4111 1111 1111 1111"),
    ("CC=4111111111111111", "payment_card", "4111111111111111"),
    ("4000 4111 1111 1111 1111 exp 12/28", "payment_card", "4111 1111 1111 1111"),
    ("４１１１１１１１１１１１１１１１", "payment_card", "４１１１１１１１１１１１１１１１"),
    ("4111\u00a01111\u00a01111\u00a01111", "payment_card", "4111\u00a01111\u00a01111\u00a01111"),
    ("transfer to DE89 3704 0044 0532 0130 00 please", "iban", "DE89 3704 0044 0532 0130 00"),
    ("NIK 3171014508900003", "nik", "3171014508900003"),
    ("NPWP: 01.312.166.0-091.000", "npwp", "01.312.166.0-091.000"),
    ("npwp kami 016090524017000", "npwp", "016090524017000"),
]


@pytest.mark.parametrize("text, name, words", FOUND)
def test_what_is_found(text, name, words):
    assert find(text) == [(name, words)]


INNOCENT = [
    "Rp 4.111.111.111.111.111", "Rp25.000.000,00", "Harga +15.000.000", "Omzet naik +12.500.000 tahun ini",
    "USD 1,234,567.89", "4111111111111111,50", "17-08-1945 10:00", "2026-11-22T17:00:00+07:00", "08-12-2026",
    "Periode 2019 2020 2021 2022", "2024 2025 2026 2027", "Order #4111111111111111", "#4111111111111111",
    "INV/2026/08/081234567890", "INV-081234567890", "No. resi JX0812345678901", "RR123456785ID",
    "Kode TRX4111111111111111", "SKU 4111-ABCD-1111", "SKU 8991002101234", "ISBN 978-602-03-3295-6",
    "https://www.facebook.com/kopi/posts/4111111111111111", "https://x.com/kopi/status/1789012345678901234",
    "https://example.com/?id=3171014508900003", "-6.200000, 106.816666", "6.2088° S, 106.8456° E",
    "IMEI 490154203237518", "016090524017000", "1234 5678 9012 3456", "0000 0000 0000 0000",
    "16 digit: 3171993508900003", "@kopi.saring@mastodon.social", "@kopi.saring", "logo@2x.png", "3@2.50",
    "budi@rumah", "password: required", "Password: ********", "kata sandi: tanyakan kasir",
    "AKIA is a prefix, not a key.", "sk-learn-tutorial-for-absolute-beginners", "ghp_short",
    "-----BEGIN PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----", "DE89 3704 0044 0532 0130 01",
    "GB82 WEST 1234 5698", "Call 110 or 112", "Hubungi 1500888", "Diskon 50% untuk 1.000 orang pertama",
    "Flight GA 0812 to 2026", "Jl. Sudirman 62, 8123 unit", "01.312.166.1-091.000", "v4.111.111.1-111.111",
    "192.168.100.100", "https://user@example.com/", "http://localhost:8080/a@b", "#ad #iklan #2026", "",
]


@pytest.mark.parametrize("text", INNOCENT)
def test_what_is_not(text):
    assert find(text) == []


def test_a_rule_gets_what_it_names_and_two_rules_may_name_the_same():
    text = "budi@contoh.id 4111111111111111"
    compiled = compile([rule("email", rule_id="a"), rule("email", "payment_card", rule_id="b")])
    found = compiled.detect(prepare_draft(Draft((Part(text),)), {}))
    assert [(item.rule, item.label) for item in found] == [("a", "email"), ("b", "email"), ("b", "payment_card")]
    assert all(text[4:10] not in f"{item.values}{item.why}" for item in found)


def test_fields():
    assert find("", alt="4111111111111111") == [("payment_card", "4111111111111111")]
    assert find("4111111111111111", compile([rule(fields=("alt",))]), alt="no card") == []


def test_no_rules_find_nothing():
    assert find("4111111111111111", compile([])) == []


@given(st.text(st.sampled_from("0123456789 -.@:/=+AKIADE89eyJx#Ａ\u200b１"), max_size=80))
def test_spans_lie_in_the_text_and_hold_something(text):
    for item in ALL.detect(prepare_draft(Draft((Part(text),)), {})):
        assert 0 <= item.place.start < item.place.end <= len(text)


@given(st.text(st.sampled_from("selamat pagi,\n dunia ☕é"), max_size=30),
       st.text(st.sampled_from("selamat pagi,\n dunia ☕é"), max_size=30))
def test_a_card_is_found_wherever_it_stands(before, after):
    text = f"{before} 4111 1111 1111 1111 {after}"
    assert ("payment_card", "4111 1111 1111 1111") in find(text)


def test_random_numbers_seldom_look_like_persons():
    """Chance alone: a card about one in thirty of 16 digits (Luhn and an issuer), a NIK about one in sixty."""
    numbers = random.Random(1)
    seen = [name for _ in range(4000) for name, _ in find(f"No {numbers.randrange(10 ** 15, 10 ** 16)}")]
    assert seen.count("payment_card") < 4000 * 0.04 and seen.count("nik") < 4000 * 0.02
    assert set(seen) <= {"payment_card", "nik"}


@pytest.mark.parametrize("piece", ["1", "4111 ", "a@", "a.", "glpat-", "eyJaaaaaaaaaa.", "pass:", "DE12", "+1", "ab://",
                                   "-----BEGIN AAA ", "0812", "a@a."])
def test_the_longest_text_takes_linear_time(piece):
    def seconds(length):
        prepared = prepare_draft(Draft((Part((piece * length)[:length]),)), {})
        began = time.process_time()
        ALL.detect(prepared)
        return time.process_time() - began

    assert seconds(40_000) < 1.0

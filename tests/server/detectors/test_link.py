"""Addresses in a text, however dressed up, and what must not be taken for one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.detectors.link import DomainSet, canonical_host, compile, links, look_of
from saring.detectors.prepared import prepare_draft
from saring.domain import Action, Draft, Media, Part, RuleSpec

HOSTS = [
    ("see example.com now", ["example.com"]),
    ("https://example.com/path?q=1#x", ["example.com"]),
    ("HTTPS://WWW.Example.COM", ["www.example.com"]),
    ("http:example.com", ["example.com"]),
    ("https:\\\\example.com\\x", ["example.com"]),
    ("//example.com/x", ["example.com"]),
    ("(example.com), [example.org]; \"example.net\"", ["example.com", "example.org", "example.net"]),
    ("example.com.", ["example.com"]),
    ("https://example.com./x", ["example.com"]),
    ("example.com!?", ["example.com"]),
    ("https://user:secret@example.com:8080/x", ["example.com"]),
    ("https://bank.example@evil.example/", ["evil.example"]),
    ("https://evil.example\\@bank.example", ["evil.example"]),
    ("https://evil.example#@bank.example", ["evil.example"]),
    ("https://evil.example?@bank.example", ["evil.example"]),
    ("https://good.example/?next=https://evil.example/x", ["good.example", "evil.example"]),
    ("example\u3002com example\uff0ecom", ["example.com", "example.com"]),
    ("ｅｘａｍｐｌｅ.com", ["example.com"]),
    ("exa\u00admple.com exam\u200bple.com", ["example.com", "example.com"]),
    ("https://%65xample.com/", ["example.com"]),
    ("кофе.example", ["xn--e1ajmy.example"]),
    ("https://xn--e1ajmy.example/", ["xn--e1ajmy.example"]),
    ("BÜCHER.example", ["xn--bcher-kva.example"]),
    ("see:https://example.com", ["example.com"]),
    ("a.b.c.example.com", ["a.b.c.example.com"]),
    ("", []), ("no address here", []), ("...", []), ("https://", []), ("http:///", []), (".com", ["com"][:0]),
    ("write to sales@example.com", []),
    ("me@example.com, you@example.org", []),
    ("a..b", []),
]


@pytest.mark.parametrize("text, hosts", HOSTS, ids=[text or "empty" for text, _ in HOSTS])
def test_hosts(text, hosts):
    assert [link.host for link in links(text)] == hosts


SPANS = [
    ("see example.com now", "example.com"), ("(https://example.com/a)", "https://example.com/a"),
    ("go: https://example.com/a?b=c.", "https://example.com/a?b=c"), ("😀 example.com!", "example.com"),
]


@pytest.mark.parametrize("text, marked", SPANS)
def test_spans(text, marked):
    (link,) = links(text)
    assert text[link.start:link.end] == marked


DOMAINS = DomainSet(["example.com", "*.wild.example", "кофе.example", "Xxx", "https.example."])

COVERED = [
    ("example.com", "example.com"), ("a.b.example.com", "example.com"), ("wild.example", "wild.example"),
    ("x.wild.example", "wild.example"), ("xn--e1ajmy.example", "xn--e1ajmy.example"), ("any.xxx", "xxx"),
    ("https.example", "https.example"),
    ("notexample.com", ""), ("example.com.org", ""), ("com", ""), ("example.co", ""), ("xxx.example", ""), ("", ""),
]


@pytest.mark.parametrize("host, domain", COVERED)
def test_a_domain_covers_its_subdomains_and_no_neighbours(host, domain):
    assert DOMAINS.match(host) == domain


def find(text, alt="", **params):
    params = {"domains": (), "lookalikes_of": (), "exceptions": (), "fields": ("text", "alt", "image_text")} | params
    rule = RuleSpec("r", "link", Action.BLOCK, params=params)
    draft = Draft((Part(text, (Media("0" * 64, alt=alt),) if alt else ()),))
    return compile([rule]).detect(prepare_draft(draft, {}))


def test_a_finding_names_rule_place_and_domain():
    (found,) = find("see https://shop.rival.example/x now", domains=("rival.example",))
    assert (found.rule, found.detector, found.label, found.why) == ("r", "link", "rival.example", "link")
    assert (found.place.field, found.place.start, found.place.end) == ("text", 4, 32)


@pytest.mark.parametrize("text", [
    "rival.example.org", "arrival.example", "rival-example.com", "https://ok.example/rival.example",
    "https://ok.example/?rival.example", "desk@rival.example", "press.rival.example", "rival . example",
    "rival,example",
])
def test_what_is_not_the_banned_domain(text):
    assert not find(text, domains=("rival.example",), exceptions=("press.rival.example",))


def test_fields():
    assert find("", alt="rival.example", domains=("rival.example",))[0].place.field == "alt"
    assert not find("", alt="rival.example", domains=("rival.example",), fields=("text",))


LOOKALIKES = [
    ("kopi-saring.example", False), ("shop.kopi-saring.example", False), ("kopi-saring.example.org", False),
    ("kopl-saring.example", True), ("k0pi-saring.example", True), ("kоpi-saring.example", True),
    ("www.kopi-sarіng.example", True), ("xn--kpi-saring-evi.example", True), ("kopi-saring.exarnple", True),
    ("kopi-sarung.example", False), ("teh-saring.example", False),
]


@pytest.mark.parametrize("host, alike", LOOKALIKES, ids=[host for host, _ in LOOKALIKES])
def test_lookalikes(host, alike):
    found = find(f"https://{host}/", lookalikes_of=("kopi-saring.example",))
    assert [item.why for item in found] == (["lookalike"] if alike else [])


def test_a_look_is_stable():
    assert look_of("paypal.com") == look_of("paypa1.com") != look_of("paypel.org")


labels = st.text(st.sampled_from("abcxyz0189"), min_size=1, max_size=8)
wraps = st.sampled_from(["{}", "https://{}/x", "http://u:p@{}:80/", "({})", "HTTP://{}", "www.{}", "{}.", "//{}"])


@given(st.lists(labels, min_size=2, max_size=4).map(".".join), wraps, st.text("ab é\n", max_size=5))
def test_every_dress_is_seen_through(host, wrap, before):
    text = f"{before} {wrap.format(host)} after"
    assert DomainSet([host]).match(links_of(text)[0].host) == host


def links_of(text):
    return list(links(text))


@pytest.mark.parametrize("text", ["a" * 300_000, "a." * 150_000, "a:" * 150_000, "https://" * 30_000, "@." * 150_000])
def test_a_text_made_to_hurt_takes_linear_time(text):
    began = time.process_time()
    found = links_of(text)
    assert time.process_time() - began < 5 and len(found) <= 30_000


@given(st.text())
def test_any_text_gives_spans_within_it_and_canonical_hosts(text):
    for link in links(text):
        assert 0 <= link.start < link.end <= len(text)
        assert link.host and link.host.isascii() and canonical_host(link.host) == link.host

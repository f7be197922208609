"""Finds links to the domains that a policy names, however the address is dressed up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from saring.detectors.base import MAX_FINDINGS
from saring.detectors.prepared import DraftText, PreparedDraft
from saring.domain import Finding, RuleSpec
from saring.text.steps.fold import fold_term

ID = "link"
KINDS = ("link",)

#: What a browser takes for a full stop in a host name (UTS 46).
_DOTS = "\u3002\uff0e\uff61"
#: What parts addresses from the sentence around them.
_OUTSIDE = r"\s<>\"'`|\u201c\u201d\u2018\u2019\u00ab\u00bb(){}\[\]*,;"
_INNER = rf".:/\\{_DOTS}"
#: A run between those that holds more after a full stop, a colon or a slash. Begins only where a run begins, and never
#: steps back, so that the time is linear whatever the text.
_TOKEN = re.compile(rf"(?<![^{_OUTSIDE}])[^{_OUTSIDE}{_INNER}]*+[{_INNER}][^{_OUTSIDE}]+")
_SCHEME = re.compile(r"(?:https?|ftp):[/\\]*|(?<![^\s])[/\\]{2}", re.IGNORECASE)
_AUTHORITY_END = re.compile(r"[/\\?#]")
_PORT = re.compile(r":\d*\Z")
_INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_TRAILING = ".!?:…。" + _DOTS


@dataclass(frozen=True, slots=True)
class Link:
    """One address in a text: the half-open span it takes and its host in canonical (lower-case, ASCII) form."""

    start: int
    end: int
    host: str


def links(text: str) -> Iterator[Link]:
    """Every address in a text: with a scheme, with ``//``, or bare (``www.`` or not). E-mail addresses are none."""
    for token in _TOKEN.finditer(text):
        yield from _links_of(token.group(), token.start())


def _links_of(token: str, offset: int) -> Iterator[Link]:
    schemes = list(_SCHEME.finditer(token))
    if not schemes:
        yield from _bare(token, offset)
        return
    if schemes[0].start() > 0:
        yield from _bare(token[:schemes[0].start()], offset)
    for scheme, following in zip(schemes, [*schemes[1:], None]):
        end = following.start() if following else len(token)
        authority = _authority(token[scheme.end():end])
        # What stands before the last @ is a user's name that the browser sends along, not the host.
        host = canonical_host(authority.rpartition("@")[2])
        if host:
            yield Link(offset + scheme.start(), offset + len(token[:end].rstrip(_TRAILING)), host)


def _bare(token: str, offset: int) -> Iterator[Link]:
    authority = _authority(token)
    if "@" in authority:
        return
    host = canonical_host(authority)
    if "." in host:
        yield Link(offset, offset + len(token.rstrip(_TRAILING)), host)


def _authority(text: str) -> str:
    return _AUTHORITY_END.split(text, 1)[0]


def canonical_host(host: str) -> str:
    """A host as it is compared: percent signs and invisible characters undone, compatibility forms folded, each
    label in lower-case ASCII (punycode where needed), no port, no dots at the ends. Empty for what is no host."""
    host = _PORT.sub("", unquote(host))
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", host)).casefold()
    for dot in _DOTS:
        folded = folded.replace(dot, ".")
    labels = [_label(label) for label in folded.strip(".").split(".")]
    return ".".join(labels) if all(labels) else ""


def _label(label: str) -> str:
    label = label.strip("-_!?:…~&=%+^$")
    if not label or label.isascii():
        return label
    return "xn--" + unicodedata.normalize("NFC", label).encode("punycode").decode("ascii")


def readable_host(host: str) -> str:
    """A canonical host with punycode undone, for comparing how it looks."""
    return ".".join(_readable(label) for label in host.split("."))


def _readable(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


#: ASCII letters and digits that pass for each other in an address.
_PASSES_FOR = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "3": "e"})


def look_of(host: str) -> str:
    """What a host looks like: two hosts of one look are taken for each other."""
    return fold_term(host).translate(_PASSES_FOR).replace("rn", "m").replace("vv", "w")


class DomainSet:
    """Domains with all of their subdomains; looking one up costs as much as it has labels."""

    def __init__(self, domains: Sequence[str]) -> None:
        self._domains = {canonical_host(domain.removeprefix("*.")) for domain in domains} - {""}

    def match(self, host: str) -> str:
        """The listed domain that covers this host, or an empty string."""
        labels = host.split(".")
        for first in range(len(labels)):
            domain = ".".join(labels[first:])
            if domain in self._domains:
                return domain
        return ""


class CompiledLink:
    """One rule's domains."""

    def __init__(self, rule: RuleSpec) -> None:
        self.rule = rule
        self.domains = DomainSet(rule.params["domains"])
        self.exceptions = DomainSet(rule.params["exceptions"])
        own = [canonical_host(domain) for domain in rule.params["lookalikes_of"]]
        self.own = DomainSet(own)
        self.looks = {look_of(readable_host(domain)): domain for domain in own}

    def judge(self, host: str) -> tuple[str, str]:
        """Why this host is objected to (a sentence's name) and the domain that it is or looks like."""
        if self.exceptions.match(host):
            return "", ""
        listed = self.domains.match(host)
        if listed:
            return "link", listed
        if self.looks and not self.own.match(host):
            labels = look_of(readable_host(host)).split(".")
            for first in range(len(labels)):
                like = self.looks.get(".".join(labels[first:]))
                if like:
                    return "lookalike", like
        return "", ""


class CompiledLinks:
    """All link rules; each text is read for addresses once."""

    def __init__(self, rules: Sequence[RuleSpec]) -> None:
        self.rules = [CompiledLink(rule) for rule in rules]

    def detect(self, draft: PreparedDraft) -> list[Finding]:
        """Findings text by text, address by address."""
        return [finding for text in draft.texts for finding in self._look(text)] if self.rules else []

    def _look(self, text: DraftText) -> Iterator[Finding]:
        count = dict.fromkeys((compiled.rule.id for compiled in self.rules), 0)
        for link in links(text.prepared.original):
            for compiled in self.rules:
                why, domain = compiled.judge(link.host)
                if not why or text.place.field not in compiled.rule.params["fields"]:
                    continue
                count[compiled.rule.id] += 1
                if count[compiled.rule.id] <= MAX_FINDINGS:
                    yield Finding(ID, text.at(link.start, link.end), compiled.rule.id, category="link", label=domain,
                                  why=why, values={"domain": domain})


def compile(rules: Sequence[RuleSpec]) -> CompiledLinks:
    """See :class:`saring.detectors.base.Detector`."""
    return CompiledLinks(rules)

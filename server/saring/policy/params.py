"""What each kind of rule hands to its detector: checked, and resolved against the files and lists it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from saring.policy.data import domain_lists, nudity_labels, read_list, recognisers
from saring.policy.faults import did_you_mean
from saring.policy.kinds import (
    STYLE_LIMITS, ImageClassRule, ImageMatchRule, ImageTextRule, LinkRule, NudityRule, PatternRule, RatingRule,
    RequiredRule, RuleModel, SecretRule, StyleRule, TermsRule,
)
from saring.text.re2_source import PatternError, read_pattern
from saring.text.lexicon import load_lexicons
from saring.text.matcher import letters_of
from saring.vision.models import installed_classes

#: A domain as an admin writes it: labels and dots, no scheme, no path, any script.
_DOMAIN = re.compile(r"(?:\*\.)?[^\s./:@?#\\,;*]+(?:\.[^\s./:@?#\\,;*]+)*\.?\Z")

_HASH = re.compile(r"[0-9a-f]{64}")


class ParamError(Exception):
    """A fault in one rule: the key it stands under, what is wrong, what to do."""

    def __init__(self, key: tuple[str | int, ...], message: str, fix: str = "") -> None:
        super().__init__(message)
        self.key, self.message, self.fix = key, message, fix


def params_of(rule: RuleModel, folder: Path | None) -> dict[str, Any]:
    """The rule's parameters as its detector takes them. Raises :class:`ParamError`."""
    return _MAKERS[rule.kind](rule, folder)


def _terms(rule: TermsRule, folder: Path | None) -> dict[str, Any]:
    terms = (*rule.terms, *_file(rule.file, folder))
    _check_terms(terms, rule.exceptions)
    _need_letters("when_near", rule.when_near)
    _need_letters("unless_near", rule.unless_near)
    return {"terms": terms, "lexicon": _lexicon(rule), "match": rule.match, "exceptions": tuple(rule.exceptions),
            "variants": rule.variants, "when_near": tuple(rule.when_near), "unless_near": tuple(rule.unless_near),
            "fields": tuple(rule.fields)}


def _need_letters(key: str, words: Sequence[str]) -> None:
    for index, word in enumerate(words):
        if not letters_of(word)[0]:
            raise ParamError((key, index), "a term needs a letter or a digit.", "Use a pattern rule for signs.")


def _check_terms(terms: tuple[str, ...], exceptions: list[str], key: str = "terms") -> None:
    _need_letters(key, terms)
    hidden = {term.casefold() for term in terms} & {term.casefold() for term in exceptions}
    if hidden:
        raise ParamError(("exceptions",), f"{min(hidden)!r} is both a term and an exception.", "Keep one of them.")


def _lexicon(rule: TermsRule) -> dict[str, Any] | None:
    if rule.lexicon is None:
        return None
    entries = [entry for lexicon in load_lexicons() for entry in lexicon.entries]
    known = {"categories": {entry.category for entry in entries}, "languages": {entry.language for entry in entries}}
    for key, names in known.items():
        for index, name in enumerate(getattr(rule.lexicon, key)):
            if name not in names:
                raise ParamError(("lexicon", key, index), f"the lexicons have no {name!r}.",
                                 did_you_mean(name, sorted(names)))
    return {"categories": tuple(rule.lexicon.categories), "dimensions": tuple(rule.lexicon.dimensions),
            "languages": tuple(rule.lexicon.languages), "min_rating": rule.lexicon.min_rating}


def _pattern(rule: PatternRule, folder: Path | None) -> dict[str, Any]:
    return {**_expanded(rule.pattern), "ignore_case": rule.ignore_case, "fields": tuple(rule.fields)}


def _expanded(pattern: str) -> dict[str, Any]:
    try:
        source = read_pattern(pattern)
    except PatternError as error:
        raise ParamError(("pattern",), str(error)) from None
    return {"plain": source.plain, "marked": source.marked}


def _rating(rule: RatingRule, folder: Path | None) -> dict[str, Any]:
    return {"ceiling": rule.ceiling, "dimensions": tuple(rule.dimensions)}


def _link(rule: LinkRule, folder: Path | None) -> dict[str, Any]:
    domains = [*rule.domains, *_file(rule.file, folder)]
    for index, name in enumerate(rule.lists):
        if name not in domain_lists():
            raise ParamError(("lists", index), f"there is no list {name!r}.", did_you_mean(name, list(domain_lists())))
        domains += domain_lists()[name]
    for key, names in (("domains", rule.domains), ("lookalikes_of", rule.lookalikes_of),
                       ("exceptions", rule.exceptions), ("file", domains)):
        for index, domain in enumerate(names):
            if not _DOMAIN.match(domain):
                place = (key,) if key == "file" else (key, index)
                raise ParamError(place, f"{domain!r} is not a domain.", "Write it bare, such as example.com.")
    return {"domains": tuple(domains), "lookalikes_of": tuple(rule.lookalikes_of),
            "exceptions": tuple(rule.exceptions), "fields": tuple(rule.fields)}


def _secret(rule: SecretRule, folder: Path | None) -> dict[str, Any]:
    known = recognisers()["recognisers"]
    for index, name in enumerate(rule.secrets):
        if name not in known:
            raise ParamError(("secrets", index), f"there is no recogniser {name!r}.", did_you_mean(name, list(known)))
    return {"secrets": tuple(rule.secrets), "recognisers": {name: known[name] for name in rule.secrets},
            "tables": recognisers()["tables"], "fields": tuple(rule.fields)}


def _check_labels(names: Sequence[str], known: Sequence[str], key: tuple[str | int, ...] = ("labels",)) -> None:
    for index, name in enumerate(names):
        if name not in known:
            raise ParamError((*key, index), f"the model has no label {name!r}.", did_you_mean(name, list(known)))


def _image_class(rule: ImageClassRule, folder: Path | None) -> dict[str, Any]:
    models = installed_classes()
    if rule.model not in models:
        raise ParamError(("model",), f"there is no picture classifier {rule.model!r}.",
                         did_you_mean(rule.model, list(models)) or "Add it with scripts/fetch_models.py.")
    meanings = models[rule.model]
    _check_labels(rule.labels, list(meanings))
    agrees = None
    if rule.agrees is not None:
        _check_labels(rule.agrees.labels, list(nudity_labels()), ("agrees", "labels"))
        agrees = (tuple(rule.agrees.labels), rule.agrees.min_score)
    rated = {label: (category, dimension, rating if rule.rated else None)
             for label, (category, dimension, rating) in meanings.items() if label in rule.labels}
    return {"model": rule.model, "labels": rated, "min_score": rule.min_score, "agrees": agrees}


def _required(rule: RequiredRule, folder: Path | None) -> dict[str, Any]:
    when = (*rule.when, *_file(rule.file, folder))
    _check_terms(when, rule.exceptions, "when")
    _need_letters("needs", rule.needs)
    return {"terms": when, "needs": tuple(rule.needs), "reach": rule.reach, "match": rule.match,
            "exceptions": tuple(rule.exceptions), "variants": rule.variants, "fields": tuple(rule.fields)}


def _style(rule: StyleRule, folder: Path | None) -> dict[str, Any]:
    limits = {name: limit for name in STYLE_LIMITS if (limit := getattr(rule, name)) is not None}
    return {**limits, "min_letters": rule.min_letters, "fields": tuple(rule.fields)}


def _image_match(rule: ImageMatchRule, folder: Path | None) -> dict[str, Any]:
    """A line of the file is a hash and, after a space, anything that tells a person which picture it is of."""
    keys: list[tuple[str | int, ...]] = [("hashes", index) for index in range(len(rule.hashes))]
    listed = _file(rule.file, folder)
    hashes = []
    for key, line in zip([*keys, *[("file",)] * len(listed)], [*rule.hashes, *listed], strict=True):
        digits = line.split()[0].lower()
        if not _HASH.fullmatch(digits):
            raise ParamError(key, f"{digits[:80]!r} is not a PDQ hash (64 hex digits).",
                             "`saring picture hash` gives it.")
        hashes.append(digits)
    return {"hashes": tuple(dict.fromkeys(hashes)), "distance": rule.distance, "min_quality": rule.min_quality}


def _nudity(rule: NudityRule, folder: Path | None) -> dict[str, Any]:
    labels = nudity_labels()
    _check_labels(rule.labels, list(labels))
    rated = {label: (category, rating if rule.rated else None)
             for label, (category, rating) in labels.items() if label in rule.labels}
    return {"labels": rated, "min_score": rule.min_score}


def _image_text(rule: ImageTextRule, folder: Path | None) -> dict[str, Any]:
    fields = {"fields": ("image_text",)}
    if rule.min_words is not None:
        return {"min_words": rule.min_words, **fields}
    if rule.pattern is not None:
        return {**_expanded(rule.pattern), "ignore_case": True, **fields}
    _check_terms(tuple(rule.terms), rule.exceptions)
    return {"terms": tuple(rule.terms), "lexicon": None, "match": rule.match, "exceptions": tuple(rule.exceptions),
            "variants": rule.variants, **fields}


def _file(name: str | None, folder: Path | None) -> tuple[str, ...]:
    if name is None:
        return ()
    if folder is None:
        raise ParamError(("file",), "this policy does not stand in a folder.", "Write the entries into the rule.")
    try:
        entries = read_list(folder / name)
    except OSError as error:
        raise ParamError(("file",), f"cannot read {name!r}: {error.strerror}.",
                         "It is looked for beside the policy.") from None
    except ValueError as error:
        raise ParamError(("file",), f"cannot use {name!r}: {error}.", "Save it as UTF-8, one entry a line.") from None
    if not entries:
        raise ParamError(("file",), f"{name!r} has no entries.", "Write one entry a line.")
    return entries


_MAKERS: Mapping[str, Callable[[Any, Path | None], dict[str, Any]]] = {
    "terms": _terms, "pattern": _pattern, "rating": _rating, "link": _link, "secret": _secret,
    "required": _required, "style": _style,
    "image.nudity": _nudity, "image.text": _image_text, "image.class": _image_class,
    "image.match": _image_match,
}

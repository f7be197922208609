"""Merges the layers of a policy into one, with every rule ready for its detector."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from saring.domain import OPTIONAL_CHECKS, Action, RuleSpec, Scope, Window
from saring.policy.faults import did_you_mean
from saring.policy.layer import Layer
from saring.policy.model import DEFAULT_UNCHECKED, Change, ExampleCase, Origin, Policy
from saring.policy.params import ParamError, params_of
from saring.policy.problems import MAX_PROBLEMS, PolicyError, Problem
from saring.policy.schema import LOCKED_REASONS, Locale, Override, RuleModel, ScopeModel


@dataclass(slots=True)
class _Merge:
    """What the layers so far add up to."""

    rules: dict[str, RuleSpec] = field(default_factory=dict)
    origin: dict[str, Origin] = field(default_factory=dict)
    examples: list[ExampleCase] = field(default_factory=list)
    unchecked: dict[str, Action] = field(default_factory=lambda: dict(DEFAULT_UNCHECKED))
    expires: list[date] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, layer: Layer) -> None:
        self._override(layer)
        for index, rule in enumerate(layer.rules):
            self._rule(layer, index, rule)
        settings = dict(layer.model.unchecked)
        default = settings.pop("default", None)
        if default is not None:
            self.unchecked.update(dict.fromkeys(set(DEFAULT_UNCHECKED) - {*LOCKED_REASONS, *OPTIONAL_CHECKS}, default))
        self.unchecked.update(settings)
        if layer.model.expires:
            self.expires.append(layer.model.expires)

    def _rule(self, layer: Layer, index: int, rule: RuleModel) -> None:
        place = ("rules", index)
        if rule.id in self.rules:
            self.problems.append(layer.source.problem(
                (*place, "id"), f"the rule {rule.id!r} is already in {self.origin[rule.id].file}.",
                "Give it another id, or change the inherited one under `override:`."))
            return
        try:
            params = params_of(rule, layer.folder)
        except ParamError as error:
            self.problems.append(layer.source.problem((*place, *error.key), error.message, error.fix))
            return
        owner = rule.owner or layer.model.owner or ""
        if not owner:
            self.problems.append(layer.source.problem(place, "nobody owns this rule.",
                                                      "Add `owner:` to the rule or to the policy."))
        self.rules[rule.id] = RuleSpec(rule.id, rule.kind, rule.action, owner, _texts(rule.message),
                                       _texts(rule.advice), _scope(rule.scope), params, _texts(rule.title),
                                       Window(rule.start, rule.until))
        self.origin[rule.id] = Origin(layer.source.file, layer.source.line(place))
        self.examples += _examples(layer, index, rule)

    def _override(self, layer: Layer) -> None:
        for rule_id, change in layer.model.override.items():
            if rule_id not in self.rules:
                self.problems.append(layer.source.problem(
                    ("override", rule_id), f"there is no inherited rule {rule_id!r}.",
                    self._suggest(rule_id)))
            elif change.off:
                del self.rules[rule_id], self.origin[rule_id]
                self.examples = [case for case in self.examples if case.rule != rule_id]
            else:
                self._change(layer, rule_id, change)

    def _suggest(self, rule_id: str) -> str:
        """What the admin may have meant; sought for the faults that are told, as it costs a look at every rule."""
        if not self.rules:
            return "Name a policy under `extends:`."
        return did_you_mean(rule_id, list(self.rules)) if len(self.problems) < MAX_PROBLEMS else ""

    def _change(self, layer: Layer, rule_id: str, change: Override) -> None:
        changed = _changed(self.rules[rule_id], change)
        window, place = changed.window, ("override", rule_id)
        if window.start is not None and window.end is not None and window.start >= window.end:
            self.problems.append(layer.source.problem(place, "`from` must lie before `until`.",
                                                      "The other one may come from the inherited rule."))
        self.rules[rule_id] = changed
        keys = tuple(Override.model_fields[name].alias or name for name in sorted(change.model_fields_set))
        step = Change(layer.source.file, layer.source.line(place), keys)
        self.origin[rule_id] = replace(self.origin[rule_id], changes=(*self.origin[rule_id].changes, step))


def compile_policy(layers: Sequence[Layer]) -> Policy:
    """Merge layers, the most general first. Raises :class:`PolicyError` with every fault."""
    merge = _Merge()
    for layer in layers:
        merge.add(layer)
    if merge.problems:
        raise PolicyError(merge.problems)
    top = layers[-1].model
    return Policy(
        id=top.id, version=top.version, title=_texts(top.title), owner=top.owner or "",
        policy_version=f"{top.id}-{top.version}:{_content_hash(layers, merge.rules)}",
        rules=tuple(merge.rules.values()), examples=tuple(merge.examples), unchecked=merge.unchecked,
        unreachable="locked", expires=min(merge.expires, default=None),
        layers=tuple(layer.source.file for layer in layers), origins=merge.origin,
    )


def _content_hash(layers: Sequence[Layer], rules: dict[str, RuleSpec]) -> str:
    """12 hex digits over every layer's content and everything that its rules took from files and lists."""
    resolved = [[rule.id, json.dumps(rule.params, sort_keys=True, default=str)] for rule in rules.values()]
    content = json.dumps([[layer.digest for layer in layers], resolved])
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _texts(texts: Mapping[Locale, str] | None) -> dict[str, str]:
    return {str(locale): text for locale, text in (texts or {}).items()}


def _scope(scope: ScopeModel) -> Scope:
    return Scope(tuple(scope.sites), tuple(scope.accounts), tuple(scope.groups), tuple(scope.kinds))


def _changed(rule: RuleSpec, change: Override) -> RuleSpec:
    return replace(
        rule,
        action=rule.action if change.action is None else change.action,
        message=_texts(change.message) or rule.message, advice=_texts(change.advice) or rule.advice,
        owner=change.owner or rule.owner, scope=_scope(change.scope) if change.scope else rule.scope,
        window=Window(change.start or rule.window.start, change.until or rule.window.end),
    )


def _examples(layer: Layer, index: int, rule: RuleModel) -> Iterator[ExampleCase]:
    for name, violates in (("violates", True), ("allows", False)):
        for number, example in enumerate(getattr(rule.examples, name)):
            path = ("rules", index, "examples", name, number)
            fault = layer.source.problem(path, "")
            word = example.lexicon
            yield ExampleCase(
                rule.id, violates, fault.file, fault.line, fault.path, example.text, example.alt, example.words,
                tuple((region.label, region.score) for region in example.regions),
                (word.dimension, word.rating, word.language) if word else None, example.site, example.account,
                example.kind or "")

"""Turns what pydantic says of a file into sentences for the person who wrote it."""

from __future__ import annotations

import difflib
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from saring.policy.problems import MAX_PROBLEMS, Problem
from saring.policy.source import Path, Source

_QUOTE = "Put it in quotes if it is meant as text."
_SENTENCES: dict[str, tuple[str, str]] = {
    "missing": ("is missing.", "Add it."),
    "string_type": ("must be text.", _QUOTE),
    "list_type": ("must be a list.", "Write each item on its own line after `- `."),
    "dict_type": ("must be a mapping.", "Write `key: value` lines below it."),
    "model_type": ("must be a mapping.", "Write `key: value` lines below it."),
    "bool_type": ("must be true or false.", ""),
    "float_type": ("must be a number.", ""),
    "int_type": ("must be a whole number.", ""),
    "too_short": ("may not be empty.", "Add at least one item."),
    "string_too_short": ("may not be empty.", "Write something or leave the key out."),
}


def problems_of(error: ValidationError, model: type[BaseModel], source: Source, base: Path = ()) -> list[Problem]:
    """Every fault that pydantic found, placed at its line; beyond :data:`MAX_PROBLEMS` without its sentence."""
    faults = error.errors(include_url=False, include_input=False)
    told = [_problem(dict(fault), model, source, base) for fault in faults[:MAX_PROBLEMS]]
    rest = Problem(source.file, max(problem.line for problem in told), "", "one more fault.")
    return told + [rest] * (len(faults) - len(told))


def _problem(fault: dict[str, Any], model: type[BaseModel], source: Source, base: Path) -> Problem:
    place: Path = (*base, *(step for step in fault["loc"] if step != "[key]"))
    if fault["type"] == "extra_forbidden":
        known = _keys(model, fault["loc"][:-1])
        return source.problem(place, f"unknown key {str(place[-1])!r}.", did_you_mean(str(place[-1]), known))
    if fault["type"] == "literal_error" and fault["loc"][-1] == "[key]":
        return source.problem(place, f"unknown key {str(place[-1])!r}.", f"Use {fault['ctx']['expected']}.")
    if fault["type"] == "string_pattern_mismatch":
        return source.problem(place, "has characters that are not allowed here.",
                              "Use lower-case letters, digits, - and . (such as brand.claims).")
    sentence = _SENTENCES.get(fault["type"])
    if sentence:
        return source.problem(place, *sentence)
    message = str(fault["msg"]).removeprefix("Value error, ")
    return source.problem(place, message if message.endswith(".") else f"{message}.")


def _keys(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at a place inside a model."""
    for step in loc:
        if isinstance(step, str) and step in model.model_fields:
            model = _inner(model.model_fields[step].annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _inner(annotation: Any) -> type[BaseModel] | None:
    """The model in an annotation such as ``list[Model]`` or ``Model | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_inner, get_args(annotation))), None)


def did_you_mean(word: str, known: list[str]) -> str:
    """``Did you mean …?`` for a near miss, else what there is."""
    near = difflib.get_close_matches(word, known, 1)
    return f"Did you mean {near[0]!r}?" if near else f"There is: {', '.join(known)}."

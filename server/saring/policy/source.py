"""Reads YAML into plain data while remembering the line of every value.

Stricter than YAML: no anchors, aliases or tags (one alias can stand for gigabytes), no key twice, keys are words, and
only ``true``, ``false``, ``null`` and numbers are anything but text, so that ``no``, ``on`` and dates stay as written.
Reading is iterative and bounded: a hostile file costs an error, not a stack or the memory.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from saring.policy.problems import PolicyError, Problem

#: A policy file beyond this many bytes is refused; long term lists belong into a file of their own.
MAX_BYTES = 2 * 1024 * 1024
#: A policy needs five levels; beyond this many it is not one.
MAX_DEPTH = 16

Path = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}\Z")
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{0,15}\Z")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class Source:
    """One file's data and the line (from 1) of each path in it."""

    file: str
    data: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of the path, or of the nearest thing around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 0

    def problem(self, path: Path, message: str, fix: str = "") -> Problem:
        """A problem at this path of this file."""
        return Problem(self.file, self.line(path), path_text(path), message, fix)


def path_text(path: Path) -> str:
    """``("rules", 2, "terms")`` as ``rules[2].terms``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read; ``key`` is the mapping's key that waits for its value."""

    items: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None

    def place(self) -> Path:
        return (*self.path, len(self.items) if isinstance(self.items, list) else str(self.key))

    def add(self, value: Any) -> None:
        if isinstance(self.items, list):
            self.items.append(value)
        else:
            self.items[str(self.key)] = value
            self.key = None


@dataclass(slots=True)
class _Reader:
    file: str
    stack: list[_Open] = field(default_factory=list)
    lines: dict[Path, int] = field(default_factory=dict)
    root: Any = None
    documents: int = 0

    def fail(self, line: int, message: str, fix: str = "") -> PolicyError:
        path = path_text(self.stack[-1].path) if self.stack else ""
        return PolicyError([Problem(self.file, line, path, message, fix)])

    def put(self, value: Any, line: int) -> Path:
        """Hang the value into what is open and return its path."""
        path: Path = ()
        if not self.stack:
            self.root = value
        else:
            path = self.stack[-1].place()
            self.stack[-1].add(value)
        self.lines.setdefault(path, line)
        return path

    def expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].items, dict) and self.stack[-1].key is None

    def open(self, items: dict[str, Any] | list[Any], line: int) -> None:
        if self.expects_key():
            raise self.fail(line, "a key must be a word.", "Write `key: value`.")
        if len(self.stack) >= MAX_DEPTH:
            raise self.fail(line, f"nested deeper than {MAX_DEPTH} levels.", "A policy needs no more than six.")
        self.stack.append(_Open(items, self.put(items, line)))

    def scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        if not self.expects_key():
            self.put(_value(event), line)
            return
        top = self.stack[-1]
        if event.value in top.items:
            first = self.lines[(*top.path, event.value)]
            raise self.fail(line, f"{event.value!r} stands twice; the first is on line {first}.", "Keep one of them.")
        top.key = event.value
        self.lines[(*top.path, event.value)] = line

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.fail(line, "anchors and aliases (& and *) are not read.", "Write the value out.")
        if getattr(event, "tag", None) and not isinstance(event, yaml.DocumentStartEvent):
            raise self.fail(line, "tags (!) are not read.", "Write the plain value.")
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event, line)
        elif isinstance(event, yaml.MappingStartEvent):
            self.open({}, line)
        elif isinstance(event, yaml.SequenceStartEvent):
            self.open([], line)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self.fail(line, "a second document begins here (---).", "One policy is one file.")


def _value(event: yaml.ScalarEvent) -> Any:
    text = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _NUMBER.match(text) else text


def read_source(data: bytes, file: str) -> Source:
    """Read one YAML document. Raises :class:`PolicyError` with file, line and what to do."""
    if len(data) > MAX_BYTES:
        raise PolicyError([Problem(file, 0, "", f"the file is larger than {MAX_BYTES // 1024} KiB.",
                                   "Put long lists into a terms file (`file: words.txt`).")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PolicyError([Problem(file, line, "", "not UTF-8.", "Save the file as UTF-8.")]) from None
    reader = _Reader(file)
    loader = _LOADER(text)
    try:
        while loader.check_event():
            reader.take(loader.get_event())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise reader.fail(mark.line + 1 if mark else 0, f"not YAML: {error.problem}.",
                          "Check indentation, colons and quotes.") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise reader.fail(line, "a character that YAML does not allow.", "Remove the control character.") from None
    finally:
        loader.dispose()
    return Source(file, reader.root, reader.lines)

"""Habits of the house that a reader counts on, each failure saying what to do."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: Hand-written code; data files have no limit.
CODE = {".py", ".ts", ".tsx", ".mjs", ".css", ".html"}
LONGEST = 300


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                            capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


FILES = tracked()
SOURCES = [path for path in FILES if path.suffix in CODE]


def named(path):
    return str(path.relative_to(ROOT))


def test_no_hand_written_file_is_longer_than_one_reads_in_one_go():
    long = {named(path): n for path in SOURCES if (n := len(path.read_text("utf-8").splitlines())) > LONGEST}
    assert not long, f"split these by what they do (at most {LONGEST} lines): {long}"


def test_no_mark_of_unfinished_work():
    marks = re.compile(r"\b(?:TODO|FIXME|XXX)\b|NotImplemented\b|pytest\.mark\.(?:skip|xfail)|\.skip\(")
    found = [f"{named(path)}:{number}" for path in SOURCES if path != Path(__file__)
             for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if marks.search(line)]
    assert not found, f"finish it or take it out: {found}"


def test_every_python_file_says_what_it_is_for():
    silent = [named(path) for path in SOURCES if path.suffix == ".py" and path.stat().st_size
              and not re.match(r'(?:#!.*\n)?r?"""\S', path.read_text("utf-8"))]
    assert not silent, f"a first line that says what the file is for: {silent}"


@pytest.mark.parametrize("pattern", [r"/work/", r"/home/\w+/", r"registry\.\w+\.\w+", r"files\.pythonhosted"])
def test_no_path_or_host_of_one_machine(pattern):
    here = re.compile(pattern)
    plain = CODE | {".md", ".json", ".yaml", ".cfg", ".toml", ".txt", ".sh", ""}
    text = [path for path in FILES if path.suffix in plain and path != Path(__file__)]
    found = [named(path) for path in text if here.search(path.read_text("utf-8", "replace"))]
    assert not found, f"{pattern} belongs to one machine: {found}"


def test_only_platform_names_the_browser():
    calls = re.compile(r"\b(?:chrome|browser)\.(?:runtime|storage|tabs|action|scripting|alarms|permissions|i18n|dom)\b")
    source = ROOT / "extension" / "src"
    inside = [path for path in SOURCES if path.is_relative_to(source) and path.suffix == ".ts"]
    found = [named(path) for path in inside if not path.is_relative_to(source / "platform")
             and calls.search(_without_comments(path.read_text("utf-8")))]
    assert not found, f"go through extension/src/platform: {found}"


def _without_comments(code):
    return re.sub(r"/\*.*?\*/|//[^\n]*", "", code, flags=re.S)

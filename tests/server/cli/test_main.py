"""The `saring` command finds its subcommands by their files."""

import subprocess
import sys

import pytest

import saring.cli
from saring.cli import main


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as caught:
        main.main(list(arguments))
    out = capsys.readouterr()
    return caught.value.code, out.out, out.err


def test_help_names_every_command(capsys):
    status, out, _ = run(capsys, "--help")
    assert status == 0
    for name in ("policy", "screen", "version"):
        assert f"\n  {name} " in out


@pytest.mark.parametrize("name", main.root.list_commands(None))
def test_every_command_has_a_help_that_says_what_it_does(name, capsys):
    status, out, _ = run(capsys, name, "--help")
    assert status == 0 and len(out.splitlines()) > 3


def test_version(capsys):
    assert run(capsys, "version")[1].startswith(f"Saring {saring.__version__} (protocol {saring.PROTOCOL}")
    assert f'"protocol": {saring.PROTOCOL}' in run(capsys, "version", "--json")[1]


@pytest.mark.parametrize("arguments", [["scren"], ["version", "--no"], ["main"], ["__init__"], ["screen"]])
def test_a_mistake_in_the_command_is_no_verdict(arguments, capsys):
    status, out, err = run(capsys, *arguments)
    assert status == main.USAGE == 64 and out == "" and err


def test_a_command_does_not_pay_for_the_others():
    code = ("import sys; from saring.cli.main import main\n"
            "try: main(['version'])\n"
            "except SystemExit: print([m for m in ('flask', 'yaml', 'onnxruntime', 'pydantic') if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"

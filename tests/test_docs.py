"""Run what the README shows and compare what it prints; run as a script (make expected) to write the outputs anew.

A block marked ``console`` holds commands after ``$ `` and below each what it prints: stdout, then stderr, whose order among
each other is nobody's to promise. The commands run in order in one folder that has ``examples/``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from kg.cli import root
from kg.config import Settings

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*(?:\\\n.*)*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the README as a reader would, with the kg of this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KG_")}
    environment = {**kept, "PATH": path, "PYTHONUTF8": "1", "USER": "you", "COLUMNS": "120"}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def failed(done: subprocess.CompletedProcess[str]) -> bool:
    """Tell whether a command failed, also where a pipe hides it."""
    return done.returncode != 0 or re.search(r"^(kg: |Traceback|Error: )", done.stdout + done.stderr, re.MULTILINE) is not None


def printed(output: str) -> str:
    """Return output as the README keeps it: without blanks at the ends of lines, without empty lines around it."""
    text = "\n".join(line.rstrip() for line in output.splitlines()).strip("\n")
    return text + "\n" if text else ""


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of the console blocks with the output that stands below it."""
    for block in BLOCK.findall(text):
        yield from ((found[0], printed(found[1])) for found in COMMAND.findall(block))


def all_commands(group: click.Group, name: str = "kg") -> Iterator[tuple[str, click.Command]]:
    """Yield every command below a group with its full name."""
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        yield f"{name} {word}", command
        if isinstance(command, click.Group):
            yield from all_commands(command, f"{name} {word}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("reader")
    shutil.copytree(ROOT / "examples", place / "examples")
    return place


@pytest.mark.parametrize(("command", "output"), [pytest.param(*pair, id=pair[0][:60]) for pair in commands(README.read_text("utf-8"))])
def test_the_readme_shows_what_a_command_prints(command, output, folder):
    done = run(command, folder)
    assert not failed(done), done.stdout + done.stderr
    assert printed(done.stdout + done.stderr) == output, "if the change is meant, run make expected"


def test_the_readme_shows_every_command():
    text = README.read_text("utf-8")
    context = click.Context(root)
    assert [name for name in root.list_commands(context) if f"kg {name}" not in text] == []


def test_the_readme_explains_every_setting():
    text = README.read_text("utf-8")
    assert [field.name for field in fields(Settings) if f"`KG_{field.name.upper()}`" not in text or f"`{field.name}`" not in text] == []


@pytest.mark.parametrize(("name", "command"), [pytest.param(*pair, id=pair[0]) for pair in all_commands(root)])
def test_every_command_and_option_has_help(name, command):
    assert command.help, f"{name} has no help"
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_every_target_that_the_documents_name_can_be_made():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        word
        for path in ROOT.glob("*.md")
        for word in re.findall(r"(?:`|^|\s)make ([a-z]+)\b(?=`|$|\s*#|\s{2,})", path.read_text("utf-8"), re.M)
    }
    assert named <= targets
    assert {"demo", "test"} <= named


def test_every_link_to_a_file_leads_somewhere():
    links = [(path, link) for path in ROOT.glob("*.md") for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8"))]
    assert [(path.name, link) for path, link in links if not (path.parent / link).exists()] == []


def rewritten(text: str) -> str:
    """Return the README with the outputs that its commands print now."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(ROOT / "examples", Path(name) / "examples")

        def again(block: re.Match[str]) -> str:
            shown = []
            for command, _ in COMMAND.findall(block[0]):
                done = run(command, Path(name))
                if failed(done):
                    raise SystemExit(f"{command}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
                shown.append(f"$ {command}\n{printed(done.stdout + done.stderr)}")
            return "".join(shown)

        return BLOCK.sub(again, text)


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text("utf-8")), "utf-8")

"""Hold the plan of the house: who imports whom, how long a module is, where a test stands, what no file says."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))
LONGEST = 300

#: Files that say in words what the project is: what is said in them concerns readers of the project only.
WRITTEN = sorted(
    path
    for pattern in ("*.md", "*.toml", "Makefile", ".ci/run", "kg/**/*.py", "kg/**/*.toml", "ontology/*", "queries/*", "examples/*")
    for path in ROOT.glob(pattern)
    if path.is_file() and path.suffix != ".gz"
)
#: Words that point outside the project: machines, people's tools, unfinished work.
FORBIDDEN = re.compile(r"/work/|/root/|/home/|\bTODO\b|\bFIXME\b|\bXXX\b|https?://(?:pypi|files\.pythonhosted)", re.IGNORECASE)
#: Drawers for everything, which soon hold everything.
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "services", "base"}


def test_every_layer_sees_only_the_layers_below():
    run = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_enough_to_read(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_named_for_what_it_holds(module):
    assert module.stem not in DRAWERS
    assert module.parent.name not in DRAWERS


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_project_speaks_of_itself_alone(path):
    text = path.read_text(encoding="utf-8")
    assert [f"{text[: found.start()].count(chr(10)) + 1}: {found[0]}" for found in FORBIDDEN.finditer(text)] == []


def test_the_tests_mirror_the_tree():
    rooms = {path.parent.name for path in MODULES if path.parent != ROOT / "kg"}
    stray = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").glob("*/test_*.py")
        if path.parent.name in rooms and not _tested(path).exists()
    ]
    assert stray == [], "each tests/ROOM/test_X.py tests kg/ROOM/X.py"


def test_every_room_has_tests():
    rooms = {path.parent.name for path in MODULES if path.parent != ROOT / "kg" and path.parent.name != "lexicon"}
    assert {room for room in rooms if not list((ROOT / "tests" / room).glob("test_*.py"))} == set()


def test_nothing_of_kg_opens_a_file_or_reads_the_environment_when_imported():
    code = "import kg.pipeline, kg.export, kg.config; import sys; sys.exit('spacy' in sys.modules and 'kg loads spaCy at import')"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_the_wheel_holds_everything_that_kg_reads(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    [wheel] = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    read = {f"kg/{path.relative_to(ROOT)}" for room in ("ontology", "queries") for path in (ROOT / room).iterdir() if path.is_file()}
    read |= {str(path.relative_to(ROOT)) for path in (ROOT / "kg").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert read - held == set()
    assert {path for path in held if not path.startswith(("kg/", "newsclaims_kg-"))} == set()


def _tested(test: Path) -> Path:
    name = test.stem.removeprefix("test_")
    module = ROOT / "kg" / test.parent.name / f"{'__init__' if name in ('init', 'main') else name}.py"
    return module if module.exists() else ROOT / "kg" / test.parent.name / name

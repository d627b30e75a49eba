"""What is packed, what is installed, and what `import claimgraph` gives: complete, typed and lazy."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import claimgraph
from claimgraph.models.catalog import pipeline_folder
from claimgraph.settings import DEFAULT_PIPELINE

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PROJECT["tool"]["setuptools"]
FOLDERS = ("corpus", "extract", "graphs", "models")
WHEEL = os.environ.get("CLAIMGRAPH_WHEEL")  # set where the tests run against an installed wheel

checkout = pytest.mark.skipif(not (ROOT / "extract").is_dir(), reason="looks at the folders of a checkout")
wheel = pytest.mark.skipif(WHEEL is None, reason="looks into a built wheel (CLAIMGRAPH_WHEEL names it)")


def in_fresh_python(program: str) -> str:
    """What a program prints in a Python that has imported nothing yet."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True
    )
    return done.stdout


@checkout
def test_every_folder_with_modules_is_a_listed_package() -> None:
    found = set()
    for top, parent in (
        *((ROOT / folder, ROOT) for folder in FOLDERS),
        (ROOT / "src" / "claimgraph", ROOT / "src"),
    ):
        for folder, _, files in os.walk(top):  # follows no links
            if any(name.endswith(".py") for name in files):
                found.add(".".join(Path(folder).relative_to(parent).parts))
    found = {name if name.startswith("claimgraph") else f"claimgraph.{name}" for name in found}
    assert set(SETUPTOOLS["packages"]) == found


@checkout
def test_packages_map_to_the_folders_they_are_named_after() -> None:
    mapping = SETUPTOOLS["package-dir"]
    for package in SETUPTOOLS["packages"]:
        longest = max((name for name in mapping if f"{package}.".startswith(f"{name}.")), key=len)
        rest = package.removeprefix(longest).lstrip(".").replace(".", "/")
        folder = ROOT / mapping[longest] / rest
        assert (folder / "__init__.py").is_file(), f"{package}: no __init__.py in {folder}"


@checkout
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_links_for_a_bare_checkout_lead_to_the_folders(folder: str) -> None:
    assert (ROOT / "src" / "claimgraph" / folder).resolve() == (ROOT / folder).resolve()


@checkout
def test_every_data_file_in_a_package_is_declared() -> None:
    declared = {
        path.resolve()
        for package, globs in SETUPTOOLS["package-data"].items()
        for pattern in globs
        for path in ((ROOT / "src").joinpath(*package.split("."))).glob(pattern)
    }
    listed = subprocess.run(
        ["git", "ls-files", "-z", *FOLDERS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    tracked = {(ROOT / name).resolve() for name in listed.stdout.split("\0") if name}
    data = {path for path in tracked if path.suffix not in {".py", ".md"} and path.is_file()}
    assert sorted(map(str, data - declared)) == [], "not under [tool.setuptools.package-data]"


GLOBS = [(package, pattern) for package, globs in SETUPTOOLS["package-data"].items() for pattern in globs]


@pytest.mark.parametrize(("package", "pattern"), GLOBS)
def test_every_declared_data_glob_finds_a_file(package: str, pattern: str) -> None:
    if pattern.startswith("pipelines/") and pipeline_folder(DEFAULT_PIPELINE) is None:
        pytest.skip(f"the trained pipeline {DEFAULT_PIPELINE} is not there")
    folders = [Path(folder) for folder in importlib.import_module(package).__path__]
    assert any(any(folder.glob(pattern)) for folder in folders)


def test_the_metadata_say_what_pyproject_says() -> None:
    metadata = importlib.metadata.metadata("claimgraph")
    assert metadata["Version"] == PROJECT["project"]["version"] == claimgraph.__version__
    assert metadata["License-Expression"] == "Apache-2.0"
    assert set(metadata.get_all("Provides-Extra") or ()) == set(PROJECT["project"]["optional-dependencies"])


def test_the_command_and_the_spacy_factories_can_be_loaded() -> None:
    found = importlib.metadata.distribution("claimgraph").entry_points
    factories = {entry.name: entry for entry in found.select(group="spacy_factories")}
    declared = PROJECT["project"]["entry-points"]["spacy_factories"]
    assert {name: entry.value for name, entry in factories.items()} == declared
    for entry in factories.values():
        assert callable(entry.load()), entry
    (command,) = found.select(group="console_scripts")
    assert command.value == "claimgraph.cli:main"
    assert callable(command.load())


def test_spacy_finds_every_factory_without_importing_claimgraph() -> None:
    names = sorted(PROJECT["project"]["entry-points"]["spacy_factories"])
    program = f"import spacy\nnlp = spacy.blank('en')\nprint([nlp.has_factory(name) for name in {names}])"
    assert in_fresh_python(program).strip() == str([True] * len(names))


def test_the_package_says_that_it_is_typed() -> None:
    assert any((Path(folder) / "py.typed").is_file() for folder in claimgraph.__path__)


def test_the_public_names_are_these() -> None:
    assert claimgraph.__all__ == [
        "Claim",
        "ClaimStore",
        "ClaimgraphError",
        "Concept",
        "Document",
        "Evidence",
        "Explanation",
        "Mention",
        "Record",
        "__version__",
        "claims_of",
        "explain",
        "extract_records",
        "graph",
        "ground",
        "load",
        "read",
        "read_records",
    ]


@pytest.mark.parametrize("name", claimgraph.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(claimgraph, name)
    assert name in dir(claimgraph)
    if name != "__version__":
        assert value.__doc__, f"{name} has no docstring"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        claimgraph.nonsense  # noqa: B018


def test_import_claimgraph_imports_nothing_heavy() -> None:
    program = "import sys, claimgraph, claimgraph.cli\nprint(sorted(sys.modules))"
    loaded = set(eval(in_fresh_python(program)))
    heavy = {"spacy", "thinc", "numpy", "scipy", "networkx", "lxml", "rich", "sqlite3", "scispacy"}
    assert loaded & heavy == set()


@wheel
def test_the_wheel_holds_one_package_and_all_of_its_data() -> None:
    assert WHEEL is not None
    with zipfile.ZipFile(WHEEL) as packed:
        names = packed.namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"claimgraph", f"claimgraph-{claimgraph.__version__}.dist-info"}
    for package in SETUPTOOLS["packages"]:
        assert f"{package.replace('.', '/')}/__init__.py" in names
    licences = {name.rsplit("/", 1)[-1] for name in names if "/licenses/" in name}
    assert {"LICENSE", "NOTICE"} <= licences
    assert not [name for name in names if "/tests/" in name or name.endswith(".pyc")]


@wheel
def test_what_is_tested_is_the_installed_wheel() -> None:
    assert "site-packages" in str(claimgraph.__file__)

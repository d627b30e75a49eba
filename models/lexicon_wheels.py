"""The pinned wheels whose data files the lexicon is compiled from: fetching, checking, opening."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from claimgraph.errors import MissingExtra, TrainingDataError

_PINS = Path(__file__).parent / "lexicon" / "sources.toml"


class Wheel(msgspec.Struct, frozen=True):
    """One pinned wheel: its project, exact version, file name and SHA-256."""

    name: str
    version: str
    file: str
    sha256: str


def pinned_wheels(path: Path = _PINS) -> tuple[Wheel, ...]:
    """The wheels of `sources.toml`, in its order."""
    return tuple(msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8"))["wheel"], list[Wheel]))


def fetch_wheels(folder: Path, *, pins: tuple[Wheel, ...] | None = None) -> None:
    """Download the pinned wheels that `folder` lacks with pip, and check the hash of every one.

    Raises TrainingDataError if a wheel can't be had or is not the pinned one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for wheel in pinned_wheels() if pins is None else pins:
        if not (folder / wheel.file).exists():
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
            run = subprocess.run(
                [*command, f"{wheel.name}=={wheel.version}"], check=False, capture_output=True, text=True
            )
            if run.returncode != 0:
                reason = run.stderr.strip().splitlines()[-1:] or ["pip failed"]
                raise TrainingDataError(f"can't download {wheel.name}=={wheel.version}: {reason[0]}")
        check_wheel(folder, wheel)


def check_wheel(folder: Path, wheel: Wheel) -> Path:
    """The path of a wheel whose hash is the pinned one; TrainingDataError otherwise."""
    path = folder / wheel.file
    if not path.is_file():
        raise TrainingDataError(f"{path}: the wheel {wheel.name}=={wheel.version} is missing; fetch it first")
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != wheel.sha256:
        raise TrainingDataError(f"{path}: its SHA-256 is {found}, pinned is {wheel.sha256}")
    return path


class WheelData:
    """The data files inside checked wheels, read one at a time and never installed."""

    def __init__(self, folder: Path, wheels: tuple[Wheel, ...]) -> None:
        self._archives = {wheel.name: zipfile.ZipFile(check_wheel(folder, wheel)) for wheel in wheels}

    def names(self, wheel: str) -> list[str]:
        """The paths inside a wheel."""
        return self._archives[wheel].namelist()

    def read(self, wheel: str, member: str) -> bytes:
        """One file of a wheel; `.zst` files come decompressed (needs the extra `train`)."""
        try:
            data = self._archives[wheel].read(member)
        except KeyError as error:
            raise TrainingDataError(f"{wheel}: no file {member} in the wheel") from error
        if not member.endswith((".zst", ".zstd")):
            return data
        try:
            import zstandard  # noqa: PLC0415
        except ImportError as error:
            raise MissingExtra("compiling the lexicon", extra="train") from error
        with zstandard.ZstdDecompressor().stream_reader(data) as stream:
            content: bytes = stream.read()
        return content

    def rows(self, wheel: str, member: str, *, separator: str = "\t") -> Iterator[list[str]]:
        """The lines of a table in a wheel, split at `separator`; nothing is unquoted."""
        for line in self.read(wheel, member).decode("utf-8").split("\n"):
            if line.strip():
                yield line.rstrip("\r").split(separator)

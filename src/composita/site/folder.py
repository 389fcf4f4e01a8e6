"""The folder that a site is written to: the old site stays whole until the new one is complete.

The new site is written into a folder beside it, and the two change places in one step. A manifest
in the folder says which files are ours; a folder with any other file in it is left alone.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from composita.errors import CompositaError

MANIFEST = "site.json"


class Manifest(Struct, frozen=True):
    """What a build wrote: each file with a hash of it, and what it was built from."""

    fingerprint: str
    files: dict[str, str]


class Folder:
    """A new site that is being written: `write` adds a file."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.files: dict[str, str] = {}
        self._made: set[Path] = set()

    def write(self, path: str, content: bytes) -> str:
        """Writes a file; gives its hash."""
        target = self.place / path
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        target.write_bytes(content)
        self.files[path] = hashed(content)
        return self.files[path]

    def adopt(self, path: str) -> None:
        """Takes a file that something else wrote into the folder as one of the site's."""
        self.files[path] = hashed((self.place / path).read_bytes())


def hashed(content: bytes) -> str:
    return blake2b(content, digest_size=8).hexdigest()


def manifest_of(place: Path) -> Manifest | None:
    """What the last build wrote here; None where no site is."""
    try:
        return msgspec.json.decode((place / MANIFEST).read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
        raise CompositaError(f"{place / MANIFEST}: {error}; delete this file by hand") from error


def is_whole(place: Path, manifest: Manifest) -> bool:
    """Whether every file that the build wrote is there."""
    return all(os.path.exists(f"{place}/{path}") for path in manifest.files)  # noqa: PTH110


@contextmanager
def replaced(place: Path, fingerprint: str) -> Iterator[Folder]:
    """A new folder that takes the place of the old one when the block ends without an error."""
    refuse_others(place)
    new = place.with_name(f"{place.name}.unfinished")
    refuse_others(new)
    try:
        _emptied(new)
        folder = Folder(new)
        _sign(new, Manifest("", {}))
        yield folder
        _sign(new, Manifest(fingerprint, dict(sorted(folder.files.items()))))
        _exchange(new, place)
    except OSError as error:
        left = f"; {place} is as it was"
        raise CompositaError(f"{error.filename or new}: {error.strerror}{left}") from error
    finally:
        with suppress(OSError):  # what cannot be cleared away now is cleared by the next build
            _emptied(new)
            new.rmdir()


def _sign(place: Path, manifest: Manifest) -> None:
    place.mkdir(parents=True, exist_ok=True)
    (place / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1))


def refuse_others(place: Path) -> None:
    """An error where the folder holds what no build wrote."""
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise CompositaError(f"{place}: not a folder; choose another with --out")
    manifest = manifest_of(place)
    if manifest is None and place.is_dir() and any(place.iterdir()):
        raise CompositaError(f"{place}: holds files that are not ours; choose another with --out")
    if manifest and manifest.files:
        for path in _files(place):
            if path not in manifest.files and path != MANIFEST:
                raise CompositaError(
                    f"{place / path}: not ours; move it away, or choose another --out"
                )


def _files(place: Path) -> Iterator[str]:
    for folder, _, names in os.walk(place):
        under = os.path.relpath(folder, place)
        yield from (name if under == "." else f"{under}/{name}" for name in names)


def _emptied(place: Path) -> None:
    """Deletes what a build wrote into this folder. Call `refuse_others` first."""
    for folder, _, names in os.walk(place, topdown=False):
        for name in names:
            (Path(folder) / name).unlink()
        if Path(folder) != place:
            Path(folder).rmdir()
    place.mkdir(parents=True, exist_ok=True)


def _exchange(new: Path, old: Path) -> None:
    """The two folders change places in one step, so that there is a whole site at any moment."""
    if not old.exists():
        old.mkdir(parents=True)
    if _libc().renameat2(_HERE, os.fsencode(new), _HERE, os.fsencode(old), _EXCHANGE):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(old))


_HERE = -100  # AT_FDCWD of <fcntl.h>: paths are as seen from the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE of <linux/fs.h>


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)

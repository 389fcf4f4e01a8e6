"""Files in folders and zip archives, one after another, within caps that no honest set reaches."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO, FileIO, RawIOBase
from pathlib import Path, PurePosixPath, PureWindowsPath
from stat import S_ISDIR, S_ISREG
from typing import IO, TYPE_CHECKING, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812

from composita.errors import UnreadableDocument
from composita.facts import Document
from composita.read.armour import MOST_BYTES

if TYPE_CHECKING:
    from typing_extensions import Buffer

_HEAD = 2**16  # bytes that a reader may look at to recognise its format

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")

# For an archive and all archives in it together. A part of DailyMed's release of prescription
# labels has 3 GB and 10,000 archives. With a label and five pictures in each that is 70,000
# entries; the archives, and then what is in them, unpack to some 10 GB. Both may be half as much
# again, and more. The largest parts of openFDA unpack to 2 GB.
_MOST_ENTRIES = 200_000
_MOST_UNPACKED = 16 * 2**30  # bytes

_LARGEST_LIST = 32 * 2**20  # bytes of an archive's list of its members: 160 for each
_LISTED = b"PK\x01\x02"  # what stands before each member in that list
_LONGEST_NAME = 1_000
_MOST_RATIO = 200  # unpacked to packed; labels reach 30
_LARGEST_INNER = 128 * 2**20  # bytes of an archive inside an archive: it is held in memory
_DEEPEST = 3  # archives inside one another; DailyMed's releases have two

_BROKEN = (
    BadZipFile, ZlibError, EOFError, OSError, NotImplementedError, ValueError, OverflowError,
)  # fmt: skip


class Entry(NamedTuple):
    """An open file. `where` names it with the archives around it, `head` is how it begins."""

    where: str
    name: str
    head: bytes
    file: IO[bytes]


def entries(path: Path) -> Iterator[Entry | UnreadableDocument]:
    """Each file under a path, by name; archives and folders are looked into. Close none of them."""
    closed: list[OSError] = []
    for file in _files(path, closed.append):
        try:
            with BufferedReader(_regular(file), _HEAD) as opened:
                yield from _unpacked(opened, str(file), _Budget(str(file)), depth=0)
        except UnreadableDocument as unreadable:
            yield unreadable
        except OSError as error:
            yield unread(error, str(file))
    yield from (unread(error, error.filename) for error in closed)


def unread(error: OSError, where: str) -> UnreadableDocument:
    """What a file or folder that the system does not give is refused with."""
    gone = isinstance(error, FileNotFoundError)
    why = "there is no such file or folder" if gone else f"cannot be read: {error.strerror}"
    return UnreadableDocument(where, why)


def whole(
    read: Callable[[bytes, str], Iterator[Document | UnreadableDocument]],
) -> Callable[[IO[bytes], str], Iterator[Document | UnreadableDocument]]:
    """A reader of bytes as a reader of open files; of too large a file it sees one byte too many,
    so that it refuses it."""
    return lambda file, where: read(file.read(MOST_BYTES + 1), where)


def _files(path: Path, closed: Callable[[OSError], None]) -> Iterator[Path]:
    """A file, or what is in a folder but for hidden files; links to folders are not followed.

    `closed` is told of each folder that cannot be looked into.
    """
    if not _is_folder(path):
        yield path
        return
    for folder, inner, names in os.walk(path, onerror=closed):
        inner.sort()
        inner[:] = [name for name in inner if not name.startswith(".")]
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _is_folder(path: Path) -> bool:
    try:
        return S_ISDIR(path.stat().st_mode)
    except OSError:  # opening it as a file says why
        return False


def _regular(file: Path) -> FileIO:
    """An open file; a pipe may never give anything, and a device may never end."""
    if not S_ISREG(file.stat().st_mode):
        raise UnreadableDocument(str(file), "neither a file nor a folder: save it as a file first")
    return FileIO(file)


class _Budget:
    """What may still come out of the outermost archive, with everything inside it."""

    def __init__(self, outermost: str) -> None:
        self._outermost = outermost
        self._entries, self._bytes = _MOST_ENTRIES, _MOST_UNPACKED
        self.spent = False

    def spend(self, members: list[ZipInfo]) -> None:
        """Takes an archive's members from it; raises where that is more than is left."""
        self.allow(len(members))
        self._entries -= len(members)
        self._bytes -= sum(member.file_size for member in members)
        if self._bytes < 0:
            raise self._over(f"unpacks to more than {_MOST_UNPACKED >> 30} GB")

    def allow(self, entries: int, listed: int = 0) -> None:
        """Raises where an archive has more members than are left, or too large a list of them."""
        if listed > _LARGEST_LIST:
            raise self._over(f"holds a list of files larger than {_LARGEST_LIST >> 20} MB")
        if entries > self._entries:
            raise self._over(f"holds more than {_MOST_ENTRIES:,} files")

    def _over(self, what: str) -> UnreadableDocument:
        self.spent = True
        why = f"{what}, with the archives in it: not read further; unpack it first"
        return UnreadableDocument(self._outermost, why)


def _unpacked(
    file: BufferedReader[Any], where: str, budget: _Budget, depth: int
) -> Iterator[Entry | UnreadableDocument]:
    head = file.peek(_HEAD)[:_HEAD]
    if not head.startswith(_ZIP):
        yield Entry(where, PurePosixPath(where).name, head, file)
    elif depth == _DEEPEST:
        yield UnreadableDocument(where, f"more than {_DEEPEST} archives inside one another")
    else:
        inside = file if depth == 0 else _in_memory(file, where)
        yield from _members(inside, where, budget, depth)


def _members(
    file: IO[bytes], where: str, budget: _Budget, depth: int
) -> Iterator[Entry | UnreadableDocument]:
    archive, members = _opened(file, where, budget)
    for member in sorted(members, key=lambda member: member.filename):
        if budget.spent:
            return
        inside = f"{where}!{member.filename[:_LONGEST_NAME]}"
        try:
            _refuse(member, inside)
            if not member.is_dir() and not _is_hidden(member.filename):
                with BufferedReader(_Member(archive, member, inside), _HEAD) as opened:
                    yield from _unpacked(opened, inside, budget, depth + 1)
        except UnreadableDocument as unreadable:
            yield unreadable


def _opened(file: IO[bytes], where: str, budget: _Budget) -> tuple[ZipFile, list[ZipInfo]]:
    listed = _Listed(file, budget)
    with _damage_named(where):
        archive = ZipFile(listed)
    listed.whole = True
    members = archive.infolist()
    budget.spend(members)
    if sum(member.compress_size for member in members) > file.seek(0, os.SEEK_END):
        raise UnreadableDocument(where, "its files overlap, as in a zip bomb: not opened")
    return archive, members


class _Listed:
    """An archive's file, whose list of members is weighed before anybody parses it.

    `ZipFile` reads the list in one piece, as long as the end of the archive says it is: what is
    asked for, and what is then there, are both within the budget, whatever else the end says.
    """

    def __init__(self, file: IO[bytes], budget: _Budget) -> None:
        self._file, self._budget = file, budget
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self.whole = False

    def read(self, size: int = -1) -> bytes:
        if self.whole:
            return self._file.read(size)
        self._budget.allow(0, listed=size)
        data = self._file.read(size if size >= 0 else _LARGEST_LIST)
        self._budget.allow(data.count(_LISTED))
        return data


def _refuse(member: ZipInfo, where: str) -> None:
    """Raises where a member is not opened. One that is never gives more than its file_size."""
    path = PureWindowsPath(member.filename)  # it knows both kinds of slash, and drives
    if path.drive or path.root or ".." in path.parts or not path.parts:
        why = "its name leads out of the archive, or nowhere: not opened"
    elif len(member.filename) > _LONGEST_NAME:
        why = f"its name is longer than {_LONGEST_NAME:,} characters: not opened"
    elif member.flag_bits & 1:
        why = "it is encrypted: unpack it first"
    elif member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        why = "it is packed in an unusual way: unpack it first"
    elif member.file_size > max(member.compress_size * _MOST_RATIO, 2**20):
        why = f"it unpacks to more than {_MOST_RATIO} times its size, as a zip bomb: not opened"
    else:
        return
    raise UnreadableDocument(where, why)


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _in_memory(file: IO[bytes], where: str) -> BytesIO:
    """An archive inside an archive: reading it needs jumps, which a packed file has none of."""
    data = file.read(_LARGEST_INNER + 1)
    if len(data) > _LARGEST_INNER:
        why = f"an archive of more than {_LARGEST_INNER >> 20} MB inside another: unpack it first"
        raise UnreadableDocument(where, why)
    return BytesIO(data)


class _Member(RawIOBase):
    """A member of an archive as an open file; damage in it raises `UnreadableDocument`."""

    def __init__(self, archive: ZipFile, member: ZipInfo, where: str) -> None:
        self._where = where
        with _damage_named(where):
            self._file = archive.open(member)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        with memoryview(buffer) as room, _damage_named(self._where):
            data = self._file.read(len(room))
            room[: len(data)] = data
            return len(data)


@contextmanager
def _damage_named(where: str) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        why = f"a damaged zip archive ({error}): fetch it again"
        raise UnreadableDocument(where, why) from None

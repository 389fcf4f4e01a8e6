"""Files in folders and zip archives, one after another, within caps that no honest set reaches."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO, FileIO, RawIOBase
from pathlib import Path, PurePosixPath, PureWindowsPath
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
_MOST_MEMBERS = 100_000
_MOST_UNPACKED = 64 * 2**30  # bytes, all members of an archive together
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
    if not path.exists():
        yield UnreadableDocument(str(path), "there is no such file or folder")
    for file in _files(path):
        try:
            with BufferedReader(FileIO(file), _HEAD) as opened:
                yield from _unpacked(opened, str(file), depth=0)
        except OSError as error:
            yield UnreadableDocument(str(file), f"cannot be opened: {error.strerror}")


def whole(
    read: Callable[[bytes, str], Iterator[Document | UnreadableDocument]],
) -> Callable[[IO[bytes], str], Iterator[Document | UnreadableDocument]]:
    """A reader of bytes as a reader of open files; of too large a file it sees one byte too many,
    so that it refuses it."""
    return lambda file, where: read(file.read(MOST_BYTES + 1), where)


def _files(path: Path) -> Iterator[Path]:
    """The regular files under a path but for hidden ones; links to folders are not followed."""
    if path.is_file():
        yield path
    for folder, inner, names in os.walk(path):
        inner.sort()
        inner[:] = [name for name in inner if not name.startswith(".")]
        every = (Path(folder, name) for name in sorted(names) if not name.startswith("."))
        yield from (file for file in every if file.is_file())


def _unpacked(
    file: BufferedReader[Any], where: str, depth: int
) -> Iterator[Entry | UnreadableDocument]:
    try:
        head = file.peek(_HEAD)[:_HEAD]
        if not head.startswith(_ZIP):
            yield Entry(where, PurePosixPath(where).name, head, file)
        elif depth == _DEEPEST:
            yield UnreadableDocument(where, f"more than {_DEEPEST} archives inside one another")
        else:
            yield from _members(file if depth == 0 else _in_memory(file, where), where, depth)
    except UnreadableDocument as unreadable:
        yield unreadable


def _members(file: IO[bytes], where: str, depth: int) -> Iterator[Entry | UnreadableDocument]:
    archive, members = _opened(file, where)
    for member in sorted(members, key=lambda member: member.filename):
        inside = f"{where}!{member.filename}"
        if problem := _problem(member):
            yield UnreadableDocument(inside, problem)
        elif not member.is_dir() and not _is_hidden(member.filename):
            with BufferedReader(_Member(archive, member, inside), _HEAD) as opened:
                yield from _unpacked(opened, inside, depth + 1)


def _opened(file: IO[bytes], where: str) -> tuple[ZipFile, list[ZipInfo]]:
    with _damage_named(where):
        archive = ZipFile(file)
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS:
        raise UnreadableDocument(where, f"holds more than {_MOST_MEMBERS:,} files: unpack it first")
    if sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise UnreadableDocument(where, f"unpacks to more than {_MOST_UNPACKED >> 30} GB")
    if sum(member.compress_size for member in members) > file.seek(0, os.SEEK_END):
        raise UnreadableDocument(where, "its files overlap, as in a zip bomb: not opened")
    return archive, members


def _problem(member: ZipInfo) -> str:
    """Why a member is not opened; "" where it is. A member never gives more than its file_size."""
    path = PureWindowsPath(member.filename)  # it knows both kinds of slash, and drives
    if path.drive or path.root or ".." in path.parts or not path.parts:
        return "its name leads out of the archive, or nowhere: not opened"
    if member.flag_bits & 1:
        return "it is encrypted: unpack it first"
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "it is packed in an unusual way: unpack it first"
    if member.file_size > max(member.compress_size * _MOST_RATIO, 2**20):
        return f"it unpacks to more than {_MOST_RATIO} times its size, as a zip bomb: not opened"
    return ""


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

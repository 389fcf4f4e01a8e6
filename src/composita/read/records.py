"""The records of a JSON file one after another: memory holds one, however large the file is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

import ijson

from composita.errors import UnreadableDocument

MOST_OF_A_RECORD = 8 * 2**20  # bytes; openFDA's longest have about 3 MB
_DEEPEST = 16  # lists and objects inside one another; openFDA's records have four

_HEAD = 2**16
_RESULTS = re.compile(rb'"results"\s*:\s*\[')


def records(file: IO[bytes], where: str) -> Iterator[Any]:
    """What the list `results` holds, or a top-level list; else the file's one object.

    Where the file breaks off, the records before that are given, then `UnreadableDocument`.
    """
    bounded = _Bounded(file, where)
    try:
        for record in _records(bounded, bounded.depth_of_records()):
            bounded.since_record = 0
            yield record
    except ijson.JSONError as error:
        why = f"no longer readable as JSON ({_told(error)}): it may be cut off; fetch it again"
        raise UnreadableDocument(where, why) from None
    except UnicodeDecodeError:
        why = "half a character (\\ud800 to \\udfff) in it is no text: fetch it again"
        raise UnreadableDocument(where, why) from None


def _records(file: _Bounded, at: int) -> Iterator[Any]:
    """The values `at` containers deep, in the list `results` where that is two."""
    depth, key, wanted, record = 0, "", at < 2, ijson.ObjectBuilder()
    for event, value in ijson.basic_parse(file, use_float=True):
        opens, closes = event.startswith("start"), event.startswith("end")
        depth -= closes
        if depth >= at and wanted:
            record.event(event, value)
            if depth == at and not opens:
                yield record.value
                record = ijson.ObjectBuilder()
        elif depth == 1:
            key = value if event == "map_key" else key
            wanted = key == "results" and event == "start_array"
        depth += opens
        if depth > _DEEPEST:
            raise UnreadableDocument(file.where, "lists inside lists: no openFDA label record")


class _Bounded:
    """An open file that refuses to be read further when one record takes too much of it."""

    def __init__(self, file: IO[bytes], where: str) -> None:
        self.where = where
        self.since_record = 0
        self._file = file
        self._head = file.read(_HEAD).removeprefix(b"\xef\xbb\xbf")
        self._unread = self._head

    def depth_of_records(self) -> int:
        """How many containers a record is in: two in an answer, one in a list, none alone."""
        if _RESULTS.search(self._head):
            return 2
        return 1 if self._head.lstrip().startswith(b"[") else 0

    def read(self, size: int = -1) -> bytes:
        if size == 0:
            return b""
        data, self._unread = self._unread or self._file.read(size), b""
        self.since_record += len(data)
        if self.since_record > MOST_OF_A_RECORD:
            why = f"more than {MOST_OF_A_RECORD >> 20} MB in one record: no openFDA label"
            raise UnreadableDocument(self.where, why)
        return data


def _told(error: ijson.JSONError) -> str:
    told = error.args[0] if error.args else ""
    return (told.decode(errors="replace") if isinstance(told, bytes) else str(told)).split("\n")[0]

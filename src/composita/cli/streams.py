"""The standard streams: UTF-8 whatever the locale, no commands to a terminal but our own, and
nothing more into one that is closed."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from composita.controls import shown


class Ours(str):
    """Commands to a terminal that are our own: they are obeyed."""


class Harmless:
    """A stream to which everything goes as it is `shown`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(text if isinstance(text, Ours) else shown(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def guard() -> None:
    """From now on nothing that is printed can do more to a terminal than to show text."""
    sys.stdout, sys.stderr = map(_harmless, (sys.stdout, sys.stderr))


def _harmless(stream: TextIO) -> Any:
    return stream if stream is None or isinstance(stream, Harmless) else Harmless(stream)


def speak_utf8() -> None:
    """Reads and writes UTF-8 also where the locale is "C": names and files are not all ASCII."""
    if sys.getfilesystemencoding() != "utf-8":  # arguments and names of files too: begin again
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def forget_output() -> None:
    """Whatever is still to be printed goes nowhere: a second error would only hide the first."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if not _takes_more(stream):
            os.dup2(nowhere, stream.fileno())


def _takes_more(stream: TextIO) -> bool:
    try:
        stream.flush()
    except (OSError, ValueError):
        return False
    return True

"""The standard streams: UTF-8 whatever the locale, and nothing more into one that is closed."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO


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

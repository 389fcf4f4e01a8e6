"""The errors that a person may see. The command line prints them without a traceback.

CompositaError            exit code 2; the message says which file or name, and what to do
├── UnreadableDocument    a file that is not what its reader expects, or is hostile
│   └── LeftOut           one that was read, and is no medicine's label for people
├── BadPack               a pack with a wrong hash, a newer format or a damaged line
├── BadStore              a store file that cannot be opened or written
└── NotRecognised         a name that no source holds; carries near names
"""

from __future__ import annotations


class CompositaError(Exception):
    """Something that the person who runs Composita can mend."""


class UnreadableDocument(CompositaError):
    """`where` names the file (and the member inside an archive), `why` what is wrong with it."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class LeftOut(UnreadableDocument):
    """A document that could be read, and of which nothing is stored: `why` says what it is."""


class BadPack(CompositaError):
    """A pack that must not be trusted: `where` names the folder or file in it."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where


class BadStore(CompositaError):
    """A store that cannot be made, opened or written."""


class NotRecognised(CompositaError):
    """No source holds this name, or more than one substance could be meant by it."""

    def __init__(self, name: str, near: tuple[str, ...] = ()) -> None:
        shown = name if len(name) <= 60 else name[:57] + "..."
        hint = f" Near names: {', '.join(near)}." if near else ""
        super().__init__(f"“{shown}” is not recognised.{hint}")
        self.name = name
        self.near = near

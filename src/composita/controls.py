"""Characters that are no text but commands: to a terminal, or to whoever lays out a line.

Names of files, titles and whole texts come from strangers. With such characters in them they
could colour a terminal, let it type by itself, or turn round the order of what is read.
"""

from __future__ import annotations

import re

# Controls but for tab and line feed, line and paragraph separators, and what turns text round.
_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    """The text with each command as one reads it: "\\u001b", which JSON also takes for it."""
    return _COMMANDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def named(text: str) -> str:
    """A name without commands: they have no meaning there. Any other name stays as it is."""
    bare = _COMMANDS.sub(" ", text)
    return text if bare == text else " ".join(bare.split())

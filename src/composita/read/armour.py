"""What every reader does with bytes that may be broken or hostile: caps, strict text, safe XML."""

from __future__ import annotations

from codecs import BOM_UTF8
from datetime import date

from lxml import etree
from lxml.etree import _Element as Element

from composita.errors import UnreadableDocument

# The largest single labels have about 10 MB; parsed, each tag and attribute takes memory.
MOST_BYTES = 32 * 2**20
_MOST_TAGS = 2_000_000


def checked(data: bytes, where: str) -> bytes:
    """The bytes, if there are any and not too many."""
    if not data.removeprefix(BOM_UTF8).strip():
        raise UnreadableDocument(where, "the file is empty: fetch it again")
    if len(data) > MOST_BYTES:
        raise UnreadableDocument(where, f"larger than {MOST_BYTES >> 20} MB: not a single label")
    return data


def text(data: bytes, where: str) -> str:
    """The bytes as UTF-8, lines ending in "\\n"."""
    try:
        decoded = checked(data, where).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        why = f"not UTF-8 at byte {error.start}: save it as UTF-8 or fetch it again"
        raise UnreadableDocument(where, why) from None
    return decoded.replace("\r\n", "\n")


def xml(data: bytes, where: str) -> Element:
    """The root of XML that declares no document type; nothing outside the file is looked at."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, collect_ids=False,
    )  # fmt: skip
    if len(checked(data, where)) > _MOST_TAGS and data.count(b"<") + data.count(b"=") > _MOST_TAGS:
        raise UnreadableDocument(where, f"more than {_MOST_TAGS:,} tags: not a single label")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        found = " ".join(str(error.msg).split())
        why = f"not well-formed XML ({found}): it may be cut off; fetch it again"
        raise UnreadableDocument(where, why) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(where, "it declares a document type (DOCTYPE): no label does")
    return root


def iso_date(stamp: str) -> str:
    """20260504, and longer stamps, as 2026-05-04; "" for what is no date."""
    day = stamp[:8]
    try:
        return date.fromisoformat(day).isoformat() if day.isdecimal() else ""
    except ValueError:
        return ""

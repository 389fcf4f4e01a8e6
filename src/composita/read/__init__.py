"""Readers: bytes in a known format → Documents. One file per format, siblings of one shape.

Each reader is a function `read(data: bytes, where: str) -> Iterator[Document]`: `data` is the
whole file, `where` its name for messages; it raises `UnreadableDocument` and nothing else.
`open_documents` finds the right one for a path and looks into zip archives and folders.
"""

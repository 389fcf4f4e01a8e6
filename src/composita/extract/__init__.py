"""Extractors: a Document → facts with exact passages. One file per kind, siblings of one shape.

Each is a function `extract(document: Document) -> Iterator[Fact]`: pure, and silent where it is
not sure; `extractors.py` lists them. Terms, cues and codes are data files in `lexicons/`, each
with where it comes from.
"""

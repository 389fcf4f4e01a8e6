"""Composita: a medicine reference in which every statement has a source.

from composita import open_library

library = open_library()
page = library.monograph("Amitriptyline + Pregabalin")
"""

from composita.library import Library, open_library

__all__ = ["Library", "open_library"]

"""A list of compositions → a whole static site: gather all, check, then write all.

`build` makes it beside the old one and puts it in its place at the end; `check` reads it again.
"""

from composita.site.build import Plan, Report, build
from composita.site.proof import prove

__all__ = ["Plan", "Report", "build", "prove"]

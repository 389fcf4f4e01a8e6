"""Audit: written pages → claims → verdicts, what is left out, and where two pages disagree."""

from composita.audit.audit import Audited, audit
from composita.audit.site import Report, audited

__all__ = ["Audited", "Report", "audit", "audited"]

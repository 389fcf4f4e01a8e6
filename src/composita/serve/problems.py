"""Answers to errors: problem details (RFC 9457), and an OperationOutcome under /fhir."""

from __future__ import annotations

import logging
import traceback
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from composita.errors import CompositaError, NotRecognised

Asking = Request[Any, Any, Any]

_log = logging.getLogger("composita.serve")
_FHIR_CODES = {404: "not-found", 405: "not-supported", 413: "too-long", 500: "exception"}


def not_recognised(request: Asking, error: NotRecognised) -> Response[Any]:
    return _told(request, 404, "Not recognised", str(error))


def refused(request: Asking, error: CompositaError) -> Response[Any]:
    return _told(request, 400, "Cannot be answered", str(error))


def problem(request: Asking, error: HTTPException) -> Response[Any]:
    status, title = error.status_code, type(error).__name__
    return _told(request, status, title, _detail(error), error.headers)


def too_deep(request: Asking, _: RecursionError) -> Response[Any]:
    """Lists in lists, or objects in objects, as no record and no order has them."""
    return _told(request, 400, "Nested too deeply", "The body is nested too deeply")


def broken(request: Asking, error: Exception) -> Response[Any]:
    """A fault of ours: its kind and place are logged, and nothing of what was asked."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    _log.error("%s in %s, line %s", type(error).__name__, place.filename, place.lineno)
    return _told(request, 500, "Internal error", type(error).__name__)


HANDLERS = {
    NotRecognised: not_recognised,
    CompositaError: refused,
    HTTPException: problem,
    RecursionError: too_deep,
    Exception: broken,
}


def _detail(error: HTTPException) -> str:
    """What is wrong, and with which fields where the body or the address has wrong ones."""
    fields = error.extra if isinstance(error.extra, list) else []
    wrong = "; ".join(f"{field['key']}: {field['message']}" for field in fields)
    return f"{error.detail}: {wrong}" if wrong else error.detail


def _told(
    request: Asking, status: int, title: str, detail: str, headers: dict[str, str] | None = None
) -> Response[Any]:
    if request.scope["path"].startswith("/fhir"):
        outcome = _outcome(status, detail)
        return Response(outcome, status_code=status, media_type=_FHIR, headers=headers)
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Response(body, status_code=status, media_type=_PROBLEM, headers=headers)


_PROBLEM = "application/problem+json"
_FHIR = "application/fhir+json"


def _outcome(status: int, detail: str) -> dict[str, Any]:
    code = _FHIR_CODES.get(status, "invalid")
    issue = {"severity": "error", "code": code, "diagnostics": detail or "Cannot be answered"}
    return {"resourceType": "OperationOutcome", "issue": [issue]}

"""SARIF 2.1.0, which code hosts show beside the lines: contradictions as errors, omissions as
warnings, clashes between pages as notes, and a note on each page with sentences that were not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import msgspec

from composita.audit.audit import Audited
from composita.audit.between import Clash
from composita.audit.reports.wording import described, reason, where
from composita.audit.site import Report
from composita.audit.tables import table
from composita.controls import shown

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_CLASH = "pages disagree"


def publish(report: Report) -> Iterator[str]:
    """The log in pieces, a page at a time."""
    counted = {"claims": report.summary.claims}
    run = {
        "tool": {"driver": _driver()}, "columnKind": "unicodeCodePoints", "properties": counted
    }  # fmt: skip
    yield f'{{"$schema":"{_SCHEMA}","version":"2.1.0","runs":[{_json(run)[:-1]},"results":['
    for number, result in enumerate(_results(report)):
        yield (",\n" if number else "\n") + _json(result)
    yield "]}]}\n"


def _driver() -> dict[str, Any]:
    rules = [_rule(key, reason(key)) for key in table("words")["reason"]]
    titles = {each["title"]: each["reason"] for each in _musts()}
    rules += [_rule(f"left out: {title}", why) for title, why in titles.items()]
    rules.append(_rule(_CLASH, "Two pages say opposites."))
    return {"name": "composita audit", "version": version("composita"), "rules": rules}


def _musts() -> Iterator[dict[str, Any]]:
    for entry in table("must_have").values():
        yield from (
            each for each in (entry if isinstance(entry, list) else [entry]) if "title" in each
        )


def _rule(id: str, text: str) -> dict[str, Any]:
    return {"id": id, "shortDescription": {"text": text}}


def _results(report: Report) -> Iterator[dict[str, Any]]:
    for page in report.pages():
        yield from _errors(page)
        for each in page.omitted:
            text = f"{each.title}: {each.term}. {where(each.passages)}"
            yield _result(f"left out: {each.title}", "warning", text, _place(page.path, 1, 1))
        yield from _unread(page)
    for clash in report.clashes:
        yield _clash(clash)


def _errors(page: Audited) -> Iterator[dict[str, Any]]:
    for judged in page.judged:
        if judged.verdict == "contradicted":
            text = (
                f"{described(judged.claim.value)}. {reason(judged.reason)} {where(judged.passages)}"
            )
            place = _place(page.path, judged.claim.line, judged.claim.column)
            yield _result(judged.reason, "error", text, place)


def _unread(page: Audited) -> Iterator[dict[str, Any]]:
    """One note for all sentences of a page, at the first of them."""
    unread = [judged.claim for judged in page.judged if judged.verdict == "not read"]
    if unread:
        text = f"{len(unread)} × {reason('not read')}"
        yield _result("not read", "note", text, _place(page.path, unread[0].line, unread[0].column))


def _clash(clash: Clash) -> dict[str, Any]:
    first, *others = [*clash.yes, *clash.no]
    result = _result(
        _CLASH,
        "note",
        f"{clash.names}: {clash.topic}?",
        _place(first.path, first.line, first.column),
    )
    related = [_place(other.path, other.line, other.column) for other in others]
    return {**result, "relatedLocations": related}


def _result(rule: str, level: str, text: str, place: dict[str, Any]) -> dict[str, Any]:
    return {
        "ruleId": rule,
        "level": level,
        "message": {"text": shown(text)},
        "locations": [place],
    }


def _place(path: str, line: int, column: int) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(PurePath(path).as_posix())},
            "region": {"startLine": line, "startColumn": column},
        }
    }


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()

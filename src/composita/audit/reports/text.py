"""For terminals, at 80 columns: the summary, then each page with what is wrong or missing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from composita.audit.audit import Audited
from composita.audit.between import Clash
from composita.audit.claim import Judged, Reassured
from composita.audit.omissions import Omission
from composita.audit.reports.wording import described, reason, where
from composita.audit.site import Report
from composita.audit.summary import VERDICTS, Summary
from composita.controls import shown

_WIDTH = 80
_LISTED = 10


def publish(report: Report) -> Iterator[str]:
    """The report in pieces."""
    yield _summary(report.summary)
    if report.clashes:
        yield _title("Pages that contradict each other")
        yield from (_clash(clash) for clash in report.clashes)
    for page in report.pages():
        wrong = any(j.verdict == "contradicted" or _is_open(j) for j in page.judged)
        if wrong or page.omitted:
            yield _page(page)


def _summary(found: Summary) -> str:
    pages = f"{found.pages:,} page{'' if found.pages == 1 else 's'}"
    lines = [_title("Audit"), f"{pages} against data of {found.data}.\n\n"]
    lines += [f"{found.claims[verdict]:>8,} {verdict}\n" for verdict in VERDICTS]
    lines += _counted("Errors", {reason(key): count for key, count in found.errors.items()})
    lines += _counted("Left out", found.omitted)
    if found.pages > 1:
        worst = {f"{line.path}": line.weight for line in found.worst[:_LISTED]}
        lines += _counted("Pages with the weightiest errors and omissions", worst)
    lines += _named("Not audited", [(p.path, p.why) for p in found.problems])
    lines += _named("Names not recognised", [(p.path, p.why) for p in found.unknown])
    return "".join(lines)


def _counted(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        yield f"\n{title}\n"
    for name, count in counts.items():
        yield f"{count:>8,} {name}\n"


def _named(title: str, named: list[tuple[str, str]]) -> Iterator[str]:
    if named:
        yield f"\n{title}\n"
    for path, why in named:
        yield _wrapped(f"{shown(path)}: {shown(why)}", "  ")


def _clash(clash: Clash) -> str:
    lines = [_wrapped(f"{clash.names}: {clash.topic}?", "")]
    for answer, sayings in (("yes", clash.yes), ("no", clash.no)):
        lines += [f"  {answer:<4}{shown(s.path)}:{s.line}:{s.column}\n" for s in sayings[:3]]
    return "".join(lines) + "\n"


def _page(page: Audited) -> str:
    counts = {v: sum(j.verdict == v for j in page.judged) for v in VERDICTS}
    said = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    lines = [_title(shown(page.path)), _wrapped(f"{shown(page.title)}: {said}.", "")]
    lines += [_error(judged) for judged in page.judged if judged.verdict == "contradicted"]
    lines += [_open(judged) for judged in page.judged if _is_open(judged)]
    lines += _not_read(page)
    lines += [_omitted(omission) for omission in page.omitted]
    return "".join(lines)


def _error(judged: Judged) -> str:
    claim = judged.claim
    head = f"{claim.line}:{claim.column}: contradicted: {described(claim.value)}."
    tail = f"{reason(judged.reason)} {where(judged.passages)} #{' #'.join(judged.statements[:3])}"
    return "\n" + _wrapped(head, "  ") + _wrapped(tail, "    ") + _proposed(judged.proposed)


def _is_open(judged: Judged) -> bool:
    """Whether it is reassurance that no source bears out: somebody must look."""
    is_reassuring = isinstance(judged.claim.value, Reassured)
    return is_reassuring and judged.verdict in ("unsupported", "not covered")


def _open(judged: Judged) -> str:
    claim = judged.claim
    said = f"{claim.line}:{claim.column}: {judged.verdict}: {described(claim.value)}."
    return "\n" + _wrapped(said, "  ")


def _not_read(page: Audited) -> Iterator[str]:
    """The places of sentences that we did not understand."""
    places = [f"{j.claim.line}:{j.claim.column}" for j in page.judged if j.verdict == "not read"]
    if places:
        yield "\n" + _wrapped(f"not read: {', '.join(places)}.", "  ")


def _omitted(omission: Omission) -> str:
    told = f"left out: {omission.title}: {omission.term} (weight {omission.weight})."
    tail = f"{where(omission.passages)} #{' #'.join(omission.statements[:3])}"
    proposed = _proposed(omission.proposed)
    return "\n" + _wrapped(told, "  ") + _wrapped(tail, "    ") + proposed


def _proposed(text: str) -> str:
    return _wrapped(f"Sources: {text}", "    ") if text else ""


def _title(title: str) -> str:
    return f"\n{title}\n{'-' * min(len(title), _WIDTH)}\n"


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False
    ) + "\n"  # fmt: skip

"""How much: by way of taking it, then by whom and what for, then by phase. Never added up.

What was understood only in part is marked for professionals; patients are told where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial

from composita.compose.amounts import amount
from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.compose.words import capital
from composita.facts import Dose, Part
from composita.store.said import Said, alike
from composita.store.statements import Place, Subject

_PHASES = ("loading", "start", "step", "usual", "maintenance", "maximum", "")
_POPULATIONS = (
    "adults", "", "women", "men", "children", "older people", "kidney impairment",
    "liver impairment", "pregnancy", "breastfeeding",
)  # fmt: skip

Group = list[Said[Dose]]


def compose(heading: Heading, subject: Subject, page: Page) -> Part:
    told, partly = subject.said(Dose), subject.partly(Dose)
    shown = [*told, *partly] if page.view == "professional" else told
    routes = _grouped(shown, lambda dose: dose.route)
    routes.sort(key=lambda doses: not doses[0].value.route)
    parts = [_route(heading, page, group) for group in routes]
    if parts and page.view == "patient" and partly:
        parts.append(_elsewhere(page, partly))
    return page.part(heading, subject, parts=parts)


def _elsewhere(page: Page, partly: Group) -> Part:
    """Where the doses stand that were understood only in part."""
    passages = (passage for said in partly for passage in said.passages)
    places = dict.fromkeys(Place(at.document, at.section) for at in passages)
    told = (page.point("partly", tuple(places)),)
    title = page.words["dose"]["elsewhere"]
    return Part("elsewhere", title, told, silence="speaks of it", style="prose")


def _route(heading: Heading, page: Page, group: Group) -> Part:
    people = _grouped(group, _person)
    people.sort(key=lambda doses: _place(doses[0].value))
    shown = page.shown(heading, len(people))
    route = group[0].value.route
    return Part(
        key=f"route {route}",
        title=page.words["route"].get(route, capital(route)),
        parts=tuple(_people(page, doses) for doses in people[:shown]),
        remark=page.more(len(people) - shown),
    )


def _place(dose: Dose) -> int:
    """Where these people stand; a kidney function means kidney problems."""
    return _POPULATIONS.index("kidney impairment" if dose.renal else dose.population)


def _people(page: Page, doses: Group) -> Part:
    lines = alike(doses, partial(_words, page))
    lines.sort(key=lambda line: _PHASES.index(line[1][0].value.phase))
    named = {said[0].value.phase for _, said in lines}
    also = page.words["dose"]["also"] if len(named) > 1 else ""
    sentences = []
    for text, said in lines:
        if not said[0].value.phase:  # an amount that the source does not call start or maximum
            text, also = also + text, ""
        text = page.supported(text, said) + _differs(page, said, doses) + page.in_part(said)
        sentences.append(page.say(text, said))
    return Part("people", _title(page, doses[0].value), tuple(sentences), style="run")


def _differs(page: Page, said: Group, doses: Group) -> str:
    """That other documents, and none of these, give another dose for the same phase."""
    phase, documents = said[0].value.phase, {d for s in said for d in s.documents}
    others = (s for s in doses if s.value.phase == phase and s not in said and not s.partly)
    if phase and any(documents.isdisjoint(other.documents) for other in others):
        return page.words["dose"]["differs"]
    return ""


def _grouped(doses: Group, key: Callable[[Dose], Hashable]) -> list[Group]:
    groups: dict[Hashable, Group] = {}
    for said in doses:
        groups.setdefault(key(said.value), []).append(said)
    return list(groups.values())


def _person(dose: Dose) -> Hashable:
    return dose.population, dose.age, dose.weight, dose.renal, dose.condition, dose.form, dose.case


def _title(page: Page, dose: Dose) -> str:
    """ "Adults, 18 years and older, for headache, tablet"."""
    say = page.words["dose"]
    renal = say["renal"].format(renal=dose.renal) if dose.renal else ""
    what_for = say["condition"].format(condition=plain(dose.condition, page))
    pieces = (
        page.words["population"].get(dose.population, ""),
        dose.age,
        dose.weight,
        renal,
        what_for if dose.condition else "",
        dose.form,
        dose.case,
    )
    return capital(", ".join(filter(None, pieces))) or say["general"]


def _words(page: Page, dose: Dose) -> str:
    return page.words["phase"][dose.phase].format(dose=amount(dose, page.words))

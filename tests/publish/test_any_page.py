"""Whatever labels say, what machines get of a page is valid: FHIR R5, ePI and schema.org."""

from __future__ import annotations

import json

from fhir.resources.bundle import Bundle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from composita.extract.text import lexicon_file
from composita.facts import (
    AdverseReaction,
    Advice,
    Class,
    Contraindication,
    Dose,
    EnzymeRole,
    Indication,
    Interaction,
    Mechanism,
    Special,
    Value,
    View,
    Warning,
)
from composita.publish import fhir, jsonld
from composita.publish.fhir import epi
from fhir_rules import broken
from invented import document, facts, small_page
from schema_org import problems

TERMS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20).filter(
    lambda text: bool(text.strip())
)
CODES = st.sampled_from(("", "HP:0002018", "MESH:D003865", "UMLS:C1", "UNII:X", "odd", "ODD:1"))
POPULATIONS = st.sampled_from(("", "adults", "children", "kidney impairment"))
PERCENT = st.none() | st.tuples(st.floats(0, 50), st.floats(50, 100))


def codes(lexicon: str) -> list[tuple[str, str]]:
    """Each topic of a lexicon with each of its codes."""
    topics = {name: held for name, held in lexicon_file(lexicon).items() if isinstance(held, dict)}
    return [(topic, code) for topic, held in topics.items() for code in held.get("codes", ())]


@st.composite
def doses(draw: st.DrawFn) -> Dose:
    """A dose with whatever a source may leave open."""
    low = draw(st.floats(0.001, 5_000))
    return Dose(
        low,
        low + draw(st.sampled_from((0, 25))),
        draw(st.sampled_from(("mg", "mg/kg", "{tbl}", "[iU]", "ug"))),
        draw(st.sampled_from(("dose", "day", ""))),
        draw(st.sampled_from(("oral", ""))),
        population=draw(POPULATIONS),
        phase=draw(st.sampled_from(("", "start", "step", "maximum"))),
        times_a_day=draw(st.sampled_from((None, (1, 1), (2, 3)))),
        every_hours=draw(st.sampled_from((None, (8, 8), (6.5, 48)))),
        age=draw(st.sampled_from(("", "6 to 12 years"))),
        condition=draw(st.just("") | TERMS),
    )


VALUES: st.SearchStrategy[Value] = st.one_of(
    doses(),
    st.builds(
        Indication, TERMS, CODES, POPULATIONS, st.sampled_from(("", "relief")), st.booleans()
    ),
    st.builds(
        Contraindication,
        st.sampled_from(("condition", "allergy", "substance", "class", "population", "none")),
        TERMS,
        CODES,
    ),
    st.builds(Warning, TERMS, st.booleans(), CODES),
    st.builds(
        AdverseReaction,
        TERMS,
        st.sampled_from(("", "boxed", "serious", "trials")),
        CODES,
        st.sampled_from(("", "common", "very rare", "unknown")),
        PERCENT,
        PERCENT,
    ),
    st.builds(
        Interaction,
        TERMS,
        st.sampled_from(("substance", "class", "enzyme", "food", "alcohol", "condition", "test")),
        st.sampled_from(("", "contraindicated", "monitor")),
        st.lists(TERMS, max_size=3).map(tuple),
    ),
    st.builds(Class, TERMS, st.sampled_from(("EPC", "MeSH PA", "group")), CODES),
    st.builds(Mechanism, TERMS, st.just("") | TERMS),
    st.builds(EnzymeRole, TERMS, st.sampled_from(("substrate", "inhibitor", "inducer"))),
    st.sampled_from(codes("special")).map(lambda pair: Special(*pair)),
    st.sampled_from(codes("advice")).map(lambda pair: Advice(*pair, "20 to 25 °C")),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(VALUES, max_size=12, unique=True),
    st.sampled_from(("patient", "professional")),
    st.sampled_from(("", "2026", "2026-02-30", "soon")),
)
def test_machines_can_read_it(values: list[Value], view: View, date: str) -> None:
    """Terms of any script, with markup and control characters, and dates that are none."""
    label = document("us", "exem-1", "<Exempla> & tablet", "indications", date=date)
    page = small_page(*facts(label, "indications", *values), documents=(label,), view=view)
    for bundle in (fhir.publish(page), epi.publish(page)):
        Bundle.model_validate_json(bundle)
        assert broken(json.loads(bundle)) == []
    assert problems(json.loads(jsonld.publish(page))) == []

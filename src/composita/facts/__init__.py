"""The words of Composita as frozen values: no file, no database, no network."""

from composita.facts.document import (
    Cell,
    Document,
    Ingredient,
    Moiety,
    Passage,
    Product,
    Section,
    Source,
    Table,
    words_hash,
)
from composita.facts.fact import (
    Action,
    AdverseReaction,
    Advice,
    Class,
    Contraindication,
    Dose,
    EnzymeRole,
    Fact,
    Frequency,
    Indication,
    Interaction,
    Listed,
    Mechanism,
    Population,
    Special,
    Value,
    Warning,
    about_digits,
    kind_of,
    statement_id,
)
from composita.facts.finding import (
    Between,
    Check,
    Circumstance,
    CircumstanceKind,
    Covered,
    Finding,
    FindingKind,
    Ground,
    How,
    Item,
    ItemAnswer,
    Pair,
    PairAnswer,
    Patient,
    PersonAnswer,
    Typed,
)
from composita.facts.level import Level
from composita.facts.monograph import (
    Mark,
    Matrix,
    Monograph,
    Note,
    Part,
    Sentence,
    Silence,
    Statement,
    View,
)
from composita.facts.substance import Name, NameKind, Recognised, Substance

__all__ = [
    "Action", "AdverseReaction", "Advice", "Between", "Cell", "Check",
    "Circumstance", "CircumstanceKind", "Class", "Contraindication", "Covered", "Document",
    "Dose", "EnzymeRole", "Fact", "Finding",
    "FindingKind", "Frequency", "Ground", "How", "Indication", "Ingredient", "Interaction",
    "Item", "ItemAnswer", "Level", "Listed", "Mark", "Matrix", "Mechanism", "Moiety",
    "Monograph", "Name", "NameKind", "Note", "Pair", "PairAnswer", "Part", "Passage", "Patient",
    "PersonAnswer", "Population", "Product", "Recognised", "Section", "Sentence", "Silence",
    "Source", "Special", "Statement", "Substance", "Table", "Typed", "Value", "View", "Warning",
    "about_digits", "kind_of", "statement_id", "words_hash",
]  # fmt: skip

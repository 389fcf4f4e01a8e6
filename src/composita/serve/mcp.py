"""For assistants: the Model Context Protocol over standard input and output.

Each answer is data with citations and states. An assistant that words it must keep "not known"
and "sources say nothing" apart from "nothing happens".
"""

from __future__ import annotations

from typing import Any

import msgspec
from mcp.server.mcpserver import MCPServer

from composita.compose import told
from composita.facts import Check, Monograph, Part, Patient
from composita.library import Library

_RULES = (
    "Every statement has sources: repeat them. An answer of 'silent' means that sources say "
    "nothing, 'not read' that we could not read what they say, 'unknown' that nobody was asked; "
    "none of them means that medicines go well together or suit the person. "
    "Add nothing clinical that is not in the answer."
)
Answer = dict[str, Any]


def server(library: Library) -> MCPServer[Any]:
    """A server with four tools around an open library."""
    made: MCPServer[Any] = MCPServer("composita", instructions=_RULES)

    @made.tool()
    def find(name: str) -> Answer:
        """Which substances a text names: UNII, how it was understood, near names where unknown;
        and the words that were not read."""
        found = library.find(name)
        return {"names": [_plain(one) for one in found.names], "unread": list(found.unread)}

    @made.tool()
    def monograph(title: str, view: str = "patient") -> Answer:
        """The page about one medicine or several ("A + B"), each line with its sources."""
        page = library.monograph(title, "professional" if view == "professional" else "patient")
        return {**_head(page), "parts": [_part(part, page) for part in page.parts]}

    @made.tool()
    def check(
        items: list[str],
        age: float | None = None,
        pregnant: bool = False,
        breastfeeding: bool = False,
        creatinine_clearance: float | None = None,
        kidney_disease: bool = False,
        liver_disease: bool = False,
        conditions: list[str] = [],  # noqa: B006
        alcohol: bool = False,
        driving: bool = False,
        allergies: list[str] = [],  # noqa: B006
    ) -> Answer:
        """What matters when these are taken together, and for this person; an answer for every
        pair, and for every medicine and thing told of the person. `age` is in years,
        `creatinine_clearance` in mL/min; `not_read` is what was not understood."""
        person = Patient(
            age, pregnant, breastfeeding, creatinine_clearance, kidney_disease, liver_disease,
            tuple(conditions), alcohol, driving, tuple(allergies),
        )  # fmt: skip
        found = library.check(items, person)
        page = library.checked(found, "professional")
        return {
            "not_read": list(found.not_read),
            **_head(page),
            "findings": _findings(found, page),
            "pairs": _pairs(found),
            "person": _person(found),
        }

    @made.tool()
    def explain(statement: str) -> list[Answer]:
        """The facts behind a statement's id: document, section and characters."""
        found = library.explain(statement)
        return [{"fact": _plain(one.fact), "document": one.document.title} for one in found]

    for name in ("find", "monograph", "check", "explain"):
        _forbid_others(made, name)
    return made


def _forbid_others(made: MCPServer[Any], name: str) -> None:
    """A field that a tool does not know is an error: what it would say must not go missing."""
    tool = made._tool_manager.get_tool(name)  # noqa: SLF001 (there is no public way)
    assert tool is not None
    arguments = tool.fn_metadata.arg_model
    arguments.model_config = {**arguments.model_config, "extra": "forbid"}
    arguments.model_rebuild(force=True)
    tool.parameters = arguments.model_json_schema(by_alias=True)


def _head(page: Monograph) -> Answer:
    return {"title": page.title, "data": page.data, "rules": _RULES, "disclaimer": page.disclaimer}


def _findings(check: Check, page: Monograph) -> list[Answer]:
    parts = zip(check.findings, told(check, page), strict=True)
    return [{"level": finding.level, **_part(part, page)} for finding, part in parts]


def _pairs(check: Check) -> list[Answer]:
    """For each pair the answer, with who was asked or who is not covered."""
    names = [item.name for item in check.items]
    return [
        {
            "items": [names[place] for place in pair.items],
            "answer": pair.answer,
            "level": pair.level,
            "asked": list(pair.asked),
            "not_covered": [names[place] for place in pair.lacking],
        }
        for pair in check.pairs
    ]


def _person(check: Check) -> list[Answer]:
    """For each thing told of the person: whether it is recognised, and each medicine's answer."""
    names = [item.name for item in check.items]
    return [
        {
            "told": one.topic,
            "recognised": one.recognised,
            "near": list(one.near),
            "answers": [
                {"item": names[a.item], "answer": a.answer, "asked": list(a.asked)}
                for a in one.answers
            ],
        }
        for one in check.circumstances
    ]


def _part(part: Part, page: Monograph) -> Answer:
    """A part with its sentences; each has its statements' ids and its sources in words."""
    sources = {note.number: f"{note.title}, {note.section}, {note.edition}" for note in page.notes}
    said = [
        {"text": s.text, "statements": list(s.statements), "sources": [sources[n] for n in s.notes]}
        for s in part.sentences
    ]
    unsaid = " ".join(filter(None, (part.silent, part.remark)))
    below = [_part(one, page) for one in part.parts]
    return {"title": part.title, "sentences": said, "parts": below, "unsaid": unsaid}


def _plain(value: object) -> Any:
    return msgspec.to_builtins(value)

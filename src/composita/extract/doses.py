"""Doses from a label's dosage sections, each with the words that state it.

Running text is read piece by piece under the heading it stands below; tables by their columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from composita.extract.dose_tables import table_doses
from composita.extract.dosing import Stretch, stated_doses, stretches
from composita.extract.flattened import flattened, unmarked
from composita.extract.medicine import Medicine
from composita.extract.numbers import amounts
from composita.extract.partly import each_stated, is_partly
from composita.extract.people import people
from composita.extract.setting import Setting, after_lead, after_sentence, opens_anew, under
from composita.extract.text import Span, sections, sentences
from composita.facts import Document, Dose, Fact, Section

Found = tuple[int, int, Dose, bool]  # where its words begin and end; whether understood in part


def extract(document: Document) -> Iterator[Fact]:
    """The doses of the document's own medicine, in reading order."""
    medicine = Medicine(document)
    tables = [section for section in sections(document, "dosage") if section.tables]
    for section in sections(document, "dosage"):
        setting = _setting(document, section)
        beside = [each for each in tables if each.parent == section.id]
        for start, end, dose, partly in _section_doses(section, setting, medicine, beside):
            yield Fact(dose, document.passage(section, start, end), partly=partly)


def _setting(document: Document, section: Section | None) -> Setting:
    """What the titles above a section say; the nearest that says anything counts."""
    titles = []
    while section and section.kind == "dosage":
        titles.append(section.title)
        section = document.section(section.parent) if section.parent else None
    setting = Setting()
    for title in reversed(titles):
        setting = under(title, setting)
    return setting


def _section_doses(
    section: Section, setting: Setting, medicine: Medicine, tables: list[Section]
) -> Iterator[Found]:
    here, text, above = setting, unmarked(section.text), Above()
    for line in _lines(text, section, tables):
        places = [amount.start for amount in amounts(line.words)]
        title = _title(line.words, bool(places))
        here = under(title, setting) if title else here
        above = above.at(line.words, title if places else title and line.words)
        if places:
            yield from _line_doses(line, places, here, medicine, above)
    for table in section.tables:
        yield from table_doses(text, table, setting, medicine)


class Above(NamedTuple):
    """The title above a line, and the last line above that ends in a colon."""

    title: str = ""
    lead: str = ""
    opens: str = ""

    def at(self, line: str, title: str) -> Above:
        """What stands above this line, which may be a title or lead others itself."""
        lead = "" if title else self.opens or self.lead
        return Above(title or self.title, lead, line if line.rstrip().endswith(":") else "")


def _line_doses(
    line: Span, places: list[int], setting: Setting, medicine: Medicine, above: Above
) -> Iterator[Found]:
    """The doses of a line with amounts at these places. What is said before a colon holds to the
    next colon or the end of the line."""
    led, leads = setting, above.lead
    for sentence in _sentences(line.words):
        if sentence.start > places[-1]:
            return
        if opens_anew(sentence.words):
            led, leads = setting, above.lead
        parts = tuple(_led_stretches(sentence.words, led, leads, setting))
        for part in parts:
            at = line.start + sentence.start + part.stretch.start
            for start, end, dose, partly in _part_doses(part, medicine, above):
                yield at + start, at + end, dose, partly
        led, leads = after_sentence(sentence.words, parts[-1].after), parts[-1].leads


class Led(NamedTuple):
    """A stretch with its setting, the setting after it, and the words that lead it."""

    stretch: Stretch
    here: Setting
    after: Setting
    leads: str


def _part_doses(part: Led, medicine: Medicine, above: Above) -> Iterator[Found]:
    words = part.stretch.words
    found = list(stated_doses(words, part.here, medicine))
    for dose, stated in each_stated(words, found, part.leads, above.title):
        yield stated.start, stated.end, dose, is_partly(dose, stated, medicine)


def _led_stretches(sentence: str, led: Setting, leads: str, above: Setting) -> Iterator[Led]:
    """The stretches of a sentence, each under what leads it."""
    here, before = led, ""
    for stretch in stretches(sentence):
        if lead := _LEAD.match(stretch.words):
            here = led = after_lead(lead.group(), led, above)
        leads = f"{leads} {_led_by(stretch.words, before)}"[-_LEADS:]
        yield Led(stretch, here, led, leads)
        here, before = _going_on(stretch, here) if stretch.goes_on else led, stretch.words


def _led_by(words: str, before: str) -> str:
    """What a stretch says before its last colon; a reference may stand before the colon."""
    lead, colon, _ = words.rpartition(":")
    return before if colon and not lead.strip() else lead


def _sentences(words: str) -> Iterator[Span]:
    """Sentences; what begins in lower case goes on with the one before ("b.i.d. or t.i.d.")."""
    last = Span(0, 0, "")
    for sentence in sentences(words):
        if last.words and sentence.words[0].islower():
            last = Span(last.start, sentence.end, words[last.start : sentence.end])
        else:
            yield last
            last = sentence
    yield last


def _going_on(stretch: Stretch, setting: Setting) -> Setting:
    """After a semicolon, the people that its words named are still meant."""
    return setting._replace(who=people(stretch.words).among(setting.who))


def _lines(text: str, section: Section, tables: list[Section]) -> Iterator[Span]:
    """The lines of running text, without the tables in them."""
    at = 0
    own = [(row[0].start, row[-1].end) for table in section.tables for row in table.rows if row]
    for start, end in [*sorted([*own, *flattened(text, tables)]), (len(text), len(text))]:
        for match in _LINE.finditer(text, at, max(at, start)):
            yield Span(match.start(), match.end(), match.group())
        at = max(at, end)


def _title(line: str, has_amounts: bool) -> str:
    """The heading at the beginning of a line, or the line where it is nothing else."""
    numbered = _NUMBERED.match(line)
    if numbered:
        return numbered[1]
    is_short = len(line) < _A_HEADING and line[-1] not in ".;,"
    return line if is_short and not has_amounts else ""


_LINE = re.compile(r"[^\n]+")
_LEAD = re.compile(r"[^.;:]{3,90}:")
_A_HEADING, _LEADS = 80, 600  # characters at most
_NUMBERED = re.compile(
    r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\s+((?:(?:[A-Z(≥≤<>\d][^\s]*|of|in|and|or|for|with|the|to|by|on|a"
    r"|an|who|less|than|older|years|age|from)\s)+)"
)

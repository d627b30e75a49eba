"""Ground the mentions of a document: short forms through their definitions, genes by the text's organism.

Each name is grounded once a document. Names that fit several concepts are looked at again when the others are
known: one that the document names elsewhere is then meant, and an undefined short form takes the concept of a
long form with its initials. A mention that lists several things ("renal and hepatic failure") becomes several.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import msgspec
from spacy.language import Language
from spacy.tokens import Span

from claimgraph.extract import composites
from claimgraph.extract.annotated_names import read_usage
from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.candidate_features import GENE
from claimgraph.extract.candidates import COMPATIBLE
from claimgraph.extract.chemical_classes import TARGETS
from claimgraph.extract.grounding import LEAST, Grounding, case_of, ground
from claimgraph.extract.initials import long_form_of
from claimgraph.extract.knowledge import Knowledge
from claimgraph.extract.mention_readings import MentionReadings
from claimgraph.extract.organisms import Organism
from claimgraph.extract.ranking import read_weights
from claimgraph.extract.readings import Reading
from claimgraph.extract.record_headings import heading_concepts
from claimgraph.extract.token_table import sentence_spans
from claimgraph.extract.variant_grounding import ground_variants
from claimgraph.models.lexicon import Lexicon
from claimgraph.models.own_terms import extended_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from claimgraph.extract.candidate_features import Case
    from claimgraph.extract.claim import Mention

_SURE = 0.9  # probability from which the rest of the text is not asked
_INDIRECT = 0.9  # factor for a concept that was found by initials, or of a type that was not recognised
_NAME = re.compile(r"\w.{4}")  # not a short symbol, which means something else for every type
_SPELT_WORD = re.compile(r"[a-z]{4}")
_NAMED = re.compile(r"\s+(?=\S*[A-Z])\w[\w-]+")  # no "and": nothing is listed
_GENE_TYPES = frozenset({GENE, *(type_ for type_, others in COMPATIBLE.items() if GENE in others)})
_NO_ORGANISM = Organism("")  # where genes are not meant
_HELD_GROUNDINGS = 1 << 14


@Language.factory(
    "claimgraph_grounder",
    requires=["doc._.mentions", "doc._.abbreviations"],
    assigns=["doc._.mentions", "doc.ents"],
    default_config={"own_terms": []},
)
def make_grounder(nlp: Language, name: str, own_terms: Sequence[str]) -> Grounder:
    """Make a grounder on the shipped lexicon and the terms of these files."""
    lexicon = extended_lexicon(own_terms) if own_terms else Lexicon.open()
    return Grounder(Knowledge(lexicon, read_weights(), read_usage()))


class Grounder:
    """Gives each mention of `doc._.mentions` its concept, and sets `doc.ents` to the outermost mentions."""

    def __init__(self, knowledge: Knowledge) -> None:
        declare_attributes()
        self.knowledge = knowledge
        self.choose = partial(ground, knowledge=knowledge)
        # documents share most of their names
        self.ground = lru_cache(maxsize=_HELD_GROUNDINGS)(self.choose)

    def __reduce__(self) -> tuple[type[Grounder], tuple[Knowledge]]:
        return (Grounder, (self.knowledge,))

    def cases(self, doc: Doc) -> Iterator[tuple[Mention, Case]]:
        """What is to choose between for each of a doc's mentions, as the last choice of `__call__` meets it."""
        yield from _Grounded(doc, self).cases()

    def readings(self, doc: Doc) -> Iterator[tuple[Mention, tuple[Reading, ...]]]:
        """How to read each of a doc's mentions, the surest first: what to ground it by in another vocabulary."""
        readings = MentionReadings(doc)
        for mention in doc._.mentions:
            yield mention, readings.of(mention)

    def __call__(self, doc: Doc) -> Doc:
        """Ground one doc."""
        grounded = _Grounded(doc, self)
        mentions = tuple(grounded.mentions())
        doc._.mentions = ground_variants(mentions, [start for start, _ in sentence_spans(doc)])
        doc.set_ents(outermost(doc))
        return doc


class _Grounded:
    """The groundings of one document, each name but once."""

    def __init__(self, doc: Doc, grounder: Grounder) -> None:
        self.doc = doc
        self.grounder = grounder
        self.lexicon = grounder.knowledge.lexicon
        self.readings = MentionReadings(doc)
        self.organisms = self.readings.organisms(grounder.knowledge.organisms)
        self.headings = heading_concepts(doc, self.lexicon)
        self.known: dict[tuple[str, str, str], Grounding] = {}

    def mentions(self) -> Iterator[Mention]:
        """All mentions with what they were grounded to, those that list several things taken apart."""
        first = [self._ground(mention) for mention in self.doc._.mentions]
        named = _Named(first)
        taken = {(mention.start, mention.end, mention.type) for mention in first}
        self.known = {}
        for mention, asked in zip(first, self.doc._.mentions, strict=True):
            if mention.concept is None and mention.type == GENE and _is_apposed(mention.text):
                yield self._apposed(mention)
            elif mention.alternatives and mention.score < _SURE:
                yield self._ground(asked, named.elsewhere(mention))
            elif mention.concept is not None:
                yield mention
            else:
                parts = list(self._members(mention))
                if parts:
                    yield from (part for part in parts if (part.start, part.end, part.type) not in taken)
                else:
                    yield self._otherwise(mention, first)

    def _otherwise(self, mention: Mention, others: list[Mention]) -> Mention:
        """A mention with a name that is no term, by its initials, with another type, or loosely."""
        found = self._of_other_type(self._by_initials(mention, others))
        if found.concept is not None:
            return found
        loose = self._find(mention, self.readings.of(mention), loosely=True)
        return loose.of(mention) if loose.alternatives or loose.concept else mention

    def cases(self) -> Iterator[tuple[Mention, Case]]:
        """The mentions with what there is to choose between, once the names that are sure tell of the others."""
        first = [self._ground(mention) for mention in self.doc._.mentions]
        named = _Named(first)
        for mention, known in zip(self.doc._.mentions, first, strict=True):
            read = partial(
                case_of,
                mention.type,
                self.readings.of(mention),
                self._organism(mention),
                knowledge=self.grounder.knowledge,
            )
            if known.concept is not None and (known.score >= _SURE or not known.alternatives):
                case = read()
            else:
                case = read(elsewhere=named.elsewhere(known), words=self.readings.words)
            if case is None and not any(self._members(mention)):
                case = read(loosely=True)
            if case is not None:
                yield mention, case

    def _ground(self, mention: Mention, elsewhere: frozenset[str] | None = None) -> Mention:
        key = (mention.type, mention.text, self.readings.definition(mention))
        known = self.known.get(key)
        if known is None:
            known = self.known[key] = self._find(mention, self.readings.of(mention), elsewhere)
        return known.of(mention)

    def _organism(self, mention: Mention) -> Organism:
        """Whose gene a mention may name."""
        if mention.type not in _GENE_TYPES:
            return _NO_ORGANISM
        return self.organisms.of(self.readings.definition(mention) or mention.text)

    def _find(
        self,
        mention: Mention,
        readings: tuple[Reading, ...],
        elsewhere: frozenset[str] | None = None,
        *,
        loosely: bool = False,
    ) -> Grounding:
        """What a name means; held for other documents unless this one's other names bear on it."""
        type_, organism = mention.type, self._organism(mention)
        if elsewhere is not None:
            return self.grounder.choose(
                type_,
                readings,
                organism,
                elsewhere=elsewhere,
                headings=self.headings,
                words=self.readings.words,
            )
        found = self.grounder.ground(type_, readings, organism, loosely=loosely)
        if self.headings:
            bearing = self.headings.intersection(found.candidates())
            if bearing:
                return self.grounder.ground(type_, readings, organism, headings=bearing, loosely=loosely)
        return found

    def _members(self, mention: Mention) -> Iterator[Mention]:
        """The things that a mention lists, each grounded as it is to be read; none if one of them is unknown."""
        listed = () if mention.type == "CellLine" else composites.members(mention.text)
        chosen = composites.choose(listed, lambda reading: self._is_name(reading, mention.type))
        for member, reading in chosen:
            part = msgspec.structs.replace(
                mention,
                start=mention.start + member.start,
                end=mention.start + member.end,
                text=mention.text[member.start : member.end],
            )
            how = "" if reading == part.text else f"{reading!r} in {mention.text!r}"
            yield self._find(part, (Reading(reading, how),)).of(part)

    def _apposed(self, mention: Mention) -> Mention:
        """A gene that is described and named at once ("the winged helix factor, FOXP3"): its name tells which."""
        name = mention.text.rpartition(",")[2].strip()
        reading = Reading(name, f"named {name!r}")
        return self._find(mention, (reading,)).of(mention)

    def _is_name(self, text: str, type_: str) -> bool:
        return bool(self.grounder.knowledge.fits(type_, (Reading(text),), "human", loosely=False))

    def _by_initials(self, mention: Mention, others: list[Mention]) -> Mention:
        """An unknown short form with the concept of a long form that has its initials."""
        long = long_form_of(mention, others)
        if long is None or _INDIRECT * long.score < LEAST:
            return mention
        return msgspec.structs.replace(
            mention,
            concept=long.concept,
            type=long.type,
            score=round(_INDIRECT * long.score, 4),
            reason=f"initials of {long.text!r}",
        )

    def _of_other_type(self, mention: Mention) -> Mention:
        """An unknown chemical or gene that the lexicon has, letter for letter, with a type that was not recognised."""
        if mention.concept is not None or mention.type not in TARGETS:
            return mention
        name, *_ = self.readings.of(mention)
        senses = [sense for sense in self.lexicon.lookup(name.text) if sense.exact_case]
        if not _NAME.search(name.text) or not senses or senses[0].kind == "designation":
            return mention
        how = "; ".join(part for part in (name.how, f"not {mention.type}") if part)
        other = msgspec.structs.replace(mention, type=senses[0].concept.type)
        found = self._find(other, (Reading(name.text, how),))
        if found.concept is None or _INDIRECT * found.score < LEAST:
            return mention
        return msgspec.structs.replace(found, score=round(_INDIRECT * found.score, 4)).of(mention)


class _Named:
    """What a document names, and by which names."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.names: dict[str, set[str]] = {}
        for mention in mentions:
            if mention.concept is not None:
                self.names.setdefault(mention.concept.id, set()).add(mention.text)
        self.concepts = frozenset(self.names)

    def elsewhere(self, mention: Mention) -> frozenset[str]:
        """What is named in other words than a mention's, which can't vouch for itself."""
        concept = mention.concept
        if concept is None or self.names[concept.id] != {mention.text}:
            return self.concepts
        return self.concepts - {concept.id}


def _is_apposed(text: str) -> bool:
    """Whether a gene is described and then named: "the winged helix factor, FOXP3"."""
    described, comma, named = text.partition(",")
    return bool(comma) and _SPELT_WORD.search(described) is not None and _NAMED.fullmatch(named) is not None


def outermost(doc: Doc) -> list[Span]:
    """The mentions that stand in no other, as entities for `doc.ents`."""
    spans: list[Span] = []
    starts = doc.to_array("IDX").tolist()  # searching these is quicker than Doc.char_span
    end = -1
    for mention in doc._.mentions:
        if mention.start < end:
            continue
        first = bisect_right(starts, mention.start) - 1
        after = bisect_left(starts, mention.end)
        if not spans or first >= spans[-1].end:
            concept = mention.concept
            kb_id = concept.id if concept else ""
            spans.append(Span(doc, first, after, label=mention.type, kb_id=kb_id))
            end = mention.end
    return spans

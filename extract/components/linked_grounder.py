"""Ground the mentions of a document with a linker of scispaCy's in the lexicon's place.

Short forms are read as in the grounder, and a user's own terms go first as there. Types stay as recognised, and a
mention that lists several things stays one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace
from spacy.language import Language

from claimgraph.extract.claim import Candidate, Concept
from claimgraph.extract.components.grounder import Grounder, make_grounder, outermost
from claimgraph.extract.grounding import Grounding, by_own_term
from claimgraph.extract.linkers import Likeness, Linker, open_linker
from claimgraph.extract.token_table import sentence_spans
from claimgraph.extract.variant_grounding import ground_variants
from claimgraph.models.normalize_term import normalize_term
from claimgraph.models.own_terms import ExtendedLexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from claimgraph.extract.claim import Mention
    from claimgraph.extract.readings import Reading

_LIKE = 0.5  # similarity below which a concept is not even an alternative
_MAX_ALTERNATIVES = 4
_HELD_GROUNDINGS = 1 << 14


@Language.factory(
    "claimgraph_linked_grounder",
    requires=["doc._.mentions", "doc._.abbreviations"],
    assigns=["doc._.mentions", "doc.ents"],
    default_config={"own_terms": [], "least": 0.9},
)
def make_linked_grounder(
    nlp: Language, name: str, linker: str, own_terms: Sequence[str], least: float
) -> LinkedGrounder:
    """Make the component; `linker` is a name or a path as `claimgraph.extract.linkers` opens it.

    A concept that is less similar than `least`, from 0 to 1, is but an alternative.
    """
    return LinkedGrounder(make_grounder(nlp, name, own_terms), open_linker(linker), least)


class LinkedGrounder:
    """Gives each mention of `doc._.mentions` its concept, and sets `doc.ents`, as `Grounder` does."""

    def __init__(self, grounder: Grounder, linker: Linker, least: float) -> None:
        self.grounder = grounder
        self.linker = linker
        self.least = least
        self.ground = lru_cache(maxsize=_HELD_GROUNDINGS)(self._ground)

    def __reduce__(self) -> tuple[type[LinkedGrounder], tuple[Grounder, Linker, float]]:
        return (LinkedGrounder, (self.grounder, self.linker, self.least))

    def __call__(self, doc: Doc) -> Doc:
        """Ground one doc."""
        readings = self.grounder.readings(doc)
        grounded = [self.ground(mention.type, ways).of(mention) for mention, ways in readings]
        starts = [start for start, _ in sentence_spans(doc)]
        doc._.mentions = ground_variants(tuple(_with_one_type(grounded)), starts)
        doc.set_ents(outermost(doc))
        return doc

    def _ground(self, type_: str, readings: tuple[Reading, ...]) -> Grounding:
        """What the surest reading means that is like a concept's name; else the alternatives."""
        own = self._own_term(readings)
        if own is not None:
            return own
        answers = [self._link(type_, reading) for reading in readings]
        sure = (answer for answer in answers if answer.concept is not None)
        return next(sure, None) or next((one for one in answers if one.alternatives), answers[0])

    def _own_term(self, readings: tuple[Reading, ...]) -> Grounding | None:
        lexicon = self.grounder.knowledge.lexicon
        if isinstance(lexicon, ExtendedLexicon):
            for reading in readings:
                sense = lexicon.only_own.sense(normalize_term(reading.text), reading.text)
                if sense is not None:
                    return by_own_term(sense.concept)
        return None

    def _link(self, type_: str, reading: Reading) -> Grounding:
        found = [one for one in self.linker.find(reading.text) if one.similarity >= _LIKE]
        if reading.definition:
            found = [one for one in found if reading.shares_words(map(normalize_term, one.names))]
        if not found:
            return Grounding(type_, reason=f"nothing like it in {self.linker.name}")
        best, *others = found
        score = round(best.similarity * reading.factor, 4)
        likeness = f"{best.similarity:.2f} like {best.alias!r} in {self.linker.name}"
        why = _why_none(best, others) if score >= self.least else "too unsure"
        reason = "; ".join(part for part in (why, likeness, reading.how) if part)
        if why:
            return Grounding(type_, reason=reason, alternatives=_candidates(found, reading))
        concept = Concept(best.id, best.name, type_)
        return Grounding(type_, concept, score, reason, _candidates(others, reading))


def _with_one_type(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A linker's concept has no type of its own: it gets the one that most of its mentions have, or the first."""
    types: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.concept is not None:
            types.setdefault(mention.concept.id, Counter())[mention.concept.type] += 1
    for mention in mentions:
        concept = mention.concept
        if concept is not None and len(types[concept.id]) > 1:
            most = types[concept.id].most_common(1)[0][0]
            mention = replace(mention, concept=replace(concept, type=most))  # noqa: PLW2901
        yield mention


def _why_none(best: Likeness, others: Sequence[Likeness]) -> str:
    """Several have the very name, and it is the main name of more or less than one of them."""
    if others and _rank(others[0]) == _rank(best):
        return "fits several concepts equally well"
    return ""


def _rank(one: Likeness) -> tuple[float, bool]:
    return one.similarity, one.alias == one.name


def _candidates(found: Sequence[Likeness], reading: Reading) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(one.id, one.name, round(one.similarity * reading.factor, 4))
        for one in found[:_MAX_ALTERNATIVES]
    )

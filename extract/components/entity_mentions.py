"""Take over the entities that another pipeline's own recogniser has found (scispaCy's `ner`, an `entity_ruler`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.claim import Mention
from claimgraph.extract.vocabulary import ENTITY_TYPES
from claimgraph.extract.word_list import read_rows
from claimgraph.models.lexicon import TYPE_BITS, Lexicon
from claimgraph.models.normalize_term import normalize_term

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

ENTITY_SCORE = 0.8  # spaCy's entities come without a probability


@Language.factory("claimgraph_entity_mentions", requires=["doc.ents"], assigns=["doc._.mentions"])
def make_entity_mentions(nlp: Language, name: str) -> EntityMentions:
    """Make the component on the shipped lexicon."""
    return EntityMentions(Lexicon.open())


class EntityMentions:
    """Sets `doc._.mentions` to the entities of `doc.ents` whose label means one of claimgraph's types."""

    def __init__(self, lexicon: Lexicon) -> None:
        declare_attributes()
        self.lexicon = lexicon
        self.types: dict[str, str | None] = {label.upper(): label for label in ENTITY_TYPES}
        for label, *of in read_rows("entity_labels.tsv"):
            self.types[label] = of[0] if of else None

    def __call__(self, doc: Doc) -> Doc:
        """Take over one doc's entities."""
        doc._.mentions = tuple(
            Mention(
                start=entity.start_char, end=entity.end_char, text=entity.text, type=kind, score=ENTITY_SCORE
            )
            for entity in doc.ents
            if (kind := self._type(entity)) is not None
        )
        return doc

    def _type(self, entity: Span) -> str | None:
        """The type that the label means; that of the lexicon's best sense where the label tells none."""
        label = entity.label_.upper()
        if label not in self.types:
            return None
        kind = self.types[label]
        if kind is not None:
            return kind
        can_be = self.lexicon.types(normalize_term(entity.text), entity.text)
        senses = self.lexicon.lookup(entity.text)
        return next((s.concept.type for s in senses if can_be & TYPE_BITS[s.concept.type]), None)

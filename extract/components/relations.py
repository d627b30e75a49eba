"""Finds the relations between a document's mentions: rules by the dependency parse of a sentence, then the models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.class_relations import class_relations
from claimgraph.extract.learnt_relations import Models, with_models
from claimgraph.extract.outer_mentions import outer_mentions
from claimgraph.extract.pair_model import pair_model, sentence_model
from claimgraph.extract.relation_choice import best_relations
from claimgraph.extract.relation_finder import RelationFinder
from claimgraph.extract.same_thing import Things
from claimgraph.extract.sentence_tree import tree_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Doc

    from claimgraph.extract.claim import Mention
    from claimgraph.extract.relation import Relation


@Language.factory(
    "claimgraph_relations",
    requires=["doc._.mentions", "doc._.abbreviations", "token.dep", "token.tag"],
    assigns=["doc._.relations"],
    default_config={"model": True},
)
def make_relations(nlp: Language, name: str, *, model: bool) -> Relations:
    """Make the component; word lists and weights come with the package. `model`: whether the models are asked."""
    return Relations(_shipped_models if model else None)


def _shipped_models() -> Models:
    return Models(pair_model(), sentence_model())


class Relations:
    """Sets `doc._.relations`: tuple of `Relation`, by place of the trigger; the models' stand behind the rules'.

    `models` gives the models when they are first asked: they can be trained with a pipeline that has none yet.
    """

    def __init__(self, models: Callable[[], Models] | None = None) -> None:
        declare_attributes()
        self.models = models

    def __call__(self, doc: Doc) -> Doc:
        """Find one doc's relations."""
        mentions, at = outer_mentions(doc)
        doc._.relations = tuple(self.relations(doc, mentions, at))
        if self.models is not None and doc.has_annotation("DEP"):
            doc._.relations = tuple(with_models(doc, self.models(), mentions))
        return doc

    def relations(self, doc: Doc, mentions: Sequence[Mention], at: list[int]) -> list[Relation]:
        """What the rules find in all sentences that hold two of the mentions that can be arguments."""
        if len(mentions) < 2 or not doc.has_annotation("DEP"):
            return []
        tree = tree_of(doc)
        finder, things = RelationFinder(tree, mentions, at), Things(doc)
        found: list[Relation] = []
        for start, end in tree.sentences():
            if len({mention for mention in at[start:end] if mention >= 0}) < 2:
                continue
            relations = list(finder.in_sentence(start, end))
            relations.extend(class_relations(finder.finder, start, end, doc._.mentions))
            between_two = (one for one in relations if not things.are_same(one.subject, one.object))
            found.extend(best_relations(between_two))
        return found

"""Ground the mentions of a document: short forms through their definitions, genes by the text's organism."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.grounding import Reading, ground, organism_of
from claimgraph.extract.short_forms import short_form_mentions, spelled_out
from claimgraph.models.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from claimgraph.extract.claim import Mention


@Language.factory(
    "claimgraph_grounder",
    requires=["doc._.mentions", "doc._.abbreviations"],
    assigns=["doc._.mentions", "doc.ents"],
)
def make_grounder(nlp: Language, name: str) -> Grounder:
    """Make a grounder on the shipped lexicon."""
    return Grounder(Lexicon.open())


class Grounder:
    """Gives each mention of `doc._.mentions` its concept, and sets `doc.ents` to the outermost mentions."""

    def __init__(self, lexicon: Lexicon) -> None:
        declare_attributes()
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Ground one doc."""
        organism = organism_of([token.text for token in doc])
        text = doc.text
        pairs = doc._.abbreviations
        long_forms = {pair.short: pair.long for pair in pairs}
        for place in short_form_mentions(text, pairs, earlier=True):
            long_forms[place.start, place.end] = place.long
        doc._.mentions = tuple(
            ground(
                mention,
                self._readings(mention, text, long_forms, doc),
                lexicon=self.lexicon,
                organism=organism,
            )
            for mention in doc._.mentions
        )
        doc.ents = _outermost(doc)
        return doc

    @staticmethod
    def _readings(
        mention: Mention, text: str, long_forms: dict[tuple[int, int], tuple[int, int]], doc: Doc
    ) -> list[Reading]:
        """How to read a mention, the surest first: its definition, short forms in it spelled out, as it stands."""
        readings = []
        long = long_forms.get((mention.start, mention.end))
        if long is not None:
            definition = text[slice(*long)]
            readings.append(Reading(definition, f"short for {definition!r}"))
        else:
            spelled = spelled_out(text, mention.start, mention.end, doc._.abbreviations)
            if spelled != mention.text:
                readings.append(Reading(mention.text, ""))
                readings.append(Reading(spelled, f"spelled out {spelled!r}"))
                return readings
        # an undefined reading of a defined short form may be another thing: less sure
        readings.append(Reading(mention.text, "", 1.0 if long is None else 0.9))
        return readings


def _outermost(doc: Doc) -> list[Span]:
    spans: list[Span] = []
    end = -1
    for mention in doc._.mentions:
        if mention.start < end:
            continue
        concept = mention.concept
        span = doc.char_span(
            mention.start,
            mention.end,
            label=mention.type,
            kb_id=concept.id if concept else "",
            alignment_mode="expand",
        )
        if span is not None and (not spans or span.start >= spans[-1].end):
            spans.append(span)
            end = mention.end
    return spans

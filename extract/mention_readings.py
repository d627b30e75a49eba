"""How to read each mention of a document, and whose gene it may be: what its text tells beside the name itself."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from claimgraph.extract.candidate_features import GENE
from claimgraph.extract.doc_text import text_of
from claimgraph.extract.organisms import TextOrganisms
from claimgraph.extract.readings import Reading, empty_words
from claimgraph.extract.short_forms import short_form_mentions, spelled_out
from claimgraph.extract.token_table import sentence_spans
from claimgraph.models.normalize_term import normalize_term

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from claimgraph.extract.claim import Mention
    from claimgraph.extract.organisms import OrganismWeights

_UNDEFINED = 0.95  # factor for a short form taken as it stands although the document defines it
_SPELLED_OUT = 0.98
_WORD = re.compile(r"[^\W\d_][\w-]{4,}")


class MentionReadings:
    """The short forms of a document and their definitions, and what its names are read as by them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        pairs = self.pairs = doc._.abbreviations
        self.short_forms = {self.text[slice(*pair.short)].removesuffix("s") for pair in pairs}
        self.long_forms = {pair.short: pair.long for pair in pairs}
        for place in short_form_mentions(self.text, pairs, earlier=True):
            self.long_forms[place.start, place.end] = place.long
        self.definitions = {self.text[slice(*pair.long)]: self.text[slice(*pair.short)] for pair in pairs}

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the text, in their normal form, without short ones."""
        return frozenset(map(normalize_term, _WORD.findall(self.text))) - empty_words()

    def definition(self, mention: Mention) -> str:
        """The long form of a short form that the text defines; empty for all else."""
        long = self.long_forms.get((mention.start, mention.end))
        return "" if long is None else self.text[slice(*long)]

    def organisms(self, weights: OrganismWeights | None = None) -> TextOrganisms:
        """Whose genes the document means, by the names of those that it mentions."""
        genes = [mention for mention in self.doc._.mentions if mention.type == GENE]
        names = {(one.start, one.end): self.definition(one) or one.text for one in genes}
        starts = [start for start, _ in sentence_spans(self.doc)]
        return TextOrganisms(self.text, names, starts, weights=weights)

    def of(self, mention: Mention) -> tuple[Reading, ...]:
        """How to read a mention, the surest first: its definition, as it stands, short forms in it spelled out."""
        definition = self.definition(mention)
        if definition:
            how = f"short for {definition!r}"
            return (
                Reading(definition, how),
                Reading(mention.text, "as it stands", _UNDEFINED, definition=definition),
            )
        short = self.definitions.get(mention.text)
        if short is not None:
            how = f"with the short form {short!r}"
            return Reading(mention.text), Reading(short, how, _UNDEFINED, definition=mention.text)
        if any(short in mention.text for short in self.short_forms):
            spelled = spelled_out(self.text, mention.start, mention.end, self.pairs)
            if spelled != mention.text:
                how = f"spelled out {spelled!r}"
                return Reading(mention.text), Reading(spelled, how, _SPELLED_OUT)
        return (Reading(mention.text),)

"""Make mentions of a user's own terms, wherever they stand, and none of the terms that the user has stopped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.language import Language

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.claim import Mention
from claimgraph.extract.components.lexicon_marks import LexiconMarks
from claimgraph.extract.doc_text import text_of
from claimgraph.extract.token_table import token_table
from claimgraph.models.lexicon import TYPE_BITS
from claimgraph.models.normalize_term import normalize_term
from claimgraph.models.own_terms import ExtendedLexicon, extended_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

_TYPES = {bit: type_ for type_, bit in TYPE_BITS.items()}


@Language.factory(
    "claimgraph_own_terms",
    requires=["doc._.mentions"],
    assigns=["doc._.mentions"],
    default_config={"own_terms": []},
)
def make_own_terms(nlp: Language, name: str, own_terms: Sequence[str]) -> OwnTerms:
    """Make the component; `own_terms` are paths of files as `claimgraph.models.own_terms` reads them."""
    return OwnTerms(extended_lexicon(own_terms))


class OwnTerms:
    """Adds to `doc._.mentions`; an own term takes the place of what overlaps it without holding it whole."""

    def __init__(self, lexicon: ExtendedLexicon) -> None:
        declare_attributes()
        self.lexicon = lexicon
        self.marks = LexiconMarks(lexicon.only_own)

    def __reduce__(self) -> tuple[type[OwnTerms], tuple[ExtendedLexicon]]:
        return (OwnTerms, (self.lexicon,))

    def __call__(self, doc: Doc) -> Doc:
        """Complete one doc's mentions."""
        own = list(self._own(doc))
        kept = [
            mention
            for mention in doc._.mentions
            if not self.lexicon.stops(normalize_term(mention.text), mention.type)
            and not any(_gives_way(mention, other) for other in own)
        ]
        doc._.mentions = tuple(sorted([*kept, *own], key=lambda one: (one.start, -one.end)))
        return doc

    def _own(self, doc: Doc) -> Iterator[Mention]:
        table, text = token_table(doc), text_of(doc)
        for first, last, types in self.marks.terms(doc):
            start, end = table.starts[first], table.ends[last - 1]
            yield Mention(start=start, end=end, text=text[start:end], type=_TYPES[types], score=1.0)


def _gives_way(mention: Mention, own: Mention) -> bool:
    """Whether a mention crosses an own term, is it, or stands inside it."""
    holds = mention.start <= own.start and own.end <= mention.end
    is_longer = mention.end - mention.start > own.end - own.start
    return mention.start < own.end and own.start < mention.end and not (holds and is_longer)

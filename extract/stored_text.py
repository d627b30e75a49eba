"""The text behind a stored claim: the document read again where its source is at hand, else its stored sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from claimgraph.corpus.document import Document, Section
from claimgraph.corpus.formats import read
from claimgraph.corpus.options import DEFAULT_OPTIONS, ReadOptions
from claimgraph.errors import QueryError
from claimgraph.extract.claim import Claim, Mention
from claimgraph.extract.store_ledger import StoredDocument
from claimgraph.extract.store_write import text_hash


class StoredText(msgspec.Struct, frozen=True):
    """A text, whether it is the document's whole one, and (start, end, shift) of the stretches that it holds."""

    document: Document
    whole: bool
    stretches: tuple[tuple[int, int, int], ...] = ()

    def at(self, offset: int) -> int:
        """Where a character of the document stands here; one of its stretches must hold it."""
        if self.whole:
            return offset
        return next(offset + shift for start, end, shift in self.stretches if start <= offset <= end)

    def moved(self, mention: Mention) -> Mention:
        """A mention of the document as it stands here."""
        return msgspec.structs.replace(mention, start=self.at(mention.start), end=self.at(mention.end))


def text_behind(
    stored: StoredDocument,
    claims: Sequence[Claim],
    *,
    source: str | Path | None = None,
    format: str | None = None,  # noqa: A002 - as `read` has it
    options: ReadOptions = DEFAULT_OPTIONS,
) -> StoredText:
    """The document's text, from `source` or from where it was read; without that, the sentences of its claims.

    Raises `QueryError` where `source` does not hold the text.
    """
    path = source or stored.source.path
    if path is not None and (source is not None or Path(path).is_file()):
        # what can't be read is not what is sought
        for document in read(path, format=format, options=options, errors=lambda _: None):
            if text_hash(document.text) == stored.text_hash:
                return StoredText(msgspec.structs.replace(document, id=stored.id), whole=True)
    if source is not None:
        raise QueryError(f"{source}: does not hold the text of {stored.id} as it was extracted")
    return sentences_of(stored, claims)


def sentences_of(stored: StoredDocument, claims: Iterable[Claim]) -> StoredText:
    """The sentences that the store keeps of a document, a line each, in their order."""
    pieces: list[tuple[int, str, str | None]] = []
    for claim in sorted(claims, key=lambda one: (one.evidence.start, -one.evidence.end)):
        start, text = claim.evidence.start, claim.evidence.text
        if pieces and start < pieces[-1][0] + len(pieces[-1][1]):  # a run of sentences, and one of them
            before, known, label = pieces[-1]
            pieces[-1] = before, known + text[before + len(known) - start :], label
        else:
            pieces.append((start, text, claim.section))
    stretches, sections, here = [], [], 0
    for start, text, label in pieces:
        stretches.append((start, start + len(text), here - start))
        if label is not None:
            sections.append(Section(label, None, here, here + len(text)))
        here += len(text) + 1
    document = Document(
        id=stored.id,
        text="\n".join(text for _, text, _ in pieces),
        source=stored.source,
        sections=tuple(sections),
    )
    return StoredText(document, whole=False, stretches=tuple(stretches))

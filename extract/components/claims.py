"""Makes claims out of relations: how each is said, where, and under which circumstances."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spacy.attrs import IDX, IS_SPACE, LENGTH
from spacy.language import Language

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.circumstances import ARMS, Stretches, find_measures, mention_in, name_after, owners
from claimgraph.extract.claim import Claim, Context, Cue, Evidence, Mention
from claimgraph.extract.claim_key import claim_key, content_hash
from claimgraph.extract.context import Surroundings, core_tokens, is_attached
from claimgraph.extract.cue_phrases import CuePhrase, find_phrases
from claimgraph.extract.doc_text import text_of
from claimgraph.extract.kind import Setting, kind_of, read_settings
from claimgraph.extract.modality import modality
from claimgraph.extract.pair_relations import RULE_FLOOR, settled
from claimgraph.extract.relation import is_by_model
from claimgraph.extract.scope import Scope, scope_of
from claimgraph.extract.sentence_tree import tree_of
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from claimgraph.corpus.document import Document, Section
    from claimgraph.extract.relation import Relation

_FACTORY = "claimgraph_claims"
_LOOSE = frozenset(
    {"statistic", "comparator"}
)  # stand in brackets or at the clause's end: attached by nearness


def claims_of_doc(doc: Doc) -> tuple[Claim, ...]:
    """Turn a document's relations into claims, in the order of their places in the text."""
    relations: tuple[Relation, ...] = doc._.relations
    if not relations:
        return ()
    reader = _Reading(doc)
    by_sentence: dict[int, list[Relation]] = {}
    for relation in relations:
        by_sentence.setdefault(reader.sentence_of(relation.triggers[0]), []).append(relation)
    claims: list[Claim] = []
    for number in sorted(by_sentence):
        claims.extend(reader.read_sentence(number, by_sentence[number]))
    return _distinct(claims)


class _Reading:
    """What is read once of a document and used for each of its relations."""

    def __init__(self, doc: Doc) -> None:
        self.text = text_of(doc)
        self.tree = tree_of(doc)
        document: Document | None = doc._.document
        self.document_id = document.id if document else f"TEXT:{content_hash(self.text)}"
        sections = document.sections if document else ()
        idx, lengths, spaces = doc.to_array([IDX, LENGTH, IS_SPACE]).T.tolist()
        self.idx: list[int] = idx
        self.ends: list[int] = [start + length for start, length in zip(idx, lengths, strict=True)]
        self.spaces: list[int] = spaces
        self.bounds = list(self.tree.sentences())
        self.starts = [start for start, _ in self.bounds]
        self.labels = [_label_at(sections, idx[start]) for start in self.starts]
        phrases = find_phrases(self.tree)
        self.settings = read_settings(self.tree, self.bounds, self.labels, phrases)
        self.mentions: tuple[Mention, ...] = doc._.mentions

    def sentence_of(self, token: int) -> int:
        return bisect_right(self.starts, token) - 1

    def read_sentence(self, number: int, relations: Sequence[Relation]) -> list[Claim]:
        setting = self.settings[number]
        first, last = self._characters(setting.start, setting.end)
        mentions = self._mentions_between(first, last)
        scopes = [scope_of(self.tree, relation) for relation in relations]
        surroundings = Surroundings(self.tree, setting.start, setting.end, mentions)
        contexts = [
            surroundings.of(relation, scope) for relation, scope in zip(relations, scopes, strict=True)
        ]
        self._add_loose_context(setting, relations, scopes, contexts, mentions)
        claims = (
            self._claim(relation, scope, setting, context)
            for relation, scope, context in zip(relations, scopes, contexts, strict=True)
        )
        return settled([one for one in zip(claims, relations, strict=True) if _is_claimed(*one)])

    def _claim(self, relation: Relation, scope: Scope, setting: Setting, context: list[Context]) -> Claim:
        negations, negated, hedges, certainty = modality(self.tree, relation, scope, self.sentence_of)
        kind = kind_of(self.tree, relation, scope, setting)
        if kind == "background":  # numbers tell of what was found
            context = [c for c in context if c.role not in _LOOSE]
        if kind == "aim" and certainty != "possible":  # what is asked is not known
            certainty = "possible"
        polarity = "negated" if negated else "affirmed"
        evidence = self._evidence(relation)
        cues = [
            *self._cues("trigger", relation.triggers),
            *self._cues("negation", negations),
            *self._cues("hedge", hedges),
        ]
        for phrase in setting.phrases:
            if phrase.role == "novelty":
                cues.append(self._cue("novelty", phrase.start, phrase.end))
        return Claim(
            key=claim_key(
                document=self.document_id,
                subject=relation.subject,
                predicate=relation.predicate,
                object=relation.object,
                evidence=evidence,
                direction=relation.direction,
                aspect=relation.aspect,
                polarity=polarity,
            ),
            document=self.document_id,
            subject=relation.subject,
            predicate=relation.predicate,
            object=relation.object,
            direction=relation.direction,
            aspect=relation.aspect,
            polarity=polarity,
            certainty=certainty,
            kind=kind,
            section=setting.label,
            evidence=evidence,
            cues=tuple(cues),
            context=tuple(sorted(context, key=lambda c: (c.start, c.end, c.role))),
            score=relation.score if negated or relation.combined is None else relation.combined,
            extractor=relation.extractor,
        )

    def _add_loose_context(
        self,
        setting: Setting,
        relations: Sequence[Relation],
        scopes: Sequence[Scope],
        contexts: list[list[Context]],
        mentions: Sequence[tuple[Mention, int]],
    ) -> None:
        """Attach what is no entity: doses and partners by tree, comparators and statistics by nearness."""
        cores = [core_tokens(scope) for scope in scopes]
        places = [self._stretches(relation) for relation in relations]
        first, last = self._characters(setting.start, setting.end)
        found = find_measures(self.text, first, last)
        found += self._named(setting.phrases, mentions)
        for item in found:
            if item.role in _LOOSE:
                others = [one for one in found if one.role == item.role and one is not item]
                numbers = owners(item, places, others)
            else:
                head = self._head(item)
                numbers = [n for n, core in enumerate(cores) if is_attached(self.tree, head, core)]
            for number in numbers:
                if not _overlaps(relations[number], item):
                    contexts[number].append(item)

    def _stretches(self, relation: Relation) -> Stretches:
        trigger = relation.triggers[0]
        arguments = ((m.start, m.end) for m in (relation.subject, relation.object))
        return Stretches(trigger, ((self.idx[trigger], self.ends[trigger]), *arguments))

    def _named(self, phrases: Iterable[CuePhrase], mentions: Sequence[tuple[Mention, int]]) -> list[Context]:
        found = []
        for phrase in phrases:
            if phrase.role not in ("comparator", "partner"):
                continue
            if self.tree.words[phrase.end - 1] == "than" and self.tree.words[phrase.start - 1] in (
                "rather",
                "other",
            ):
                continue
            tokens = name_after(self.tree, phrase)
            if tokens is None:
                continue
            start, end = self._characters(*tokens)
            role = "comparator" if phrase.role == "comparator" else "combined_with"
            mention = mention_in(mentions, start, end)
            if mention is not None:
                start, end = mention.start, mention.end
            elif self.tree.words[tokens[1] - 1] not in ARMS:
                continue
            found.append(Context(role, start, end, self.text[start:end], mention))
        return found

    def _evidence(self, relation: Relation) -> Evidence:
        """The sentences that hold the arguments, both ends of each, and the trigger."""
        ends = [place for m in (relation.subject, relation.object) for place in (m.start, m.end - 1)]
        tokens = {relation.triggers[0], relation.subject_token, relation.object_token}
        tokens.update(bisect_right(self.idx, place) - 1 for place in ends)
        numbers = [self.sentence_of(token) for token in tokens]
        start, end = self._characters(self.bounds[min(numbers)][0], self.bounds[max(numbers)][1])
        return Evidence(start, end, self.text[start:end])

    def _characters(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the tokens `[start, end)`, without white space at either end."""
        while end - start > 1 and self.spaces[end - 1]:
            end -= 1
        while end - start > 1 and self.spaces[start]:
            start += 1
        return self.idx[start], self.ends[end - 1]

    def _mentions_between(self, first: int, last: int) -> list[tuple[Mention, int]]:
        found = []
        for mention in self.mentions:
            if first <= mention.start and mention.end <= last:
                found.append((mention, self._head(mention)))
        return found

    def _head(self, stretch: Mention | Context) -> int:
        """Token that stands highest in a stretch of the text; of several the last, as in English names."""
        if not 0 <= stretch.start < stretch.end <= len(self.text):
            raise ValueError(f"{stretch.text!r} lies outside the text of {self.document_id!r}")
        return self.tree.top(
            range(bisect_right(self.idx, stretch.start) - 1, bisect_left(self.idx, stretch.end))
        )

    def _cues(self, role: str, tokens: Iterable[int]) -> list[Cue]:
        """Cues of one role; tokens that follow one another make one cue."""
        runs: list[list[int]] = []
        for token in sorted(set(tokens)):
            if runs and token == runs[-1][-1] + 1:
                runs[-1].append(token)
            else:
                runs.append([token])
        return [self._cue(role, run[0], run[-1] + 1) for run in runs]

    def _cue(self, role: str, start: int, end: int) -> Cue:
        first, last = self._characters(start, end)
        return Cue(role, first, last, self.text[first:last])


def _label_at(sections: Sequence[Section], offset: int) -> str | None:
    return next((s.label for s in sections if s.start <= offset < s.end), None)


def _overlaps(relation: Relation, item: Context) -> bool:
    return any(item.start < m.end and m.start < item.end for m in (relation.subject, relation.object))


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Of claims that say the same of the same words, keep the one with the highest score."""
    best: dict[object, Claim] = {}
    for claim in sorted(claims, key=_order):
        subject, target = claim.subject, claim.object
        if claim.predicate in SYMMETRIC_PREDICATES and target.start < subject.start:
            subject, target = target, subject
        stated = (subject, claim.predicate, target, claim.direction, claim.aspect, claim.polarity)
        place = (claim.evidence.start, claim.evidence.end)
        best.setdefault((stated, place), claim)
    return tuple(
        sorted(best.values(), key=lambda c: (c.evidence.start, c.subject.start, c.object.start, c.key))
    )


def _place(claim: Claim) -> tuple[int, int, int, str]:
    return claim.evidence.start, claim.subject.start, claim.object.start, claim.key


def _order(claim: Claim) -> tuple[float, int, int, int, str, str]:
    return (-claim.score, *_place(claim), claim.extractor)


class Claims:
    """Sets `doc._.claims` from `doc._.relations`, `doc._.mentions` and the sections of `doc._.document`."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.claims = claims_of_doc(doc)
        return doc


@Language.factory(_FACTORY, assigns=["doc._.claims"], requires=["doc._.relations"])
def make_claims(nlp: Language, name: str) -> Claims:
    """Make the component; it has no options and no weights."""
    declare_attributes()
    return Claims()


def _is_claimed(claim: Claim, relation: Relation) -> bool:
    """Whether a claim is made: the learnt scores are those of what is affirmed; what is denied the rules read."""
    by_model = is_by_model(claim.extractor)
    if claim.polarity != "affirmed":
        return not by_model
    return by_model or relation.combined is None or claim.score >= RULE_FLOOR

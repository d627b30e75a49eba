"""The circumstances of a relation that are entities: species, disease, cell type, cell line, anatomy.

A mention is a circumstance where it hangs on the relation's words by a phrase of place ("in mice", "from
patients with melanoma", "in CD4+ T cells") and is none of the arguments, by place or by meaning. A clause that is
coordinated with the relation's own lends it a circumstance, unless the two are set against each other ("fell in
mice but rose in rats") or the own one names a circumstance of that role itself. A place that the text denies ("but
not in rats") is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from claimgraph.extract.claim import Context, Mention
from claimgraph.extract.claim_key import node_key
from claimgraph.extract.relation import Relation
from claimgraph.extract.relation_lexicon import relation_lexicon
from claimgraph.extract.scope import Scope
from claimgraph.extract.sentence_tree import SentenceTree
from claimgraph.extract.word_list import words_by_role

ROLES = {
    "Organism": "species",
    "Disease": "disease",
    "CellType": "cell_type",
    "CellLine": "cell_line",
    "Anatomy": "anatomy",
}
_GRAMMAR = words_by_role("grammar_words.tsv")
_PLACES, _APART, _CONTRASTS = _GRAMMAR["place"], _GRAMMAR["apart"], _GRAMMAR["contrast"]
_PHRASE = frozenset({"nmod", "nmod:poss", "compound", "amod", "conj", "appos", "acl", "nmod:npmod", "dep"})
_DENYING = relation_lexicon().words["instead"] | {"not"}
_NAME_TAGS = ("NN", "JJ", "CD", "HYPH", "DT", "PRP$", "FW")
_LONGEST_CLIMB = 6


def core_tokens(scope: Scope) -> frozenset[int]:
    """Give the tokens that a relation itself is made of, arguments included."""
    places = (*scope.above, *scope.to_subject, *scope.to_object)
    return frozenset(place.token for place in places)


def own_tokens(scope: Scope) -> frozenset[int]:
    """Give the core tokens without those of clauses that the relation's own is coordinated with."""
    above = takewhile(lambda place: place.edge != "conj", scope.above)
    places = (*above, *scope.to_subject, *scope.to_object)
    return frozenset(place.token for place in places)


class _Step(NamedTuple):
    """A token over a phrase, and what the way to it tells."""

    token: int
    placed: bool = False  # by a preposition of place
    within: bool = True  # without a way through another clause


def _climb(tree: SentenceTree, token: int) -> Iterator[_Step]:
    """From a token over the phrases that it stands in."""
    yield _Step(token)
    cases: set[str] = set()
    edges: set[str] = set()
    within = True
    for _ in range(_LONGEST_CLIMB - 1):
        edge = tree.deps[token]
        edges.add(edge)
        if edge not in _PHRASE:
            return
        within = within and not (edge == "conj" and tree.tags[token].startswith(("V", "J")))
        below = {tree.words[child] for child in tree.children[token] if tree.deps[child] in ("case", "mark")}
        if below & _APART:
            return
        cases |= below
        token = tree.heads[token]
        # what only lists lead to is another member of the list
        yield _Step(token, bool(cases & _PLACES) and edges != {"conj"}, within)


def is_attached(tree: SentenceTree, token: int, core: frozenset[int]) -> bool:
    """Tell whether a phrase hangs on one of the core tokens."""
    return any(step.token in core for step in _climb(tree, token))


class Surroundings:
    """The circumstances among a sentence's mentions, each of which comes with its head token."""

    def __init__(
        self, tree: SentenceTree, start: int, end: int, mentions: Iterable[tuple[Mention, int]]
    ) -> None:
        words = tree.words
        # words of contrast, but for the "but not" of a list
        self.contrasts = [
            i for i in range(start, end) if words[i] in _CONTRASTS and words[i + 1 : i + 2] != ["not"]
        ]
        self.candidates = [
            (ROLES[mention.type], mention, head)
            for mention, head in mentions
            if mention.type in ROLES and not _is_denied(tree, head)
        ]
        self.over: dict[int, list[tuple[int, int, _Step]]] = {}  # token -> candidates below it, and how far
        for number, (_, _, head) in enumerate(self.candidates):
            for height, step in enumerate(_climb(tree, head)):
                if height:
                    self.over.setdefault(step.token, []).append((number, height, step))

    def of(self, relation: Relation, scope: Scope) -> list[Context]:
        """Give the circumstances of a relation."""
        arguments = (relation.subject, relation.object)
        taken = {node_key(argument) for argument in arguments}
        spans = [(argument.start, argument.end) for argument in arguments]
        near = {n for n, step in self._below(own_tokens(scope)) if step.placed and step.within}
        roles = {self.candidates[n][0] for n in near if node_key(self.candidates[n][1]) not in taken}
        lent = {
            n
            for n, step in self._below(core_tokens(scope))
            if step.placed
            and self.candidates[n][0] not in roles
            and not self._contrasted(relation.triggers[0], self.candidates[n][2])
        }
        found = []
        for role, mention, _ in (self.candidates[n] for n in sorted(near | lent)):
            if node_key(mention) in taken:
                continue
            if any(mention.start < end and start < mention.end for start, end in spans):
                continue
            taken.add(node_key(mention))
            spans.append((mention.start, mention.end))
            found.append(Context(role, mention.start, mention.end, mention.text, mention))
        return found

    def _contrasted(self, first: int, second: int) -> bool:
        """Whether a word of contrast stands between two tokens: "but", "whereas"."""
        following = bisect_left(self.contrasts, min(first, second))
        return following < len(self.contrasts) and self.contrasts[following] < max(first, second)

    def _below(self, core: frozenset[int]) -> Iterator[tuple[int, _Step]]:
        """Candidates that hang on the core tokens, each by the lowest of them."""
        lowest: dict[int, tuple[int, _Step]] = {}
        for token in core:
            for number, height, step in self.over.get(token, ()):
                if number not in lowest or height < lowest[number][0]:
                    lowest[number] = height, step
        return ((number, step) for number, (_, step) in lowest.items())


def _is_denied(tree: SentenceTree, head: int) -> bool:
    """Whether a place is said not to be one: "but not in rats", "except in liver"; also a later one of the list."""
    for _ in range(_LONGEST_CLIMB):
        first = _phrase_start(tree, head)
        before = tree.words[max(0, first - 2) : first]
        if before[-1:] and (before[-1] in _DENYING or " ".join(before) in _DENYING):
            return True
        if before[-1:] == ["but"] or tree.deps[head] != "conj":  # "not in mice but in rats"
            return False
        head = tree.heads[head]
    return False


def _phrase_start(tree: SentenceTree, head: int) -> int:
    """First token of a noun phrase, with its preposition of place."""
    first = head
    while first and tree.tags[first - 1].startswith(_NAME_TAGS) and tree.words[first - 1] not in _DENYING:
        first -= 1
    return first - 1 if first and tree.words[first - 1] in _PLACES else first

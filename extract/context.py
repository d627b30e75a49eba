"""The circumstances of a relation that are entities: species, disease, cell type, cell line, anatomy.

A mention is a circumstance where it hangs on the relation's words by a phrase of place ("in mice", "from
patients with melanoma", "in CD4+ T cells") and is none of the arguments, by place or by meaning. A clause that is
coordinated with the relation's own lends it a circumstance, unless the two are set against each other ("fell in
mice but rose in rats") or the own one names a circumstance of that role itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from claimgraph.extract.claim import Context, Mention
from claimgraph.extract.claim_key import node_key
from claimgraph.extract.relation import Relation
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


def is_attached(
    tree: SentenceTree, token: int, core: frozenset[int], *, placed: bool = True, within: bool = False
) -> bool:
    """Tell whether a phrase hangs on one of the core tokens.

    `placed`: by a preposition of place; `within`: without a way through another clause.
    """
    cases: set[str] = set()
    edges: set[str] = set()
    for _ in range(_LONGEST_CLIMB):
        if token in core:
            return not placed or (bool(cases & _PLACES) and edges != {"conj"})  # no other member of its list
        edge = tree.deps[token]
        edges.add(edge)
        if edge not in _PHRASE or (within and edge == "conj" and tree.tags[token].startswith(("V", "J"))):
            return False
        below = {tree.words[child] for child in tree.children[token] if tree.deps[child] in ("case", "mark")}
        if below & _APART:
            return False
        cases |= below
        token = tree.heads[token]
    return False


def entity_context(
    tree: SentenceTree, relation: Relation, scope: Scope, mentions: Iterable[tuple[Mention, int]]
) -> list[Context]:
    """Give the circumstances among a sentence's mentions, each of which comes with its head token."""
    core, own = core_tokens(scope), own_tokens(scope)
    arguments = (relation.subject, relation.object)
    taken = {node_key(argument) for argument in arguments}
    spans = [(argument.start, argument.end) for argument in arguments]
    candidates = [(ROLES[m.type], m, head) for m, head in mentions if m.type in ROLES]
    near = [c for c in candidates if is_attached(tree, c[2], own - {c[2]}, within=True)]
    roles = {role for role, mention, _ in near if node_key(mention) not in taken}
    lent = [
        (role, mention, head)
        for role, mention, head in candidates
        if role not in roles
        and is_attached(tree, head, core - {head})
        and not _contrasted(tree, relation.triggers[0], head)
    ]
    found = []
    for role, mention, _ in sorted([*near, *lent], key=candidates.index):
        if node_key(mention) in taken:
            continue
        if any(mention.start < end and start < mention.end for start, end in spans):
            continue
        taken.add(node_key(mention))
        spans.append((mention.start, mention.end))
        found.append(Context(role, mention.start, mention.end, mention.text, mention))
    return found


def _contrasted(tree: SentenceTree, first: int, second: int) -> bool:
    """Whether a word of contrast stands between two tokens: "but", "whereas"; not the "but not" of a list."""
    between = range(min(first, second), max(first, second))
    return any(tree.words[i] in _CONTRASTS and tree.words[i + 1] != "not" for i in between)

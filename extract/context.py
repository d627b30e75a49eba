"""The circumstances of a relation that are entities: species, disease, cell type, cell line, anatomy.

A mention is a circumstance where it hangs on the relation's words by a phrase of place ("in mice", "from
patients with melanoma", "in CD4+ T cells") and is none of the arguments, by place or by meaning.
"""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.extract.claim import Context, Mention
from claimgraph.extract.claim_key import node_key
from claimgraph.extract.relation import Relation
from claimgraph.extract.scope import Scope
from claimgraph.extract.sentence_tree import SentenceTree

ROLES = {
    "Organism": "species",
    "Disease": "disease",
    "CellType": "cell_type",
    "CellLine": "cell_line",
    "Anatomy": "anatomy",
}
_PLACES = frozenset(
    {"in", "within", "among", "from", "throughout", "amongst", "into", "on", "inside", "across"}
)
_PHRASE = frozenset({"nmod", "nmod:poss", "compound", "amod", "conj", "appos", "acl", "nmod:npmod", "dep"})
_LONGEST_CLIMB = 6


def core_tokens(scope: Scope) -> frozenset[int]:
    """Give the tokens that a relation itself is made of, arguments included."""
    places = (*scope.above, *scope.to_subject, *scope.to_object)
    return frozenset(place.token for place in places)


def is_attached(tree: SentenceTree, token: int, core: frozenset[int], *, placed: bool = True) -> bool:
    """Tell whether a phrase hangs on one of the core tokens; `placed`: by a preposition of place."""
    cases: set[str] = set()
    for _ in range(_LONGEST_CLIMB):
        if token in core:
            return not placed or bool(cases & _PLACES)
        edge = tree.deps[token]
        if edge not in _PHRASE:
            return False
        below = {tree.words[child] for child in tree.children[token] if tree.deps[child] in ("case", "mark")}
        if below & {"than", "versus", "vs", "without", "unlike"}:
            return False
        cases |= below
        token = tree.heads[token]
    return False


def entity_context(
    tree: SentenceTree, relation: Relation, scope: Scope, mentions: Iterable[tuple[Mention, int]]
) -> list[Context]:
    """Give the circumstances among a sentence's mentions, each of which comes with its head token."""
    core = core_tokens(scope)
    arguments = (relation.subject, relation.object)
    taken = {node_key(argument) for argument in arguments}
    spans = [(argument.start, argument.end) for argument in arguments]
    found = []
    for mention, head in mentions:
        role = ROLES.get(mention.type)
        if role is None or node_key(mention) in taken:
            continue
        if any(mention.start < end and start < mention.end for start, end in spans):
            continue
        if not is_attached(tree, head, core - {head}):
            continue
        taken.add(node_key(mention))
        spans.append((mention.start, mention.end))
        found.append(Context(role, mention.start, mention.end, mention.text, mention))
    return found

"""Whether a relation is only taken for granted where it stands: background of another statement."""

from __future__ import annotations

from claimgraph.extract.relation import Relation
from claimgraph.extract.scope import GOVERNING, Scope
from claimgraph.extract.sentence_tree import SentenceTree
from claimgraph.extract.tree_paths import is_below

_TELLING = GOVERNING["report"] | GOVERNING["light"]
_WAYS = frozenset({"by", "via", "through", "with", "as"})
_REASONS = frozenset({"because", "since", "although", "though", "as"})


def is_presupposed(tree: SentenceTree, relation: Relation, scope: Scope) -> bool:
    """A phrase ("the X-induced Y") or relative clause ("X, which inhibits Y,") is taken for granted.

    Only where both arguments stand inside the phrase, and the words over it do more than report it.
    """
    trigger = relation.triggers[0]
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    arguments = (relation.subject_token, relation.object_token)
    if _gives_a_reason(tree, trigger):
        return True
    if deps[trigger] == "acl:relcl":
        return _is_present(tree, trigger) and heads[trigger] in arguments
    if tags[trigger] in ("VBZ", "VBP", "VBD"):
        return False
    if deps[trigger] == "appos" and heads[trigger] in arguments:  # "X, an inhibitor of Y,"
        return True
    top = scope.above[-1]
    if top.token != trigger and top.edge in ("nsubj", "nsubjpass", "xcomp", "ccomp"):
        return False
    token = top.token
    if deps[token] == "acl" and tags[token] == "VBN":  # "the Y induced by X"
        token = heads[token]
    if not all(is_below(tree, argument, token) for argument in arguments):
        return False
    if tags[trigger] in ("VBN", "JJ") and deps[trigger] == "amod":
        return True
    head, edge = heads[token], deps[token]
    if head == token or not tags[token].startswith("NN") or not tags[head].startswith(("VB", "JJ")):
        return False
    if edge == "nmod":  # "involved in X-induced Y"; not "acts by inhibition of Y"
        cases = {tree.words[child] for child in tree.children[token] if deps[child] == "case"}
        return not cases & _WAYS
    return edge in ("nsubj", "nsubjpass", "dobj") and tree.words[head] not in _TELLING


def _gives_a_reason(tree: SentenceTree, trigger: int) -> bool:
    """ "Because X inhibits Y, …": in the present tense, known before."""
    if tree.deps[trigger] != "advcl" or not _is_present(tree, trigger):
        return False
    return any(tree.words[c] in _REASONS for c in tree.children[trigger] if tree.deps[c] == "mark")


def _is_present(tree: SentenceTree, verb: int) -> bool:
    below = [c for c in tree.children[verb] if tree.deps[c] in ("aux", "auxpass", "cop")]
    return any(tree.tags[token] in ("VBZ", "VBP") for token in (verb, *below))

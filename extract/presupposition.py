"""Whether a relation is only taken for granted where it stands: background of another statement."""

from __future__ import annotations

from claimgraph.extract.relation import Relation
from claimgraph.extract.scope import GOVERNING, Scope
from claimgraph.extract.sentence_tree import SentenceTree
from claimgraph.extract.tree_paths import is_below
from claimgraph.extract.word_list import words_by_role

_TELLING = GOVERNING["report"] | GOVERNING["light"]
_GRAMMAR = words_by_role("grammar_words.tsv")
_WAYS, _REASONS = _GRAMMAR["way"], _GRAMMAR["reason"]


def is_aside(tree: SentenceTree, relation: Relation) -> bool:
    """A relative clause, an apposition, a reason or an attribute: "X, which inhibits Y,", "the X-induced Y"."""
    trigger = relation.triggers[0]
    dep, head = tree.deps[trigger], tree.heads[trigger]
    arguments = (relation.subject_token, relation.object_token)
    if _gives_a_reason(tree, trigger):
        return True
    if dep == "acl:relcl":
        return _is_present(tree, trigger) and head in arguments
    if dep == "appos":
        return head in arguments
    if dep != "amod" or tree.tags[trigger] not in ("VBN", "JJ"):
        return False
    return all(is_below(tree, argument, head) for argument in arguments)


def is_presupposed(tree: SentenceTree, relation: Relation, scope: Scope) -> bool:
    """A phrase that holds both arguments ("inhibition of X by Y") and that more is said of than that it is so."""
    trigger = relation.triggers[0]
    tags, deps, heads = tree.tags, tree.deps, tree.heads
    if tags[trigger] in ("VBZ", "VBP", "VBD"):
        return False
    top = scope.above[-1]
    if top.token != trigger and top.edge in ("nsubj", "nsubjpass", "xcomp", "ccomp"):
        return False
    token = top.token
    if deps[token] == "acl" and tags[token] == "VBN":  # "the Y induced by X"
        token = heads[token]
    if not all(
        is_below(tree, argument, token) for argument in (relation.subject_token, relation.object_token)
    ):
        return False
    while deps[token] in ("nmod", "conj") and tags[heads[token]].startswith(
        "NN"
    ):  # "recall in Y caused by X"
        if _is_way(tree, token):
            return False
        token = heads[token]
    head, edge = heads[token], deps[token]
    if head == token or not tags[token].startswith("NN") or not tags[head].startswith(("VB", "JJ")):
        return False
    if edge == "nmod":
        return not _is_way(tree, token)
    return edge in ("nsubj", "nsubjpass", "dobj") and tree.words[head] not in _TELLING


def _is_way(tree: SentenceTree, token: int) -> bool:
    """ "Acts by inhibition of Y" says that it inhibits; "involved in X-induced Y" takes it for granted."""
    return any(tree.words[c] in _WAYS for c in tree.children[token] if tree.deps[c] == "case")


def _gives_a_reason(tree: SentenceTree, trigger: int) -> bool:
    """ "Because X inhibits Y, …": in the present tense, known before."""
    if tree.deps[trigger] != "advcl" or not _is_present(tree, trigger):
        return False
    return any(tree.words[c] in _REASONS for c in tree.children[trigger] if tree.deps[c] == "mark")


def _is_present(tree: SentenceTree, verb: int) -> bool:
    below = [c for c in tree.children[verb] if tree.deps[c] in ("aux", "auxpass", "cop")]
    return any(tree.tags[token] in ("VBZ", "VBP") for token in (verb, *below))

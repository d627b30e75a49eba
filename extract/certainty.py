"""How sure a relation is said to be: the strongest hedge in its scope."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extract.scope import GOVERNING, Scope
from claimgraph.extract.sentence_tree import SentenceTree
from claimgraph.extract.word_list import words_by_role

_LEVELS = ("certain", "probable", "possible")
_HEDGES = {
    word: _LEVELS.index(level) for level, words in words_by_role("hedge_cues.tsv").items() for word in words
}
_CUES = words_by_role("negation_cues.tsv")
_EXCLUDING = _CUES["excluding"]
_REPORT, _ASK, _KNOWLEDGE = GOVERNING["report"], GOVERNING["ask"], GOVERNING["knowledge"]
_GOAL = GOVERNING["goal"]
_ASKING = _ASK | _KNOWLEDGE | _GOAL
_NEGATIONS = _CUES["direct"] | _CUES["partial"]
_QUESTIONS = words_by_role("grammar_words.tsv")["question"]
_NEARLY = frozenset(
    {("few", "or"), ("little", "or"), ("few", "if"), ("little", "if")}
)  # "few or no", "little if any"
_MODIFYING = frozenset({"aux", "advmod", "amod", "mark", "neg", "det", "nmod:npmod", "cop", "dep", "case"})


def hedge_cues(
    tree: SentenceTree, scope: Scope, negations: Sequence[int] = ()
) -> tuple[tuple[int, ...], str]:
    """Give the tokens that hedge a relation, ascending, and its certainty, given its negation cues."""
    levels: dict[int, int] = {}
    for token in negations:
        if tuple(tree.words[max(0, token - 2) : token]) in _NEARLY:
            levels[token - 2] = 1
    for place in scope.above:
        if place.governs and (level := _governor_level(tree, place.token, place.came_from)):
            levels[place.token] = level
        if place.modifiers_count:
            levels.update(_modifier_levels(tree, place.token))
    for places in (scope.to_subject, scope.to_object):
        for place in places[:-1]:  # the last one is the argument: a "putative receptor" is no hedged claim
            if place.modifiers_count:
                levels.update(_modifier_levels(tree, place.token))
    strongest = max(levels.values(), default=0)
    return tuple(sorted(token for token, level in levels.items() if level)), _LEVELS[strongest]


def is_asked(tree: SentenceTree, scope: Scope) -> bool:
    """Tell whether a relation is what is studied ("the effect of X on Y was tested")."""
    return any(place.governs and asks(tree, place.token, place.came_from) for place in scope.above)


def asks(tree: SentenceTree, governor: int, governed: int) -> bool:
    """Tell whether a governing word makes a question of what it governs."""
    word, tag = tree.words[governor], tree.tags[governor]
    if word not in _ASKING:
        return False
    below = {tree.words[child] for child in tree.children[governed]}
    if not _QUESTIONS.isdisjoint(below) or word in _GOAL:
        return True
    if word not in _ASK or tag.startswith("NN") or "that" in below or _is_denied(tree, governor):
        return False
    return word not in _REPORT or _is_infinitive(tree, governor)  # "to identify", not "these data identify"


def _is_infinitive(tree: SentenceTree, verb: int) -> bool:
    return any(tree.words[c] == "to" for c in tree.children[verb])


def _governor_level(tree: SentenceTree, governor: int, governed: int) -> int:
    word = tree.words[governor]
    if word in _EXCLUDING and _is_denied(tree, governor):  # "can't be excluded"
        return 2
    if word in _KNOWLEDGE and _is_denied(tree, governor):  # "it is not known"
        return 2
    if asks(tree, governor, governed):
        return 2
    return _HEDGES.get(word, 0)


def _is_denied(tree: SentenceTree, token: int) -> bool:
    return any(tree.words[child] in _NEGATIONS for child in tree.children[token])


def _modifier_levels(tree: SentenceTree, token: int) -> dict[int, int]:
    levels = {}
    words = tree.words
    for child in tree.children[token]:
        level = _HEDGES.get(words[child], 0)
        if not level or tree.deps[child] not in _MODIFYING:
            continue
        # "could not", "could be shown": past ability, no hedge
        if words[child] == "could" and (words[token] in _REPORT or _is_denied(tree, token)):
            continue
        levels[child] = level
    return levels

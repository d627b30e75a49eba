"""Whether a relation is denied: negation cues in its scope, and the words they stand at.

A cue counts by where it stands in the dependency tree, not by its distance. "X increased cells that do not
express Y" is affirmed; "no evidence that X affects Y", "X and not Z activates Y" (for Z), "X failed to
inhibit Y" are negated. Two cues that cancel one another ("did not fail to") leave the relation affirmed.
"""

from __future__ import annotations

from claimgraph.extract.certainty import asks
from claimgraph.extract.relation import Relation
from claimgraph.extract.scope import GOVERNING, Place, Scope, shares_modifiers
from claimgraph.extract.sentence_tree import SentenceTree
from claimgraph.extract.word_list import read_words, words_by_role

_CUES = words_by_role("negation_cues.tsv")
_DIRECT, _MODIFIERS, _CONTRAST = _CUES["direct"], _CUES["modifier"], _CUES["contrast"]
_LINKED = {"contrast": frozenset({"to", "with"}), "exception": frozenset({"of"})}
_GOVERNING, _ITSELF = _CUES["failing"] | _CUES["governing"], _CUES["failing"] | _CUES["itself"]
_EXCLUDING, _NAMED = _CUES["excluding"], _CUES["named"]
_CONDITIONS = frozenset({"Disease", "Phenotype"})
_EXCEPTIONS = frozenset(read_words("negation_exceptions.tsv"))
_LEAVES_OPEN = GOVERNING["ask"] | GOVERNING["knowledge"]
_LIGHT, _REPORTS = GOVERNING["light"], GOVERNING["report"]
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_GRAMMAR = words_by_role("grammar_words.tsv")
_AUXILIARIES, _ALTERNATIVE = _GRAMMAR["auxiliary"], _GRAMMAR["alternative"]
_LINKS = frozenset({"but", "and", "or"})
_BEFORE_NOT = frozenset({"but", "and", ","})
_INSTEAD = frozenset({("rather", "than"), ("instead", "of")})
_NAME_TAGS = ("NN", "JJ", "CD", "HYPH", "DT", "FW")
_LIST_TAGS = (*_NAME_TAGS, ",", "-LRB-", "-RRB-", "CC")
_LONGEST_LIST = 25
_REACH = 4
_CONTRACTED = ("n't", "n’t")


def negation_cues(tree: SentenceTree, relation: Relation, scope: Scope) -> tuple[tuple[int, ...], bool]:
    """Give the tokens that negate a relation, ascending, and whether it is negated."""
    found: set[int] = set()
    cancelled = False
    for place in scope.above:
        direct = _direct_cues(tree, place.token, place.came_from) if place.modifiers_count else []
        if place.token in relation.triggers and tree.words[place.token] in _LIGHT:  # "had no effect"
            for child in tree.children[place.token]:
                if tree.deps[child] == "dobj":
                    direct += _direct_cues(tree, child, child)
        if place.governs:  # "no evidence was found that", "no data indicate that"
            for child in tree.children[place.token]:
                if tree.deps[child] in _SUBJECTS and tree.words[child] in _REPORTS:
                    direct += _direct_cues(tree, child, child)
        word = tree.words[place.token]
        denies = (place.governs and word in _GOVERNING) or (
            place.token in relation.triggers
            and word in _ITSELF
            and (relation.negated or word not in _GOVERNING)
        )
        if place.governs and word in _EXCLUDING:
            if not direct:
                found.add(place.token)
        elif place.governs and word in _LEAVES_OPEN and direct:
            continue
        elif denies and direct:  # "did not fail to inhibit"
            cancelled = True
        else:
            found.update(direct)
            if denies:
                found.add(place.token)
        if place.governs and asks(tree, place.token, place.came_from):
            break  # "it was not possible to test whether"
    found.update(_near_trigger(tree, relation.triggers[0]))
    down = _cues_down(tree, scope.to_subject, is_subject=True)
    down += _cues_down(tree, scope.to_object, is_subject=False)
    if any(tree.words[cue] in _CONTRAST for cue in down) and found:  # "unlike A, B did not": A did
        return (), False
    found.update(down)
    arguments = {relation.subject_token, relation.object_token}
    on_the_way = {p.token for p in (*scope.to_subject, *scope.to_object) if p.edge == "conj"}
    turn = max(_turn_before(tree, member) for member in arguments | on_the_way)
    found = {cue for cue in found if cue > turn}
    for token, mention in (
        (relation.subject_token, relation.subject),
        (relation.object_token, relation.object),
    ):  # "no toxicity related to X"
        found.update(
            c for c in tree.children[token] if tree.words[c] in ("no", "neither") and _is_cue(tree, c)
        )
        if mention.type in _CONDITIONS:  # absent things are another matter: signs
            found.update(_absences(tree, token))
    if not found and relation.negated and not cancelled:  # the trigger denies by itself: "negative for"
        return relation.triggers[:1], True
    return tuple(sorted(found)), bool(found)


def _absences(tree: SentenceTree, condition: int) -> list[int]:
    """ "Absent reflexes", "nausea was absent"."""
    beside = tree.having(condition, "amod")
    if tree.deps[condition] == "nsubj":
        beside.append(tree.heads[condition])
    return [token for token in beside if tree.words[token] in _NAMED]


def _cues_down(tree: SentenceTree, places: tuple[Place, ...], *, is_subject: bool) -> list[int]:
    found = []
    for number, place in enumerate(places):
        if not place.modifiers_count:
            break
        after = places[number + 1] if number + 1 < len(places) else None
        in_list = after is not None and after.edge == "conj"
        if after and in_list and not shares_modifiers(tree, place.token, after.token):
            continue
        if after is None or in_list:
            found += _cues_before_name(tree, place.token, is_subject=is_subject)
        cues = _direct_cues(tree, place.token, place.token)
        if after is None or in_list:  # "with the exception of A", "unlike A"
            beside = (place.token, *tree.children[place.token], place.came_from)
            cues += [c for c in beside if _contrasts(tree, c, place.token + 1)]
        if is_subject:  # "without X, Y falls" tells what X does: signs are the relation's own matter
            cues = [cue for cue in cues if tree.words[cue] != "without"]
        found += cues
        if place.edge == "conj":
            found += _cues_before_conjunct(tree, place.came_from, place.token)
    return found


def _contrasts(tree: SentenceTree, cue: int, end: int) -> bool:
    """ "Unlike A", "in contrast to A"; not "in contrast, A" nor "unlike B, A"."""
    words = tree.words
    if cue >= end or words[cue] not in _CONTRAST or words[cue] in _ALTERNATIVE:
        return False
    link = _LINKED.get(words[cue])
    return (link is None or words[cue + 1] in link) and "," not in words[cue:end]


def _cues_before_conjunct(tree: SentenceTree, first: int, second: int) -> list[int]:
    """Cues that stand at the first member of a coordination and speak of a later one: "A but not B"."""
    found: list[int] = []
    for child in tree.children[first]:
        if first < child < second and tree.deps[child] in ("cc", "neg", "advmod", "det"):
            if _is_cue(tree, child):
                found.append(child)
            elif tree.words[child] == "but":  # "not A but B"
                found = []
    return found


def _turn_before(tree: SentenceTree, member: int) -> int:
    """The "but" of "not A but B" before B, for which no denial before it holds; else -1."""
    if tree.deps[member] != "conj" or tree.is_verb(member):
        return -1
    between = range(member - 1, tree.heads[member], -1)
    turn = next((i for i in between if tree.words[i] == "but"), -1)
    return -1 if any(_is_cue(tree, i) for i in between if i > turn) else turn


def _cues_before_name(tree: SentenceTree, token: int, *, is_subject: bool) -> list[int]:
    """Cues before an argument's name or, of an object, its list: "but not A, B (C) or D", however parsed."""
    inside = _NAME_TAGS if is_subject else _LIST_TAGS
    first = max(0, token - _LONGEST_LIST)
    depth = 0  # of brackets: "A (but not B), C"
    while (
        token > first
        and depth >= 0
        and not tree.starts[token]
        and tree.tags[token - 1].startswith(inside)
        and tree.words[token - 1] != "but"
    ):
        token -= 1
        depth += (tree.tags[token] == "-RRB-") - (tree.tags[token] == "-LRB-")
    if token < 2 or depth > 0 or tree.starts[token - 1] or tree.starts[token]:
        return []
    before, cue = tree.words[token - 2 : token]
    if (cue == "not" and before in _BEFORE_NOT) or cue in ("neither", "nor"):
        return [token - 1]
    if (before, cue) in _INSTEAD:
        return [token - 2]
    return []


def _direct_cues(tree: SentenceTree, token: int, came_from: int) -> list[int]:
    """Negations that depend on a token; `came_from` is the conjunct that is asked about, if it is one."""
    found = []
    for child in tree.children[token]:
        word = tree.words[child]
        if word == "longer" and child and tree.words[child - 1] == "no":
            found += [child - 1, child]
        elif _is_cue(tree, child):
            if child > token and (
                word in _ALTERNATIVE or tree.deps[child] in ("cc", "dep") or tree.words[child - 1] in _LINKS
            ):
                continue  # "but not" before a later conjunct
            if tree.deps[child] == "conj":
                continue
            found.append(child)
    if tree.deps[token] == "conj" and came_from == token:
        found += _cues_before_conjunct(tree, tree.heads[token], token)
    return found


def _is_cue(tree: SentenceTree, token: int) -> bool:
    words = tree.words
    word = words[token]
    if word in _ALTERNATIVE:
        head = tree.heads[token]
        return (word, words[min(token + 1, len(words) - 1)]) in _INSTEAD and head - _REACH <= token
    if word in _MODIFIERS:
        return True
    if word not in _DIRECT or (word == "no" and tree.uppers[token]):  # nitric oxide
        return False
    if word == "little" and token and words[token - 1] == "a":
        return False
    after = words[token + 1] if token + 1 < len(words) else ""
    before = words[token - 1] if token else ""
    if after == "shown" and before in ("data", "results"):
        return False
    # "whether or not", "with or without" leave both open
    left_open = before in {"or", "and"} and token > 1 and words[token - 2] in {"whether", "with"}
    return after not in _EXCEPTIONS and not left_open


def _near_trigger(tree: SentenceTree, trigger: int) -> list[int]:
    """Negation right before the trigger, but for adverbs and auxiliaries: safe where a parse is wrong."""
    for token in range(trigger - 1, max(0, trigger - _REACH) - 1, -1):
        word, tag = tree.words[token], tree.tags[token]
        if (word in ("not", "never", "no") or word.endswith(_CONTRACTED)) and _is_cue(tree, token):
            return [token]
        first_piece = tag == "HYPH" or (tree.heads[token], tree.deps[token]) == (trigger, "compound")  # "up-"
        adjective = tag.startswith("JJ") and word != "other"
        if not (tag.startswith("RB") or word in _AUXILIARIES or adjective or first_piece):
            break
    return []

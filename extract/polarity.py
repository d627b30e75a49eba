"""Whether a relation is denied: negation cues in its scope, and the words they stand at.

A cue counts by where it stands in the dependency tree, not by its distance. "X increased cells that do not
express Y" is affirmed; "no evidence that X affects Y", "X and not Z activates Y" (for Z), "X failed to
inhibit Y" are negated. Two cues that cancel one another ("did not fail to") leave the relation affirmed.
"""

from __future__ import annotations

from claimgraph.extract.certainty import asks
from claimgraph.extract.relation import Relation
from claimgraph.extract.scope import GOVERNING, Place, Scope, shares_modifiers, words_by_role
from claimgraph.extract.syntax import Syntax
from claimgraph.extract.word_list import read_words

_CUES = words_by_role("negation_cues.tsv")
_DIRECT, _MODIFIERS, _CONTRAST = _CUES["direct"], _CUES["modifier"], _CUES["contrast"]
_CONTRAST_CASES = _CONTRAST - {"rather", "instead"}
_GOVERNING, _ITSELF, _EXCLUDING = _CUES["governing"], _CUES["itself"], _CUES["excluding"]
_EXCEPTIONS = frozenset(read_words("negation_exceptions.tsv"))
_LEAVES_OPEN = GOVERNING["ask"] | GOVERNING["knowledge"]
_LIGHT = GOVERNING["light"]
_AUXILIARIES = frozenset(
    {"be", "been", "have", "has", "had", "is", "are", "was", "were", "to", "a", "an", "any"}
)
_LINKS = frozenset({"but", "and", "or"})
_BEFORE_NOT = frozenset({"but", "and", ","})
_INSTEAD = frozenset({("rather", "than"), ("instead", "of")})
_NAME_TAGS = ("NN", "JJ", "CD", "HYPH", "DT", "FW")
_REACH = 4


def negation_cues(syntax: Syntax, relation: Relation, scope: Scope) -> tuple[tuple[int, ...], bool]:
    """Give the tokens that negate a relation, ascending, and whether it is negated."""
    found: set[int] = set()
    cancelled = False
    for place in scope.above:
        direct = _direct_cues(syntax, place.token, place.came_from) if place.modifiers_count else []
        if place.token in relation.triggers and syntax.words[place.token] in _LIGHT:  # "had no effect"
            for child in syntax.children[place.token]:
                if syntax.deps[child] == "dobj":
                    direct += _direct_cues(syntax, child, child)
        word = syntax.words[place.token]
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
        if place.governs and asks(syntax, place.token, place.came_from):
            break  # "it was not possible to test whether"
    found.update(_near_trigger(syntax, relation.triggers[0]))
    down = _cues_down(syntax, scope.to_subject, is_subject=True)
    down += _cues_down(syntax, scope.to_object, is_subject=False)
    if any(syntax.words[cue] in _CONTRAST for cue in down) and found:  # "unlike A, B did not": A did
        return (), False
    found.update(down)
    return tuple(sorted(found)), bool(found) or (relation.negated and not cancelled)


def _cues_down(syntax: Syntax, places: tuple[Place, ...], *, is_subject: bool) -> list[int]:
    found = []
    for number, place in enumerate(places):
        if not place.modifiers_count:
            break
        after = places[number + 1] if number + 1 < len(places) else None
        in_list = after is not None and after.edge == "conj"
        if after and in_list and not shares_modifiers(syntax, place.token, after.token):
            continue
        if after is None or in_list:
            found += _cues_before_name(syntax, place.token, is_subject=is_subject)
        cues = _direct_cues(syntax, place.token, place.token)
        if syntax.words[place.token] in _CONTRAST:  # "with the exception of A"
            cues.append(place.token)
        cues += [child for child in syntax.children[place.token] if syntax.words[child] in _CONTRAST_CASES]
        if is_subject:  # "without X, Y falls" tells what X does: signs are the relation's own matter
            cues = [cue for cue in cues if syntax.words[cue] != "without"]
        found += cues
        if place.edge == "conj":
            found += _cues_before_conjunct(syntax, place.came_from, place.token)
    return found


def _cues_before_conjunct(syntax: Syntax, first: int, second: int) -> list[int]:
    """Cues that stand at the first member of a coordination and speak of a later one: "A but not B"."""
    found: list[int] = []
    for child in syntax.children[first]:
        if first < child < second and syntax.deps[child] in ("cc", "neg", "advmod", "det"):
            if _is_cue(syntax, child):
                found.append(child)
            elif syntax.words[child] == "but":  # "not A but B"
                found = []
    return found


def _cues_before_name(syntax: Syntax, token: int, *, is_subject: bool) -> list[int]:
    """Cues right before an argument's name, however they were parsed: "but not A", "rather than A"."""
    first = syntax.sentences[token][0]
    while token > first and syntax.tags[token - 1].startswith(_NAME_TAGS):
        token -= 1
    if token - first < 2:
        return []
    before, cue = syntax.words[token - 2 : token]
    if (cue == "not" and before in _BEFORE_NOT) or (cue in ("neither", "nor") and not is_subject):
        return [token - 1]
    if (before, cue) in _INSTEAD:
        return [token - 2]
    return []


def _direct_cues(syntax: Syntax, token: int, came_from: int) -> list[int]:
    """Negations that depend on a token; `came_from` is the conjunct that is asked about, if it is one."""
    found = []
    for child in syntax.children[token]:
        word = syntax.words[child]
        if word == "longer" and child and syntax.words[child - 1] == "no":
            found += [child - 1, child]
        elif _is_cue(syntax, child):
            if child > token and (syntax.deps[child] in ("cc", "dep") or syntax.words[child - 1] in _LINKS):
                continue  # "but not" before a later conjunct
            if syntax.deps[child] == "conj":
                continue
            found.append(child)
    if syntax.deps[token] == "conj" and came_from == token:
        found += _cues_before_conjunct(syntax, syntax.heads[token], token)
    return found


def _is_cue(syntax: Syntax, token: int) -> bool:
    words = syntax.words
    word = words[token]
    if word in ("rather", "instead"):
        head = syntax.heads[token]
        return (word, words[min(token + 1, len(words) - 1)]) in _INSTEAD and head - _REACH <= token
    if word in _MODIFIERS:
        return True
    if word not in _DIRECT:
        return False
    if word == "little" and token and words[token - 1] == "a":
        return False
    after = words[token + 1] if token + 1 < len(words) else ""
    before = words[token - 1] if token else ""
    if after == "shown" and before in ("data", "results"):
        return False
    return after not in _EXCEPTIONS and not (before == "or" and token > 1 and words[token - 2] == "whether")


def _near_trigger(syntax: Syntax, trigger: int) -> list[int]:
    """Negation right before the trigger, but for adverbs and auxiliaries: safe where a parse is wrong."""
    first = syntax.sentences[trigger][0]
    for token in range(trigger - 1, max(first, trigger - _REACH) - 1, -1):
        word, tag = syntax.words[token], syntax.tags[token]
        if word in ("not", "n't", "never", "no") and _is_cue(syntax, token):
            return [token]
        if not (tag.startswith("RB") or word in _AUXILIARIES or (tag.startswith("JJ") and word != "other")):
            break
    return []

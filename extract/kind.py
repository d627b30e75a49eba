"""Whether a relation is a finding, background, an aim or a method.

The proposition decides, the section only where its words say nothing: in a sentence of results "X-induced Y
was blocked by Z" takes for granted that X induces Y (background) and finds that Z blocks it (finding).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from claimgraph.extract.certainty import is_asked
from claimgraph.extract.cue_phrases import CuePhrase
from claimgraph.extract.relation import Relation
from claimgraph.extract.scope import GOVERNING, Scope, words_by_role
from claimgraph.extract.syntax import Syntax, is_below

_LABELS = {
    "TITLE": "finding",
    "BACKGROUND": "background",
    "OBJECTIVE": "background",
    "METHODS": "method",
    "RESULTS": "finding",
    "CONCLUSIONS": "finding",
}
_ARMS = frozenset({"treats", "prevents", "combined_with", "compared_with", "regulates", "located_in"})
_TOPICS = words_by_role("title_topics.tsv")["topic"]
_PAST = frozenset({"VBD"})
_EARLY = 0.34  # share of an abstract without words of its own work that is taken for its introduction


class Setting(msgspec.Struct, frozen=True):
    """What is known of a sentence before its relations are looked at."""

    start: int  # first token
    end: int
    label: str | None  # of its section
    phrases: tuple[CuePhrase, ...]
    default: str  # kind of a relation that shows none of its own


def read_settings(
    syntax: Syntax,
    sentences: Sequence[tuple[int, int]],
    labels: Sequence[str | None],
    phrases: Sequence[CuePhrase],
) -> list[Setting]:
    """Give every sentence its section, its cue phrases and the kind that holds where nothing else is said."""
    by_sentence: list[list[CuePhrase]] = [[] for _ in sentences]
    number = 0
    for phrase in phrases:
        while phrase.start >= sentences[number][1]:
            number += 1
        by_sentence[number].append(phrase)
    own = [any(p.role == "own" for p in found) and not _is_prior(found) for found in by_sentence]
    body = [n for n, label in enumerate(labels) if label != "TITLE"]
    first_own = next((n for n in body if own[n]), None)
    settings = []
    for n, (start, end) in enumerate(sentences):
        default = _LABELS.get(labels[n] or "")
        if default is None:
            default = _by_position(syntax.tags[start:end], body.index(n) / len(body), n, first_own)
        settings.append(Setting(start, end, labels[n], tuple(by_sentence[n]), default))
    return settings


def kind_of(syntax: Syntax, relation: Relation, scope: Scope, setting: Setting) -> str:
    """Tell the kind of a relation."""
    trigger = relation.triggers[0]
    if _is_question(syntax, relation, scope, setting):
        return "aim"
    last = max(
        (p for p in setting.phrases if p.role in ("own", "prior") and p.start < trigger),
        default=None,
        key=_at,
    )
    is_prior = last is not None and last.role == "prior"
    if _tells_what_was_given(syntax, relation, setting) and not is_prior:
        return "method"
    if setting.default == "finding":
        if is_prior and setting.label not in ("RESULTS", "TITLE"):
            return "background"
        if _is_presupposed(syntax, relation, scope) or _is_definition(syntax, relation, setting):
            return "background"
    if setting.default == "background" and last is not None and last.role == "own" and setting.label is None:
        return "finding"
    return setting.default


def _at(phrase: CuePhrase) -> tuple[int, int]:
    return phrase.start, phrase.end


def _is_prior(phrases: Sequence[CuePhrase]) -> bool:
    return any(p.role == "prior" for p in phrases)


def _by_position(tags: Sequence[str], share: float, number: int, first_own: int | None) -> str:
    if first_own is not None:
        return "background" if number < first_own else "finding"
    if any(tag in _PAST for tag in tags):
        return "finding"
    return "background" if share < _EARLY else "finding"


def _is_question(syntax: Syntax, relation: Relation, scope: Scope, setting: Setting) -> bool:
    trigger = relation.triggers[0]
    if is_asked(syntax, scope):
        return True
    if setting.label == "TITLE":
        finite = any(tag in ("VBZ", "VBP", "VBD", "MD") for tag in syntax.tags[setting.start : setting.end])
        asked = syntax.words[setting.end - 1] == "?"
        return asked or (
            not finite and syntax.words[trigger] in _TOPICS and relation.predicate == "regulates"
        )
    if setting.label in ("RESULTS", "CONCLUSIONS"):
        return False
    return any(
        p.role == "aim" and p.start < trigger and _governs(syntax, p, trigger) for p in setting.phrases
    )


def _governs(syntax: Syntax, phrase: CuePhrase, trigger: int) -> bool:
    """An aim phrase reaches what stands under its verb, or the whole clause that it is the subject of."""
    last = phrase.end - 1
    if is_below(syntax, trigger, last):
        return True
    head = syntax.heads[last]
    return syntax.deps[last] in ("nsubj", "nsubjpass") and is_below(syntax, trigger, head)


def _tells_what_was_given(syntax: Syntax, relation: Relation, setting: Setting) -> bool:
    if relation.predicate not in _ARMS:
        return False
    words = {syntax.words[trigger] for trigger in relation.triggers}
    given = [p for p in setting.phrases if p.role == "given"]
    if not any(syntax.words[p.start] in words or p.start in relation.triggers for p in given):
        return False
    return any(tag in ("VBD", "VBN") for tag in syntax.tags[setting.start : setting.end])


def _is_presupposed(syntax: Syntax, relation: Relation, scope: Scope) -> bool:
    """A nominal ("the X-induced Y") that is an argument of another verb is taken for granted."""
    trigger = relation.triggers[0]
    if syntax.tags[trigger].startswith(("VBZ", "VBP", "VBD", "MD")):
        return False
    top = scope.above[-1]
    if top.token != trigger and top.edge in ("nsubj", "nsubjpass", "xcomp", "ccomp"):
        return False
    token = top.token
    if not (
        is_below(syntax, relation.subject_token, token) and is_below(syntax, relation.object_token, token)
    ):
        return False
    if (
        syntax.tags[trigger] in ("VBN", "JJ")
        and syntax.deps[trigger] == "amod"
        and len(relation.triggers) == 1
    ):
        return True
    head, edge = syntax.heads[token], syntax.deps[token]
    if head == token or not syntax.tags[token].startswith("NN") or not syntax.tags[head].startswith("VB"):
        return False
    known = GOVERNING["report"] | GOVERNING["light"]
    return edge in ("nsubj", "nsubjpass", "dobj") and syntax.words[head] not in known


def _is_definition(syntax: Syntax, relation: Relation, setting: Setting) -> bool:
    if relation.predicate != "is_a":
        return False
    trigger = relation.triggers[0]
    copular = any(syntax.deps[child] == "cop" for child in (trigger, *syntax.children[trigger]))
    return not copular or setting.label is None

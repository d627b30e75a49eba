"""The grammatical places of a trigger (`subj`, `pass`, `dobj`, `has`, `is`, a preposition …) and who stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.argument import Argument
from claimgraph.extract.argument_nouns import before_noun
from claimgraph.extract.arguments import ArgumentFinder
from claimgraph.extract.clauses import SUBJECTS, Clauses
from claimgraph.extract.said_of import said_of
from claimgraph.extract.verb_series import main_verb, series_verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimgraph.extract.sentence_tree import SentenceTree

_CLAUSES = frozenset({"acl", "advcl", "ccomp", "xcomp"})
_LOOSE = frozenset({"by", "of", "from", "after"})  # prepositions that are not looked for behind a complement


class Places:
    """Answers who stands at a trigger's place, in one document."""

    def __init__(self, finder: ArgumentFinder) -> None:
        self.finder = finder
        self.tree: SentenceTree = finder.tree
        self.lexicon = finder.lexicon
        self.clauses = Clauses(finder)
        self._found: dict[tuple[int, str, str], list[Argument]] = {}
        self._phrases: dict[int, list[tuple[str, int]]] = {}
        self._near: dict[int, frozenset[str]] = {}

    def at(self, i: int, place: str, part: str) -> list[Argument]:
        """Arguments at a place of the trigger `i`, which is a v(erb), n(oun) or a(djective)."""
        found = self._found.get((i, place, part))
        if found is None:  # frames of a trigger share their places
            found = self._found[i, place, part] = self._read(i, place, part)
        return found

    def _read(self, i: int, place: str, part: str) -> list[Argument]:
        if part == "v":
            return self._of_verb(i, place)
        if part == "a":
            return self._of_adjective(i, place)
        return self._of_noun(i, place)

    def _of_verb(self, i: int, place: str) -> list[Argument]:
        tree = self.tree
        named = self.finder.modifiers.before_dash(i)
        if named is not None and self.finder.of(named):
            return self._of_compound(i, named, place)
        if tree.deps[i] in {"amod", "compound"}:
            return self._of_series_verb(i, place)
        if place in {"subj", "pass"}:
            if (place == "pass") != tree.is_passive(i):
                return []
            return self.clauses.subject(i)
        if place == "along":
            brought = tree.is_passive(i) or tree.first(i, "dobj") is not None
            return [] if brought else self._preposition(i, ("with",))
        if place == "inside":  # of a change that nobody brings about: "rose in sepsis"
            return [] if tree.first(i, "dobj") is not None else self._preposition(i, ("in",))
        if place == "dobj":
            return self.finder.all(self.clauses.objects(i))
        if (
            place in {"after", "since", "group"}
            and not tree.is_passive(i)
            and tree.first(i, "dobj") is not None
        ):
            return []
        if place == "group":
            return [a for a in self._preposition(i, ("in",)) if a.group]
        if place == "given":
            return [a for a in self.clauses.subject(i) if a.group]
        return self._preposition(i, self._prepositions(place))

    def _of_series_verb(self, i: int, place: str) -> list[Argument]:
        """ "X reduced A, increased B": the second verb, which hangs on its object, too."""
        noun, levels = self.tree.heads[i], self.lexicon.modifiers["level"]
        if place not in {"subj", "dobj"} or series_verb(self.tree, noun, levels) != i:
            return []
        if place == "dobj":
            return [a._replace(level=None) for a in self.finder.one(noun)]
        verb = main_verb(self.tree, noun)
        return [] if self.tree.is_passive(verb) else self.clauses.subject(verb)

    def _of_compound(self, i: int, named: int, place: str) -> list[Argument]:
        """ "X-induced Y": X is the agent; "X-producing Y", "X-targeted Y": X is the object."""
        gerund = self.tree.is_gerund(i) or self.tree.words[i] in self.lexicon.words["aimed"]
        if place == ("subj" if gerund else "pass"):
            if self.tree.deps[i] not in {"amod", "compound"}:
                return self.finder.all(c for c in self.tree.having(i, *SUBJECTS) if c != named)
            head = self.tree.heads[i]
            return self.finder.of(head) or said_of(self.finder, self.clauses, head)
        if place in ({"dobj", "with", "to"} if gerund else {"by", "with", "to"}):
            return self.finder.all(self._joined(i, named))
        return []

    def _joined(self, i: int, named: int) -> list[int]:
        """The first pieces of a compound: X and Y of "X/Y-induced"."""
        tree, at = self.tree, self.finder.at
        before = [
            c
            for c in tree.children[i]
            if c < named and at[c] not in {-1, at[named]} and tree.words[c + 1] == "/"
        ]
        return [*before, named]

    def _of_adjective(self, i: int, place: str) -> list[Argument]:
        tree = self.tree
        named = self.finder.modifiers.before_dash(i)
        if named is not None and self.finder.of(named):
            if tree.deps[i] != "amod" and tree.first(i, "nsubj") is None:
                return []
            if place != "subj":
                return self.finder.all(self._joined(i, named))
        if place != "subj":
            return self._preposition(i, self._prepositions(place))
        own = tree.having(i, "nsubj")
        if own and tree.words[own[0]] not in self.lexicon.words["relative"]:
            return self.finder.all(own)
        head = tree.heads[i]
        if tree.words[head] in self.lexicon.words["manner"] and head != i:
            return self._changed(head)
        if tree.deps[i] in {"amod", "acl", "acl:relcl"} and head != i:
            return self.finder.of(head)
        if tree.deps[i] in {"xcomp", "conj"} and head != i:
            if tree.is_verb(head):
                return self.clauses.subject(head)
            return self._of_adjective(head, "subj") if tree.tags[head].startswith("J") else []
        return []

    def _changed(self, manner: int) -> list[Argument]:
        """What happens in a manner: the Y of "Y was raised in an X-dependent manner", "raised Y in …"."""
        tree, head = self.tree, self.tree.heads[manner]
        if tree.deps[manner] != "nmod":
            return []
        if not tree.is_verb(head):
            return self.finder.of(head)
        objects = [] if tree.is_passive(head) else self.finder.all(self.clauses.objects(head))
        return objects or self.clauses.subject(head)

    def _of_noun(self, i: int, place: str) -> list[Argument]:
        if place == "mod":
            return before_noun(self.finder, i)
        if place == "adj":
            named = [c for c in self.tree.having(i, "amod") if self.finder.at[c] >= 0 and c < i]
            return [Argument(self.finder.at[c], c, sign=self.finder.modifiers.prefix(c)) for c in named]
        if place == "self":
            mention = self.finder.at[i]
            return [Argument(mention, i)] if mention >= 0 else []
        if place == "has":
            verb = self.clauses.light_verb(i)
            return [] if verb is None else self.clauses.subject(verb)
        if place == "is":
            return said_of(self.finder, self.clauses, i)
        if place == "gov":
            return self._governor(i)
        if place == "group":
            return [a for a in self._preposition(i, ("in",)) if a.group]
        if place == "means":
            return self._acting(i)
        if place == "clause":
            return self._subject_above(i)
        return self._preposition(i, self._prepositions(place))

    def _acting(self, noun: int) -> list[Argument]:
        """Who acts by what a noun names: the X of "X lowers Z through inhibition of Y"."""
        head = self.tree.heads[noun]
        if self.tree.deps[noun] != "nmod" or self.tree.preposition(noun) not in self.lexicon.words["via"]:
            return []
        return (
            self.clauses.subject(head) if self.tree.is_verb(head) and not self.tree.is_passive(head) else []
        )

    def _subject_above(self, noun: int) -> list[Argument]:
        """The subject of the clause that a noun's phrase belongs to: the X of "X acts through binding to Y"."""
        tree, head = self.tree, self.tree.heads[noun]
        if tree.deps[noun] != "nmod" or tree.preposition(noun) not in self.lexicon.words["means"]:
            return []
        if tree.is_verb(head):
            return self.clauses.subject(head)
        return self._of_adjective(head, "subj") if tree.tags[head].startswith("J") else []

    def _governor(self, noun: int) -> list[Argument]:
        """What "for the treatment of" hangs on: "X for …", "X was used in …"."""
        tree, head = self.tree, self.tree.heads[noun]
        if tree.deps[noun] != "nmod" or tree.preposition(noun) not in {"for", "in"}:
            return []
        if tree.is_verb(head):
            return (
                self.clauses.subject(head)
                if tree.is_passive(head)
                else self.finder.all(tree.having(head, "dobj"))
            )
        return self.finder.of(head) or said_of(self.finder, self.clauses, head)

    def _prepositions(self, place: str) -> Iterable[str]:
        return (
            self.lexicon.words.get(place, (place,))
            if place in {"after", "since", "later", "between", "via"}
            else (place,)
        )

    def _preposition(self, i: int, prepositions: Iterable[str]) -> list[Argument]:
        """Arguments behind a preposition; it may hang on the trigger, on its light verb or on its complement."""
        near = self._near.get(i)
        if near is None:  # most prepositions stand nowhere near
            near = self._near[i] = frozenset(self._read_near(i))
        if near.isdisjoint(prepositions):
            return self._agent_around(i) if "by" in prepositions and not self.tree.is_verb(i) else []
        found = self._behind(i, prepositions)
        if found or (self.tree.is_verb(i) and any(p in prepositions for p, _ in self._phrases_of(i))):
            return found
        verb = self.clauses.light_verb(i)
        if verb is None:
            verb = self.clauses.observing_verb(i)
        if verb is not None:
            found = self._behind(verb, prepositions)
            if found:
                return found
        if "by" in prepositions and not self.tree.is_verb(i):
            return self._agent_around(i)
        if "from" in prepositions:  # "protects mice from Y"
            inner = [c for c in self.tree.having(i, "dobj") if self.finder.at[c] < 0]
        elif not _LOOSE.isdisjoint(prepositions):
            return found
        else:
            inner = [c for c in self.tree.having(i, "nmod", "dobj") if c > i]
        for child in inner:
            found.extend(a._replace(score=a.score * 0.85) for a in self._behind(child, prepositions))
        return found

    def _read_near(self, i: int) -> Iterator[str]:
        """The prepositions of all phrases that may be a token's: its own, its light verb's, its complements'."""
        verbs = (self.clauses.light_verb(i), self.clauses.observing_verb(i))
        for token in (i, *(verb for verb in verbs if verb is not None), *self.tree.having(i, "nmod", "dobj")):
            yield from (preposition for preposition, _ in self._phrases_of(token))

    def _agent_around(self, noun: int) -> list[Argument]:
        """The agent of a noun where the parse hung it on another noun: "mechanisms of Y repression [by X]"."""
        tree, above = self.tree, noun
        around = tree.having(noun, "nmod")
        while tree.deps[above] == "nmod" and not tree.is_verb(tree.heads[above]):
            above = tree.heads[above]
            around.append(above)
        return [
            a._replace(score=a.score * 0.85)
            for one in around
            for child in tree.having(one, "nmod")
            if child > noun and tree.preposition(child) == "by"
            for a in self.finder.of(child)
        ]

    def _behind(self, i: int, prepositions: Iterable[str]) -> list[Argument]:
        return [
            a
            for preposition, child in self._phrases_of(i)
            if preposition in prepositions
            for a in self.finder.of(child)
        ]

    def _phrases_of(self, i: int) -> list[tuple[str, int]]:
        phrases = self._phrases.get(i)
        if phrases is None:  # many places are prepositions
            phrases = self._phrases[i] = list(self._read_phrases(i))
        return phrases

    def _read_phrases(self, i: int) -> Iterator[tuple[str, int]]:
        """The phrases and gerund clauses that hang on a token, each with its preposition."""
        tree = self.tree
        bearer = tree.heads[i]
        around = tree.children[i]
        if tree.deps[i] == "compound" and tree.words[bearer] in self.lexicon.words["ability"]:
            around = [*around, *tree.having(bearer, "nmod")]  # "the binding activity of X to Y"
        for child in around:
            dep = tree.deps[child]
            if dep == "nmod" or (child > i and dep in _CLAUSES and tree.is_gerund(child)):
                yield tree.preposition(child), child

"""The grammatical places of a trigger (`subj`, `pass`, `dobj`, `has`, `is`, a preposition …) and who stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.arguments import Argument, ArgumentFinder
from claimgraph.extract.coordination import examples

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimgraph.extract.sentence_tree import SentenceTree

_ON_NOUN = frozenset({"acl", "acl:relcl", "ccomp", "dep"})
_HOPS = 4  # verbs on the way to the subject that they share
_HOP_SCORE = 0.95
_LOOSE = frozenset({"by", "of", "from", "after"})  # prepositions that are not looked for behind a complement
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


class Places:
    """Answers who stands at a trigger's place, in one document."""

    def __init__(self, finder: ArgumentFinder) -> None:
        self.finder = finder
        self.tree: SentenceTree = finder.tree
        self.lexicon = finder.lexicon

    def at(self, i: int, place: str, part: str) -> list[Argument]:
        """Arguments at a place of the trigger `i`, which is a v(erb), n(oun) or a(djective)."""
        if part == "v":
            return self._of_verb(i, place)
        if part == "a":
            return self._of_adjective(i, place)
        return self._of_noun(i, place)

    # verbs -------------------------------------------------------------------------------------------------

    def _of_verb(self, i: int, place: str) -> list[Argument]:
        tree = self.tree
        named = self.finder.before_dash(i)
        if named is not None and self.finder.of(named):
            return self._of_compound(i, named, place)
        if tree.deps[i] in {"amod", "compound"}:
            return []
        if place in {"subj", "pass"}:
            if (place == "pass") != tree.is_passive(i):
                return []
            return self.subject(i)
        if place == "inside":  # of a change that nobody brings about: "rose in sepsis"
            return [] if tree.first(i, "dobj") is not None else self._preposition(i, ("in",))
        if place == "dobj":
            return self.finder.all(self.objects(i))
        if place in {"after", "group"} and not tree.is_passive(i) and tree.first(i, "dobj") is not None:
            return []
        if place == "group":
            return [a for a in self._preposition(i, ("in",)) if a.group]
        if place == "given":
            return [a for a in self.subject(i) if a.group and a.sign is None]
        return self._preposition(i, self._prepositions(place))

    def _of_compound(self, i: int, named: int, place: str) -> list[Argument]:
        """ "X-induced Y": X is the agent; "X-producing Y": X is the object."""
        gerund = self.tree.is_gerund(i)
        if place == ("subj" if gerund else "pass"):
            if self.tree.deps[i] not in {"amod", "compound"}:
                return self.finder.all(c for c in self.tree.having(i, *_SUBJECTS) if c != named)
            head = self.tree.heads[i]
            return self.finder.of(head) or self._said_of(head)
        if place in ({"dobj", "with", "to"} if gerund else {"by", "with", "to"}):
            return self.finder.of(named)
        return []

    def subject(self, verb: int) -> list[Argument]:
        """Arguments that the subject of a verb names, its own or the one that it shares."""
        tokens, score = self.subject_tokens(verb)
        return [a._replace(score=a.score * score) for a in self.finder.all(tokens)]

    def subject_tokens(self, verb: int, hops: int = 0) -> tuple[list[int], float]:
        """Heads of the surface subject, and the trust in them (less with each verb that shares it)."""
        tree = self.tree
        head = tree.heads[verb]
        own = list(tree.having(verb, *_SUBJECTS))
        if own:
            if tree.words[own[0]] in self.lexicon.words["relative"]:
                return ([head], _HOP_SCORE) if tree.deps[verb] in _ON_NOUN else ([], 0.0)
            return own, 1.0
        if head == verb or hops > _HOPS:
            return [], 0.0
        dep = tree.deps[verb]
        nominal = tree.tags[head][0] == "N" or self.finder.at[head] >= 0
        if dep in {"acl", "acl:relcl"} or (dep in {"ccomp", "dep", "advcl", "xcomp"} and nominal):
            return self._antecedent(head, hops)
        if dep == "xcomp" or (dep == "advcl" and self._shares_subject(verb)):
            objects = list(tree.having(head, "dobj"))
            if objects and self._object_acts(head, dep):
                return objects, _HOP_SCORE
            tokens, score = self.subject_tokens(head, hops + 1)
            return tokens, score * _HOP_SCORE
        if dep == "conj":
            tokens, score = self.subject_tokens(head, hops + 1)
            return tokens, score * _HOP_SCORE
        return [], 0.0

    def _antecedent(self, noun: int, hops: int) -> tuple[list[int], float]:
        """The noun itself; of "X has the ability to …" the X."""
        if not self.finder.of(noun):
            verb = self.light_verb(noun)
            if verb is not None:
                return self.subject_tokens(verb, hops + 1)
            named = self._name_tokens(noun)
            if named:
                return named, _HOP_SCORE
        return [noun], _HOP_SCORE

    def _name_tokens(self, noun: int) -> list[int]:
        """What "a drug that …" names: the subject of its copula, or what it stands in apposition to."""
        own = list(self.tree.having(noun, "nsubj"))
        if own:
            return [i for i in own if self.tree.words[i] not in self.lexicon.words["relative"]]
        head = self.tree.heads[noun]
        if self.tree.deps[noun] == "appos" and self.finder.at[head] >= 0:
            return [head]
        return list(self.tree.having(noun, "appos"))

    def _shares_subject(self, verb: int) -> bool:
        tree = self.tree
        return tree.is_gerund(verb) or any(tree.words[c] == "to" for c in tree.having(verb, "mark"))

    def _object_acts(self, head: int, dep: str) -> bool:
        """Whether the object of "X causes Y to …", "we used Y to …" is who acts."""
        if self.tree.is_passive(head):
            return False
        if dep == "xcomp" and self.tree.words[head] in self.lexicon.words["object_control"]:
            return True
        subjects = list(self.tree.having(head, "nsubj"))
        return bool(subjects) and self.tree.words[subjects[0]] in self.lexicon.words["nobody"]

    def objects(self, verb: int) -> list[int]:
        """Heads of the direct object; of a relative clause the noun it is about; of "binds and blocks X" the X."""
        tree = self.tree
        own = [c for c in tree.having(verb, "dobj") if tree.words[c] not in self.lexicon.words["relative"]]
        if own:
            return own
        if tree.is_passive(verb):
            return []
        subjects = list(tree.having(verb, "nsubj"))
        relative = bool(subjects) and tree.words[subjects[0]] in self.lexicon.words["relative"]
        if (
            tree.deps[verb] in _ON_NOUN
            and subjects
            and not relative
            and tree.tags[tree.heads[verb]][0] == "N"
        ):
            return [tree.heads[verb]]
        for child in tree.having(verb, "conj"):
            if tree.is_verb(child) and child - verb <= 4 and tree.first(child, *_SUBJECTS) is None:
                return list(tree.having(child, "dobj"))
        return []

    # adjectives --------------------------------------------------------------------------------------------

    def _of_adjective(self, i: int, place: str) -> list[Argument]:
        tree = self.tree
        named = self.finder.before_dash(i)
        if named is not None and self.finder.of(named):
            if tree.deps[i] != "amod" and tree.first(i, "nsubj") is None:
                return []
            if place != "subj":
                return self.finder.of(named)
        if place != "subj":
            return self._preposition(i, self._prepositions(place))
        own = list(tree.having(i, "nsubj"))
        if own and tree.words[own[0]] not in self.lexicon.words["relative"]:
            return self.finder.all(own)
        head = tree.heads[i]
        if tree.deps[i] in {"amod", "acl", "acl:relcl"} and head != i:
            return self.finder.of(head)
        if tree.deps[i] in {"xcomp", "conj"} and head != i:
            if tree.is_verb(head):
                return self.subject(head)
            return self._of_adjective(head, "subj") if tree.tags[head].startswith("J") else []
        return []

    # nouns -------------------------------------------------------------------------------------------------

    def _of_noun(self, i: int, place: str) -> list[Argument]:
        if place == "mod":
            return self.finder.modifying(i)
        if place == "adj":
            named = [c for c in self.tree.having(i, "amod") if self.finder.at[c] >= 0 and c < i]
            return [Argument(self.finder.at[c], c, sign=self.finder.prefix(c)) for c in named]
        if place == "self":
            mention = self.finder.at[i]
            return [Argument(mention, i)] if mention >= 0 else []
        if place == "has":
            verb = self.light_verb(i)
            return [] if verb is None else self.subject(verb)
        if place == "is":
            return self._said_of(i)
        if place == "gov":
            return self._governor(i)
        if place == "group":
            return [a for a in self._preposition(i, ("in",)) if a.group]
        if place == "means":
            return self._acting(i)
        return self._preposition(i, self._prepositions(place))

    def _acting(self, noun: int) -> list[Argument]:
        """Who acts by what a noun names: the X of "X lowers Z through inhibition of Y"."""
        head = self.tree.heads[noun]
        if self.tree.deps[noun] != "nmod" or self.tree.preposition(noun) not in self.lexicon.words["via"]:
            return []
        return self.subject(head) if self.tree.is_verb(head) and not self.tree.is_passive(head) else []

    def light_verb(self, noun: int) -> int | None:
        """The verb of "X plays a role", "the role that X plays"; also for a noun coordinated with that one."""
        tree, light = self.tree, self.lexicon.words["light"]
        head = tree.heads[noun]
        if tree.deps[noun] == "dobj" and tree.words[head] in light:
            return head
        for child in tree.having(noun, "acl:relcl", "ccomp", "acl", "dep"):
            if child < noun or tree.words[child] not in light or tree.first(child, "nsubj") is None:
                continue
            if not [c for c in tree.having(child, "dobj") if tree.tags[c][0] == "N"]:
                return child
        return None

    def _said_of(self, noun: int) -> list[Argument]:
        """Of what a noun is said: "X is a …", "X, a …", "X acts as a …", "… X" before a name."""
        tree = self.tree
        own = list(tree.having(noun, "nsubj"))
        if own:
            if tree.words[own[0]] in self.lexicon.words["relative"] and tree.deps[noun] in _ON_NOUN:
                return self.finder.of(tree.heads[noun])
            return self.finder.all(own)
        head, dep = tree.heads[noun], tree.deps[noun]
        if dep in {"dobj", "xcomp"} and tree.words[head] in self.lexicon.words["is"]:
            return self.subject(head)
        if dep in {"nmod", "advcl", "xcomp"} and tree.preposition(noun) == "as" and head != noun:
            if not tree.is_verb(head):
                return self.finder.of(head)
            objects = [] if tree.is_passive(head) else self.finder.all(self.objects(head))
            return objects or self.subject(head)
        if dep == "appos" and self.finder.at[head] >= 0:
            return self.finder.of(head)
        if dep == "compound" and self.finder.at[head] >= 0 and head > noun:
            return self.finder.of(head)
        named = [c for c in tree.having(noun, "appos", "dep") if c > noun and self.finder.at[c] >= 0]
        return self.finder.all(dict.fromkeys([*named, *examples(tree, noun)]))

    def _governor(self, noun: int) -> list[Argument]:
        """What "for the treatment of" hangs on: "X for …", "X was used in …"."""
        tree, head = self.tree, self.tree.heads[noun]
        if tree.deps[noun] != "nmod" or tree.preposition(noun) not in {"for", "in"}:
            return []
        if tree.is_verb(head):
            return self.subject(head) if tree.is_passive(head) else self.finder.all(tree.having(head, "dobj"))
        return self.finder.of(head)

    # prepositions ------------------------------------------------------------------------------------------

    def _prepositions(self, place: str) -> Iterable[str]:
        return (
            self.lexicon.words.get(place, (place,))
            if place in {"after", "later", "between", "via"}
            else (place,)
        )

    def _preposition(self, i: int, prepositions: Iterable[str]) -> list[Argument]:
        """Arguments behind a preposition; it may hang on the trigger, on its light verb or on its complement."""
        found = self._behind(i, prepositions)
        if found:
            return found
        verb = self.light_verb(i)
        if verb is not None:
            found = self._behind(verb, prepositions)
            if found:
                return found
        if not _LOOSE.isdisjoint(prepositions):
            return found
        inner = [c for c in self.tree.having(i, "nmod", "dobj") if c > i]
        for child in inner:
            found.extend(a._replace(score=a.score * 0.85) for a in self._behind(child, prepositions))
        return found

    def _behind(self, i: int, prepositions: Iterable[str]) -> list[Argument]:
        tree = self.tree
        found: list[Argument] = []
        for child in tree.children[i]:
            if child < i and tree.deps[child] != "nmod":
                continue
            dep = tree.deps[child]
            clause = dep in {"acl", "advcl", "ccomp", "xcomp"} and tree.is_gerund(child)
            if (clause or dep == "nmod") and tree.preposition(child) in prepositions:
                found.extend(self.finder.of(child))
        return found

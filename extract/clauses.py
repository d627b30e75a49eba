"""Who acts and who is acted on in a clause: subjects that verbs share, objects of relative clauses, light verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.verb_series import series_verb

if TYPE_CHECKING:
    from claimgraph.extract.argument import Argument
    from claimgraph.extract.arguments import ArgumentFinder
    from claimgraph.extract.sentence_tree import SentenceTree

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
ON_NOUN = frozenset({"acl", "acl:relcl", "ccomp", "dep"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_HOPS = 4  # verbs on the way to the subject that they share
_HOP_SCORE = 0.95


class Clauses:
    """Finds subjects and objects of verbs, in one document."""

    def __init__(self, finder: ArgumentFinder) -> None:
        self.finder = finder
        self.tree: SentenceTree = finder.tree
        self.lexicon = finder.lexicon

    def subject(self, verb: int) -> list[Argument]:
        """Arguments that the subject of a verb names, its own or the one that it shares."""
        tokens, score = self.subject_tokens(verb)
        found = self.finder.all([*tokens, *self._companions(verb)])
        grouped = {
            a.mention for a in found if a.group
        }  # in "mice lacking X develop Y" X is no subject itself
        return [a._replace(score=a.score * score) for a in found if a.group or a.mention not in grouped]

    def _companions(self, verb: int) -> list[int]:
        """Who acts beside the subject: the Y of "X cooperates with Y to activate Z"."""
        tree, head = self.tree, self.tree.heads[verb]
        if (
            tree.deps[verb] not in {"xcomp", "advcl"}
            or tree.words[head] not in self.lexicon.words["together"]
        ):
            return []
        return [c for c in tree.having(head, "nmod") if c < verb and tree.preposition(c) == "with"]

    def subject_tokens(self, verb: int, hops: int = 0) -> tuple[list[int], float]:
        """Heads of the surface subject, and the trust in them (less with each verb that shares it)."""
        tree = self.tree
        head = tree.heads[verb]
        own = tree.having(verb, *SUBJECTS)
        if own:
            if tree.words[own[0]] in self.lexicon.words["relative"]:
                on_noun = tree.deps[verb] in ON_NOUN and hops <= _HOPS
                return self._antecedent(head, hops) if on_noun else ([], 0.0)
            return own, 1.0
        if head == verb or hops > _HOPS:
            return [], 0.0
        dep = tree.deps[verb]
        nominal = tree.tags[head][0] == "N" or self.finder.at[head] >= 0
        if dep in {"acl", "acl:relcl"} or (dep in {"ccomp", "dep", "advcl", "xcomp"} and nominal):
            return self._antecedent(head, hops)
        if dep == "xcomp" or (dep == "advcl" and self._shares_subject(verb)):
            if self._is_hindered(verb):
                return [], 0.0
            objects = tree.having(head, "dobj")
            if objects and self._object_acts(verb):
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
        own = self.tree.having(noun, "nsubj")
        if own:
            return [i for i in own if self.tree.words[i] not in self.lexicon.words["relative"]]
        head = self.tree.heads[noun]
        if self.tree.deps[noun] == "appos" and self.finder.at[head] >= 0:
            return [head]
        return self.tree.having(noun, "appos")

    def _shares_subject(self, verb: int) -> bool:
        tree = self.tree
        return tree.is_gerund(verb) or any(tree.words[c] == "to" for c in tree.having(verb, "mark"))

    def _object_acts(self, verb: int) -> bool:
        """Whether the object of "X causes Y to …", "we used Y to …" is who acts."""
        head, dep = self.tree.heads[verb], self.tree.deps[verb]
        if self.tree.is_passive(head):
            return False
        if dep == "xcomp" and self.tree.words[head] in self.lexicon.words["object_control"]:
            return True
        subjects = self.tree.having(head, "nsubj")
        return bool(subjects) and self.tree.words[subjects[0]] in self.lexicon.words["nobody"]

    def _is_hindered(self, verb: int) -> bool:
        """Whether it is what "X prevents Y from …" says does not come about."""
        head = self.tree.heads[verb]
        return (
            self.tree.preposition(verb) == "from" and self.tree.words[head] in self.lexicon.words["hindering"]
        )

    def objects(self, verb: int) -> list[int]:
        """Heads of the direct object; of a relative clause the noun it is about; of "binds and blocks X" the X."""
        tree = self.tree
        relatives = self.lexicon.words["relative"]
        own = [c for c in tree.having(verb, "dobj") if tree.words[c] not in relatives]
        if own:
            # a second object behind a finite verb is that verb's: "X inhibits Y and improved Z"
            levels = self.lexicon.modifiers["level"]
            return [
                c
                for c in own
                if not any(tree.tags[a] in _FINITE for a in tree.having(c, "amod"))
                and series_verb(tree, c, levels) is None
            ]
        if tree.is_passive(verb):
            return []
        subjects = tree.having(verb, "nsubj")
        relative = bool(subjects) and tree.words[subjects[0]] in relatives
        if tree.deps[verb] in ON_NOUN and subjects and not relative and tree.tags[tree.heads[verb]][0] == "N":
            return [tree.heads[verb]]
        for child in tree.having(verb, "conj"):
            if tree.is_verb(child) and child - verb <= 4 and tree.first(child, *SUBJECTS) is None:
                return tree.having(child, "dobj")
        return []

    def observing_verb(self, noun: int) -> int | None:
        """The verb of "no association was found between X and Y": phrases of the noun hang on it."""
        verb = self.tree.heads[noun]
        is_observed = (
            self.tree.deps[noun] == "nsubjpass" and self.tree.words[verb] in self.lexicon.words["observing"]
        )
        return verb if is_observed else None

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

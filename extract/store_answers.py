"""What the claim store answers to questions, straight from SQL: nodes, statements and their support."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from claimgraph.extract import (
    name_search,
    store_find,
    store_ledger,
    store_names,
    store_partners,
    store_read,
    store_search,
    store_statements,
    store_surest,
)
from claimgraph.extract.claim_counts import YearCount
from claimgraph.extract.name_search import Found
from claimgraph.extract.statement import Node, Support
from claimgraph.extract.store_access import StoreAccess
from claimgraph.extract.store_disputed import disputed_statements
from claimgraph.extract.store_find import FoundStatement, Hit, Wanted
from claimgraph.extract.store_names import StoreNames
from claimgraph.extract.store_partners import Joined
from claimgraph.extract.store_statements import CountedStatement


class StoreAnswers(StoreAccess):
    """The questions that `claimgraph.graphs` puts to a claim store; a graph of claims answers the same."""

    def nodes(self, keys: Collection[str] | None = None) -> Iterator[Node]:
        """Yield the nodes of the graph by key, or those of `keys`."""
        with self._reading():
            yield from store_read.read_nodes(self._connection, keys)

    def statements(self, rows: Collection[int] | None = None) -> Iterator[CountedStatement]:
        """Yield the distinct claims, in their own order, or those with these row numbers."""
        with self._reading():
            yield from store_statements.read_statements(self._connection, rows)

    def support(self, row: int, claims: Collection[int] | None = None) -> list[Support]:
        """Give the claims behind the statement of that row number, or those of them with these numbers."""
        with self._reading():
            return store_read.read_support(self._connection, row, claims)

    def surest(self, row: int, limit: int) -> list[Support]:
        """Give those of the claims behind the statement of that row number that weigh most, the surest first."""
        with self._reading():
            return store_surest.read_surest(self._connection, row, limit)

    def stated(self) -> Iterator[tuple[CountedStatement, list[Support]]]:
        """Yield each distinct claim, in their own order, with the claims behind it: for whole graphs."""
        with self.snapshot(), self._reading():
            yield from store_statements.read_stated(self._connection)

    def find_concept(self, name: str) -> list[Found]:
        """Give the nodes that a name, synonym or CURIE may mean, the likeliest first."""
        with self._reading():
            return name_search.find_nodes(StoreNames(self._connection), name)

    def concepts(self, types: Collection[str]) -> list[str]:
        """Give the keys of the concepts of these types, those of names that were not grounded left out."""
        with self._reading():
            return store_names.concepts_of(self._connection, types)

    def suggest(self, name: str, *, limit: int = 3) -> tuple[str, ...]:
        """Give names in the store that look like `name`."""
        with self._reading():
            return name_search.suggest(name, self.names, limit=limit)

    def names(self, start: str, *, limit: int = 2_000) -> dict[str, str]:
        """Give up to `limit` names whose look-up keys begin so, by key, each as some text or lexicon writes it."""
        with self._reading():
            return StoreNames(self._connection).beginning(start, limit=limit)

    def most_claimed(self, kind: str, *, limit: int | None) -> list[Node]:
        """Give the nodes of a type that stand in the most claims."""
        with self._reading():
            return store_names.most_claimed(self._connection, kind, limit=limit)

    def find_claims(self, wanted: Wanted) -> Iterator[Hit]:
        """Yield the claims that fit, in no promised order."""
        with self._reading():
            yield from store_find.find_claims(self._connection, wanted)

    def by_year(self, wanted: Wanted) -> list[YearCount]:
        """Count the claims that fit by the year of their documents, in order, what has no year last."""
        with self._reading():
            return store_find.claims_by_year(self._connection, wanted)

    def partners(self, nodes: Collection[str]) -> Iterator[tuple[str, int]]:
        """Yield what nodes are joined to, each with at least as many documents as join them, the most first."""
        with self._reading():
            yield from store_partners.partners(self._connection, nodes)

    def joined(self, nodes: Collection[str], others: Collection[str]) -> dict[str, Joined]:
        """Give what joins each of `others` to nodes."""
        with self._reading():
            return store_partners.joined(self._connection, nodes, others)

    def count_documents(self, nodes: Collection[str]) -> int:
        """How many documents hold a claim of one of some nodes."""
        with self._reading():
            return store_partners.count_documents(self._connection, nodes)

    def search(
        self, wanted: Wanted, *, best: int | None = None, least_belief: float | None = None
    ) -> Iterator[FoundStatement]:
        """Yield the statements that fit, in no promised order; of each wanted node its `best`, maybe more."""
        with self._reading():
            found = store_search.search_statements(
                self._connection, wanted, best=best, least_belief=least_belief
            )
            yield from found

    def disputed(
        self, questions: Mapping[str, str], *, nodes: Collection[str] | None = None
    ) -> Iterator[list[int]]:
        """Yield rows of statements of which the same is asked (predicate -> question) and not said the same."""
        with self._reading():
            yield from disputed_statements(self._connection, questions, nodes=nodes)

    def n_documents(self) -> int:
        """How many documents have claims."""
        with self._reading():
            return store_ledger.n_documents(self._connection)

"""Which articles a run has passed on to be read and has not yet put into its store."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable

from claimgraph.corpus.document import Deletion
from claimgraph.extract.article_names import article_name, article_names
from claimgraph.extract.runner import Item
from claimgraph.extract.store_files import SourceFile
from claimgraph.extract.store_ledger import Failure


class UnderWay:
    """The items in their order, by the names of the articles that they may change.

    >>> from claimgraph.corpus.document import Document
    >>> under_way = UnderWay()
    >>> under_way.add(Document(id="PMID:1", text="Owls fly."))
    >>> under_way.bears_on(["DOI:10.9999/owls", "PMID:1"]), under_way.bears_on(["PMID:2"])
    (True, False)
    >>> under_way.arrived(1)
    >>> under_way.bears_on(["PMID:1"])
    False
    """

    def __init__(self) -> None:
        self._items: deque[tuple[str, ...]] = deque()
        self._names: Counter[str] = Counter()

    def add(self, item: Item) -> None:
        """Note an item that is passed on."""
        names = _names_of(item)
        self._items.append(names)
        self._names.update(names)

    def arrived(self, count: int) -> None:
        """Forget the first items, as many as are in the store now."""
        for _ in range(count):
            for name in self._items.popleft():
                self._names[name] -= 1
                if not self._names[name]:
                    del self._names[name]

    def bears_on(self, names: Iterable[str]) -> bool:
        """Whether an article of one of these names is under way."""
        return any(name in self._names for name in names)


def _names_of(item: Item) -> tuple[str, ...]:
    if isinstance(item, Failure | SourceFile):
        return ()
    if isinstance(item, Deletion):
        return (article_name(item.id),)
    return (*article_names(item.id, item.source), *map(article_name, item.source.retracts))

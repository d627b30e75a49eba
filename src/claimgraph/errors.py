"""Everything that claimgraph raises on purpose.

ClaimgraphError
├── UnreadableSource      a file or stream can't be read as what it is (path, record, line)
│   └── UnreadableRecord  one record of it is bad; the records after it can still be read
├── MissingModel          no pipeline, lexicon or linker of that name is installed
├── MissingExtra          an optional dependency is needed: the message names the extra
├── RemoteError           a server can't be reached, or does not give what was asked for
│   └── RefusedRequest    it won't: asking again does not help
├── InvalidRecord         a line of extract's output is not as the record schema says
├── StoreError            a claim store can't be opened, or is of another version
├── GraphFormatError      a graph file can't be written or read back
├── QueryError            a question can't be answered as asked
│   ├── UnknownClaim      no claim, or more than one, has a key that begins so
│   └── UnknownEntity     no concept of that name or id is in the store
└── TrainingDataError     a corpus file for training or scoring is missing or malformed
"""

from __future__ import annotations


class ClaimgraphError(Exception):
    """Base of all errors that claimgraph raises on purpose; its text is one line for the user."""


class UnreadableSource(ClaimgraphError):
    """A source can't be read: says what is wrong, in which file, at which record and line."""

    def __init__(self, reason: str, *, path: str, record: str | None = None, line: int | None = None) -> None:
        where = ["standard input" if path == "-" else path]
        if line is not None:
            where.append(f"line {line}")
        if record is not None:
            where.append(f"record {record}")
        super().__init__(f"{', '.join(where)}: {reason}")
        self.reason = reason
        self.path = path
        self.record = record
        self.line = line


class UnreadableRecord(UnreadableSource):
    """One record is bad; the reader has gone on to the next."""


class MissingModel(ClaimgraphError):
    """No pipeline, lexicon or linker of that name can be found."""


class MissingExtra(ClaimgraphError):
    """A feature needs an optional dependency that is not installed."""

    def __init__(self, feature: str, *, extra: str) -> None:
        super().__init__(f"{feature} needs an extra: pip install 'claimgraph[{extra}]'")
        self.extra = extra


class RemoteError(ClaimgraphError):
    """A server can't be reached, or does not give what was asked for, however often it is asked."""


class RefusedRequest(RemoteError):
    """A server refuses what it is asked."""


class InvalidRecord(ClaimgraphError):
    """A line that should be an extraction record is not one."""


class StoreError(ClaimgraphError):
    """A claim store can't be opened or written."""


class GraphFormatError(ClaimgraphError):
    """A graph file can't be written or read back."""


class QueryError(ClaimgraphError):
    """A query can't be answered as asked."""


class UnknownClaim(QueryError):
    """No claim of the store, or more than one, has a key that begins so; `keys` are some of those."""

    def __init__(self, key: str, *, keys: tuple[str, ...] = ()) -> None:
        said = (
            f"more than one claim has a key that begins with {key!r}: {', '.join(keys)}, …"
            if keys
            else f"no claim of the key {key!r} in this store; `claimgraph query --keys` shows keys"
        )
        super().__init__(said)
        self.key = key
        self.keys = keys


class UnknownEntity(QueryError):
    """No concept of that name, synonym or id is known here."""

    def __init__(self, name: str, *, suggestions: tuple[str, ...] = ()) -> None:
        hint = f"; did you mean {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"no entity called {name!r} in this store{hint}")
        self.name = name
        self.suggestions = suggestions


class TrainingDataError(ClaimgraphError):
    """A corpus file for training or scoring is missing or malformed."""

"""Asking NCBI's E-utilities: paced as NCBI wants it, patient with a busy server, never content with half an answer.

Protocol and limits: "A General Introduction to the E-utilities" and "The E-utilities In-Depth" (NCBI Bookshelf,
NBK25497 and NBK25499). All is sent by POST, so that the API key stands in no address and in no message.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import msgspec

from claimgraph.corpus.eutils.unanswered import ErrorTold, Unanswered
from claimgraph.errors import MissingExtra, RefusedRequest, RemoteError
from claimgraph.version import __version__

try:
    import requests
    from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_exponential, wait_random
except ImportError as error:
    raise MissingExtra("fetching from PubMed", extra="pubmed") from error

_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})  # statuses after which asking again may help
_WITH_KEY, _WITHOUT_KEY = 9.5, 2.9  # requests a second: a little less than the 10 and 3 that NCBI allows
_CHUNK = 1 << 16
_SHOWN = 300  # characters of a refusal that are told
_Read = TypeVar("_Read")


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """Where the E-utilities are, and who asks; a key allows ten requests a second in place of three."""

    base_url: str
    api_key: str | None = None
    email: str | None = None

    def __repr__(self) -> str:
        """Tell all but the key."""
        return f"Access({self.base_url!r})"


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """How often a server is asked, and how long it is borne with; times in seconds."""

    requests_a_second: float | None = None  # None: what NCBI allows
    tries: int = 8
    tries_doubtful: int = 3  # where a server was not reached once, or tells an error of its own
    first_wait: float = 1.0  # doubled with each try
    longest_wait: float = 60.0
    longest_asked_wait: float = 900.0  # that the server itself may ask for
    connect: float = 15.0
    silence: float = 90.0  # between two pieces of an answer
    answer: float = 600.0  # for a whole one
    max_answer_bytes: int = 512 * 2**20


DEFAULT_PATIENCE = Patience()
OnWait = Callable[[str, float], None]  # why, and for how many seconds


def _no_word(reason: str, seconds: float) -> None: ...


class Client:
    """Asks one server, one request after the other; use it in a `with` block."""

    def __init__(
        self, access: Access, *, patience: Patience = DEFAULT_PATIENCE, on_wait: OnWait = _no_word
    ) -> None:
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"claimgraph/{__version__}"
        self._access = access
        self._patience = patience
        self._on_wait = on_wait
        self._interval = 1 / (patience.requests_a_second or (_WITH_KEY if access.api_key else _WITHOUT_KEY))
        self._next = 0.0
        self._reached = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._session.close()

    def ask(self, utility: str, parameters: Mapping[str, str], read: Callable[[bytes], _Read]) -> _Read:
        """Give what `read` makes of the answer; where that raises `Unanswered`, it is asked again.

        Raises `RefusedRequest` for what asking again can't mend, `RemoteError` when patience ends.
        """
        retrying = Retrying(
            retry=retry_if_exception_type(Unanswered),
            wait=self._wait,
            stop=self._enough,
            before_sleep=self._tell,
            reraise=True,
        )
        try:
            answer: _Read = retrying(self._ask_once, utility, parameters, read)
        except Unanswered as error:
            final = RefusedRequest if isinstance(error, ErrorTold) else RemoteError
            raise final(f"{self._access.base_url}: {error}") from None
        return answer

    def _ask_once(self, utility: str, parameters: Mapping[str, str], read: Callable[[bytes], _Read]) -> _Read:
        time.sleep(max(0.0, self._next - time.monotonic()))
        self._next = time.monotonic() + self._interval
        return read(self._answer(f"{self._access.base_url.rstrip('/')}/{utility}.fcgi", parameters))

    def _answer(self, url: str, parameters: Mapping[str, str]) -> bytes:
        known = {"tool": "claimgraph", "email": self._access.email, "api_key": self._access.api_key}
        data = {**parameters, **{name: value for name, value in known.items() if value}}
        patience = self._patience
        try:
            with self._session.post(
                url,
                data=data,
                stream=True,
                allow_redirects=False,
                timeout=(patience.connect, patience.silence),
            ) as response:
                self._reached = True
                body = self._body(response)
                self._check(response, body)
                return body
        except requests.Timeout:
            raise Unanswered("no answer in time", unreached=not self._reached) from None
        except ValueError as error:  # an address that is none
            raise RefusedRequest(f"{self._access.base_url}: {error}") from None
        except requests.RequestException as error:
            reason = "the connection broke off" if self._reached else "can't be reached"
            raise Unanswered(f"{reason} ({_cause(error)})", unreached=not self._reached) from None

    def _body(self, response: requests.Response) -> bytes:
        deadline = time.monotonic() + self._patience.answer
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if len(body) > self._patience.max_answer_bytes:
                raise RefusedRequest(
                    f"{self._access.base_url}: an answer of more than {self._patience.max_answer_bytes:,} bytes"
                )
            if time.monotonic() > deadline:
                raise Unanswered("the answer came too slowly")
        return bytes(body)

    def _check(self, response: requests.Response, body: bytes) -> None:
        status = response.status_code
        if status == 200:
            return
        said = f"HTTP {status} {response.reason or ''}".strip()
        if status in _BUSY:
            asked = asked_wait(response.headers.get("Retry-After"))
            if asked is not None and asked > self._patience.longest_asked_wait:
                raise RemoteError(
                    f"{self._access.base_url}: {said}, and asks to wait {asked:,.0f} s: try again later"
                )
            raise Unanswered(said, wait=asked)
        if text := " ".join(body.decode("utf-8", "replace").split())[:_SHOWN]:
            said = f"{said}: {text}"
        raise RefusedRequest(f"{self._access.base_url}: {said}")

    def _enough(self, state: RetryCallState) -> bool:
        error = _failure(state)
        patience = self._patience
        doubtful = isinstance(error, ErrorTold) or (error is not None and error.unreached)
        return state.attempt_number >= (patience.tries_doubtful if doubtful else patience.tries)

    def _wait(self, state: RetryCallState) -> float:
        error = _failure(state)
        if error is not None and error.wait is not None:
            return error.wait
        first = self._patience.first_wait
        grown = wait_exponential(multiplier=first, max=self._patience.longest_wait) + wait_random(0, first)
        return grown(state)

    def _tell(self, state: RetryCallState) -> None:
        self._on_wait(f"{self._access.base_url}: {_failure(state)}", state.upcoming_sleep)


def asked_wait(header: str | None) -> float | None:
    """Seconds that a `Retry-After` asks for, in seconds or as a date; None where it asks for nothing.

    >>> asked_wait("3"), asked_wait("soon"), asked_wait("Mon, 01 Jan 2001 00:00:00 GMT")
    (3.0, None, 0.0)
    """
    value = (header or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None


def _failure(state: RetryCallState) -> Unanswered | None:
    error = state.outcome.exception() if state.outcome is not None else None
    return error if isinstance(error, Unanswered) else None


def _cause(error: BaseException) -> str:
    """What lies at the bottom of an error of the network, in a few words and without the address asked."""
    inner: Any = error
    while (below := inner.__cause__ or inner.__context__) is not None:
        inner = below
    return getattr(inner, "strerror", None) or str(inner) or type(inner).__name__


def is_address(url: str) -> bool:
    """Whether this is an address on the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)

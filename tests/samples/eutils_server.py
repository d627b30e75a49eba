"""A server on this machine that speaks the E-utilities' protocol over invented citations, faults included."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

_RANGE = re.compile(r"\((.*)\) AND (\d+):(\d+)\[UID\]", re.DOTALL)
SLOW_SECONDS = 1.0


def citation(pmid: str, title: str = "", *, text: str = "Owls eat mice.") -> str:
    """An invented PubmedArticle."""
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID><Article>'
        f"<ArticleTitle>{title or f'Invented title {pmid}.'}</ArticleTitle>"
        f"<Abstract><AbstractText>{text}</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>"
    )


class EutilsServer(ThreadingHTTPServer):
    """Knows citations by PMID and searches of them; `faults` are used up, one a request, "" for none.

    Like PubMed's, it gives out no more than `most` of a search, and cuts what reaches beyond it without a word.
    """

    daemon_threads = True

    def __init__(self, pmids: list[str], *, most: int = 9_999) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.citations = {pmid: citation(pmid) for pmid in pmids}
        self.most = most
        self.faults: list[str] = []
        self.faults_of: Callable[[dict[str, str]], str] = lambda asked: ""
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: list[float] = []
        self.histories: dict[str, list[str]] = {}
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Its address, as `--base-url` takes it."""
        return f"http://127.0.0.1:{self.server_port}/entrez/eutils/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of connections that the other side cut."""

    def fetched(self) -> list[dict[str, str]]:
        """What efetch was asked for."""
        return [asked for utility, asked in self.asked if utility == "efetch"]

    def search(self, asked: dict[str, str]) -> str:
        """Answer esearch: every term finds everything, within its range."""
        found = [pmid for pmid in self.citations if asked["term"] != "(nothing)"]
        if ranged := _RANGE.fullmatch(asked["term"]):
            first, last = int(ranged[2]), int(ranged[3])
            found = [pmid for pmid in found if first <= int(pmid) <= last]
        start, count = int(asked.get("retstart", 0)), min(int(asked.get("retmax", 20)), self.most)
        if start >= self.most:
            return "<eSearchResult><ERROR>Search Backend failed: retstart</ERROR></eSearchResult>"
        key = f"MCID_{len(self.histories)}"
        self.histories[key] = found[: self.most]
        ids = "".join(f"<Id>{pmid}</Id>" for pmid in found[start : min(start + count, self.most)])
        return (
            '<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" "esearch.dtd">'
            f"<eSearchResult><Count>{len(found)}</Count><RetMax>{count}</RetMax><RetStart>{start}</RetStart>"
            f"<QueryKey>1</QueryKey><WebEnv>{key}</WebEnv><IdList>{ids}</IdList>"
            f"<QueryTranslation>{asked['term']}</QueryTranslation></eSearchResult>"
        )

    def fetch(self, asked: dict[str, str]) -> str | None:
        """Answer efetch, from the history or by ids; None for a history that is not kept (any longer)."""
        if "WebEnv" in asked:
            kept = self.histories.get(asked["WebEnv"])
            if kept is None:
                return None
            start = int(asked["retstart"])
            ids = kept[start : start + int(asked["retmax"])]
        else:
            ids = asked["id"].split(",")
        records = "\n".join(self.citations[pmid] for pmid in ids if pmid in self.citations)
        return f'<?xml version="1.0" ?>\n<PubmedArticleSet>\n{records}</PubmedArticleSet>\n'


class _Handler(BaseHTTPRequestHandler):
    server: EutilsServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Keep quiet."""

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        asked = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        utility = self.path.rpartition("/")[2].removesuffix(".fcgi")
        server = self.server
        with server.lock:
            server.asked.append((utility, asked))
            server.times.append(time.monotonic())
            fault = server.faults.pop(0) if server.faults else server.faults_of(asked)
            answer = server.search(asked) if utility == "esearch" else server.fetch(asked)
        if answer is None:
            self._send(400, b"Cannot retrieve history data.")
        else:
            self._answer(answer.encode(), fault)

    def _answer(self, body: bytes, fault: str) -> None:
        status, _, wait = fault.partition(" ")
        if status.isdigit():
            self._send(int(status), b'{"error":"API rate limit exceeded"}', wait=wait)
        elif fault == "cut":  # the connection breaks in the middle of what was promised
            self._head(200, len(body))
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(2)
        elif fault == "dropped":
            self.close_connection = True
            self.connection.shutdown(2)
        elif fault == "half":  # as if it were all
            self._send(200, body[: len(body) // 2])
        elif fault == "broken":
            self._send(200, body.replace(b"</ArticleTitle>", b"</Title>", 1))
        elif fault == "html":
            self._send(200, b"<html><body>Down for maintenance</body></html>")
        elif fault == "error":
            self._send(200, b"<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>")
        elif fault == "few":  # well-formed, and one citation short
            start, end = body.index(b"<PubmedArticle>"), body.index(b"</PubmedArticle>") + 16
            self._send(200, body[:start] + body[end:])
        elif fault == "slow":
            time.sleep(SLOW_SECONDS)
            self._send(200, body)
        else:
            self._send(200, body)

    def _head(self, status: int, length: int, *, wait: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        if wait:
            self.send_header("Retry-After", wait)
        self.end_headers()

    def _send(self, status: int, body: bytes, *, wait: str = "") -> None:
        self._head(status, len(body), wait=wait)
        self.wfile.write(body)


@contextmanager
def eutils_server(pmids: list[str], *, most: int = 9_999) -> Iterator[EutilsServer]:
    """Run a server for the length of a block."""
    server = EutilsServer(pmids, most=most)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""The page in a browser: it finds, filters, tells, can be used by keyboard, and executes nothing of a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from claimgraph.extract.store import ClaimStore

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opened = Callable[..., "Page"]

# Where lines and concepts lie on the screen, as the picture draws them.
_LINE = """number => {
  const edge = document.getElementById('graph')._cyreg.cy.getElementById(`c${number}`);
  const box = document.getElementById('graph').getBoundingClientRect();
  const at = edge.renderedMidpoint();
  return [box.x + at.x, box.y + at.y];
}"""


def claim_number(page: Page, words: str) -> int:
    """The number of a claim by what its row's button says to a screen reader."""
    row = page.get_by_role("button", name=f"{words}: read the sentences", exact=True).locator(
        "xpath=ancestor::tr"
    )
    return int(row.get_attribute("data-claim") or -1)


def rows(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator("#rows tr").all_inner_texts()]


def test_the_table_lists_the_claims_and_says_how_many(opened: Opened, store: ClaimStore) -> None:
    page = opened(store)
    assert page.locator("#caption").inner_text() == "8 distinct claims that fit the filters"
    assert len(rows(page)) == 8
    assert "This page holds 8 concepts and 8 distinct claims." in page.locator("#scope").inner_text()
    assert page.locator("#status").inner_text().startswith("8 concepts, 8 lines for 8 claims")


@pytest.mark.parametrize(
    "asked", ["interleukin-2", "Interleukin 2", "IL2", "hgnc:6001", "UniProt:P60568", "il-2"]
)
def test_search_finds_a_concept_by_name_synonym_and_identifier(
    opened: Opened, store: ClaimStore, asked: str
) -> None:
    page = opened(store)
    page.get_by_role("combobox", name="Find a concept").fill(asked)
    assert "HGNC:6001" in page.get_by_role("option").first.inner_text()
    page.keyboard.press("Enter")
    details = page.locator("#details")
    assert details.get_by_role("heading", level=2).inner_text() == "IL2"
    assert "gene or gene product" in details.inner_text()


def test_search_says_when_it_finds_nothing(opened: Opened, store: ClaimStore) -> None:
    page = opened(store)
    page.get_by_role("combobox", name="Find a concept").fill("nothing of that name")
    assert page.locator("#found").inner_text() == "No such concept in this page"


def test_filters_hide_what_does_not_fit(opened: Opened, store: ClaimStore) -> None:
    page = opened(store)
    page.get_by_label("affirmed").uncheck()
    (row,) = rows(page)
    assert "not: treats" in row
    assert "1 line for 1 claim" in page.locator("#status").inner_text()
    page.get_by_role("button", name="Reset filters").click()
    page.locator("#rows > *").nth(7).wait_for(state="attached")  # a function to wait for would be evaluated
    page.get_by_label("Belief at least").fill("0.75")
    believed = [float(row.split()[-3]) for row in rows(page)]
    assert believed
    assert min(believed) >= 0.75
    assert len(believed) < 8


def test_filters_of_predicate_and_type(opened: Opened, store: ClaimStore) -> None:
    page = opened(store)
    predicates = page.locator("details", has=page.locator("summary", has_text="What is claimed")).last
    predicates.locator("summary").click()
    predicates.get_by_role("button", name="none").click()
    assert rows(page) == []
    predicates.get_by_label("treats").check()
    assert {row.split("treats")[0].split()[0] for row in rows(page)} == {"IL2"}
    kinds = page.locator("details", has=page.locator("summary", has_text="Kinds of concepts")).last
    kinds.locator("summary").click()
    kinds.get_by_label("disease").uncheck()
    assert rows(page) == []


def test_a_filter_of_years_leaves_only_what_was_published_in_them(
    opened: Opened, graph: nx.MultiDiGraph[str]
) -> None:
    for *_, data in graph.edges(data=True):
        for one in data["evidence"]:
            one["year"] = 2001 if one["document"] == "PMID:1" else 2015
    page = opened(graph)
    page.get_by_label("from").fill("2010")
    claims = rows(page)
    assert 0 < len(claims) < 8
    assert {row.split()[-1] for row in claims} == {"2015"}
    page.get_by_role("button", name="IL2 treats melanoma: read the sentences").click()
    assert page.locator("#details .sentence").inner_text() == "Is interleukin-2 of use in melanoma?"
    assert "1 sentence does not fit the filters." in page.locator("#details").inner_text()


def test_a_click_on_a_line_shows_its_sentences_with_their_words_marked(
    opened: Opened, store: ClaimStore
) -> None:
    page = opened(store)
    x, y = page.evaluate(_LINE, claim_number(page, "IL2 increases abundance regulatory T cell"))
    page.mouse.click(x, y)
    details = page.locator("#details")
    assert details.locator(".sentence").inner_text() == "Expanding Tregs is what IL-2 does."
    assert details.locator("mark.subject").inner_text() == "IL-2"
    assert details.locator("mark.object").inner_text() == "Tregs"
    assert details.locator("mark.trigger").inner_text() == "Expanding"
    source = details.get_by_role("link", name="PMID:2")
    assert source.get_attribute("href") == "https://pubmed.ncbi.nlm.nih.gov/2/"
    assert source.get_attribute("rel") == "noopener noreferrer"
    assert "certain · finding · results · score 0.80" in details.inner_text()


def test_a_denial_is_told_by_more_than_colour(opened: Opened, store: ClaimStore) -> None:
    page = opened(store)
    styles = page.evaluate(
        """() => document.getElementById('graph')._cyreg.cy.edges().map((edge) =>
        [edge.data('label'), edge.style('line-style'), edge.style('target-arrow-shape')])"""
    )
    said = {label: (line, arrow) for label, line, arrow in styles}
    assert said["not: treats"] == ("dashed", "diamond")
    assert said["treats"] == ("solid", "diamond")
    assert said["increases abundance"] == ("solid", "triangle")
    assert said["decreases"] == ("solid", "tee")


def test_the_keyboard_reaches_the_table_opens_a_claim_and_comes_back(
    opened: Opened, store: ClaimStore
) -> None:
    page = opened(store)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the table of claims"
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('#rows')"):
            break
    opened_by = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "details"
    assert page.locator("#details .sentence").count() > 0
    assert page.locator("#rows tr[aria-current]").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the first button of the panel closes it
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == opened_by


def test_the_table_sorts_and_says_how(opened: Opened, store: ClaimStore) -> None:
    page = opened(store)
    head = page.get_by_role("columnheader", name="Subject")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    subjects = [row.split()[0].casefold() for row in rows(page)]
    assert subjects == sorted(subjects)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert [row.split()[0].casefold() for row in rows(page)] == subjects[::-1] or subjects[0] != subjects[-1]


def test_neighbours_come_when_they_are_asked_for(opened: Opened, store: ClaimStore) -> None:
    page = opened(store, nodes=2)
    assert page.locator("#status").inner_text().startswith("2 concepts")
    page.get_by_role("combobox", name="Find a concept").fill("IL-2")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="more neighbour").click()
    assert not page.locator("#status").inner_text().startswith("2 concepts")
    places = page.evaluate(
        "document.getElementById('graph')._cyreg.cy.nodes().map((node) => node.position())"
    )
    assert len({(place["x"], place["y"]) for place in places}) == len(places) > 2


def test_what_the_page_leaves_out_it_says(opened: Opened, store: ClaimStore) -> None:
    page = opened(store, concepts=3)
    assert "3 of 8 concepts" in page.locator("#scope").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_and_a_narrow_screen(opened: Opened, store: ClaimStore, scheme: str) -> None:
    page = opened(store, screen={"viewport": {"width": 390, "height": 800}, "color_scheme": scheme})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shade = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (shade == "rgb(255, 255, 255)") == (scheme == "light")
    page.get_by_label("Colours").select_option("dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"


HOSTILE = (
    "<script>window.harm = 1</script>",
    "</script><script>window.harm = 2</script>",
    "<!--<script>",
    "]]><img src=x onerror='window.harm = 3'>",
    '" onmouseover="window.harm = 4" x="',
    "{slot:policy}<svg onload=window.harm=5>",
    "שלום \u202e evil\u202c 😀 𝛼-tocopherol",
    "a\u2028b\x00c\ud800d",
    "__proto__",
    "javascript:window.harm=6",
)


def hostile_graph() -> nx.MultiDiGraph[str]:
    """Every text of it means harm."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for text in HOSTILE:
        graph.add_node(text, name=text, type=text, id=text, xrefs=(text,), n_claims=3, n_documents=1)
    for number, text in enumerate(HOSTILE):
        evidence = {
            "claim": text,
            "document": text,
            "pmid": text,
            "doi": text,
            "journal": text,
            "year": 1999,
            "sentence": f"😀 {text} and {text}",
            "start": 0,
            "end": 9,
            "subject": [2, 2 + len(text)],
            "object": [0, 1],
            "section": text,
            "certainty": text,
            "kind": text,
            "score": 0.5,
            "cues": [{"role": text, "start": 0, "end": 2, "text": text}],
            "context": [{"role": text, "text": text, "id": text}],
        }
        graph.add_edge(
            text,
            HOSTILE[(number + 1) % len(HOSTILE)],
            key=f"e{number}",
            predicate=text,
            label=text,
            polarity="affirmed",
            belief=float("nan") if number else 0.5,
            n_claims=1,
            n_documents=1,
            evidence=[evidence],
        )
    return graph


def test_nothing_of_a_document_is_executed(opened: Opened) -> None:
    page = opened(hostile_graph(), title=HOSTILE[1], nodes=100)
    assert page.title() == HOSTILE[1]
    assert page.locator("script").count() == 3
    assert page.locator("#rows tr").count() == len(HOSTILE)
    for number in range(len(HOSTILE)):
        page.locator("#rows tr button").nth(number).click()
        assert page.locator("#details .sentence").inner_text().startswith("😀 ")
        page.locator("#details h2 button").first.click()
    for text in ("script", "שלום", "proto"):
        page.get_by_role("combobox", name="Find a concept").fill(text)
        assert page.get_by_role("option").count() > 0
    hrefs = page.eval_on_selector_all("a[href]", "links => links.map((link) => link.getAttribute('href'))")
    assert all(href.startswith(("https://", "#")) for href in hrefs)
    assert page.evaluate("window.harm === undefined && ({}).harm === undefined")
    assert page.locator("img, iframe, object, embed").count() == 0
    assert page.locator("#details svg[onload], #rows [onmouseover]").count() == 0


def test_the_policy_lets_nothing_else_run(opened: Opened, store: ClaimStore, complaints: list[str]) -> None:
    page = opened(store)
    refused = page.evaluate(
        """() => new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective));
        const script = document.createElement('script');
        script.textContent = 'window.harm = 1';
        document.body.append(script);
        setTimeout(() => resolve('nothing was refused'), 1000);
        })"""
    )
    assert refused.startswith("script-src")
    assert page.evaluate("window.harm") is None
    (logged,) = complaints
    assert "Content Security Policy" in logged
    complaints.clear()

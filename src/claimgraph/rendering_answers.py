"""Shows the answers to questions on the terminal, relations and paths apart (`rendering`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from claimgraph.console import counted, visible
from claimgraph.rendering import node_line, show_relation, sign_word

if TYPE_CHECKING:
    from rich.console import Console

    from claimgraph.extract.claim_counts import YearCount
    from claimgraph.graphs.changes import Change
    from claimgraph.graphs.entity_search import EntityHit
    from claimgraph.graphs.neighbourhood import Neighbourhood
    from claimgraph.graphs.related import Related
    from claimgraph.graphs.shared_neighbours import Common

_BAR = 40  # signs of the longest bar


def show_entities(found: Sequence[EntityHit], console: Console) -> None:
    """Print entities with why they fit."""
    if not found:
        console.print("no entity is called so")
    for hit in found:
        line = node_line(hit.node)
        if hit.reason not in ("type", "name"):
            line.append(f"  {hit.reason}: {visible(hit.name)}", style="dim")
        console.print(line)


def show_neighbourhood(found: Neighbourhood, console: Console, *, keys: bool) -> None:
    """Print what is how far away, then the relations."""
    for distance in sorted({one.distance for one in found.nodes}):
        names = ", ".join(visible(one.node.name) for one in found.nodes if one.distance == distance)
        console.print(Text(f"{distance}  ", style="bold").append(names))
    for relation in found.relations:
        show_relation(relation, console, indent="  ", keys=keys)


def show_related(found: Sequence[Related], console: Console) -> None:
    """Print entities with how surely they go with the one asked for."""
    if not found:
        console.print("nothing is claimed with it more often than by chance")
    for one in found:
        documents = counted(one.n_documents, "document")
        line = Text(f"{one.score:8.1f}  ").append_text(node_line(one.node))
        predicates = ", ".join(one.predicates)
        console.print(
            line.append(f"  in {documents}, {one.expected:.1f} by chance: {predicates}", style="dim")
        )


def show_common(found: Sequence[Common], console: Console, *, keys: bool) -> None:
    """Print what is common to two entities, with its relations to each."""
    if not found:
        console.print("nothing is common to both")
    for number, one in enumerate(found, start=1):
        line = Text(f"{number}. ").append(visible(one.node.name), style="bold")
        told = {1: "both the same way", -1: "each another way", None: "which way is not said"}[one.sign]
        console.print(line.append(f"  (belief {one.belief:.2f}; {told})", style="dim"))
        for relation in (*one.one, *one.other):
            show_relation(relation, console, indent="   ", keys=keys)


def show_years(found: Sequence[YearCount], console: Console) -> None:
    """Print the counts of each year with a bar."""
    if not found:
        console.print("nothing is claimed that fits")
    most = max((one.n_claims for one in found), default=1)
    for one in found:
        said = f"{counted(one.n_claims, 'claim')} in {counted(one.n_documents, 'document')}"
        denied = f", {one.n_negated:,} denied" if one.n_negated else ""
        line = Text(f"{one.year or '–':>4}  ").append("▪" * max(1, one.n_claims * _BAR // most), style="cyan")
        console.print(line.append(f"  {said}{denied}", style="dim"))


def show_changes(found: Sequence[Change], console: Console) -> None:
    """Print what has changed, with the relation."""
    if not found:
        console.print("nothing has changed")
    for one in found:
        said = f"{sign_word(one.difference)}{abs(one.difference):.2f}"
        console.print(Text(f"{one.change:<8} {said}", style="bold"), end="")
        show_relation(one.relation, console, indent="  ", keys=False)

"""Shows conflicts on the terminal: both sides with their sentences, and what differs between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from claimgraph.console import counted, visible
from claimgraph.rendering import append_verb, colour, support_line, weighed

if TYPE_CHECKING:
    from rich.console import Console

    from claimgraph.graphs.conflicts import Conflict, Side
    from claimgraph.graphs.differences import Difference

_VALUES = 4  # of a difference, that are shown


def show_conflicts(conflicts: Sequence[Conflict], console: Console, *, keys: bool = False) -> None:
    """Print conflicts, each with what is claimed for and against; with `keys` that of each claim stands before."""
    if not conflicts:
        console.print("nothing is claimed both ways")
    for number, conflict in enumerate(conflicts, start=1):
        line = Text(f"{number}. ").append(visible(conflict.subject.name), style=colour(conflict.subject.type))
        line.append(" – ").append(visible(conflict.object.name), style=colour(conflict.object.type))
        aspect = f"{conflict.aspect}; " if conflict.aspect else ""
        score = f"conflict {conflict.score:.2f}" if conflict.score else "within one document"
        console.print(line.append(f"  ({aspect}{score})", style="dim"))
        for name, side in (("for", conflict.for_), ("against", conflict.against)):
            _show_side(name, side, conflict, console, keys=keys)
        for difference in conflict.differences:
            console.print(_difference_line(difference))


def _show_side(name: str, side: Side, conflict: Conflict, console: Console, *, keys: bool) -> None:
    said = f"{counted(side.n_claims, 'claim')} in {counted(side.n_documents, 'document')}"
    if side.first_year is not None:
        years = dict.fromkeys((side.first_year, side.last_year))
        said += f", {'–'.join(map(str, years))}"
    console.print(
        Text(f"   {name:<8}", style="bold").append(f"strength {side.strength:.2f}, {said}", style="dim")
    )
    for relation in side.relations:
        line = Text("     ").append(visible(relation.subject.name), style=colour(relation.subject.type))
        append_verb(line, relation.predicate, relation.polarity)
        line.append(visible(relation.object.name), style=colour(relation.object.type))
        console.print(line.append(f"  ({', '.join(weighed(relation))})", style="dim"))
        for support in relation.evidence:
            console.print(support_line(support, indent=" " * 9, keys=keys))


def _difference_line(difference: Difference) -> Text:
    line = Text(f"   differs {difference.what.replace('_', ' ')}: ", style="dim")
    return line.append(f"{_listed(difference.for_)} / {_listed(difference.against)}")


def _listed(values: Mapping[str, int]) -> str:
    shown = [f"{visible(value)} ({n})" if n > 1 else visible(value) for value, n in values.items()][:_VALUES]
    return ", ".join([*shown, "…"] if len(values) > _VALUES else shown) or "not said"

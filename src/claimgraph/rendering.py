"""Shows texts, claims and answers on the terminal; without one, the same as plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from claimgraph.console import counted, failure_line, visible

if TYPE_CHECKING:
    from rich.console import Console

    from claimgraph.extract.claim import Context, Mention
    from claimgraph.extract.records import ClaimRecord, ContextRecord, EntityRecord, Record
    from claimgraph.extract.statement import Circumstance, Node, Support
    from claimgraph.extract.store_ledger import Failure, StoredDocument
    from claimgraph.extract.store_withdrawals import Withdrawal
    from claimgraph.graphs.entities import Entity
    from claimgraph.graphs.paths import Path
    from claimgraph.graphs.relation import Relation

_COLOURS = {
    "GeneOrGeneProduct": "bright_blue",
    "CellType": "bright_green",
    "CellLine": "green",
    "Disease": "bright_red",
    "Phenotype": "red",
    "Chemical": "bright_yellow",
    "Anatomy": "magenta",
    "CellularComponent": "magenta",
    "Organism": "cyan",
    "BiologicalProcess": "bright_cyan",
    "Variant": "blue",
    "Procedure": "yellow",
}
_UNDER = 5  # narrower concepts that are listed


def show_record(record: Record, console: Console) -> None:
    """Print a text with its entities marked, then its entities and its claims, each with its sentence."""
    console.print(Text(visible(record.id), style="bold"))
    console.print(_marked(record.text, 0, record.entities))
    texts: dict[tuple[str, str, str], list[str]] = {}
    for entity in record.entities:
        texts.setdefault((entity.type, entity.id or "–", entity.name or ""), []).append(visible(entity.text))
    console.print(Text(f"\n{counted(len(texts), 'entity', 'entities')}", style="bold"))
    for (kind, curie, name), names in sorted(texts.items()):
        line = Text("  ").append(f"{kind:<18}", style=colour(kind)).append(f"{curie:<15} ")
        line.append(", ".join(dict.fromkeys(names)))
        if name and name not in names:
            line.append(f" ({name})", style="dim")
        console.print(line)
    console.print(Text(f"\n{counted(len(record.claims), 'claim')}", style="bold"))
    for claim in record.claims:
        console.print(_claim_line(record, claim))
        arguments = [record.entities[claim.subject], record.entities[claim.object]]
        sentence = _marked(claim.evidence.text.replace("\n", " "), claim.evidence.start, arguments)
        console.print(Text("      ").append_text(sentence))


def show_grounding(mention: Mention, console: Console) -> None:
    """Print what a mention means, how sure that is and why, then what else it might mean."""
    concept = mention.concept
    line = Text(f"{mention.type or '–':<18}", style=colour(mention.type))
    line.append(f"{concept.id if concept else '–':<15} ", style="bold")
    line.append(f"{mention.score:.2f}  " if concept else "      ")
    line.append(visible(f"{concept.name}: {mention.reason}" if concept else mention.reason))
    console.print(line)
    for other in mention.alternatives:
        known = Text(f"{'':<18}{other.id:<15} {other.score:.2f}  {visible(other.name)}", style="dim")
        console.print(known)


def show_entity(entity: Entity, console: Console) -> None:
    """Print which nodes a name was taken to mean, and which others bear it."""
    names = {node.key: node.name for node in entity.nodes}
    under = [node for node in entity.nodes if node.key in entity.under]
    for node in (*(node for node in entity.nodes if node.key not in entity.under), *under[:_UNDER]):
        line = node_line(node)
        if node.key in entity.under:
            line.append(
                f"  under {visible(names.get(entity.under[node.key], entity.under[node.key]))}", style="dim"
            )
        console.print(line)
    if len(under) > _UNDER:
        console.print(Text(f"  and {len(under) - _UNDER:,} more that stand under it", style="dim"))
    if entity.others:
        others = ", ".join(f"{visible(node.name)} ({node.id or node.type})" for node in entity.others)
        console.print(Text(f"  not meant, though called so too: {others}", style="dim"))


def show_relations(relations: Sequence[Relation], console: Console, *, keys: bool = False) -> None:
    """Print relations with their belief and their sentences; with `keys` that of each claim stands before."""
    if not relations:
        console.print("nothing is claimed that fits")
    for relation in relations:
        show_relation(relation, console, indent="  ", keys=keys)


def show_paths(paths: Sequence[Path], console: Console, *, keys: bool = False) -> None:
    """Print paths, each with what is claimed along it; with `keys` that of each claim stands before."""
    if not paths:
        console.print("no path of that length")
    for number, path in enumerate(paths, start=1):
        names = " – ".join(visible(node.name) for node in path.nodes)
        line = Text(f"{number}. ").append(names, style="bold")
        sign = f"; sign {sign_word(path.sign)}" if path.sign else ""
        weakest = path.hops[path.weakest]
        ends = f"; weakest {visible(weakest.start.name)} – {visible(weakest.end.name)}"
        told = f"  (belief {path.belief:.2f}{sign}{ends if len(path.hops) > 1 else ''})"
        console.print(line.append(told, style="dim"))
        for hop in path.hops:
            for relation in hop.relations:
                show_relation(relation, console, indent="   ", keys=keys)
            for relation in hop.opposing:
                show_relation(relation, console, indent="   against: ", keys=keys)


def show_document(document: StoredDocument, console: Console) -> None:
    """Print what a store knows of a document in a line."""
    source = document.source
    line = Text(visible(document.id), style="cyan")
    said = "withdrawn" if document.withdrawn else counted(document.n_claims, "claim")
    if source.corrected_by:
        said += f"; erratum or concern: {visible(', '.join(source.corrected_by))}"
    published = " ".join(visible(str(value)) for value in (source.journal, source.year) if value)
    line.append(f"  ({said}{'; ' if published else ''}{published})", style="dim")
    console.print(line.append(f"  {visible(document.title or '')}".rstrip()))


def show_withdrawal(found: Withdrawal, console: Console) -> None:
    """Print an article that stays out, and why, in a line."""
    by = found.retracted_by
    said = [
        "by hand, or deleted" if by is None else "retracted" if by == found.name else f"retracted, says {by}"
    ]
    if found.document is None:
        said.append("not in the store")
    elif found.n_claims is not None:
        said.append(f"{counted(found.n_claims, 'claim')} kept aside")
    line = Text(visible(found.name), style="cyan").append(f"  ({visible('; '.join(said))})", style="dim")
    title = found.document.title if found.document else None
    console.print(line.append(f"  {visible(title or '')}".rstrip()))


def show_failures(failures: Sequence[Failure], console: Console) -> None:
    """Print what could not be read or extracted, a line each."""
    if not failures:
        console.print("nothing failed")
    for failure in failures:
        console.print(Text(visible(failure_line(failure))))


def show_relation(relation: Relation, console: Console, *, indent: str, keys: bool) -> None:
    """Print a relation with its belief, then its sentences."""
    line = Text(indent).append(visible(relation.subject.name), style=colour(relation.subject.type))
    append_verb(line, relation.predicate, relation.polarity)
    line.append(visible(relation.object.name), style=colour(relation.object.type))
    said = f"{counted(relation.n_claims, 'claim')} in {counted(relation.n_documents, 'document')}"
    console.print(line.append(f"  ({', '.join(weighed(relation, said))})", style="dim"))
    for support in relation.evidence:
        console.print(support_line(support, indent=" " * (len(indent) + 4), keys=keys))


def weighed(relation: Relation, *said: str) -> list[str]:
    """What stands in brackets behind a relation: aspect, belief, what else is said, and what it stands under."""
    aspect = f"{relation.aspect}; " if relation.aspect else ""
    above = [f"under {visible(key)}" for key in dict.fromkeys(relation.under.values())]
    return [f"{aspect}belief {relation.belief:.2f}", *said, *above]


def support_line(support: Support, *, indent: str, keys: bool) -> Text:
    """A claim as evidence: document, sentence, and how and for whom it is said."""
    line = Text(indent).append(f"{support.claim}  " if keys else "", style="dim")
    line.append(f"{visible(support.document)}  ", style="cyan")
    line.append(visible(support.sentence.replace("\n", " ")))
    qualities = [f"{support.certainty}, {support.kind}", *circumstances(support.context)]
    return line.append(f"  ({'; '.join(qualities)})", style="dim")


def circumstances(context: Iterable[Circumstance | Context | ContextRecord]) -> list[str]:
    """Tell for whom or what a claim holds, a piece a circumstance."""
    return [f"{c.role.replace('_', ' ')}: {visible(c.text)}" for c in context]


def node_line(node: Node) -> Text:
    """A node in a line, with how much is claimed of it."""
    line = Text(visible(node.name), style="bold").append(f"  {node.type}  ", style=colour(node.type))
    line.append(node.id or "not grounded")
    said = f"{counted(node.n_claims, 'claim')} in {counted(node.n_documents, 'document')}"
    return line.append(f"  ({said})", style="dim")


def _claim_line(record: Record, claim: ClaimRecord) -> Text:
    """A claim in one line: subject, predicate, object, then what qualifies it."""
    subject, target = record.entities[claim.subject], record.entities[claim.object]
    line = Text("  ").append(visible(subject.text), style=colour(subject.type))
    append_verb(line, claim.predicate, claim.polarity)
    line.append(visible(target.text), style=colour(target.type))
    qualities = [claim.aspect] if claim.aspect else []
    qualities += [claim.certainty, claim.kind, *circumstances(claim.context)]
    return line.append(f"  ({'; '.join(qualities)})", style="dim")


def sign_word(sign: float | None) -> str:
    """A sign as it is written: + or −; nothing where there is none."""
    return "" if not sign else "+" if sign > 0 else "−"


def colour(kind: str) -> str:
    """The style in which entities of a type are shown."""
    return _COLOURS.get(kind, "")


def append_verb(line: Text, predicate: str, polarity: str) -> None:
    """Add what is claimed of subject and object."""
    if polarity == "negated":
        line.append("  not: ", style="bold red").append(f"{predicate}  ", style="bold")
    else:
        line.append(f"  {predicate}  ", style="bold")


def _marked(text: str, offset: int, entities: Sequence[EntityRecord]) -> Text:
    """`text`, which starts at `offset` of the document, with its entities in the colours of their types."""
    marked = Text(visible(text))
    for entity in entities:  # longer ones first where they start together, so that inner ones stay visible
        marked.stylize(f"bold {_COLOURS.get(entity.type, '')}", entity.start - offset, entity.end - offset)
    return marked

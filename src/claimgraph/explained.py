"""Shows on the terminal why a claim was made."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.text import Text

from claimgraph.console import counted, visible
from claimgraph.rendering import append_verb, circumstances, colour

if TYPE_CHECKING:
    from rich.console import Console

    from claimgraph.extract.claim import Claim, Mention
    from claimgraph.extract.explanation import Explanation, ModelAccount, RuleAccount, Step

_CUES = {"trigger": "bold underline", "negation": "bold red", "hedge": "italic", "novelty": "dim"}
_ROLES = {"subject": "bold", "object": "bold", "trigger": "bold underline"}


def show_explanation(explanation: Explanation, console: Console) -> None:
    """Print a claim with its sentence, path, rule, model, score, and what its arguments were grounded to."""
    claim = explanation.claim
    console.print(Text(f"{claim.key}  {visible(claim.document)}", style="cyan"))
    console.print(_claim_line(claim))
    _part(console, "sentence", _sentence(claim))
    for cue in claim.cues:
        console.print(Text(f"    {cue.role}: ").append(visible(cue.text), style=_CUES[cue.role]))
    if explanation.path:
        _part(console, "path", _path(explanation.path))
    if explanation.rule is not None:
        _show_rule(explanation.rule, console)
    if explanation.model is not None:
        _show_model(explanation.model, console)
    _part(console, f"score  {claim.score:.3f}", Text(f"by {claim.extractor}"))
    for part in explanation.score[:-1]:
        console.print(f"    {part.value:.3f}  {part.what}", markup=False)
    _show_argument("subject", claim.subject, console)
    _show_argument("object", claim.object, console)
    for note in _notes(explanation):
        console.print(Text(note, style="dim"))


def _part(console: Console, name: str, said: Text) -> None:
    console.print(Text(f"{name}\n", style="bold").append_text(Text("    ").append_text(said)))


def _claim_line(claim: Claim) -> Text:
    line = Text(visible(claim.subject.text), style=colour(claim.subject.type))
    append_verb(line, claim.predicate, claim.polarity)
    line.append(visible(claim.object.text), style=colour(claim.object.type))
    qualities = [claim.aspect] if claim.aspect else []
    qualities += [claim.certainty, claim.kind, *circumstances(claim.context)]
    return line.append(f"  ({'; '.join(qualities)})", style="dim")


def _sentence(claim: Claim) -> Text:
    """The sentence with cues and arguments marked; arguments also by brackets, for where no colour is."""
    start, text = claim.evidence.start, claim.evidence.text
    marked = Text(visible(text.replace("\n", " ")))
    for cue in claim.cues:
        marked.stylize(_CUES[cue.role], cue.start - start, cue.end - start)
    for argument in (claim.subject, claim.object):
        marked.stylize(f"bold {colour(argument.type)}", argument.start - start, argument.end - start)
    ends = sorted(
        {0, len(text), *(p - start for m in (claim.subject, claim.object) for p in (m.start, m.end))}
    )
    opening = {m.start - start for m in (claim.subject, claim.object)}
    closing = {m.end - start for m in (claim.subject, claim.object)}
    line = Text()
    for first, last in pairwise(ends):
        line.append("[" if first in opening else "").append_text(marked[first:last])
        line.append("]" if last in closing else "")
    return line


def _path(path: tuple[Step, ...]) -> Text:
    line = Text()
    for step in path:
        if step.edge is not None:
            line.append(f" <-{step.edge}- " if step.upward else f" -{step.edge}-> ", style="dim")
        line.append(visible(step.text), style=_ROLES.get(step.role or "", ""))
        line.append(f"/{step.tag}", style="dim")
        if step.role is not None:
            line.append(f" ({step.role})", style="dim")
    return line


def _show_rule(rule: RuleAccount, console: Console) -> None:
    said = f'"{rule.trigger}" states {", ".join(rule.states)}' if rule.states else f'at "{rule.trigger}"'
    _part(console, f"rule  {rule.name}", Text(visible(said)))
    for place, who in (("subject", rule.subject), ("object", rule.object)):
        console.print(f"    {place}: {who}", markup=False)
    console.print(f"    {rule.share:.2f} of such claims were right; {rule.left:.2f} of that is left here")


def _show_model(model: ModelAccount, console: Console) -> None:
    given = sorted(model.probabilities.items(), key=lambda one: -one[1])
    likeliest = ", ".join(f"{outcome} {probability:.2f}" for outcome, probability in given[:3])
    said = f"{likeliest}  (from {counted(model.places, 'place')} that name both)"
    _part(console, "model", Text(said))
    related = len(model.claimed) == len(model.probabilities) - 1
    asked = "that the two are related" if related else " or ".join(model.claimed)
    console.print(f"    what speaks for and against {asked}:", markup=False)
    for feature in model.features:
        console.print(Text(f"    {feature.weight:+.2f}  {visible(feature.words)}"))


def _show_argument(name: str, mention: Mention, console: Console) -> None:
    concept = mention.concept
    meant = f"{concept.id} {concept.name}, {mention.score:.2f}" if concept else "no identifier"
    said = Text(visible(mention.text), style=colour(mention.type)).append(f"  {mention.type}  ", style="dim")
    _part(console, name, said.append(visible(f"{meant}: {mention.reason}")))
    for other in mention.alternatives:
        console.print(Text(f"    or {other.id} {visible(other.name)}, {other.score:.2f}", style="dim"))


def _notes(explanation: Explanation) -> list[str]:
    notes = []
    if not explanation.whole:
        notes.append("the document is not at hand: path and model are told from the sentences in the store")
    if not explanation.found:
        notes.append("reading it again did not make this claim")
    if explanation.pipeline != explanation.reader:
        notes.append(f"claimed by {explanation.pipeline}, read again by {explanation.reader}")
    return notes

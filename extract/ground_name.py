"""Ground one name as if it stood in a text: what `claimgraph ground` and `claimgraph.ground` answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimgraph.extract.claim import Mention
from claimgraph.extract.vocabulary import ENTITY_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc


def ground(
    name: str, *, nlp: Language, context: str | None = None, entity_type: str | None = None
) -> tuple[Mention, ...]:
    """What a name may mean, the most probable first: a mention for each type that it may have.

    Each has its concept, or none and the alternatives, with probability and reason. The name is read where it first
    stands in `context`, a text such as an abstract; where it does not stand there, at its beginning. Without
    `entity_type`
    (one of `claimgraph.extract.vocabulary.ENTITY_TYPES`) it has the type that the pipeline finds there, or else every
    type that the lexicon knows it by. Raises `ValueError` for an empty name or an unknown type.
    """
    if not name.strip():
        raise ValueError("no name to ground")
    if entity_type is not None and entity_type not in ENTITY_TYPES:
        raise ValueError(f"no entity type {entity_type!r}; there are {', '.join(ENTITY_TYPES)}")
    text = context or ""
    if name not in text:
        text = f"{name}. {text}".strip() if text else name
    start = text.index(name)
    end = start + len(name)
    names = nlp.pipe_names
    first = names.index("grounder")
    doc = nlp.make_doc(text)
    for step in names[:first]:
        doc = nlp.get_pipe(step)(doc)
    there = [one for one in doc._.mentions if (one.start, one.end) == (start, end)]
    types = [entity_type] if entity_type else [one.type for one in there] or _known_types(nlp, name)
    found = [mention for one in dict.fromkeys(types) for mention in _grounded(nlp, doc, (start, end), one)]
    return tuple(sorted(found, key=lambda mention: (-mention.score, mention.type)))


def _known_types(nlp: Language, name: str) -> list[str]:
    grounder: Any = nlp.get_pipe("grounder")
    senses = grounder.lexicon.lookup(name)
    return list(dict.fromkeys(sense.concept.type for sense in senses)) or [ENTITY_TYPES[0]]


def _grounded(nlp: Language, doc: Doc, place: tuple[int, int], type_: str) -> Iterator[Mention]:
    """The mention with a type in the place of what the pipeline found there; more where it lists several things."""
    start, end = place
    others = [one for one in doc._.mentions if one.end <= start or one.start >= end]
    asked = Mention(start=start, end=end, text=doc.text[start:end], type=type_, score=1.0)
    read = doc.copy()
    read._.mentions = tuple(sorted([*others, asked], key=lambda one: (one.start, -one.end)))
    for mention in nlp.get_pipe("grounder")(read)._.mentions:
        if start <= mention.start and mention.end <= end:
            yield mention

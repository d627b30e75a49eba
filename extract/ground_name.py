"""Ground one name as if it stood in a text: what `claimgraph ground` and `claimgraph.ground` answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimgraph.extract.claim import Mention
from claimgraph.extract.vocabulary import ENTITY_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

_GROUNDER = "grounder"
UNKNOWN = "no entity type recognised, and no such term"


def ground(
    name: str, *, nlp: Language, context: str | None = None, entity_type: str | None = None
) -> tuple[Mention, ...]:
    """What a name may mean, the most probable first: a mention for each type that it may have.

    Each has its concept, or none and the alternatives, with probability and reason. The name is read where it stands
    in `context`, a text such as an abstract, and is put before it where it does not. Without `entity_type` (one of
    `claimgraph.extract.vocabulary.ENTITY_TYPES`) it has the type that the pipeline finds there, or else every type
    as which the lexicon knows it; where there is none, the type is empty, as it is where a linker knows the name.
    Raises `ValueError` for an empty name or an unknown type.
    """
    if not name.strip():
        raise ValueError("no name to ground")
    if entity_type is not None and entity_type not in ENTITY_TYPES:
        raise ValueError(f"no entity type {entity_type!r}; there are {', '.join(ENTITY_TYPES)}")
    text = context or ""
    places = _places(name, text)
    if not places:
        text = f"{name}. {text}".strip() if text else name
        places = [(0, len(name))]
    doc = nlp.make_doc(text)
    for step in nlp.pipe_names[: nlp.pipe_names.index(_GROUNDER)]:
        doc = nlp.get_pipe(step)(doc)
    found = {(mention.start, mention.end) for mention in doc._.mentions}
    place = next((one for one in places if one in found), places[0])
    types = [one.type for one in doc._.mentions if (one.start, one.end) == place]
    if entity_type is not None:
        types = [entity_type]
    answers = [one for type_ in dict.fromkeys(types) for one in _grounded(nlp, doc, place, type_)]
    if not types:
        possible = ("",) if "linker" in nlp.meta else ENTITY_TYPES  # a linker tells no types apart
        tried = (one for type_ in possible for one in _grounded(nlp, doc, place, type_))
        answers = [one for one in tried if one.concept is not None or one.alternatives]
    if not answers:
        start, end = place
        answers = [Mention(start=start, end=end, text=name, type="", reason=UNKNOWN)]
    return tuple(sorted(answers, key=lambda mention: (-mention.score, mention.type)))


def _places(name: str, text: str) -> list[tuple[int, int]]:
    """Where a name stands in a text, not within a word."""
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


def _grounded(nlp: Language, doc: Doc, place: tuple[int, int], type_: str) -> Iterator[Mention]:
    """The mention with a type in the place of what the pipeline found there; more where it lists several things."""
    start, end = place
    others = [one for one in doc._.mentions if one.end <= start or one.start >= end]
    asked = Mention(start=start, end=end, text=doc.text[start:end], type=type_, score=1.0)
    read = doc.copy()
    read._.mentions = tuple(sorted([*others, asked], key=lambda one: (one.start, -one.end)))
    for mention in nlp.get_pipe(_GROUNDER)(read)._.mentions:
        if start <= mention.start and mention.end <= end:
            yield mention

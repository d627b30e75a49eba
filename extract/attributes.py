"""Every custom attribute that the pipeline puts on spaCy's `Doc` and `Span`, declared once.

| attribute | value | set by |
|---|---|---|
| `Doc._.document` | the `Document` that is read, or None for bare text | `pipeline.read_into` |
| `Doc._.lexicon_marks` | uint64 array (tokens,): a mark each, 0 outside terms | `claimgraph_lexicon_marks` |
| `Doc._.abbreviations` | tuple of `Abbreviation` | `claimgraph_abbreviations` |
| `Doc._.mentions` | tuple of `Mention`, by start, longer first; may overlap | recogniser, terms, grounder |
| `Doc._.relations` | tuple of `Relation` | `claimgraph_relations` |
| `Doc._.claims` | tuple of `Claim` | `claimgraph_claims` |

`doc.ents` holds the outermost mentions, with `ent.kb_id_` once grounded.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from claimgraph.extract.doc_bytes import register_values

_DEFAULTS: dict[str, Any] = {
    "document": None,
    "lexicon_marks": None,
    "abbreviations": (),
    "mentions": (),
    "relations": (),
    "claims": (),
}


def declare_attributes() -> None:
    """Register the attributes with spaCy, and how to write their values; does nothing where that is done."""
    register_values()
    for name, default in _DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)

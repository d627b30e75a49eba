"""Tokenizer for biomedical text: scispaCy's ideas, with cuts wherever a name may end inside a word.

scispaCy keeps hyphens and slashes inside words, so `IL-2` and `5 mg/kg` stay whole. But names also stand inside
compounds (`IL-2-based`, `cisplatin-induced`, `TGF-β/Smad`, `anti-CD3`, `CD4+CD25+`), where the name must be a token
of its own. The cuts are regular expressions; spaCy stores them with a trained pipeline.

What stands between white space is cut the same way wherever it stands, so it is cut once and remembered.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from scispacy.consts import ABBREVIATIONS
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

HELD_PIECES = 1 << 16

_PIECE = re.compile(r"\S+ ?|\s+")
_PLAIN = re.compile(r"([(\[]?)([A-Za-z]+|[0-9]+)([)\]]?)([.,;:]?)")  # cut at these signs alone
_LOWER = "a-zα-ωß-öø-ÿ"
_UPPER = "A-ZΑ-ΩÀ-ÖØ-Þ"
_LETTER = _LOWER + _UPPER
_DASH = "-‐‑‒–—−"

_GREEK = "alpha|beta|gamma|delta|epsilon|zeta|kappa|lambda|sigma|omega"

_INFIXES = (
    r"\.\.+|…",
    r"[()\[\]{}]",
    # before a word of three small letters: IL-2-based, T-cell, dose-dependent; not COX-2, IL-2, TGF-beta
    rf"(?<=[{_LETTER}0-9+)\]])[{_DASH}](?!(?:{_GREEK})(?![a-z]))(?=[{_LOWER}]{{3}})",
    # after a word of three small letters, before a name: anti-CD3, non-Hodgkin; not interleukin-2
    rf"(?<=[{_LOWER}]{{3}})[{_DASH}](?=[{_UPPER}])",
    rf"(?<=[{_UPPER}0-9]{{3}})[{_DASH}](?=[{_UPPER}]{{3}})",  # BCR-ABL1, CD58-CD2
    rf"(?<=[{_LETTER}0-9+)])(?:[—–→±×≥≤<>=~:;,]+|\+/-)(?=[{_LETTER}(])",
    r"(?<=[A-Za-z])[=<>≤≥]+(?=[0-9.])",  # p<0.05
    rf"(?<=[0-9])[×±≥≤<>=~–](?=[0-9.{_LETTER}])",
    rf"(?<=[{_LOWER}])\.(?=[{_UPPER}])",
    # TGF-β/Smad, RCC/melanoma, p65/p50; mg/kg and 1/2 stay whole
    rf"(?<=[{_LETTER}0-9+)])/(?=[{_UPPER}(])",
    rf"(?<=[{_UPPER}0-9)])/(?=[{_LOWER}]{{3}}|[{_LOWER}][0-9])",
    rf"(?<=[{_LETTER}]{{4}})/(?=[{_LETTER}]{{3}})",
    rf"(?<=[{_UPPER}0-9])[+](?=[{_UPPER}])",  # CD4+CD25+, MEK+BRAF
)
_PREFIXES = (
    r"[§%=~<>≥≤±×→&†‡*#|/]+",
    rf"[{_DASH}](?=[{_LETTER}/]{{2}})",
    r"[\"'“”‘’`´«»„‚:;,?!…]+",
    r"\.+(?![0-9])",
    r"[()\[\]{}]",
    r"\+(?=[A-Za-z]{2})",
)
_SUFFIXES = (
    r"[\"“”‘’`´«»„‚:;,?!…§%=~<>≥≤±×→&†‡#|/]+",
    r"[()\[\]{}]",
    r"(?<=[A-Za-z])\*+",
    r"['’]s",
    r"(?<=[a-z0-9])'",
    rf"(?<=[A-Za-z0-9])[{_DASH}]/[{_DASH}]",  # Myd88-/-
    rf"(?<=[{_LETTER}]{{2}})[{_DASH}]",
    rf"(?<=[{_UPPER}0-9]{{2}})[{_DASH}]",
    rf"(?<=[{_UPPER}0-9])[+]",
    rf"(?<=[{_LETTER}0-9%²)\]\+°'’\"”])\.+",
    r"(?<=[0-9])(?:mg|kg|g|ml|mL|µg|μg|ng|nM|µM|μM|mM|cm|mm|nm|kDa|Gy|h|min|IU|MIU)",
)


class _Cut(NamedTuple):
    """The tokens of a piece of text."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]  # whether a space follows each
    norms: tuple[tuple[int, str], ...]  # of tokens, by place, whose norm is not their form's


class BiomedicalTokenizer(Tokenizer):
    """spaCy's tokenizer with a memory of its own; spaCy's doesn't fill in a memory zone, nor after abbreviations."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self._cut = lru_cache(maxsize=HELD_PIECES)(self._read)
        super().__init__(*args, **options)

    def __call__(self, text: str) -> Doc:
        """The tokens of a text."""
        words: list[str] = []
        spaces: list[bool] = []
        norms: list[tuple[int, str]] = []
        for cut in map(self._cut, _PIECE.findall(text)):
            if cut.norms:
                norms += ((len(words) + place, norm) for place, norm in cut.norms)
            words += cut.words
            spaces += cut.spaces
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for place, norm in norms:
            doc[place].norm_ = norm
        return doc

    def add_special_case(self, string: str, substrings: Any) -> None:
        """Add an exception to the cuts, as spaCy's tokenizer does."""
        super().add_special_case(string, substrings)
        self._cut.cache_clear()

    def from_bytes(self, data: bytes, **options: Any) -> Self:
        """Take over stored cuts."""
        super().from_bytes(data, **options)
        self._cut.cache_clear()
        return self

    def _read(self, piece: str) -> _Cut:
        word = piece.removesuffix(" ")
        plain = _PLAIN.fullmatch(word)
        if plain is not None and not self._has_exception(plain):
            words = tuple(filter(None, plain.groups()))
            return _Cut(words, (*[False] * (len(words) - 1), word != piece), ())
        doc = super().__call__(piece)
        return _Cut(
            tuple(token.text for token in doc),
            tuple(bool(token.whitespace_) for token in doc),
            tuple((token.i, token.norm_) for token in doc if token.norm != token.lex.norm),
        )

    def _has_exception(self, plain: re.Match[str]) -> bool:
        """Whether an exception stands anywhere between the places where it is cut."""
        places = sorted({plain.start(), *map(plain.end, range(1, 5))})
        return any(plain.string[start:end] in self.rules for start, end in combinations(places, 2))


def biomedical_tokenizer(nlp: Language) -> BiomedicalTokenizer:
    """Make the tokenizer for a pipeline's vocabulary."""
    abbreviations = {
        form: orths for form, orths in nlp.Defaults.tokenizer_exceptions.items() if not set("'’") & set(form)
    }
    abbreviations |= {form: [{ORTH: form}] for form in ABBREVIATIONS}
    return BiomedicalTokenizer(
        nlp.vocab,
        abbreviations,
        prefix_search=compile_prefix_regex(_PREFIXES).search,
        suffix_search=compile_suffix_regex(_SUFFIXES).search,
        infix_finditer=compile_infix_regex(_INFIXES).finditer,
    )


@registry.tokenizers("claimgraph.BiomedicalTokenizer.v1")
def create_biomedical_tokenizer() -> Callable[[Language], BiomedicalTokenizer]:
    """Name the tokenizer for configs; `nlp` is given when the pipeline is made."""
    return biomedical_tokenizer

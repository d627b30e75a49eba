"""Names of sequence variants, in whatever way they are written, in one form: "Val600Glu" and "V600E" are "p.V600E".

The ways of writing are data (`wordlists/variant_patterns.toml`); forms follow HGVS (den Dunnen et al. 2016), with
amino acids by one letter, and numbers of dbSNP ("rs113488022") stand for themselves.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.word_list import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HELD_NAMES = 1 << 14
_PLACE_IN_PROTEIN = re.compile(r"p\.[A-Z]([0-9]{1,9})")
_EITHER = re.compile(r"[ACGT][0-9]{1,9}[ACGT]")  # a nucleotide or an amino acid
_BEFORE = 14  # characters before a find that are looked at
_NUMBERED = re.compile(
    r"\b(?:exons?|introns?|tables?|figs?\.?|figures?|chromosomes?|chr|codons?)\s?\Z", re.IGNORECASE
)
_STRETCH = re.compile(r"^([0-9]{1,9})-([0-9]{1,9})$")
_NUCLEOTIDES = {"adenine": "A", "adenosine": "A", "cytosine": "C", "guanine": "G", "guanosine": "G"} | {
    "thymine": "T",
    "thymidine": "T",
    "uracil": "T",
}
_ARROW = r"(?:-+ ?>|[=-]*[>→])"
_TO = rf"(?:{_ARROW}|/|to)"
_AT = r"(?:IVS-?(?:[0-9]{1,4}|[IVX]+) ?)?[-−–+*]?[0-9]+(?: ?[-−–+] ?[0-9]+)?"
_PLACE = (
    r"(?:the )?(?:amino acid |nucleotide |base )?"
    r"(?:position|codon|residue|nucleotide|amino acid|nt|base)(?: \w+)??"
)


class _Pattern(msgspec.Struct, frozen=True):
    pattern: str
    form: str
    found: bool = False


@lru_cache(maxsize=_HELD_NAMES)
def variant_form(name: str) -> str | None:
    """The form of a variant's name; None where the name does not tell what changes, and where.

    >>> variant_form("Val600Glu"), variant_form("35delG"), variant_form("a deletion")
    ('p.V600E', 'c.35delG', None)
    """
    name = " ".join(name.split()).strip(".,;")
    if name.startswith(("p.(", "p. (", "(")) and name.endswith(")"):
        name = name.replace("(", "", 1).removesuffix(")")
    for pattern, form, _ in _patterns():
        match = pattern.fullmatch(name)
        if match is not None:
            return _filled(form, match)
    return None


def forms_of(names: Iterable[str]) -> dict[str, str]:
    """The forms of a document's names.

    "G12C" may be a nucleotide's change or an amino acid's: the latter where the document has others of proteins and
    its place is at most twice as far, since a gene has three nucleotides an amino acid.

    >>> forms_of(["G12C", "G13D"]), forms_of(["C677T", "A222V"])
    ({'G12C': 'p.G12C', 'G13D': 'p.G13D'}, {'C677T': 'c.677C>T', 'A222V': 'p.A222V'})
    """
    forms = {name: form for name in names if (form := variant_form(name)) is not None}
    places = (_PLACE_IN_PROTEIN.match(form) for form in forms.values())
    farthest = 2 * max((int(match[1]) for match in places if match is not None), default=0)
    return {
        name: f"p.{name}" if _EITHER.fullmatch(name) and int(name[1:-1]) <= farthest else form
        for name, form in forms.items()
    }


def find_variants(text: str) -> Iterator[tuple[int, int]]:
    """Where a text holds what is a variant wherever it stands, [start, end), left to right."""
    for match in _anywhere().finditer(text):
        start, end = match.span()
        if _NUMBERED.search(text, max(0, start - _BEFORE), start):
            continue  # "exon 19 del", "Table 1 A>C"
        opens = text.count("(", start, end) > text.count(")", start, end)
        yield start, end + (opens and text[end : end + 1] == ")")


def _filled(form: str, match: re.Match[str]) -> str:
    parts = {name: _part(name, value) for name, value in match.groupdict().items()}
    parts["level"] = parts.get("level") or "c"
    if "what" in parts:
        parts["at"] = _STRETCH.sub(_as_stretch, parts["at"])
    filled = form.format(**parts)
    # what replaces itself ("R58R") is written so in HGVS
    same = parts.get("old") and parts.get("old") == parts.get("new")
    return f"p.{parts['old']}{parts['at']}=" if same and form.startswith("p.") else filled


def _part(name: str, value: str | None) -> str:
    value = value or ""
    if name in {"old", "new"}:
        return _amino_acids().get(value.lower(), _NUCLEOTIDES.get(value.lower(), value.upper()))
    if name == "at":
        plain = re.sub(r"[−–]", "-", value.replace(" ", "")).lstrip("+")
        return re.sub(r"IVS-?([0-9]+|[IVX]+)", lambda match: f"IVS{_number(match[1])}", plain)
    return value


def _as_stretch(match: re.Match[str]) -> str:
    """Two places parted by a dash as a stretch, if the second is the greater; else a place in an intron."""
    return f"{match[1]}_{match[2]}" if int(match[2]) > int(match[1]) else match[0]


def _number(number: str) -> int:
    return int(number) if number.isdigit() else _roman(number)


def _roman(number: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in number]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


@cache
def _amino_acids() -> dict[str, str]:
    """One letter by three letters and by names, in small letters."""
    return {
        form.lower(): letter for letter, *forms in read_rows("amino_acids.tsv") for form in (letter, *forms)
    }


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    path = files("claimgraph.extract") / "wordlists" / "variant_patterns.toml"
    read = msgspec.toml.decode(path.read_text(encoding="utf-8"), type=dict[str, tuple[_Pattern, ...]])
    return tuple((re.compile(_expanded(one.pattern)), one.form, one.found) for one in read["patterns"])


@cache
def _anywhere() -> re.Pattern[str]:
    ways = "|".join(re.sub(r"\?P<\w+>", "?:", pattern.pattern) for pattern, _, found in _patterns() if found)
    return re.compile(rf"(?<![\w.+*-])(?:{ways})(?![\w*]|[.-][A-Za-z0-9])")


def _expanded(pattern: str) -> str:
    rows = read_rows("amino_acids.tsv")
    letters = sorted({letter for letter, *_ in rows if letter != "*"})
    threes = sorted({three for letter, three, _ in rows if letter != "*"})
    stops = sorted({three for letter, three, _ in rows if letter == "*"})
    names = sorted({name for _, _, name in rows}, key=len, reverse=True)
    one, three = f"[{''.join(letters)}]", "|".join(threes)
    parts = {
        "a1": one,
        "a3": f"(?:{three})",
        "a": f"(?:{three}|{one})",
        "stop3": f"(?:{three}|{'|'.join(stops)}|\\*)",
        "stop": f"(?:{three}|{one}|{'|'.join(stops)}|\\*)",
        "A": f"(?:(?i:{'|'.join(names)}|{three})|{one})",
        "n": "[ACGTU]",
        "N": f"(?:(?i:{'|'.join(_NUCLEOTIDES)})|[ACGT])",
        "at": _AT,
        "range": r"(?:IVS-?(?:[0-9]{1,4}|[IVX]+) ?)?[-−–+*]?[0-9]+(?:[-−–+_] ?[-−–+*]?[0-9]+)*",
        "to": _TO,
        "arrow": _ARROW,
        "place": _PLACE,
    }
    return re.sub(r"\{(\w*[A-Za-z]\w*)\}", lambda match: parts[match.group(1)], pattern)

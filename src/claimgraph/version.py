"""The version of claimgraph, where every part may import it from; the same as in `pyproject.toml`."""

__version__ = "0.1.0"

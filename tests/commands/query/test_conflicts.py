"""`claimgraph query STORE conflicts`: both sides, and what differs."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import Command


def test_conflicts_show_both_sides_and_what_differs(command: Command, store: Path) -> None:
    said = command("query", store, "conflicts", "IL-2").out.splitlines()
    assert said[:4] == [
        "1. IL2 – renal cell carcinoma  (conflict 0.56)",
        "   for     strength 0.70, 1 claim in 1 document, 2021",
        "     IL2  treats  renal cell carcinoma  (belief 0.32)",
        "         PMID:1  We gave IL-2 against melanoma and renal cell carcinoma.  (certain, finding)",
    ]
    assert said[4] == "   against strength 0.80, 1 claim in 1 document"
    assert command("query", store, "conflicts", "Tregs").out == "nothing is claimed both ways\n"
    (answer,) = command("query", store, "conflicts", "--json").out.splitlines()
    assert json.loads(answer)["for"]["relations"][0]["evidence"][0]["document"] == "PMID:1"

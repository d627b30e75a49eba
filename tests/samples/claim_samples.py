"""Hand-made documents, mentions and claims, and hypothesis strategies over them; every text is invented."""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st

from claimgraph.corpus.document import Document, Section, Source
from claimgraph.extract.claim import (
    Abbreviation,
    Candidate,
    Claim,
    Concept,
    Context,
    Cue,
    Evidence,
    Mention,
    Statistic,
)
from claimgraph.extract.claim_key import claim_key
from claimgraph.extract.records import Record, claims_of, to_record
from claimgraph.extract.statement import Support

CONCEPTS = {
    "IL-2": Concept("HGNC:6001", "IL2", "GeneOrGeneProduct", ("NCBIGene:3558", "UniProt:P60568")),
    "interleukin-2": Concept("HGNC:6001", "IL2", "GeneOrGeneProduct", ("NCBIGene:3558", "UniProt:P60568")),
    "melanoma": Concept("MONDO:0005105", "melanoma", "Disease", ("MESH:D008545",)),
    "renal cell carcinoma": Concept("MONDO:0005086", "renal cell carcinoma", "Disease"),
    "Tregs": Concept("CL:0000815", "regulatory T cell", "CellType"),
    "TGF-β": Concept("FPLX:TGFB", "TGFB", "GeneOrGeneProduct"),
    "hypotension": Concept("HP:0002615", "Hypotension", "Phenotype"),
    "compound X9": None,
    "Compound  X9": None,
    "immune escape": None,
}
TYPES = {"compound X9": "Chemical", "Compound  X9": "Chemical", "immune escape": "BiologicalProcess"}
SIGNS = {"increases": "increased", "decreases": "decreased"}


def mention_at(text: str, name: str, *, after: int = 0, score: float = 0.9) -> Mention:
    """The mention of `name` at its first place in `text` from `after` on."""
    start = text.index(name, after)
    concept = CONCEPTS[name]
    return Mention(
        start=start,
        end=start + len(name),
        text=name,
        type=concept.type if concept else TYPES[name],
        concept=concept,
        score=score,
        reason="synonym, exact" if concept else "no candidate",
        alternatives=() if concept else (Candidate("CHEBI:1", "something", 0.1),),
    )


def claim_in(
    document: Document,
    sentence: str,
    subject: str,
    predicate: str,
    object_: str,
    *,
    context: str | None = None,
    **values: object,
) -> Claim:
    """A claim of `sentence` between the two names in it; its verb is the trigger."""
    start = document.text.index(sentence)
    evidence = Evidence(start, start + len(sentence), sentence)
    arguments = {
        "subject": mention_at(document.text, subject, after=start),
        "object": mention_at(document.text, object_, after=start),
    }
    stated = {
        "direction": SIGNS.get(predicate),
        **{name: values[name] for name in ("direction", "aspect", "polarity") if name in values},
    }
    key = claim_key(
        document=document.id,
        predicate=predicate,
        evidence=evidence,
        **arguments,  # type: ignore[arg-type]
        **stated,  # type: ignore[arg-type]
    )
    circumstances: tuple[Context, ...] = ()
    if context is not None:
        there = mention_at(document.text, context, after=start)
        circumstances = (Context("disease", there.start, there.end, there.text, there),)
    verb = sentence.split(" ", maxsplit=1)[0]
    fields = {
        "cues": (Cue("trigger", start, start + len(verb), verb),),
        "score": 0.8,
        "extractor": "by hand",
        "section": "RESULTS",
        **stated,
        **values,
    }
    return Claim(
        key=key,
        document=document.id,
        predicate=predicate,
        evidence=evidence,
        context=circumstances,
        **arguments,
        **fields,  # type: ignore[arg-type]
    )


def record_of(document: Document, claims: tuple[Claim, ...]) -> Record:
    """The record of a document with these claims, a sentence a line."""
    sentences, start = [], 0
    for line in document.text.split("\n"):
        sentences.append((start, start + len(line)))
        start += len(line) + 1
    return to_record(document, sentences=sentences, claims=claims)


def keyed(claim: Claim, document: str) -> Claim:
    """A changed claim under the key that is now its own, in the document of that id."""
    key = claim_key(
        document=document,
        subject=claim.subject,
        predicate=claim.predicate,
        object=claim.object,
        evidence=claim.evidence,
        direction=claim.direction,
        aspect=claim.aspect,
        polarity=claim.polarity,
    )
    return msgspec.structs.replace(claim, document=document, key=key)


def renamed(record: Record, document: str) -> Record:
    """The record of the same text under another id."""
    claims = [keyed(claim, document) for claim in claims_of(record)]
    same = Document(id=document, title=record.title, text=record.text, source=record.source)
    return to_record(same, sentences=record.sentences, claims=claims)


def with_numbers() -> Record:
    """A record whose one claim has a statistic in numbers."""
    sentence = "Lowered by IL-2 was hypotension (HR 0.72, 95% CI 0.6-0.9)."
    document = Document(id="PMID:11", text=sentence)
    claim = claim_in(document, sentence, "IL-2", "decreases", "hypotension")
    start = sentence.index("HR")
    text = sentence[start : sentence.index(")")]
    numbers = Statistic(measure="hazard_ratio", value=0.72, low=0.6, high=0.9, level=95.0)
    said = Context("statistic", start, start + len(text), text, None, numbers)
    return record_of(document, (msgspec.structs.replace(claim, context=(said,)),))


def trial() -> Record:
    """A trial report with four claims, one of them about a name without identifier."""
    document = Document(
        id="PMID:1",
        title="A trial of IL-2",
        text="A trial of IL-2\nWe gave IL-2 against melanoma and renal cell carcinoma.\n"
        "Causing hypotension, IL-2 was hard to bear.\nFurther, compound X9 lowered hypotension in melanoma.\n"
        "Regulatory T cells (Tregs) did not change.",
        source=Source(path="trial.txt", format="plain", pmid="1", journal="Invented Letters", year=2021),
        sections=(Section("TITLE", None, 0, 15), Section("RESULTS", "What we saw", 16, 200)),
    )
    gave = "We gave IL-2 against melanoma and renal cell carcinoma."
    bore = "Causing hypotension, IL-2 was hard to bear."
    helped = "Further, compound X9 lowered hypotension in melanoma."
    claims = (
        claim_in(document, gave, "IL-2", "treats", "melanoma", certainty="probable", score=0.9),
        claim_in(document, gave, "IL-2", "treats", "renal cell carcinoma", score=0.7),
        claim_in(document, bore, "IL-2", "causes", "hypotension", score=0.6),
        claim_in(document, helped, "compound X9", "decreases", "hypotension", context="melanoma"),
    )
    short = document.text.index("Tregs")
    long = document.text.index("Regulatory T cells")
    sentences = record_of(document, ()).sentences
    return to_record(
        document,
        sentences=sentences,
        abbreviations=[Abbreviation((short, short + 5), (long, long + 18))],
        mentions=[
            mention_at(document.text, "Tregs"),
            *(c.subject for c in claims),
            *(c.object for c in claims),
        ],
        claims=claims,
    )


def review() -> Record:
    """A review that repeats the trial's first claim, denies another, and adds three."""
    document = Document(
        id="PMID:2",
        title=None,
        text="Is interleukin-2 of use in melanoma? IL-2 did not help renal cell carcinoma.\n"
        "Both TGF-β and Tregs go with immune escape.\nExpanding Tregs is what IL-2 does.",
    )
    first = "Is interleukin-2 of use in melanoma?"
    second = "IL-2 did not help renal cell carcinoma."
    third = "Both TGF-β and Tregs go with immune escape."
    fourth = "Expanding Tregs is what IL-2 does."
    claims = (
        claim_in(document, first, "interleukin-2", "treats", "melanoma", certainty="possible", kind="aim"),
        claim_in(document, second, "IL-2", "treats", "renal cell carcinoma", polarity="negated"),
        claim_in(document, third, "TGF-β", "contributes_to", "immune escape"),
        claim_in(document, third, "Tregs", "associated_with", "immune escape"),
        claim_in(document, fourth, "IL-2", "increases", "Tregs", aspect="abundance"),
    )
    return record_of(document, claims)


def support_in(document: str, **values: object) -> Support:
    """A claim of a document as evidence, of middling score; its key tells what is given."""
    told = "-".join(map(str, values.values()))
    place = {"pmid": None, "sentence": "X lowers Y.", "start": 0, "end": 11, "section": None}
    words = {"subject": (0, 1), "object": (9, 10)}
    how = {"certainty": "certain", "kind": "finding", "score": 0.5}
    fields = {"claim": f"{document}-{told}", **place, **words, **how, **values}
    return Support(document=document, **fields)  # type: ignore[arg-type]


PREDICATES = ("treats", "increases", "decreases", "associated_with", "binds", "causes")


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A document of one to four made-up sentences, each with up to three claims between its names."""
    number = draw(st.integers(1, 6))
    pairs = st.lists(st.sampled_from(sorted(CONCEPTS)), min_size=2, max_size=3, unique=True)
    lines = draw(st.lists(pairs, min_size=1, max_size=4))
    filler = draw(st.text(alphabet="αé😀 abz<&\"'", max_size=5))
    sentences = [f"{n}{filler}: " + " and ".join(names) + "." for n, names in enumerate(lines)]
    document = Document(id=f"PMID:{number}", text="\n".join(sentences), source=Source(pmid=str(number)))
    claims = []
    for sentence, names in zip(sentences, lines, strict=True):
        for _ in range(draw(st.integers(0, 3))):
            subject, target = draw(st.permutations(names))[:2]
            claims.append(
                claim_in(
                    document,
                    sentence,
                    subject,
                    draw(st.sampled_from(PREDICATES)),
                    target,
                    context=draw(st.sampled_from([None, None, *names])),
                    polarity=draw(st.sampled_from(["affirmed", "negated"])),
                    certainty=draw(st.sampled_from(["certain", "probable", "possible"])),
                    aspect=draw(st.sampled_from([None, "activity"])),
                    score=draw(st.floats(0, 1)),
                )
            )
    return record_of(document, tuple(claims))

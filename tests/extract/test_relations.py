"""One mechanism of relation finding a case: the words, their parse and mentions, and all that is claimed."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from claimgraph.extract.claim import Abbreviation

CASES = {
    "active verb": (
        "Aspirin|NN|1|nsubj inhibits|VBZ|0|ROOT COX-2|NN|-1|dobj .|.|-2|punct",
        {"Aspirin": "Chemical", "COX-2": "GeneOrGeneProduct"},
        ["Aspirin decreases activity COX-2"],
    ),
    "passive with coordinated agents": (
        "COX-2|NN|2|nsubjpass was|VBD|1|auxpass inhibited|VBN|0|ROOT by|IN|1|case aspirin|NN|-2|nmod "
        "and|CC|-1|cc ibuprofen|NN|-2|conj .|.|-5|punct",
        {"COX-2": "GeneOrGeneProduct", "aspirin": "Chemical", "ibuprofen": "Chemical"},
        ["aspirin decreases activity COX-2", "ibuprofen decreases activity COX-2"],
    ),
    "nominalisation": (
        "Inhibition|NN|6|nsubjpass of|IN|1|case MEK|NN|-2|nmod by|IN|1|case trametinib|NN|-4|nmod "
        "was|VBD|1|auxpass observed|VBN|0|ROOT .|.|-1|punct",
        {"MEK": "GeneOrGeneProduct", "trametinib": "Chemical"},
        ["trametinib decreases activity MEK"],
    ),
    "loss of the subject turns the sign": (
        "Depletion|NN|4|nsubj of|IN|1|case Tregs|NN|-2|nmod strongly|RB|1|advmod enhanced|VBD|0|ROOT "
        "cytotoxicity|NN|-1|dobj .|.|-2|punct",
        {"Tregs": "CellType", "cytotoxicity": "BiologicalProcess"},
        ["Tregs decreases - cytotoxicity"],
    ),
    "two signs multiply": (
        "Imatinib|NNS|1|nsubj prevented|VBD|0|ROOT the|DT|1|det loss|NN|-2|dobj of|IN|1|case FOXP3|NN|-2|nmod "
        ".|.|-5|punct",
        {"Imatinib": "Chemical", "FOXP3": "GeneOrGeneProduct"},
        ["Imatinib increases - FOXP3"],
    ),
    "compound with a hyphen, aspect of the object": (
        "Rapamycin|NN|1|nsubj reduced|VBD|0|ROOT the|DT|4|det IL-2|NN|2|compound -|HYPH|1|punct "
        "induced|JJ|1|amod proliferation|NN|-5|dobj of|IN|2|case T|NN|1|compound cells|NNS|-3|nmod "
        ".|.|-9|punct",
        {"Rapamycin": "Chemical", "IL-2": "GeneOrGeneProduct", "T cells": "CellType"},
        ["Rapamycin decreases proliferation T cells", "IL-2 increases proliferation T cells"],
    ),
    "compound that names an object": (
        "IL-10|NN|2|compound -|HYPH|1|punct producing|VBG|1|amod macrophages|NNS|1|nsubj expand|VBP|0|ROOT "
        ".|.|-1|punct",
        {"IL-10": "GeneOrGeneProduct", "macrophages": "CellType"},
        ["macrophages produces - IL-10"],
    ),
    "light verb": (
        "IL-10|NN|1|nsubj has|VBZ|0|ROOT an|DT|2|det important|JJ|1|amod role|NN|-3|dobj in|IN|1|case "
        "asthma|NN|-5|nmod .|.|-6|punct",
        {"IL-10": "GeneOrGeneProduct", "asthma": "Disease"},
        ["IL-10 contributes_to - asthma"],
    ),
    "role in a relative clause": (
        "The|DT|1|det roles|NNS|9|nsubjpass that|WDT|4|mark macrophages|NNS|3|nsubj and|CC|-1|cc "
        "IL-6|NN|-2|conj have|VBP|-5|acl:relcl in|IN|1|case fibrosis|NN|-2|nmod are|VBP|1|auxpass "
        "discussed|VBN|0|ROOT .|.|-1|punct",
        {"macrophages": "CellType", "IL-6": "GeneOrGeneProduct", "fibrosis": "Disease"},
        ["macrophages contributes_to - fibrosis", "IL-6 contributes_to - fibrosis"],
    ),
    "level in a disease": (
        "Serum|NN|1|compound levels|NNS|4|nsubj of|IN|1|case IL-6|NN|-2|nmod were|VBD|1|cop "
        "elevated|JJ|0|ROOT in|IN|1|case patients|NNS|-2|nmod with|IN|1|case sepsis|NN|-2|nmod .|.|-5|punct",
        {"IL-6": "GeneOrGeneProduct", "sepsis": "Disease"},
        ["IL-6 positively_correlated_with - sepsis"],
    ),
    "inverse correlation": (
        "IL-6|NN|1|compound levels|NNS|3|nsubjpass were|VBD|2|auxpass inversely|RB|1|advmod "
        "correlated|VBN|0|ROOT with|IN|1|case albumin|NN|-2|nmod .|.|-3|punct",
        {"IL-6": "GeneOrGeneProduct", "albumin": "GeneOrGeneProduct"},
        ["IL-6 negatively_correlated_with - albumin"],
    ),
    "patients with a disease receive a drug": (
        "Patients|NNS|3|nsubj with|IN|1|case melanoma|NN|-2|nmod received|VBD|0|ROOT nivolumab|NN|-1|dobj "
        ".|.|-2|punct",
        {"melanoma": "Disease", "nivolumab": "Chemical"},
        ["nivolumab treats - melanoma"],
    ),
    "members of a class stand for it": (
        "Cytokines|NNS|6|nsubj such|JJ|2|case as|IN|1|case IL-2|NN|-3|nmod and|CC|-1|cc IL-4|NN|-2|conj "
        "induce|VBP|0|ROOT STAT5|NN|-1|dobj .|.|-2|punct",
        {"IL-2": "GeneOrGeneProduct", "IL-4": "GeneOrGeneProduct", "STAT5": "GeneOrGeneProduct"},
        ["IL-2 increases - STAT5", "IL-4 increases - STAT5"],
    ),
    "members of a named class": (
        "Statins|NNS|6|nsubj such|JJ|2|case as|IN|1|case simvastatin|NN|-3|nmod and|CC|-1|cc "
        "lovastatin|NN|-2|conj help|VBP|0|ROOT .|.|-1|punct",
        {"Statins": "Chemical", "simvastatin": "Chemical", "lovastatin": "Chemical"},
        ["simvastatin is_a - Statins", "lovastatin is_a - Statins"],
    ),
    "apposition of an inhibitor, adjective": (
        "Imatinib|NNP|7|nsubj ,|,|-1|punct a|DT|2|det ABL1|NN|1|compound inhibitor|NN|-4|appos ,|,|-5|punct "
        "is|VBZ|1|cop effective|JJ|0|ROOT in|IN|1|case leukemia|NN|-2|nmod .|.|-3|punct",
        {"Imatinib": "Chemical", "ABL1": "GeneOrGeneProduct", "leukemia": "Disease"},
        ["Imatinib decreases activity ABL1", "Imatinib treats - leukemia"],
    ),
    "resistance is treatment that fails": (
        "Leukemia|NN|1|compound cells|NNS|2|nsubj were|VBD|1|cop resistant|JJ|0|ROOT to|TO|1|case "
        "imatinib|NN|-2|nmod .|.|-3|punct",
        {"Leukemia": "Disease", "imatinib": "Chemical"},
        ["imatinib treats - Leukemia negated"],
    ),
    "failure negates": (
        "Rapamycin|NN|1|nsubj failed|VBD|0|ROOT to|TO|1|mark inhibit|VB|-2|xcomp IL-17|NN|1|compound "
        "secretion|NN|-2|dobj .|.|-5|punct",
        {"Rapamycin": "Chemical", "IL-17": "GeneOrGeneProduct"},
        ["Rapamycin decreases secretion IL-17 negated"],
    ),
    "infinitive and gerund share the subject": (
        "Gefitinib|NN|2|nsubjpass was|VBD|1|auxpass shown|VBN|0|ROOT to|TO|1|mark suppress|VB|-2|xcomp "
        "EGFR|NN|-1|dobj by|IN|1|mark blocking|VBG|-3|advcl HSP90|NN|-1|dobj .|.|-7|punct",
        {"Gefitinib": "Chemical", "EGFR": "GeneOrGeneProduct", "HSP90": "GeneOrGeneProduct"},
        ["Gefitinib decreases - EGFR", "Gefitinib decreases activity HSP90"],
    ),
    "group that lacks a gene": (
        "Mice|NNS|3|nsubj lacking|VBG|-1|acl IL-10|NN|-1|dobj showed|VBD|0|ROOT increased|VBN|2|amod "
        "TNF|NN|1|compound production|NN|-3|dobj .|.|-4|punct",
        {"IL-10": "GeneOrGeneProduct", "TNF": "GeneOrGeneProduct"},
        ["IL-10 decreases secretion TNF"],
    ),
    "purpose clause of a passive": (
        "The|DT|2|det superoxide|NN|1|compound mimetic|NN|2|nsubjpass was|VBD|1|auxpass used|VBN|0|ROOT "
        "to|TO|1|mark ameliorate|VB|-2|xcomp the|DT|1|det effects|NNS|-2|dobj of|IN|1|case IL-2|NN|-2|nmod "
        ".|.|-7|punct",
        {"superoxide mimetic": "Chemical", "IL-2": "GeneOrGeneProduct"},
        ["superoxide mimetic decreases activity IL-2"],
    ),
    "agent noun after a copula": (
        "Th17|NN|1|compound cells|NNS|4|nsubj are|VBP|3|cop a|DT|2|det major|JJ|1|amod source|NN|0|ROOT "
        "of|IN|1|case IL-17|NN|-2|nmod .|.|-3|punct",
        {"Th17 cells": "CellType", "IL-17": "GeneOrGeneProduct"},
        ["Th17 cells produces - IL-17"],
    ),
    "adverse event after a drug": (
        "Hypotension|NN|1|nsubj occurred|VBD|0|ROOT after|IN|1|case naloxone|NN|-2|nmod .|.|-3|punct",
        {"Hypotension": "Phenotype", "naloxone": "Chemical"},
        ["naloxone causes - Hypotension"],
    ),
    "toxicity of a drug": (
        "The|DT|1|det toxicity|NN|4|nsubj of|IN|1|case cisplatin|NN|-2|nmod is|VBZ|1|cop known|JJ|0|ROOT "
        ".|.|-1|punct",
        {"toxicity": "Phenotype", "cisplatin": "Chemical"},
        ["cisplatin causes - toxicity"],
    ),
    "treatment option": (
        "Cisplatin|NN|1|nsubj remains|VBZ|0|ROOT an|DT|1|det option|NN|-2|dobj for|IN|1|case "
        "patients|NNS|-2|nmod with|IN|1|case melanoma|NN|-2|nmod or|CC|-1|cc sarcoma|NN|-2|conj .|.|-9|punct",
        {"Cisplatin": "Chemical", "melanoma": "Disease", "sarcoma": "Disease"},
        ["Cisplatin treats - melanoma", "Cisplatin treats - sarcoma"],
    ),
    "what was found between two": (
        "An|DT|1|det association|NN|2|nsubjpass was|VBD|1|auxpass found|VBN|0|ROOT between|IN|1|case "
        "BRCA1|NN|-2|nmod and|CC|-1|cc lymphoma|NN|-2|conj .|.|-5|punct",
        {"BRCA1": "GeneOrGeneProduct", "lymphoma": "Disease"},
        ["BRCA1 associated_with - lymphoma"],
    ),
    "protective role": (
        "IL-37|NN|1|nsubj has|VBZ|0|ROOT a|DT|2|det protective|JJ|1|amod role|NN|-3|dobj in|IN|1|case "
        "colitis|NN|-2|nmod .|.|-6|punct",
        {"IL-37": "GeneOrGeneProduct", "colitis": "Disease"},
        ["IL-37 decreases - colitis"],
    ),
    "what is activated, not where": (
        "IL-10|NN|1|nsubj suppressed|VBD|0|ROOT NF-κB|NN|1|compound activation|NN|-2|dobj in|IN|1|case "
        "macrophages|NNS|-2|nmod .|.|-5|punct",
        {"IL-10": "GeneOrGeneProduct", "NF-κB": "GeneOrGeneProduct", "macrophages": "CellType"},
        ["IL-10 decreases activity NF-κB"],
    ),
    "a second finite verb has its own object": (
        "Sunitinib|NN|1|nsubj inhibits|VBZ|0|ROOT VEGFR2|NN|-1|dobj and|CC|-2|cc improved|VBD|1|amod "
        "hypoxia|NN|-4|dobj .|.|-5|punct",
        {"Sunitinib": "Chemical", "VEGFR2": "GeneOrGeneProduct", "hypoxia": "Phenotype"},
        ["Sunitinib decreases activity VEGFR2"],
    ),
    "a verb by its clause, whatever its tag": (
        "IL-2|NN|1|nsubj treats|NNS|0|ROOT melanoma|NN|-1|dobj .|.|-2|punct",
        {"IL-2": "GeneOrGeneProduct", "melanoma": "Disease"},
        ["IL-2 treats - melanoma"],
    ),
    "a response to a disease is not the disease": (
        "IL-2|NN|1|nsubj enhanced|VBD|0|ROOT responses|NNS|-1|dobj to|TO|1|case melanoma|NN|-2|nmod .|.|-4|punct",
        {"IL-2": "GeneOrGeneProduct", "melanoma": "Disease"},
        [],
    ),
    "association between two": (
        "An|DT|1|det association|NN|6|nsubjpass between|IN|1|case BRCA1|NN|-2|nmod and|CC|-1|cc "
        "sarcoma|NN|-2|conj was|VBD|1|auxpass found|VBN|0|ROOT .|.|-1|punct",
        {"BRCA1": "GeneOrGeneProduct", "sarcoma": "Disease"},
        ["BRCA1 associated_with - sarcoma"],
    ),
    "better survival is treatment": (
        "Nivolumab|NN|1|nsubj improved|VBD|0|ROOT survival|NN|-1|dobj in|IN|1|case melanoma|NN|-2|nmod "
        ".|.|-4|punct",
        {"Nivolumab": "Chemical", "melanoma": "Disease"},
        ["Nivolumab treats - melanoma"],
    ),
    "higher risk is a contribution": (
        "Smoking|NN|1|nsubj increases|VBZ|0|ROOT the|DT|1|det risk|NN|-2|dobj of|IN|1|case cancer|NN|-2|nmod "
        ".|.|-5|punct",
        {"Smoking": "BiologicalProcess", "cancer": "Disease"},
        ["Smoking contributes_to - cancer"],
    ),
    "the excluded member, for polarity to deny": (
        "IL-2|NN|4|nsubj but|CC|-1|cc not|RB|1|neg IL-4|NN|-3|conj activated|VBD|0|ROOT STAT5|NN|-1|dobj "
        ".|.|-2|punct",
        {"IL-2": "GeneOrGeneProduct", "IL-4": "GeneOrGeneProduct", "STAT5": "GeneOrGeneProduct"},
        ["IL-2 increases activity STAT5", "IL-4 increases activity STAT5"],
    ),
    "no claim: mere co-mention": (
        "We|PRP|1|nsubj measured|VBD|0|ROOT IL-2|NN|-1|dobj and|CC|-1|cc albumin|NN|-2|conj in|IN|1|case "
        "patients|NNS|-4|nmod with|IN|1|case melanoma|NN|-2|nmod .|.|-8|punct",
        {"IL-2": "GeneOrGeneProduct", "albumin": "GeneOrGeneProduct", "melanoma": "Disease"},
        [],
    ),
    "no claim: a change without an agent": (
        "IL-2|NN|1|nsubj increased|VBD|0|ROOT over|IN|1|case time|NN|-2|nmod in|IN|1|case Tregs|NN|-4|nmod "
        ".|.|-5|punct",
        {"IL-2": "GeneOrGeneProduct", "Tregs": "CellType"},
        [],
    ),
    "no claim: the place of a change": (
        "Aspirin|NN|1|nsubj inhibits|VBZ|0|ROOT COX-2|NN|-1|dobj in|IN|1|case platelets|NNS|-3|nmod "
        ".|.|-4|punct",
        {"Aspirin": "Chemical", "COX-2": "GeneOrGeneProduct", "platelets": "CellType"},
        ["Aspirin decreases activity COX-2"],
    ),
    "list parsed as appositions": (
        "Aspirin|NN|1|nsubj reduced|VBD|0|ROOT levels|NNS|-1|dobj of|IN|1|case IL-6|NN|-2|nmod ,|,|-1|punct "
        "TNF|NN|-2|appos ,|,|-1|punct CRP|NN|-2|appos and|CC|-1|cc IL-8|NN|-2|conj .|.|-10|punct",
        {
            "Aspirin": "Chemical",
            "IL-6": "GeneOrGeneProduct",
            "TNF": "GeneOrGeneProduct",
            "CRP": "GeneOrGeneProduct",
            "IL-8": "GeneOrGeneProduct",
        },
        [
            "Aspirin decreases abundance IL-6",
            "Aspirin decreases abundance TNF",
            "Aspirin decreases abundance CRP",
            "Aspirin decreases abundance IL-8",
        ],
    ),
    "harm associated with a drug": (
        "Toxicities|NNS|6|nsubjpass associated|VBN|-1|acl with|IN|2|case IL-2|NN|1|compound "
        "therapy|NN|-3|nmod are|VBP|1|auxpass known|VBN|0|ROOT .|.|-1|punct",
        {"Toxicities": "Phenotype", "IL-2": "GeneOrGeneProduct"},
        ["IL-2 causes - Toxicities"],
    ),
    "effect named by an adjective": (
        "The|DT|2|det hypotensive|JJ|1|amod effects|NNS|4|nsubjpass of|IN|1|case IL-2|NN|-2|nmod "
        "were|VBD|1|auxpass noted|VBN|0|ROOT .|.|-1|punct",
        {"hypotensive": "Phenotype", "IL-2": "GeneOrGeneProduct"},
        ["IL-2 causes - hypotensive"],
    ),
    "what is done by the way": (
        "Tregs|NNS|1|nsubj suppress|VBP|0|ROOT inflammation|NN|-1|dobj through|IN|1|case IL-10|NN|-3|nmod "
        ".|.|-4|punct",
        {"Tregs": "CellType", "inflammation": "BiologicalProcess", "IL-10": "GeneOrGeneProduct"},
        ["Tregs decreases - inflammation", "IL-10 decreases - inflammation"],
    ),
    "up- and down-regulation": (
        "IL-4|NN|3|nsubj down|NN|2|compound -|HYPH|1|punct regulates|VBZ|0|ROOT CD14|NN|-1|dobj .|.|-2|punct",
        {"IL-4": "GeneOrGeneProduct", "CD14": "GeneOrGeneProduct"},
        ["IL-4 decreases expression CD14"],
    ),
    "level after a verb of result": (
        "IL-10|NN|1|nsubj led|VBD|0|ROOT to|TO|3|case reduced|VBN|2|amod TNF|NN|1|compound "
        "secretion|NN|-4|nmod .|.|-5|punct",
        {"IL-10": "GeneOrGeneProduct", "TNF": "GeneOrGeneProduct"},
        ["IL-10 decreases secretion TNF"],
    ),
    "adverse event as a predicate": (
        "Colitis|NN|4|nsubj is|VBZ|3|cop an|DT|2|det adverse|JJ|1|amod event|NN|0|ROOT of|IN|1|case "
        "ipilimumab|NN|-2|nmod .|.|-3|punct",
        {"Colitis": "Disease", "ipilimumab": "Chemical"},
        ["ipilimumab causes - Colitis"],
    ),
    "apposition of a class": (
        "Luteolin|NN|5|nsubj ,|,|-1|punct a|DT|1|det flavonoid|NN|-3|appos ,|,|-4|punct helps|VBZ|0|ROOT "
        ".|.|-1|punct",
        {"Luteolin": "Chemical", "flavonoid": "Chemical"},
        ["Luteolin is_a - flavonoid"],
    ),
    "no claim: a gene that is studied treats nothing": (
        "A|DT|1|det study|NN|5|nsubj of|IN|1|case SLC2A1|NN|-2|nmod in|IN|1|case glioma|NN|-4|nmod "
        "helps|VBZ|0|ROOT .|.|-1|punct",
        {"SLC2A1": "GeneOrGeneProduct", "glioma": "Disease"},
        [],
    ),
    "a clinical study gives what it studies": (
        "A|DT|2|det clinical|JJ|1|amod study|NN|5|nsubj of|IN|1|case IL-2|NN|-2|nmod in|IN|1|case "
        "glioma|NN|-4|nmod helps|VBZ|0|ROOT .|.|-1|punct",
        {"IL-2": "GeneOrGeneProduct", "glioma": "Disease"},
        ["IL-2 treats - glioma"],
    ),
    "an interaction of drugs is no binding": (
        "A|DT|2|det drug|NN|1|compound interaction|NN|4|nsubjpass between|IN|1|case warfarin|NN|-2|nmod "
        "and|CC|-1|cc CSF2|NN|-2|conj was|VBD|1|auxpass seen|VBN|0|ROOT .|.|-1|punct",
        {"warfarin": "Chemical", "CSF2": "GeneOrGeneProduct"},
        ["warfarin interacts_with - CSF2"],
    ),
    "chemicals interact": (
        "Warfarin|NN|1|nsubj interacts|VBZ|0|ROOT with|IN|1|case aspirin|NN|-2|nmod .|.|-3|punct",
        {"Warfarin": "Chemical", "aspirin": "Chemical"},
        ["Warfarin interacts_with - aspirin"],
    ),
    "mutations stand for the gene": (
        "Mutations|NNS|3|nsubj in|IN|1|case REN|NN|-2|nmod cause|VBP|0|ROOT dysgenesis|NN|-1|dobj "
        ".|.|-2|punct",
        {"REN": "GeneOrGeneProduct", "dysgenesis": "Disease"},
        ["REN causes - dysgenesis"],
    ),
    "no claim: treated cultures are no therapy": (
        "Melanoma|NN|2|compound cell|NN|1|compound lines|NNS|2|nsubjpass were|VBD|1|auxpass "
        "treated|VBN|0|ROOT with|IN|1|case TGFB1|NN|-2|nmod .|.|-3|punct",
        {"Melanoma": "Disease", "TGFB1": "GeneOrGeneProduct"},
        [],
    ),
    "no claim: equals set side by side": (
        "Rapamycin|NN|5|nsubj ,|,|-1|punct like|IN|1|case tacrolimus|NN|-3|nmod ,|,|-4|punct helps|VBZ|0|ROOT "
        ".|.|-1|punct",
        {"Rapamycin": "Chemical", "tacrolimus": "Chemical"},
        [],
    ),
    "no claim: types that do not fit": (
        "Aspirin|NN|1|nsubj treats|VBZ|0|ROOT IL-6|NN|-1|dobj .|.|-2|punct",
        {"Aspirin": "Chemical", "IL-6": "GeneOrGeneProduct"},
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_relations(case: str, states: Callable[..., list[str]]) -> None:
    parse, types, expected = CASES[case]
    assert sorted(states(parse, types)) == sorted(expected)


def test_direction_goes_with_the_predicate(
    parsed: Callable[..., Doc], with_mentions: Callable[..., Doc]
) -> None:
    parse, types, _ = CASES["active verb"]
    (relation,) = with_mentions(parsed(parse), types)._.relations
    assert relation.direction == "decreased"
    assert relation.triggers == (1,)
    assert 0 < relation.score <= 1


def test_outer_mention_is_the_argument(parsed: Callable[..., Doc], with_mentions: Callable[..., Doc]) -> None:
    parse, types, _ = CASES["active verb"]
    doc = parsed(parse)
    with_mentions(doc, types | {"COX": "GeneOrGeneProduct"})
    assert [relation.object.text for relation in doc._.relations] == ["COX-2"]


def test_bracketed_short_form_is_no_argument(
    parsed: Callable[..., Doc], with_mentions: Callable[..., Doc]
) -> None:
    doc = parsed(
        "Aspirin|NN|1|nsubj inhibits|VBZ|0|ROOT cyclooxygenase|NN|-1|dobj (_|-LRB-|1|punct COX_|NN|-2|appos "
        ")|-RRB-|-1|punct .|.|-5|punct"
    )
    start = doc.text.index("COX")
    doc._.abbreviations = (Abbreviation(short=(start, start + 3), long=(17, 31)),)
    types = {"Aspirin": "Chemical", "cyclooxygenase": "GeneOrGeneProduct", "COX": "GeneOrGeneProduct"}
    with_mentions(doc, types)
    assert [relation.object.text for relation in doc._.relations] == ["cyclooxygenase"]


def test_hosts_are_no_arguments(parsed: Callable[..., Doc], with_mentions: Callable[..., Doc]) -> None:
    doc = parsed("Aspirin|NN|1|nsubj affects|VBZ|0|ROOT mice_|NNS|-1|dobj .|.|-2|punct")
    assert with_mentions(doc, {"Aspirin": "Chemical", "mice": "Organism"})._.relations == ()


def test_each_sentence_for_itself(parsed: Callable[..., Doc], with_mentions: Callable[..., Doc]) -> None:
    first, types, _ = CASES["active verb"]
    second = "Rapamycin|NN|1|nsubj helps_|VBZ|0|ROOT .|.|-1|punct"
    doc = with_mentions(parsed(second, first), types | {"Rapamycin": "Chemical"})
    assert [relation.subject.text for relation in doc._.relations] == ["Aspirin"]

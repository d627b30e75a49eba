"""Who is meant by a phrase: what was given, lost, blocked or measured; whole groups; what lists name."""

from collections.abc import Callable

import pytest

CASES = {
    "inhibitors of a gene turn the sign": (
        "Inhibitors|NNS|3|nsubj of|IN|1|case TNF|NN|-2|nmod decreased|VBD|0|ROOT albumin_|NN|-1|dobj "
        ".|.|-2|punct",
        {"TNF": "GeneOrGeneProduct", "albumin": "GeneOrGeneProduct"},
        ["TNF increases - albumin"],
    ),
    "inactivation turns the sign": (
        "PTEN|NN|1|compound inactivation|NN|1|nsubj increased|VBD|0|ROOT insulin_|NN|-1|dobj .|.|-2|punct",
        {"PTEN": "GeneOrGeneProduct", "insulin": "GeneOrGeneProduct"},
        ["PTEN decreases - insulin"],
    ),
    "no claim: an inhibitor of X treats, not X": (
        "Inhibitors|NNS|3|nsubj of|IN|1|case TNF|NN|-2|nmod treat|VBP|0|ROOT gout_|NN|-1|dobj .|.|-2|punct",
        {"TNF": "GeneOrGeneProduct", "gout": "Disease"},
        [],
    ),
    "an anti- name turns the sign": (
        "Treatment|NN|5|nsubj with|IN|3|case anti_|NN|2|compound -_|HYPH|1|punct TNF|NN|-4|nmod "
        "reduced|VBD|0|ROOT albumin|NN|1|compound levels_|NNS|-2|dobj .|.|-3|punct",
        {"TNF": "GeneOrGeneProduct", "albumin": "GeneOrGeneProduct"},
        ["TNF increases abundance albumin"],
    ),
    "anti-CD3 stimulates": (
        "Anti_|NN|2|compound -_|HYPH|1|punct CD3|NN|1|nsubj increased|VBD|0|ROOT albumin_|NN|-1|dobj "
        ".|.|-2|punct",
        {"CD3": "GeneOrGeneProduct", "albumin": "GeneOrGeneProduct"},
        ["CD3 increases - albumin"],
    ),
    "no claim: titers of an antibody": (
        "Anti_|NN|2|compound -_|HYPH|1|punct TNF|JJ|1|amod levels|NNS|2|nsubjpass were|VBD|1|auxpass "
        "associated|VBN|0|ROOT with|IN|1|case gout_|NN|-2|nmod .|.|-3|punct",
        {"TNF": "GeneOrGeneProduct", "gout": "Disease"},
        [],
    ),
    "a gerund whose object the parse lost": (
        "Blocking|VBG|0|ROOT TNF|NN|1|nsubj reduced|VBD|-2|dep gout_|NN|-1|dobj .|.|-4|punct",
        {"TNF": "GeneOrGeneProduct", "gout": "Disease"},
        ["TNF increases - gout"],
    ),
    "a lack that is an insufficiency": (
        "Insufficiency|NN|3|nsubj of|IN|1|case zinc|NN|-2|nmod causes|VBZ|0|ROOT gout_|NN|-1|dobj .|.|-2|punct",
        {"zinc": "Chemical", "gout": "Disease"},
        ["zinc decreases - gout"],
    ),
    "cells of a tumour that are made to move do not bring it about": (
        "Aspirin|NN|1|nsubj induced|VBD|0|ROOT melanoma|NN|2|compound cell|NN|1|compound migration_|NN|-3|dobj "
        ".|.|-4|punct",
        {"Aspirin": "Chemical", "melanoma": "Disease"},
        ["Aspirin increases migration melanoma"],
    ),
    "of two phrases with in the first names what changes": (
        "Aspirin|NN|1|nsubj led|VBD|0|ROOT to|TO|2|case an|DT|1|det increase|NN|-3|nmod in|IN|1|case "
        "neutrophils|NNS|-2|nmod in|IN|1|case gout_|NN|-4|nmod .|.|-8|punct",
        {"Aspirin": "Chemical", "neutrophils": "CellType", "gout": "Disease"},
        ["Aspirin increases - neutrophils"],
    ),
    "cells are not at risk": (
        "Aspirin|NN|1|nsubj enhanced|VBD|0|ROOT the|DT|1|det susceptibility|NN|-2|dobj of|IN|1|case "
        "neutrophils_|NNS|-2|nmod .|.|-5|punct",
        {"Aspirin": "Chemical", "neutrophils": "CellType"},
        [],
    ),
    "the rate of a process is no risk of it": (
        "Aspirin|NN|1|nsubj raised|VBD|0|ROOT the|DT|1|det rate|NN|-2|dobj of|IN|1|case "
        "apoptosis_|NN|-2|nmod .|.|-5|punct",
        {"Aspirin": "Chemical", "apoptosis": "BiologicalProcess"},
        ["Aspirin increases - apoptosis"],
    ),
    "a number of things is no measure of them": (
        "TNF|NN|2|nsubjpass is|VBZ|1|auxpass involved|VBN|0|ROOT in|IN|2|case a|DT|1|det number|NN|-3|nmod "
        "of|IN|1|case melanomas_|NNS|-2|nmod .|.|-6|punct",
        {"TNF": "GeneOrGeneProduct", "melanomas": "Disease"},
        ["TNF contributes_to - melanomas"],
    ),
    "what is told of a disease is not the disease": (
        "TNF|NN|1|nsubj improved|VBD|0|ROOT the|DT|1|det detection|NN|-2|dobj of|IN|1|case gout_|NN|-2|nmod "
        ".|.|-5|punct",
        {"TNF": "GeneOrGeneProduct", "gout": "Disease"},
        [],
    ),
    "production of a gene inside a process": (
        "Aspirin|NN|1|nsubj inhibits|VBZ|0|ROOT TNF|NN|1|compound production_|NN|-2|dobj .|.|-3|punct",
        {"Aspirin": "Chemical", "TNF production": "BiologicalProcess", "TNF": "GeneOrGeneProduct"},
        ["Aspirin decreases secretion TNF"],
    ),
    "a process in one name": (
        "Aspirin|NN|1|nsubj inhibits|VBZ|0|ROOT antibody|NN|1|compound production_|NN|-2|dobj .|.|-3|punct",
        {"Aspirin": "Chemical", "antibody production": "BiologicalProcess"},
        ["Aspirin decreases - antibody production"],
    ),
    "a name headed by a way of giving": (
        "Intravenous|JJ|1|amod administration|NN|3|nsubj of|IN|1|case TNF|NN|-2|nmod "
        "caused|VBD|0|ROOT gout_|NN|-1|dobj .|.|-2|punct",
        {"Intravenous administration": "Procedure", "TNF": "GeneOrGeneProduct", "gout": "Disease"},
        ["TNF causes - gout"],
    ),
    "a name headed by a mutation": (
        "Germline|NN|1|compound mutations|NNS|3|nsubj of|IN|1|case PTEN|NN|-2|nmod cause|VBP|0|ROOT "
        "gout_|NN|-1|dobj .|.|-2|punct",
        {"Germline mutations": "BiologicalProcess", "PTEN": "GeneOrGeneProduct", "gout": "Disease"},
        ["PTEN causes - gout"],
    ),
    "a place is not what is injected": (
        "Intraperitoneal|NN|1|compound injection|NN|3|nsubj of|IN|1|case aspirin|NN|-2|nmod "
        "increased|VBD|0|ROOT insulin_|NN|-1|dobj .|.|-2|punct",
        {"Intraperitoneal": "Anatomy", "aspirin": "Chemical", "insulin": "GeneOrGeneProduct"},
        ["aspirin increases - insulin"],
    ),
    "a place before levels gives way to the gene": (
        "Aspirin|NN|1|nsubj increased|VBD|0|ROOT insulin|NN|2|compound serum|NN|1|compound "
        "levels_|NNS|-3|dobj .|.|-4|punct",
        {"Aspirin": "Chemical", "insulin": "GeneOrGeneProduct", "serum": "Anatomy"},
        ["Aspirin increases abundance insulin"],
    ),
    "a loss that no database names gives way to the gene": (
        "TNF|NN|1|compound deficiency|NN|1|nsubj protected|VBD|0|ROOT mice|NNS|-1|dobj from|IN|1|case "
        "gout_|NN|-2|nmod .|.|-4|punct",
        {"TNF deficiency": "Disease", "TNF": "GeneOrGeneProduct", "mice": "Organism", "gout": "Disease"},
        ["TNF increases - gout"],
    ),
    "a treated group falls ill": (
        "Patients|NNS|4|nsubj treated|VBN|-1|acl with|IN|1|case TNF|NN|-2|nmod developed|VBD|0|ROOT "
        "gout_|NN|-1|dobj .|.|-2|punct",
        {"TNF": "GeneOrGeneProduct", "gout": "Disease"},
        ["TNF causes - gout"],
    ),
    "a deficient group falls ill": (
        "TNF_|NN|2|compound -_|HYPH|1|punct deficient|JJ|1|amod mice|NNS|1|nsubj developed|VBD|0|ROOT "
        "gout_|NN|-1|dobj .|.|-2|punct",
        {"TNF": "GeneOrGeneProduct", "mice": "Organism", "gout": "Disease"},
        ["TNF decreases - gout"],
    ),
    "a group without a gene, whose object the parse lost": (
        "Mice|NNS|3|nsubj lacking|VBG|-1|acl IL-10|NN|1|nsubj develop|VBP|0|ROOT colitis_|NN|-1|dobj "
        ".|.|-2|punct",
        {"Mice": "Organism", "IL-10": "GeneOrGeneProduct", "colitis": "Disease"},
        ["IL-10 decreases - colitis"],
    ),
    "knockout mice": (
        "IL-10|NN|2|compound knockout|JJ|1|amod mice|NNS|1|nsubj developed|VBD|0|ROOT "
        "colitis_|NN|-1|dobj .|.|-2|punct",
        {"IL-10": "GeneOrGeneProduct", "knockout mice": "Organism", "colitis": "Disease"},
        ["IL-10 decreases - colitis"],
    ),
    "mark of a knockout, in the parse": (
        "IL-10_|NN|3|nsubj −/−|JJ|1|amod mice|NNS|1|nsubj develop|VBP|0|ROOT colitis_|NN|-1|dobj "
        ".|.|-2|punct",
        {"IL-10": "GeneOrGeneProduct", "mice": "Organism", "colitis": "Disease"},
        ["IL-10 decreases - colitis"],
    ),
    "mark of a knockout in brackets": (
        "IL-10_|NN|5|nsubj (_|-LRB-|-1|punct -/-_|HYPH|-2|punct )|-RRB-|-3|punct mice|NNS|-4|dep "
        "develop|VBP|0|ROOT colitis_|NN|-1|dobj .|.|-2|punct",
        {"IL-10": "GeneOrGeneProduct", "mice": "Organism", "colitis": "Disease"},
        ["IL-10 decreases - colitis"],
    ),
    "a deficient group makes less": (
        "STAT3_|NN|2|compound -_|HYPH|1|punct deficient|JJ|2|amod T|NN|1|compound cells|NNS|1|nsubj "
        "produced|VBD|0|ROOT less|JJR|1|amod IL-17_|NN|-2|dobj .|.|-3|punct",
        {"STAT3": "GeneOrGeneProduct", "T cells": "CellType", "IL-17": "GeneOrGeneProduct"},
        ["STAT3 increases secretion IL-17"],
    ),
    "a treated group makes more": (
        "TNF_|NN|2|compound -_|HYPH|1|punct treated|JJ|1|amod cells|NNS|1|nsubj produced|VBD|0|ROOT "
        "more|RBR|1|amod insulin_|NN|-2|dobj .|.|-3|punct",
        {"TNF": "GeneOrGeneProduct", "insulin": "GeneOrGeneProduct"},
        ["TNF increases secretion insulin"],
    ),
    "levels in patients with a disease": (
        "Patients|NNS|3|nsubj with|IN|1|case gout|NN|-2|nmod had|VBD|0|ROOT higher|JJR|1|amod "
        "levels|NNS|-2|dobj of|IN|1|case TNF|NN|-2|nmod than|IN|1|case controls_|NNS|-6|nmod "
        ".|.|-7|punct",
        {"gout": "Disease", "TNF": "GeneOrGeneProduct"},
        ["TNF positively_correlated_with - gout"],
    ),
    "side effects that are listed": (
        "Side|JJ|1|amod effects|NNS|3|nsubj of|IN|1|case TNF|NN|-2|nmod include|VBP|0|ROOT "
        "gout|NN|-1|dobj and|CC|-1|cc fever_|NN|-2|conj .|.|-4|punct",
        {"TNF": "GeneOrGeneProduct", "gout": "Disease", "fever": "Phenotype"},
        ["TNF causes - gout", "TNF causes - fever"],
    ),
    "side effects that are named by a copula": (
        "The|DT|2|det side|JJ|1|amod effects|NNS|4|nsubj of|IN|1|case TNF|NN|-2|nmod were|VBD|1|cop "
        "gout|NN|0|ROOT and|CC|-1|cc fever_|NN|-2|conj .|.|-3|punct",
        {"TNF": "GeneOrGeneProduct", "gout": "Disease", "fever": "Phenotype"},
        ["TNF causes - gout", "TNF causes - fever"],
    ),
    "a preposition before the first of two prefixes": (
        "TNF|NN|1|nsubj had|VBD|0|ROOT no|DT|1|neg effect|NN|-2|dobj on|IN|1|case insulin|NN|3|compound "
        "or|CC|-1|cc leptin|NN|-2|conj secretion_|NN|-7|nmod .|.|-8|punct",
        {"TNF": "GeneOrGeneProduct", "insulin": "GeneOrGeneProduct", "leptin": "GeneOrGeneProduct"},
        ["TNF regulates secretion insulin", "TNF regulates secretion leptin"],
    ),
    "directly gives no direction": (
        "TNF|NN|2|nsubj directly|RB|1|advmod regulates|VBZ|0|ROOT insulin|NN|1|compound "
        "expression_|NN|-2|dobj .|.|-3|punct",
        {"TNF": "GeneOrGeneProduct", "insulin": "GeneOrGeneProduct"},
        ["TNF regulates expression insulin"],
    ),
    "directly correlated": (
        "TNF|NN|3|nsubjpass was|VBD|2|auxpass directly|RB|1|advmod correlated|VBN|0|ROOT "
        "with|IN|1|case insulin_|NN|-2|nmod .|.|-3|punct",
        {"TNF": "GeneOrGeneProduct", "insulin": "GeneOrGeneProduct"},
        ["TNF positively_correlated_with - insulin"],
    ),
    "no claim: a test treats nothing": (
        "Mammography|NN|4|nsubjpass for|IN|1|case gout|NN|-2|nmod was|VBD|1|auxpass "
        "performed_|VBN|0|ROOT .|.|-1|punct",
        {"Mammography": "Procedure", "gout": "Disease"},
        [],
    ),
    "no claim: a substance of the body": (
        "Cholesterol|NN|3|nsubj in|IN|1|case gout|NN|-2|nmod plays|VBZ|0|ROOT a|DT|1|det "
        "role_|NN|-2|dobj .|.|-3|punct",
        {"Cholesterol": "Chemical", "gout": "Disease"},
        [],
    ),
    "a heading with a drug in a disease": (
        "Aspirin|NN|0|ROOT in|IN|1|case patients|NNS|-2|nmod with|IN|1|case gout|NN|-2|nmod",
        {"Aspirin": "Chemical", "gout": "Disease"},
        ["Aspirin treats - gout"],
    ),
    "no claim: the same within a sentence": (
        "Aspirin|NN|7|nsubjpass in|IN|1|case patients|NNS|-2|nmod with|IN|1|case gout|NN|-2|nmod "
        "was|VBD|2|auxpass well|RB|1|advmod tolerated_|VBN|0|ROOT .|.|-1|punct",
        {"Aspirin": "Chemical", "gout": "Disease"},
        [],
    ),
    "no claim: an antibody to X is not X": (
        "TNF|NN|1|compound antibody|NN|1|nsubj reduced|VBD|0|ROOT insulin_|NN|-1|dobj .|.|-2|punct",
        {"TNF": "GeneOrGeneProduct", "insulin": "GeneOrGeneProduct"},
        [],
    ),
    "an siRNA against a gene": (
        "siRNA|NN|3|nsubj against|IN|1|case STAT3|NN|-2|nmod reduced|VBD|0|ROOT insulin_|NN|-1|dobj "
        ".|.|-2|punct",
        {"STAT3": "GeneOrGeneProduct", "insulin": "GeneOrGeneProduct"},
        ["STAT3 increases - insulin"],
    ),
    "a deficient group is protected": (
        "TNF_|NN|2|compound -_|HYPH|1|punct deficient|JJ|1|amod mice|NNS|2|nsubjpass "
        "were|VBD|1|auxpass protected|VBN|0|ROOT from|IN|1|case arthritis_|NN|-2|nmod .|.|-3|punct",
        {"TNF": "GeneOrGeneProduct", "mice": "Organism", "arthritis": "Disease"},
        ["TNF increases - arthritis"],
    ),
    "what improves for want of X is worsened by X": (
        "Anti_|NN|2|compound -_|HYPH|1|punct TNF|JJ|1|amod therapy|NN|1|nsubj improved|VBD|0|ROOT "
        "arthritis_|NN|-1|dobj .|.|-2|punct",
        {"TNF": "GeneOrGeneProduct", "arthritis": "Disease"},
        ["TNF increases - arthritis"],
    ),
    "no claim: molecules of a process are not the process": (
        "TNF|NN|1|nsubj increased|VBD|0|ROOT adhesion|NN|1|compound molecules_|NNS|-2|dobj .|.|-3|punct",
        {"TNF": "GeneOrGeneProduct", "adhesion": "BiologicalProcess"},
        [],
    ),
    "what a suppressor suppresses is not what acts": (
        "PTEN|NN|3|compound tumor|NN|2|compound suppressor|NN|1|compound activity|NN|1|nsubj "
        "increased|VBD|0|ROOT insulin_|NN|-1|dobj .|.|-2|punct",
        {"PTEN": "GeneOrGeneProduct", "tumor": "Disease", "insulin": "GeneOrGeneProduct"},
        ["PTEN increases - insulin"],
    ),
    "no claim: an adjective of a process names no process": (
        "Aspirin|NN|4|nsubj is|VBZ|3|cop a|DT|2|det metabolic|JJ|1|amod target_|NN|0|ROOT .|.|-1|punct",
        {"Aspirin": "Chemical", "metabolic": "BiologicalProcess"},
        [],
    ),
    "no claim: what is specific for a tumour is not the tumour": (
        "TNF|NN|1|nsubj decreased|VBD|0|ROOT a|DT|4|det tumor_|NN|2|compound -_|HYPH|1|punct specific|JJ|1|amod "
        "effect_|NN|-5|dobj .|.|-6|punct",
        {"TNF": "GeneOrGeneProduct", "tumor": "Disease"},
        [],
    ),
    "a place that shares the head of a disease behind it": (
        "TNF|NN|2|nsubjpass is|VBZ|1|auxpass associated|VBN|0|ROOT with|IN|2|case lymph|NN|1|compound "
        "node|NN|-3|nmod and|CC|-1|cc distant|JJ|1|amod metastasis_|NN|-3|conj .|.|-7|punct",
        {"TNF": "GeneOrGeneProduct", "lymph node": "Anatomy", "metastasis": "Disease"},
        ["TNF associated_with - metastasis"],
    ),
    "a place in a list with a disease that stands for itself": (
        "TNF|NN|2|nsubjpass is|VBZ|1|auxpass associated|VBN|0|ROOT with|IN|1|case kidney|NN|-2|nmod and|CC|-1|cc "
        "melanoma_|NN|-2|conj .|.|-5|punct",
        {"TNF": "GeneOrGeneProduct", "kidney": "Anatomy", "melanoma": "Disease"},
        ["TNF associated_with - kidney", "TNF associated_with - melanoma"],
    ),
    "the response of a disease is how it ends": (
        "Aspirin|NN|1|nsubj improved|VBD|0|ROOT melanoma|NN|1|compound responses_|NNS|-2|dobj .|.|-3|punct",
        {"Aspirin": "Chemical", "melanoma": "Disease"},
        ["Aspirin treats - melanoma"],
    ),
    "no claim: an immune response to a thing is none of it": (
        "Aspirin|NN|1|nsubj increased|VBD|0|ROOT immune|JJ|1|amod responses|NNS|-2|dobj to|TO|1|case "
        "insulin_|NN|-2|nmod .|.|-5|punct",
        {"Aspirin": "Chemical", "insulin": "GeneOrGeneProduct"},
        [],
    ),
    "resistance to a thing is less activity of it": (
        "TNF|NN|1|nsubj increased|VBD|0|ROOT resistance|NN|-1|dobj of|IN|1|case monocytes|NNS|-2|nmod to|TO|1|case "
        "cisplatin_|NN|-4|nmod .|.|-6|punct",
        {"TNF": "GeneOrGeneProduct", "monocytes": "CellType", "cisplatin": "Chemical"},
        ["TNF decreases activity cisplatin"],
    ),
    "a rate of growth is no risk": (
        "TNF|NN|1|nsubj increased|VBD|0|ROOT tumor|NN|2|compound growth|NN|1|compound rates_|NNS|-3|dobj .|.|-4|punct",
        {"TNF": "GeneOrGeneProduct", "tumor": "Disease"},
        ["TNF increases proliferation tumor"],
    ),
    "a mutation that is found in a disease": (
        "KRAS|NN|1|compound mutations|NNS|2|nsubjpass were|VBD|1|auxpass detected|VBN|0|ROOT in|IN|1|case "
        "melanoma_|NN|-2|nmod .|.|-3|punct",
        {"KRAS": "GeneOrGeneProduct", "melanoma": "Disease"},
        ["KRAS associated_with - melanoma"],
    ),
    "no claim: a mark of a disease is another thing": (
        "A|DT|1|det hallmark|NN|3|nsubj of|IN|1|case leukemia|NN|-2|nmod increased|VBD|0|ROOT insulin_|NN|-1|dobj "
        ".|.|-2|punct",
        {"leukemia": "Disease", "insulin": "GeneOrGeneProduct"},
        [],
    ),
    "no claim: what of a place changes is not said": (
        "Aspirin|NN|1|nsubj improved|VBD|0|ROOT endothelium|NN|1|compound function_|NN|-2|dobj .|.|-3|punct",
        {"Aspirin": "Chemical", "endothelium": "Anatomy"},
        [],
    ),
    "no claim: a place poisons nothing": (
        "Aspirin|NN|1|nsubj shows|VBZ|0|ROOT liver|NN|1|compound toxicity_|NN|-2|dobj .|.|-3|punct",
        {"liver": "Anatomy", "toxicity": "Phenotype"},
        [],
    ),
    "knocking down turns the sign": (
        "Knocking|VBG|3|csubj down|RP|-1|compound:prt TNF|NN|-2|dobj reduced|VBD|0|ROOT insulin_|NN|-1|dobj "
        ".|.|-2|punct",
        {"TNF": "GeneOrGeneProduct", "insulin": "GeneOrGeneProduct"},
        ["TNF increases - insulin"],
    ),
    "no claim: silencing in cells is none of the cells": (
        "Silencing|NN|5|nsubjpass in|IN|1|case monocytes|NNS|-2|nmod is|VBZ|2|auxpass often|RB|1|advmod "
        "mediated|VBN|0|ROOT by|IN|1|case TNF_|NN|-2|nmod .|.|-3|punct",
        {"monocytes": "CellType", "TNF": "GeneOrGeneProduct"},
        [],
    ),
    "what determines a thing is no kind of it": (
        "Determinants|NNS|3|nsubj of|IN|1|case gout|NN|-2|nmod include|VBP|0|ROOT obesity_|NN|-1|dobj .|.|-2|punct",
        {"gout": "Disease", "obesity": "Disease"},
        ["obesity contributes_to - gout"],
    ),
    "no claim: a transcription factor in cells": (
        "The|DT|2|det transcription|NN|1|compound factor|NN|4|nsubj TNF|NN|-1|dep in|IN|1|case monocytes|NNS|-3|nmod "
        "rests_|VBZ|0|ROOT .|.|-1|punct",
        {"TNF": "GeneOrGeneProduct", "monocytes": "CellType"},
        [],
    ),
    "what makes a disease worse": (
        "Aspirin|NN|1|nsubj exacerbated|VBD|0|ROOT gout_|NN|-1|dobj .|.|-2|punct",
        {"Aspirin": "Chemical", "gout": "Disease"},
        ["Aspirin increases - gout"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_relations(case: str, states: Callable[..., list[str]]) -> None:
    parse, types, expected = CASES[case]
    assert sorted(states(parse, types)) == sorted(expected)

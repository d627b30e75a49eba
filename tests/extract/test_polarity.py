"""What a negation reaches, and what it does not."""

import pytest

from claimgraph.extract.polarity import negation_cues
from claimgraph.extract.scope import scope_of
from claimgraph.extract.sentence_tree import tree_of

ABSENT_SIGN = "Aspirin|NN|1|nsubj lowered|VBD|0|ROOT absent|JJ|1|amod reflexes_|NNS|-2|dobj .|.|-3|punct"
WAS_ABSENT = (
    "Nausea|NN|2|nsubj was|VBD|1|cop absent|JJ|0|ROOT with|IN|1|case aspirin_|NN|-2|nmod .|.|-3|punct"
)
FREE_OF = (
    "Patients|NNS|4|nsubj on|IN|1|case aspirin|NN|-2|nmod were|VBD|1|cop free|JJ|0|ROOT of|IN|1|case "
    "nausea_|NN|-2|nmod .|.|-3|punct"
)
DID_NOT = "Aspirin|NN|3|nsubj did|VBD|2|aux not|RB|1|neg affect|VB|0|ROOT renin_|NN|-1|dobj .|.|-2|punct"
FAILED = (
    "Aspirin|NN|1|nsubj failed|VBD|0|ROOT to|TO|1|mark inhibit|VB|-2|xcomp renin_|NN|-1|dobj .|.|-4|punct"
)
WITHOUT = (
    "Aspirin|NN|1|nsubj lowered|VBD|0|ROOT insulin|NN|-1|dobj without|IN|1|mark affecting|VBG|-3|advcl "
    "renin_|NN|-1|dobj .|.|-5|punct"
)
NEITHER = (
    "Neither|CC|1|cc:preconj aspirin|NN|3|nsubj nor|CC|-1|cc ibuprofen|NN|-2|conj inhibited|VBD|0|ROOT "
    "renin_|NN|-1|dobj .|.|-2|punct"
)
CONTRACTED = "Aspirin|NN|1|nmod doesn't|MD|1|nmod lower|VB|0|ROOT renin_|NN|-1|dobj .|.|-2|punct"
BUT_NOT = (
    "Ibuprofen_|NN|6|nsubj ,|,|-1|punct but|CC|-2|cc not|RB|-3|cc aspirin_|NN|-4|conj ,|,|-5|punct "
    "inhibited|VBD|0|ROOT renin_|NN|-1|dobj .|.|-2|punct"
)
NOT_ONLY = (
    "Aspirin|NN|3|nsubj not|RB|2|neg only|RB|1|advmod inhibited|VBD|0|ROOT renin|NN|-1|dobj but|CC|-2|cc "
    "also|RB|1|advmod lowered|VBD|-4|conj insulin_|NN|-1|dobj .|.|-6|punct"
)
WITH_OR_WITHOUT = (
    "A|DT|1|det study|NN|0|ROOT of|IN|1|case aspirin|NN|-2|nmod with|IN|3|case or|CC|-1|cc without|IN|1|case "
    "insulin|NN|-6|nmod in|IN|1|case asthma_|NN|-2|nmod .|.|-9|punct"
)
RELATIVE_CLAUSE = (
    "Aspirin|NN|1|nsubj increased|VBD|0|ROOT insulin|NN|-1|dobj that|WDT|3|nsubj do|VBP|2|aux not|RB|1|neg "
    "express|VB|-4|acl:relcl renin_|NN|-1|dobj .|.|-7|punct"
)
THEN_DID = (
    "Aspirin|NN|3|nsubj did|VBD|2|aux not|RB|1|neg lower|VB|0|ROOT insulin|NN|-1|dobj but|CC|-2|cc "
    "inhibited|VBD|-3|conj renin_|NN|-1|dobj .|.|-5|punct"
)
OR = (
    "Aspirin|NN|3|nsubj did|VBD|2|aux not|RB|1|neg lower|VB|0|ROOT insulin|NN|-1|dobj or|CC|-2|cc "
    "inhibit|VB|-3|conj renin_|NN|-1|dobj .|.|-5|punct"
)
NO_EVIDENCE = (
    "We|PRP|1|nsubj found|VBD|0|ROOT no|DT|1|neg evidence|NN|-2|dobj that|IN|2|mark aspirin|NN|1|nsubj "
    "inhibits|VBZ|-3|acl:relcl renin_|NN|-1|dobj .|.|-7|punct"
)
NOT_EXCLUDED = (
    "An|DT|1|det effect|NN|8|nsubjpass of|IN|1|case aspirin|NN|-2|nmod on|IN|1|case renin|NN|-4|nmod "
    "can_|MD|3|aux not|RB|2|neg be|VB|1|auxpass excluded_|VBN|0|ROOT .|.|-1|punct"
)
UNLIKE = (
    "Unlike|IN|1|case ibuprofen_|NN|5|nmod ,|,|4|punct aspirin|NN|3|nsubj did|VBD|2|aux not|RB|1|neg "
    "inhibit|VB|0|ROOT renin_|NN|-1|dobj .|.|-2|punct"
)
PRESUPPOSED = (
    "Aspirin|NN|1|compound induction|NN|5|nsubj of|IN|1|case renin|NN|-2|nmod did|VBD|2|aux not|RB|1|neg "
    "require|VB|0|ROOT insulin_|NN|-1|dobj .|.|-2|punct"
)
NO_EFFECT = (
    "Aspirin|NN|1|nsubj had|VBD|0|ROOT no|DT|1|neg effect|NN|-2|dobj on|IN|1|case "
    "renin_|NN|-2|nmod .|.|-5|punct"
)
ABSENCE = (
    "Absence|NN|8|nsubj of|IN|2|case an|DT|1|det effect|NN|-3|nmod of|IN|1|case aspirin|NN|-2|nmod "
    "on|IN|1|case renin|NN|-4|nmod surprised_|VBD|0|ROOT .|.|-1|punct"
)
DID_NOT_FAIL = (
    "Aspirin|NN|3|nsubj did|VBD|2|aux not|RB|1|neg fail|VB|0|ROOT to|TO|1|mark inhibit|VB|-2|xcomp "
    "renin_|NN|-1|dobj .|.|-4|punct"
)
NITRIC_OXIDE = "NO|NN|1|compound aspirin|NN|1|nsubj inhibits|VBZ|0|ROOT renin_|NN|-1|dobj .|.|-2|punct"
NO_LONGER = (
    "Aspirin|NN|3|nsubj no|RB|1|neg longer|RB|1|advmod inhibited|VBD|0|ROOT renin_|NN|-1|dobj .|.|-2|punct"
)
NOT_UNDERSTOOD = (
    "The|DT|1|det role|NN|8|nsubjpass of|IN|1|case aspirin|NN|-2|nmod in|IN|1|case renin|NN|-4|nmod "
    "is|VBZ|2|auxpass not|RB|1|neg understood_|VBN|0|ROOT .|.|-1|punct"
)
IN_CONTRAST = (
    "In|IN|1|case contrast_|NN|3|nmod ,|,|2|punct aspirin|NN|1|nsubj inhibited|VBD|0|ROOT "
    "renin_|NN|-1|dobj .|.|-2|punct"
)
EXCEPTION = (
    "Drugs|NNS|6|nsubj with|IN|2|case the|DT|1|det exception|NN|-3|nmod of|IN|1|case aspirin|NN|-2|nmod "
    "inhibited|VBD|0|ROOT renin_|NN|-1|dobj .|.|-2|punct"
)
NOT_CAPABLE = (
    "Aspirin|NN|3|nsubj is|VBZ|2|cop not|RB|1|neg capable|JJ|0|ROOT of|IN|1|mark inhibiting|VBG|-2|advcl "
    "renin_|NN|-1|dobj .|.|-4|punct"
)
NOT_SHOWN = (
    "Aspirin|NN|1|nsubj inhibited|VBD|0|ROOT renin|NN|-1|dobj (_|-LRB-|3|punct data|NNS|2|nsubjpass "
    "not|RB|1|neg shown_|VBN|-5|dep )_|-RRB-|-1|punct .|.|-7|punct"
)
LIST = (
    "Aspirin|NN|1|nsubj inhibited|VBD|0|ROOT renin|NN|-1|dobj but|CC|-1|cc not|RB|-2|cc insulin_|NN|-3|conj "
    ",|,|-4|punct gastrin|NN|-5|conj (_|-LRB-|1|punct secretin_|NN|-2|appos )|-RRB-|-1|punct or|CC|-9|cc "
    "leptin_|NN|-10|conj .|.|-12|punct"
)
NOT_BUT = (
    "Renin|NN|2|nsubjpass was|VBD|1|auxpass inhibited|VBN|0|ROOT not|RB|2|neg by|IN|1|case aspirin|NN|-3|nmod "
    "but|CC|-1|cc by|IN|1|case ibuprofen_|NN|-3|conj .|.|-7|punct"
)
NO_TOXICITY = (
    "No|DT|1|neg gastritis|NN|5|nsubjpass related|VBN|-1|acl to|TO|1|case aspirin|NN|-2|nmod was|VBD|1|auxpass "
    "seen_|VBN|0|ROOT .|.|-1|punct"
)
NO_EVIDENCE_FOUND = (
    "No|DT|1|neg evidence|NN|2|nsubjpass was|VBD|1|auxpass found|VBN|0|ROOT that|IN|2|mark aspirin|NN|1|nsubj "
    "inhibits_|VBZ|-3|ccomp renin|NN|-1|dobj .|.|-5|punct"
)
NO_DATA = (
    "No|DT|1|neg data|NNS|1|nsubj indicate|VBP|0|ROOT that|IN|2|mark aspirin|NN|1|nsubj inhibits_|VBZ|-3|ccomp "
    "renin|NN|-1|dobj .|.|-5|punct"
)
NEITHER_APART = (  # as parsers have it: two subjects, the first with its word
    "Neither|CC|1|cc aspirin|NN|3|nsubj nor|CC|-1|punct ibuprofen|NN|1|nsubj inhibited|VBD|0|ROOT "
    "renin_|NN|-1|dobj .|.|-2|punct"
)
RATHER = (
    "Ibuprofen|NN|4|nsubj rather|RB|-1|cc than|IN|-1|mwe aspirin|NN|-3|conj inhibited|VBD|0|ROOT "
    "renin_|NN|-1|dobj .|.|-2|punct"
)
NOT_SUBJECT_BUT = (
    "Not|RB|4|advmod aspirin|NN|3|nsubj but|CC|-1|cc ibuprofen|NN|-2|conj inhibited|VBD|0|ROOT "
    "renin_|NN|-1|dobj .|.|-2|punct"
)
DID_NOT_BUT = (
    "Aspirin|NN|3|nsubj did|VBD|2|aux not|RB|1|neg lower|VB|0|ROOT renin|NN|-1|dobj but|CC|-1|cc "
    "insulin|NN|1|compound levels_|NNS|-3|conj .|.|-5|punct"
)
NEITHER_BUT = (
    "Neither|CC|1|cc:preconj aspirin|NN|5|nsubj nor|CC|-1|cc naproxen|NN|-2|conj but|CC|-1|cc "
    "ibuprofen|NN|-2|conj inhibited|VBD|0|ROOT renin_|NN|-1|dobj .|.|-2|punct"
)
INSTEAD_OF = (
    "Aspirin|NN|1|nsubj inhibited|VBD|0|ROOT renin|NN|-1|dobj instead|RB|-2|advmod of|IN|1|case "
    "insulin_|NN|-4|nmod .|.|-5|punct"
)
UP_REGULATE = (  # the parse hangs the denial on the first piece
    "Aspirin|NN|5|nsubj did|VBD|4|aux not|RB|1|neg up_|NN|2|compound -_|HYPH|1|punct regulate|VB|0|ROOT "
    "renin_|NN|-1|dobj .|.|-2|punct"
)

SENTENCE_BEFORE = (  # "instead of" is said in another sentence, whose end no sign marks
    "It|PRP|1|nsubj helped|VBD|0|ROOT instead|RB|-1|advmod of|IN|1|case insulin|NN|-3|nmod "
    "Aspirin_|NN|1|nsubj lowered|VBD|0|ROOT renin_|NN|-1|dobj .|.|-2|punct"
)


def read(parsed, relate, sentence, words, **options):
    doc = parsed(sentence)
    relation = relate(doc, *words.split(), **options)
    tree = tree_of(doc)
    tokens, negated = negation_cues(tree, relation, scope_of(tree, relation))
    return [doc[token].text for token in tokens], negated


@pytest.mark.parametrize(
    ("sentence", "words", "cues"),
    [
        (DID_NOT, "Aspirin affect renin", ["not"]),
        (FAILED, "Aspirin inhibit renin", ["failed"]),
        (WITHOUT, "Aspirin affecting renin", ["without"]),
        (NEITHER, "aspirin inhibited renin", ["Neither"]),
        (NEITHER, "ibuprofen inhibited renin", ["Neither", "nor"]),
        (BUT_NOT, "aspirin inhibited renin", ["not"]),
        (RATHER, "aspirin inhibited renin", ["rather"]),
        (THEN_DID, "Aspirin lower insulin", ["not"]),
        (OR, "Aspirin inhibit renin", ["not"]),
        (NO_EVIDENCE, "aspirin inhibits renin", ["no"]),
        (NO_EVIDENCE_FOUND, "aspirin inhibits renin", ["No"]),
        (NO_DATA, "aspirin inhibits renin", ["No"]),
        (NEITHER_APART, "ibuprofen inhibited renin", ["nor"]),
        (UNLIKE, "aspirin inhibit renin", ["not"]),
        (NO_EFFECT, "Aspirin effect renin", ["no"]),
        (NO_EFFECT, "Aspirin had renin", ["no"]),
        (ABSENCE, "aspirin effect renin", ["Absence"]),
        (LIST, "Aspirin inhibited insulin", ["not"]),
        (LIST, "Aspirin inhibited gastrin", ["not"]),
        (LIST, "Aspirin inhibited leptin", ["not"]),
        (NOT_BUT, "aspirin inhibited Renin", ["not"]),
        (NO_TOXICITY, "gastritis related aspirin", ["No"]),
        (EXCEPTION, "aspirin inhibited renin", ["exception"]),
        (NOT_CAPABLE, "Aspirin inhibiting renin", ["not"]),
        (NO_LONGER, "Aspirin inhibited renin", ["no", "longer"]),
        (NOT_SUBJECT_BUT, "aspirin inhibited renin", ["Not"]),
        (INSTEAD_OF, "Aspirin inhibited insulin", ["instead"]),
        (DID_NOT_BUT, "Aspirin lower renin", ["not"]),
        (NEITHER_BUT, "naproxen inhibited renin", ["Neither", "nor"]),
        (UP_REGULATE, "Aspirin regulate renin", ["not"]),
        (CONTRACTED, "Aspirin lower renin", ["doesn't"]),
    ],
)
def test_denied(parsed, relate, sentence, words, cues):
    assert read(parsed, relate, sentence, words) == (cues, True)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (WITHOUT, "Aspirin lowered insulin"),
        (BUT_NOT, "Ibuprofen inhibited renin"),
        (RATHER, "Ibuprofen inhibited renin"),
        (NOT_ONLY, "Aspirin inhibited renin"),
        (WITH_OR_WITHOUT, "aspirin study asthma"),
        (NOT_ONLY, "Aspirin lowered insulin"),
        (RELATIVE_CLAUSE, "Aspirin increased insulin"),
        (THEN_DID, "Aspirin inhibited renin"),
        (NOT_EXCLUDED, "aspirin effect renin"),
        (UNLIKE, "ibuprofen inhibit renin"),
        (PRESUPPOSED, "Aspirin induction renin"),
        (DID_NOT_FAIL, "Aspirin inhibit renin"),
        (LIST, "Aspirin inhibited renin"),
        (NOT_BUT, "ibuprofen inhibited Renin"),
        (IN_CONTRAST, "aspirin inhibited renin"),
        (NOT_SHOWN, "Aspirin inhibited renin"),
        (NITRIC_OXIDE, "aspirin inhibits renin"),
        (NOT_UNDERSTOOD, "aspirin role renin"),
        (NOT_SUBJECT_BUT, "ibuprofen inhibited renin"),
        (INSTEAD_OF, "Aspirin inhibited renin"),
        (DID_NOT_BUT, "Aspirin lower insulin"),
        (NEITHER_BUT, "ibuprofen inhibited renin"),
        (SENTENCE_BEFORE, "Aspirin lowered renin"),
    ],
)
def test_not_denied(parsed, relate, sentence, words):
    assert read(parsed, relate, sentence, words) == ([], False)


def test_trigger_that_denies_by_itself_is_its_own_cue(parsed, relate):
    sentence = DID_NOT.replace("did|VBD|2|aux not|RB|1|neg", "did|VBD|2|aux just|RB|1|advmod")
    assert read(parsed, relate, sentence, "Aspirin affect renin", negated=True) == (["affect"], True)


@pytest.mark.parametrize(
    ("sentence", "words", "kind", "cues"),
    [
        (ABSENT_SIGN, ("Aspirin", "lowered", "reflexes"), "Phenotype", ["absent"]),
        (WAS_ABSENT, ("aspirin", "absent", "Nausea"), "Disease", ["absent"]),
        (ABSENT_SIGN, ("Aspirin", "lowered", "reflexes"), "GeneOrGeneProduct", []),
        (FREE_OF, ("aspirin", "free", "nausea"), "Disease", ["free"]),
    ],
)
def test_a_condition_that_is_absent_is_denied_and_a_thing_is_not(parsed, relate, sentence, words, kind, cues):
    doc = parsed(sentence)
    relation = relate(doc, *words, types=("Chemical", kind))
    tree = tree_of(doc)
    found, negated = negation_cues(tree, relation, scope_of(tree, relation))
    assert [doc[i].text for i in found] == cues
    assert negated is bool(cues)

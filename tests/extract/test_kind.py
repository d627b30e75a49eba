"""Finding, background, aim or method."""

import pytest

from claimgraph.extract.cue_phrases import find_phrases
from claimgraph.extract.kind import kind_of, read_settings
from claimgraph.extract.scope import scope_of
from claimgraph.extract.sentence_tree import tree_of

PLAIN = "Aspirin|NN|1|nsubj inhibited|VBD|0|ROOT renin_|NN|-1|dobj .|.|-2|punct"
PRESENT = "Ibuprofen|NN|1|nsubj lowers|VBZ|0|ROOT insulin_|NN|-1|dobj .|.|-2|punct"
HERE_WE = (
    "Here|RB|2|advmod we|PRP|1|nsubj show|VBP|0|ROOT that|IN|2|mark aspirin|NN|1|nsubj inhibits|VBZ|-3|ccomp "
    "renin_|NN|-1|dobj .|.|-5|punct"
)
WHETHER = (
    "We|PRP|1|nsubj examined|VBD|0|ROOT whether|IN|2|mark aspirin|NN|1|nsubj inhibits|VBZ|-3|ccomp "
    "renin_|NN|-1|dobj .|.|-5|punct"
)
ALTHOUGH = (
    "Although|IN|4|mark aspirin|NN|3|nsubjpass has|VBZ|2|aux been|VBN|1|auxpass shown|VBN|6|advcl "
    "to|TO|1|mark "
    "inhibit|VB|-2|xcomp renin_|NN|-1|dobj ,|,|2|punct we|PRP|1|nsubj found|VBD|0|ROOT that|IN|2|mark "
    "ibuprofen|NN|1|nsubj increases|VBZ|-3|ccomp insulin_|NN|-1|dobj .|.|-5|punct"
)
TREATED = (
    "Patients|NNS|5|nsubjpass with|IN|1|case gout|NN|-2|nmod were|VBD|2|auxpass all|RB|1|advmod "
    "treated|VBN|0|ROOT with|IN|1|case aspirin_|NN|-2|nmod .|.|-3|punct"
)
PRESUPPOSED = (
    "Aspirin|NN|1|compound induction|NN|3|nsubj of|IN|1|case renin|NN|-2|nmod blocked|VBD|0|ROOT "
    "insulin_|NN|-1|dobj .|.|-2|punct"
)
WHICH = (
    "Aspirin_|NN|6|nsubj ,|,|-1|punct which|WDT|1|nsubj inhibits|VBZ|-3|acl:relcl renin_|NN|-1|dobj ,|,|-5|punct "
    "lowered|VBD|0|ROOT insulin_|NN|-1|dobj .|.|-2|punct"
)
APPOSITION = (
    "Aspirin_|NN|7|nsubj ,|,|-1|punct an|DT|1|det inhibitor|NN|-3|appos of|IN|1|case renin_|NN|-2|nmod ,|,|-6|punct "
    "lowered|VBD|0|ROOT insulin_|NN|-1|dobj .|.|-2|punct"
)
BECAUSE = (
    "Because|IN|2|mark aspirin|NN|1|nsubj inhibits|VBZ|3|advcl renin_|NN|-1|dobj ,|,|1|punct "
    "insulin|NN|1|nsubj fell_|VBD|0|ROOT .|.|-1|punct"
)
INDUCED_BY = (
    "Renin|NN|6|nsubj induced|VBN|-1|acl by|IN|1|case aspirin|NN|-2|nmod in|IN|1|case mice|NNS|-4|nmod "
    "lowered|VBD|0|ROOT insulin_|NN|-1|dobj .|.|-2|punct"
)
ACTIVATED_WITH = (
    "Lymphocytes|NNS|2|nsubjpass were|VBD|1|auxpass activated|VBN|0|ROOT with|IN|1|case "
    "aspirin_|NN|-2|nmod .|.|-3|punct"
)
TITLE_TOPIC = "Effect|NN|0|ROOT of|IN|1|case aspirin|NN|-2|nmod on|IN|1|case renin_|NN|-4|nmod .|.|-5|punct"
TITLE_QUESTION = "Does|VBZ|2|aux aspirin|NN|1|nsubj inhibit|VB|0|ROOT renin_|NN|-1|dobj ?|.|-2|punct"
TITLE_LINE = TITLE_QUESTION + " \n_|_SP|-1|dep"  # tokenized with the line's end behind it


def read(parsed, relate, sentences, labels, words, **options):
    doc = parsed(*sentences)
    relation = relate(doc, *words.split(), **options)
    tree = tree_of(doc)
    bounds = [(sentence.start, sentence.end) for sentence in doc.sents]
    settings = read_settings(tree, bounds, labels, find_phrases(tree))
    number = next(n for n, (_, end) in enumerate(bounds) if relation.triggers[0] < end)
    return kind_of(tree, relation, scope_of(tree, relation), settings[number])


@pytest.mark.parametrize(
    ("label", "kind"),
    [("BACKGROUND", "background"), ("METHODS", "method"), ("RESULTS", "finding"), ("CONCLUSIONS", "finding")],
)
def test_plain_sentence_has_the_kind_of_its_section(parsed, relate, label, kind):
    assert read(parsed, relate, [PLAIN], [label], "Aspirin inhibited renin") == kind


def test_sentences_before_the_own_work_of_an_unlabelled_abstract_are_background(parsed, relate):
    abstract = [PRESENT, HERE_WE, PLAIN]
    labels = [None, None, None]
    assert read(parsed, relate, abstract, labels, "Ibuprofen lowers insulin") == "background"
    assert read(parsed, relate, abstract, labels, "aspirin inhibits renin") == "finding"
    assert read(parsed, relate, abstract, labels, "Aspirin inhibited renin") == "finding"


@pytest.mark.parametrize("label", ["BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", None])
def test_a_question_is_an_aim_wherever_it_stands(parsed, relate, label):
    assert read(parsed, relate, [WHETHER], [label], "aspirin inhibits renin") == "aim"


def test_known_and_new_in_one_sentence(parsed, relate):
    assert read(parsed, relate, [ALTHOUGH], ["CONCLUSIONS"], "aspirin inhibit renin") == "background"
    assert read(parsed, relate, [ALTHOUGH], ["CONCLUSIONS"], "ibuprofen increases insulin") == "finding"


def test_what_was_given_is_method_even_in_results(parsed, relate):
    kind = read(parsed, relate, [TREATED], ["RESULTS"], "aspirin treated gout", predicate="treats")
    assert kind == "method"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (PRESUPPOSED, "Aspirin induction renin"),
        (WHICH, "Aspirin inhibits renin"),
        (APPOSITION, "Aspirin inhibitor renin"),
        (BECAUSE, "aspirin inhibits renin"),
        (INDUCED_BY, "aspirin induced Renin"),
    ],
)
def test_what_a_finding_takes_for_granted_is_background(parsed, relate, sentence, words):
    assert read(parsed, relate, [sentence], ["RESULTS"], words, predicate="increases") == "background"


def test_a_deed_of_the_experimenter_is_method(parsed, relate):
    words = "aspirin activated Lymphocytes"
    assert read(parsed, relate, [ACTIVATED_WITH], ["RESULTS"], words, predicate="increases") == "method"


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        (TITLE_TOPIC, "aspirin Effect renin", "aim"),
        (TITLE_QUESTION, "aspirin inhibit renin", "aim"),
        (TITLE_LINE, "aspirin inhibit renin", "aim"),
        (PLAIN, "Aspirin inhibited renin", "finding"),
    ],
)
def test_titles(parsed, relate, sentence, words, kind):
    assert read(parsed, relate, [sentence], ["TITLE"], words, predicate="regulates") == kind

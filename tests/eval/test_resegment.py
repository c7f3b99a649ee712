from yiwen.eval.resegment import resegment

REFERENCE = ["The county built 12 schools.", "Grain output rose. Farmers earned more.", "A new port opened in June."]


def test_as_many_lines_are_taken_as_they_are() -> None:
    found = resegment("One.\n\nTwo.\nThree.\n", REFERENCE)
    assert (found.how, found.lines) == ("lines", ("One.", "Two.", "Three."))


def test_joined_and_split_lines_are_given_to_the_references_lines() -> None:
    text = "The county has built 12 schools. Grain output has risen.\nFarmers earn more.\n"
    text += "In June a new port opened.\nMore soon."
    found = resegment(text, REFERENCE)
    assert found.how == "aligned"
    assert found.lines == (
        "The county has built 12 schools.",
        "Grain output has risen. Farmers earn more.",
        "In June a new port opened. More soon.",
    )


def test_what_shares_no_words_is_scored_whole() -> None:
    found = resegment("Quite another matter.\nNothing alike", REFERENCE)
    assert (found.how, found.lines) == ("whole", ("Quite another matter. Nothing alike", "", ""))


def test_nothing_is_lost() -> None:
    text = "Alpha beta. The county. Output rose! Port opened; June."
    assert " ".join(" ".join(resegment(text, REFERENCE).lines).split()) == text


def test_an_empty_document_gives_empty_lines() -> None:
    assert resegment("", REFERENCE).lines == ("", "", "")

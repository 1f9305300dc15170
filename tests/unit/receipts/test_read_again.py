"""The second look at a name believes marks over letters and nothing else."""

from services.receipts.reading.engines.read_again import marks_of


def test_a_ring_that_the_second_reading_sees_is_taken_over() -> None:
    assert marks_of("ÅKERI BJÖRK TAXI AB", "AKERI BJÓRK TAXI AB") == "ÅKERI BJÖRK TAXI AB"
    assert marks_of("Café Blåbärsriset", "Café Blabärsriset") == "Café Blåbärsriset"


def test_a_mark_that_the_second_reading_lost_stays() -> None:
    assert marks_of("Cafe Blabarsriset", "Café Blåbärsriset") == "Café Blåbärsriset"


def test_other_letters_are_never_taken_over() -> None:
    assert marks_of("Krägen Bjorn", "Krogen Björn") == "Krogen Björn"
    assert marks_of("", "Räksmörgãs") == "Räksmörgås"

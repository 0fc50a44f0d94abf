import pytest

from linkage.people.rules import addresses


@pytest.mark.parametrize(
    ("website", "email", "is_at_the_school"),
    [
        ("http://www.hope.lancs.sch.uk/", "head@hope.lancs.sch.uk", True),
        ("www.hope.lancs.sch.uk", "Head@Mail.Hope.Lancs.sch.uk", True),
        ("https://hope.lancs.sch.uk", "head@faith.lancs.sch.uk", False),
        ("https://hope.lancs.sch.uk", "head@lancs.sch.uk", False),
        ("https://www.hopehigh.org.uk/contact?x=1", "ruth@hopehigh.org.uk", True),
        ("https://school.hopetrust.org", "ruth@hopetrust.org", True),
        ("https://www.hopehigh.co.uk", "ruth@evil-hopehigh.co.uk", False),
        ("https://www.hopehigh.co.uk", "ruth@co.uk", False),
        ("https://hope.eschools.co.uk", "ruth@eschools.co.uk", False),
        ("https://hope.eschools.co.uk", "ruth@faith.eschools.co.uk", False),
        ("https://hope.eschools.co.uk", "ruth@hope.eschools.co.uk", True),
        ("https://sites.google.com/hope", "ruth@google.com", False),
        ("http:www.hope.com", "ruth@hope.com", True),
        ("", "ruth@gmail.com", False),
        ("none", "ruth@none", False),
    ],
)
def test_an_address_is_at_the_school_or_not(website, email, is_at_the_school):
    found = addresses.address_is_at_the_school(email, website, "Hope High")
    assert (found == []) is is_at_the_school


def test_the_refusal_tells_the_other_two_ways():
    [violation] = addresses.address_is_at_the_school("ruth@gmail.com", "www.hope.lancs.sch.uk", "Hope High")
    assert violation.field == "email"
    assert "hope.lancs.sch.uk" in violation.sentence
    assert "letter with a one-time code" in violation.sentence
    assert "by hand" in violation.sentence

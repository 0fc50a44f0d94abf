"""What somebody looked for comes along into the ask: shown in its form, and kept by whoever presses the button."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from linkage.database.tenancy import acting_in
from linkage.directory.enums import EntryStatus
from linkage.directory.models import Entry
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import school
from linkage.people.tests.factories import staff
from linkage.support_requests.models import SupportRequest

pytestmark = pytest.mark.django_db
LOOKED_FOR = "Our year 9 lads won’t read"
WORRY = "A girl in my class told me that her stepfather hits her and she has bruises on her arms"
NAMES = ("Priya Raman", "Tom Hale", "Ann Gone")
STOPPED = "Tell your safeguarding lead, not us"


def start(words="", entries=()):
    address = reverse("support_requests:start", args=["ribble"])
    pairs = [*([("words", words)] if words else []), *(("entry", each.pk) for each in entries)]
    return f"{address}?{urlencode(pairs)}" if pairs else address


def kept(here):
    with acting_in(here.id):
        return list(SupportRequest.objects.values_list("words", flat=True))


def test_what_was_looked_for_stands_in_the_form_and_is_kept_by_the_button_alone(here, signed_in, reading):
    assert LOOKED_FOR in signed_in.get(start(LOOKED_FOR)).text
    assert kept(here) == []
    begun = signed_in.post(start(LOOKED_FOR), {"words": f"{LOOKED_FOR} aloud"}, follow=True)
    assert kept(here) == [f"{LOOKED_FOR} aloud"]
    assert "aloud</textarea>" in begun.text


def test_without_words_there_is_only_the_button(signed_in):
    assert "<textarea" not in signed_in.get(start()).text


def test_an_address_alone_adds_no_words_to_what_is_posted(here, signed_in):
    signed_in.post(start(LOOKED_FOR), {})
    assert kept(here) == [""]


def test_where_no_words_were_asked_for_none_are_taken(here, signed_in):
    signed_in.post(start(), {"words": LOOKED_FOR})
    assert kept(here) == [""]


def test_a_worry_in_the_address_is_shown_the_way_outside_and_not_itself(here, signed_in):
    stopped = signed_in.get(start(WORRY))
    assert STOPPED in stopped.text
    assert "stepfather" not in stopped.text
    assert kept(here) == []


def test_a_worry_in_the_form_is_stopped_and_kept_nowhere(here, signed_in):
    stopped = signed_in.post(start(LOOKED_FOR), {"words": WORRY})
    assert STOPPED in stopped.text
    assert "stepfather" in stopped.text  # to be written another way, by who wrote it
    assert kept(here) == []


def test_a_pupil_who_may_be_named_is_asked_about_once(here, signed_in):
    named = {"words": "Ella in Year 9 will not read"}
    asked = signed_in.post(start(LOOKED_FOR), named)
    assert asked.status_code == 422
    assert "Take out what could name a pupil" in asked.text
    assert kept(here) == []
    signed_in.post(start(LOOKED_FOR), {**named, "no_pupil": "on"})
    assert kept(here) == ["Ella in Year 9 will not read"]


def test_a_whole_shortlist_is_asked_about_without_those_who_cannot_be(here, signed_in):
    with acting_in(here.id):
        home = school(name="Harrowgill High School")
        priya, tom, gone = (factories.entry(here, home, person=staff(here, home, name=name)) for name in NAMES)
        Entry.objects.filter(pk=gone.pk).update(status=EntryStatus.WITHDRAWN)
    address = start(entries=(priya, gone, tom))
    assert "You begin from Priya Raman and Tom Hale." in signed_in.get(address).text
    signed_in.post(address, {})
    with acting_in(here.id):
        [made] = SupportRequest.objects.all()
        assert (made.wanted_entry_id, made.also_wanted) == (priya.pk, [tom.pk])
        assert not made.request_areas.exists()

"""What may be added to a request, the words that are agreed to, and names of pupils."""

from datetime import timedelta

import pytest
from django.urls import reverse

from linkage.database.tenancy import acting_in
from linkage.directory.models import UnmetNeed
from linkage.people.tests.factories import actor, coordinator
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import RequestArea, SupportRequest
from linkage.support_requests.tests.factories import draft, support_request

pytestmark = pytest.mark.django_db
WHOLE = {"words": "Reading", "ways": ["call"], "window": "soon", "who_for": "The head of English"}
KYLE = "A Year 9 pupil called Kyle does not read"


def at(name, *args):
    return reverse(f"support_requests:{name}", args=["ribble", *args])


@pytest.fixture
def begun(here, daniel, thistlebank):
    with acting_in(here.id):
        return draft(here, daniel, thistlebank, **WHOLE)


def kept(here, found):
    with acting_in(here.id):
        return SupportRequest.objects.get(pk=found.pk)


class TestMore:
    ANSWERS = {
        "evidence": "Reading ages fell by a year",
        "outcomes": "Every tutor group reads daily",
        "measures": "Reading ages in July",
        "key_stages": ["ks3", "ks4"],
        "days_imagined": "3",
        "budget": "own",
        "travel_miles": "20",
        "is_online_ok": "no",
        "people_wanted": "2",
        "from_different_schools": "on",
        "prompted_by": "inspector",
    }
    SHOWN = (
        "Reading ages fell by a year",
        "Every tutor group reads daily",
        "Reading ages in July",
        "Key stage 3 and Key stage 4",
        "3 days",
        "Yes, our own",
        "20 miles",
        "No, it has to be in person",
        "2 people, each from a different school",
        "An inspector",
    )

    def test_what_is_added_is_checked_sent_and_read_by_who_works_on_it(self, here, signed_in, client, begun):
        assert "Add more about it" in signed_in.get(at("check", begun.pk)).text
        page = signed_in.get(at("more", begun.pk)).text
        assert "Add more, if you like" in page
        assert "nobody has to answer these" in page
        assert signed_in.post(at("more", begun.pk), self.ANSWERS).url == at("check", begun.pk)
        check = signed_in.get(at("check", begun.pk)).text
        assert [words for words in self.SHOWN if words not in check] == []
        again = signed_in.get(at("more", begun.pk)).text
        assert 'value="no" checked' in again
        assert "Reading ages in July" in again
        record = signed_in.post(at("check", begun.pk), {"has_consent": "on"}, follow=True).text
        assert [words for words in self.SHOWN if words not in record] == []

    def test_nothing_of_it_is_needed(self, here, signed_in, begun):
        assert signed_in.post(at("more", begun.pk), {}).url == at("check", begun.pk)
        signed_in.post(at("check", begun.pk), {"has_consent": "on"})
        sent = kept(here, begun)
        assert sent.status == RequestStatus.SUBMITTED
        assert (sent.days_imagined, sent.is_online_ok, sent.key_stages, sent.budget) == (None, None, [], "")

    @pytest.mark.parametrize("days", ["0", "61", "some", "-1"])
    def test_a_number_that_is_none_is_refused_in_words(self, here, signed_in, begun, days):
        refused = signed_in.post(at("more", begun.pk), {"days_imagined": days, "evidence": "Kept on the page"})
        assert refused.status_code == 422
        assert refused.text.count("Write a number from 1 to 60, or leave it empty") == 2
        assert "Kept on the page" in refused.text

    def test_it_is_copied_with_the_last_request(self, here, daniel, thistlebank):
        with acting_in(here.id):
            last = support_request(here, thistlebank, asked_by=daniel, evidence="Reading ages", budget="cluster")
            again = operations.start(actor=actor(daniel), at=NOW, last=last)
            assert (again.evidence, again.budget) == ("Reading ages", "cluster")


class TestWhatIsAgreed:
    def words(self, here, text, version):
        with acting_in(here.id):
            ProgrammeSettings.objects.update(sharing_text=text, sharing_version=version)

    def test_the_programmes_own_words_stand_at_the_box_and_are_kept_with_the_request(self, here, signed_in, begun):
        self.words(here, "Our hub may show this to its leaders", 3)
        check = signed_in.get(at("check", begun.pk)).text
        assert "Our hub may show this to its leaders" in check
        assert '<input type="hidden" name="version" value="3"' in check
        sent = signed_in.post(at("check", begun.pk), {"has_consent": "on", "version": "3"}, follow=True).text
        self.words(here, "Other words", 4)
        assert "Our hub may show this to its leaders" in sent
        found = kept(here, begun)
        assert (found.consent_text, found.consent_version) == ("Our hub may show this to its leaders", 3)

    def test_ours_are_kept_where_it_has_none(self, here, signed_in, begun):
        signed_in.post(at("check", begun.pk), {"has_consent": "on"})
        assert kept(here, begun).consent_text == "The programme may share these answers with the people it asks"

    def test_words_that_changed_meanwhile_are_read_again(self, here, signed_in, begun):
        self.words(here, "Other words", 4)
        refused = signed_in.post(at("check", begun.pk), {"has_consent": "on", "version": "3"})
        assert refused.status_code == 422
        assert "changed these words while you read them" in refused.text
        assert "Other words" in refused.text
        assert kept(here, begun).status == RequestStatus.DRAFT


class TestNamesOfPupils:
    @pytest.mark.parametrize(
        ("page", "field", "answers"),
        [
            ("need", "words", {}),
            ("when", "window_note", {"window": "soon"}),
            ("who", "who_for", {}),
            ("more", "evidence", {}),
        ],
    )
    def test_a_sign_of_one_is_asked_about_and_not_kept(self, here, signed_in, begun, page, field, answers):
        refused = signed_in.post(at(page, begun.pk), {field: KYLE, **answers})
        assert refused.status_code == 422
        assert refused.text.count("Take out what could name a pupil: “pupil called Kyle”") == 2
        assert "No pupil is named here" in refused.text
        assert KYLE in refused.text
        assert "Kyle" not in getattr(kept(here, begun), field)

    def test_whoever_knows_better_says_so_and_goes_on(self, here, signed_in, begun):
        gone_on = signed_in.post(at("who", begun.pk), {"who_for": KYLE, "no_pupil": "on"})
        assert gone_on.url == at("leave-out", begun.pk)
        assert kept(here, begun).who_for == KYLE
        # What was said once is not asked again while the words are the same.
        assert signed_in.post(at("who", begun.pk), {"who_for": KYLE}).url == at("leave-out", begun.pk)

    def test_leaving_keeps_no_name_either(self, here, signed_in, begun):
        assert signed_in.post(at("who", begun.pk), {"who_for": KYLE, "then": "later"}).status_code == 422
        assert kept(here, begun).who_for == WHOLE["who_for"]

    def test_while_it_is_typed_it_is_said_and_not_kept(self, here, signed_in, begun):
        typed = signed_in.post(at("need", begun.pk), {"words": KYLE}, headers={"HX-Request": "true"})
        assert "This may name a pupil: “pupil called Kyle”" in typed.text
        assert kept(here, begun).words == "Reading"

    def test_the_plain_words_ask_nothing(self, here, signed_in, begun):
        page = signed_in.get(at("need", begun.pk)).text
        assert "No pupil is named here" not in page
        assert "Nothing can be attached" in page


class TestTheHiddenName:
    def test_a_name_that_stands_in_the_words_is_pointed_out(self, here, signed_in, daniel, thistlebank):
        with acting_in(here.id):
            found = draft(here, daniel, thistlebank, **{**WHOLE, "words": "At thistlebank school nobody reads"})
        said = "Your words hold your school’s name"
        assert said not in signed_in.get(at("check", found.pk)).text
        signed_in.post(at("leave-out", found.pk), {"name_shown": "hide"})
        assert said in signed_in.get(at("check", found.pk)).text


def test_a_request_that_nobody_could_help_with_is_noted_as_an_unmet_need(here, signed_in, begun, reading):
    with acting_in(here.id):
        RequestArea.objects.create(programme=here, support_request=begun, area=reading)
    signed_in.post(at("check", begun.pk), {"has_consent": "on"})
    with acting_in(here.id):
        noted = UnmetNeed.objects.get()
        assert (noted.area_codes, noted.source, noted.organisation_id) == (
            ["reading-literacy"],
            "ask",
            begun.organisation_id,
        )


class TestClosing:
    def test_an_introduction_that_can_be_taken_back_keeps_the_request_open(self, here, client, thistlebank):
        until = NOW + timedelta(days=1)
        with acting_in(here.id):
            farah = coordinator(here)
            found = support_request(here, thistlebank, status=RequestStatus.MATCHING)
            by = {"actor": actor(farah), "support_request": found}
            operations_linked(**by, stands_at=until)
            with pytest.raises(operations.UnableToClose, match="can still be taken back until"):
                operations.close(**by, at=until)
            operations.close(**by, at=until + timedelta(seconds=1))
            assert found.state == RequestStatus.CLOSED


def operations_linked(*, actor, support_request, stands_at):
    support_request.move_to(RequestStatus.LINKED)
    support_request.introduced_at, support_request.stands_at = NOW, stands_at
    support_request.save()

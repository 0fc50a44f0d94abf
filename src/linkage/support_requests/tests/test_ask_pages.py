import re
import uuid

import pytest
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.areas.models import Area
from linkage.database.tenancy import acting_in
from linkage.directory.models import Entry, EntryArea, Nomination
from linkage.organisations.tests.factories import school
from linkage.people.tests.factories import coordinator, person, staff
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.models import RequestArea, SupportRequest
from linkage.support_requests.tests.factories import draft, support_request

pytestmark = pytest.mark.django_db


def begun(here, daniel, thistlebank, **fields):
    with acting_in(here.id):
        return draft(here, daniel, thistlebank, **fields)


def at(name, *args):
    return reverse(f"support_requests:{name}", args=["ribble", *args])


def kept(here, found):
    with acting_in(here.id):
        return SupportRequest.objects.get(pk=found.pk)


def test_asking_from_start_to_sent(here, signed_in, reading):
    begin = signed_in.post(at("start"))
    found = uuid.UUID(begin.url.split("/")[4])
    assert begin.url == at("need", found)
    suggested = signed_in.post(at("need", found), {"words": "Our boys don't read", "offered": ""}, follow=True)
    assert "We think this is about" in suggested.text
    assert "You wrote" in suggested.text
    steps = [
        ("need", {"words": "Our boys don't read", "offered": "reading-literacy", "area": ["reading-literacy"]}, "help"),
        ("help", {"ways": ["call", "visit_us"]}, "when"),
        ("when", {"window": "soon", "window_note": "Not Mondays"}, "who"),
        ("who", {"who_for": "The head of English"}, "leave-out"),
        ("leave-out", {"name_shown": "hide", "school": ""}, "check"),
    ]
    for step, answers, after in steps:
        assert signed_in.get(at(step, found)).status_code == 200
        assert signed_in.post(at(step, found), answers).url == at(after, found)
    check = signed_in.get(at("check", found)).text
    for words in (
        "Our boys don’t read",
        "Reading",
        "Not Mondays",
        "The head of English",
        "Thistlebank School, Burnley",
    ):
        assert words.replace("’", "&#39;") in check
    assert "Only when you introduce us" in check
    sent = signed_in.post(at("check", found), {"has_consent": "on"}, follow=True)
    assert "Your request is sent. Its number is R-0001" in sent.text
    assert "What happens next." in sent.text


def test_without_consent_nothing_is_sent_and_it_is_said_at_the_box(here, signed_in, daniel, thistlebank):
    found = begun(here, daniel, thistlebank, words="Reading", ways=["call"], window="soon", who_for="Year 9")
    refused = signed_in.post(at("check", found.pk), {})
    assert refused.status_code == 422
    assert refused.text.count("Tick the box to say that we may share these answers with the people we ask") == 2
    assert kept(here, found).status == "draft"


def test_what_is_missing_is_said_when_sending(here, signed_in, daniel, thistlebank):
    found = begun(here, daniel, thistlebank, words="Reading")
    refused = signed_in.post(at("check", found.pk), {"has_consent": "on"})
    assert refused.status_code == 422
    assert "Say when you would like help" in refused.text


@pytest.mark.parametrize(
    ("step", "answers", "sentence"),
    [
        ("need", {"words": ""}, "Say what you need help with, or choose an area"),
        ("help", {}, "Say what would help"),
        ("when", {"window_note": "Not Mondays"}, "Say when you would like help"),
        ("who", {"who_for": ""}, "Say who the help is for"),
        ("leave-out", {"school": ""}, "Say whether the people we ask may see your school’s name"),
        ("areas", {}, "Choose at least one area"),
    ],
)
def test_an_empty_answer_is_refused_in_words(here, signed_in, daniel, thistlebank, step, answers, sentence):
    found = begun(here, daniel, thistlebank)
    refused = signed_in.post(at(step, found.pk), answers)
    assert refused.status_code == 422
    assert sentence in refused.text


def test_leaving_keeps_what_was_typed_even_when_it_is_not_whole(here, signed_in, daniel, thistlebank):
    found = begun(here, daniel, thistlebank)
    left = signed_in.post(at("when", found.pk), {"window_note": "Not Mondays", "then": "later"})
    assert left.status_code == 302
    assert kept(here, found).window_note == "Not Mondays"


def test_choosing_an_area_by_hand_loses_no_words(here, signed_in, daniel, thistlebank, reading):
    found = begun(here, daniel, thistlebank)
    away = signed_in.post(at("need", found.pk), {"words": "The kiln is never lit", "then": "areas"})
    assert away.url == at("areas", found.pk)
    assert "Reading" in signed_in.get(away.url).text
    back = signed_in.post(away.url, {"area": ["reading-literacy"]}, follow=True)
    assert "The kiln is never lit" in back.text
    assert 'value="reading-literacy" checked' in back.text


def test_four_areas_are_too_many(here, signed_in, daniel, thistlebank):
    with acting_in(here.id):
        codes = [Area.objects.create(programme=here, code=f"a{n}", name=f"Area {n}").code for n in range(4)]
    found = begun(here, daniel, thistlebank)
    refused = signed_in.post(at("need", found.pk), {"words": "Much", "area": codes, "offered": " ".join(codes)})
    assert refused.status_code == 422
    assert refused.text.count("Choose up to three areas. Untick the ones that matter least") == 2


def test_typing_is_kept_and_counted_by_htmx(here, signed_in, daniel, thistlebank, reading):
    with acting_in(here.id):
        someone, home = person(here), school()
        offer = {"organisation": home, "ways": ["call"]}
        nomination = Nomination.objects.create(
            programme=here, nominee=someone, nominated_by=someone, created_at=NOW, **offer
        )
        entry = Entry.objects.create(
            programme=here, person=someone, nomination=nomination, listed_at=NOW, confirmed_at=NOW, **offer
        )
        EntryArea.objects.create(programme=here, entry=entry, area=reading)
    found = begun(here, daniel, thistlebank)
    answer = signed_in.post(
        at("need", found.pk), {"words": "they don't read", "offered": ""}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert "person could help, in 1 school" in answer.text
    assert "Saved at" in answer.text
    assert kept(here, found).words == "they don't read"


def test_a_draft_is_resumed_where_it_was_left_and_can_be_deleted(here, signed_in, daniel, thistlebank):
    found = begun(here, daniel, thistlebank, words="Reading", ways=["call"])
    assert "Reading" in signed_in.get(at("start")).text
    assert signed_in.get(at("resume", found.pk)).url == at("when", found.pk)
    assert signed_in.get(at("delete", found.pk)).status_code == 200
    assert signed_in.post(at("delete", found.pk)).url == at("start")
    assert signed_in.get(at("resume", found.pk)).status_code == 404


def test_a_double_click_starts_one_draft_and_sends_one_request(here, signed_in, daniel, thistlebank):
    key = {"form_key": str(uuid.uuid4())}
    first, second = signed_in.post(at("start"), key), signed_in.post(at("start"), key)
    assert first.url == second.url
    found = begun(here, daniel, thistlebank, words="Reading", ways=["call"], window="soon", who_for="Year 9")
    key = {"form_key": str(uuid.uuid4()), "has_consent": "on"}
    sent, again = signed_in.post(at("check", found.pk), key), signed_in.post(at("check", found.pk), key)
    assert sent.url == again.url == at("request", found.pk)
    with acting_in(here.id):
        assert SupportRequest.objects.filter(number__isnull=False).count() == 1


def test_the_last_request_can_be_copied(here, signed_in, daniel, thistlebank):
    with acting_in(here.id):
        support_request(here, thistlebank, asked_by=daniel, words="Phonics in Year 1")
    assert "Start from your last one" in signed_in.get(at("start")).text
    begun_again = signed_in.post(at("start"), {"from": "last"}, follow=True)
    assert "Phonics in Year 1" in begun_again.text


def test_somebody_without_a_school_reads_how_to_join(here, client):
    with acting_in(here.id):
        someone = person(here, account=account())
    client.force_login(someone.account)
    page = client.get(at("start"))
    assert page.status_code == 200
    assert "We do not know yet which school you belong to" in page.text
    assert client.post(at("start")).status_code == 200
    with acting_in(here.id):
        assert SupportRequest.objects.count() == 0


def test_a_visitor_is_sent_to_sign_in(here, client):
    assert client.get(at("start")).status_code == 302


def test_a_draft_of_somebody_else_is_not_there(here, client, daniel, thistlebank):
    found = begun(here, daniel, thistlebank)
    with acting_in(here.id):
        farah = coordinator(here, account=account())
    client.force_login(farah.account)
    pages = ("resume", "school", "contact", "need", "areas", "help", "when", "who", "leave-out", "check", "delete")
    assert {client.get(at(page, found.pk)).status_code for page in pages} == {404}


def test_a_draft_of_another_programme_is_not_there(here, client, thistlebank):
    elsewhere = programme(slug="mersewater")
    with acting_in(elsewhere.id):
        stranger = staff(elsewhere, thistlebank, account=account())
        found = draft(elsewhere, stranger, thistlebank)
    with acting_in(here.id):
        staff(here, thistlebank, account=stranger.account)
    client.force_login(stranger.account)
    assert client.get(at("need", found.pk)).status_code == 404


def test_other_words_bring_other_areas_before_going_on_without_script(here, signed_in, daniel, thistlebank, reading):
    found = begun(here, daniel, thistlebank)
    first = signed_in.post(at("need", found.pk), {"words": "Nothing we know", "offered": ""})
    assert first.url == at("unclear", found.pk)
    again = signed_in.post(at("need", found.pk), {"words": "They don't read", "offered": ""})
    assert again.url == f"{at('need', found.pk)}#about"
    unticked = signed_in.post(at("need", found.pk), {"words": "They don't read", "offered": "reading-literacy"})
    assert unticked.url == at("help", found.pk)


def test_asking_for_a_person_begins_from_their_entry(here, signed_in, reading):
    with acting_in(here.id):
        someone, home = person(here, name="Priya Raman"), school(name="Harrowgill High School")
        offer = {"organisation": home, "ways": ["call"]}
        nomination = Nomination.objects.create(
            programme=here, nominee=someone, nominated_by=someone, created_at=NOW, **offer
        )
        entry = Entry.objects.create(
            programme=here, person=someone, nomination=nomination, listed_at=NOW, confirmed_at=NOW, **offer
        )
        EntryArea.objects.create(programme=here, entry=entry, area=reading)
    address = f"{at('start')}?entry={entry.pk}"
    assert "You begin from Priya Raman, Harrowgill High School" in signed_in.get(address).text
    signed_in.post(address)
    with acting_in(here.id):
        [made] = SupportRequest.objects.all()
        assert made.wanted_entry_id == entry.pk
        assert [row.area_id for row in made.request_areas.all()] == [reading.pk]
    assert signed_in.get(f"{at('start')}?entry=nonsense").status_code == 200


def test_areas_to_choose_by_hand_stand_under_headings_and_open_where_one_is_chosen(here, signed_in, daniel, reading):
    with acting_in(here.id):
        Area.objects.filter(pk=reading.pk).update(ofsted_area="Curriculum and teaching")
        Area.objects.create(programme=here, code="late", name="Lateness", ofsted_area="Attendance and behaviour")
        made = draft(here, daniel, words="Reading")
        RequestArea.objects.create(programme=here, support_request=made, area=reading)
    page = signed_in.get(at("areas", made.pk)).text
    groups = re.findall(r'<details class="govuk-details[^"]*"( open)?>.*?summary-text">([^<]+)<', page, re.DOTALL)
    assert groups == [("", "Attendance and behaviour"), (" open", "Curriculum and teaching")]

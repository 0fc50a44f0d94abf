"""Nobody was found: noted without anybody's words, shown by area and district, and heads are asked to nominate."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import operations, queries
from linkage.directory.enums import NeedSource
from linkage.directory.models import DriveAsk, Nomination, NominationDrive, UnmetNeed
from linkage.directory.queries import unmet
from linkage.directory.tests import factories
from linkage.kernel.errors import Forbidden, NotFound
from linkage.messaging.models import Message
from linkage.organisations.enums import MemberStatus
from linkage.organisations.models import Member, SchoolGroup, SchoolGroupPlace
from linkage.organisations.tests.factories import member, school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        factories.area(made, "phonics", "Phonics", ("letters and sounds",))
        yield made


@pytest.fixture
def home(ours):
    made = school(name="Thistlebank School", district="Burnley")
    member(ours, made)
    return made


@pytest.fixture
def daniel(ours, home):
    return people.staff(ours, home, name="Daniel Whitlow", account=account())


@pytest.fixture
def grace(ours):
    return people.coordinator(ours, name="Grace Obi", account=account())


def headed(ours, name, district="Burnley"):
    made = school(name=f"{name}’s School", district=district)
    return member(ours, made), people.head(ours, made, name=name, account=account())


def note(person, **given):
    actor = people.actor(person)
    return operations.record_unmet(actor=actor, at=NOW, **{"source": NeedSource.SEARCH, **given})


WORRY = "A pupil told me that her uncle hurts her at home. Phonics has stopped for her altogether."


def test_a_worry_about_a_person_is_no_need_and_nothing_of_it_is_noted(ours, daniel):
    assert note(daniel, text=WORRY) is None
    assert not UnmetNeed.objects.exists()
    # The control: the same area without the worry is noted.
    assert note(daniel, text="Phonics has stopped working for our Year 2").area_codes == ["phonics"]


def at(ours, name, *args):
    return reverse(f"directory:{name}", args=[ours.slug, *args])


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_areas_and_their_words_are_kept_and_never_a_name(ours, home, daniel):
    noted = note(daniel, text="Is Priya Raman good at phonics and sounds?", phases=["primary"], organisation=home)
    assert (noted.area_codes, noted.words, noted.phases) == (["phonics"], ["phonics", "and", "sounds"], ["primary"])
    assert (noted.district, noted.need, noted.source) == ("Burnley", "phonics", "search")
    assert note(daniel, text="Priya Raman") is None


def test_the_same_need_of_the_same_person_counts_once_a_day(ours, home, daniel):
    for _ in range(2):
        note(daniel, text="phonics", organisation=home)
    note(daniel, area_codes=["phonics"], source=NeedSource.ASK)
    assert UnmetNeed.objects.count() == 1
    note(people.staff(ours, home), text="phonics", organisation=home)
    assert UnmetNeed.objects.count() == 2


def test_a_search_that_finds_nobody_is_noted_by_its_button_and_by_the_page_itself(ours, daniel, client):
    client.force_login(daniel.account)
    page = client.get(at(ours, "directory"), {"q": "phonics for year 1"})
    shown = page.content.decode()
    assert "Nobody found" in shown
    assert "Tell us that you found nobody" in shown
    assert f'hx-post="{at(ours, "nobody")}" hx-trigger="load"' in shown
    assert "?words=phonics+for+year+1" in shown
    assert UnmetNeed.objects.count() == 0
    sent = client.post(at(ours, "nobody"), {"q": "phonics for year 1", "stage": ["primary", "x"]})
    assert sent.url == f"{at(ours, 'directory')}?stage=primary&stage=x&q=phonics+for+year+1"
    assert UnmetNeed.objects.get().phases == ["primary"]
    by_script = client.post(at(ours, "nobody"), {"q": "phonics"}, headers={"hx-request": "true"})
    assert "We noted what nobody could help with" in words(by_script)
    assert "<html" not in by_script.content.decode()


def test_choices_alone_that_find_nobody_tell_no_need(ours, daniel, client):
    factories.entry(ours, school(), phases=["secondary"])
    client.force_login(daniel.account)
    page = client.get(at(ours, "directory"), {"stage": "nursery"})
    assert "Nobody found" in words(page)
    assert "Tell us that you found nobody" not in words(page)


def test_a_coordinator_sees_needs_by_area_and_district_the_most_wanted_first(ours, home, daniel, grace, client):
    other = school(name="Millrace Academy", district="Preston")
    factories.area(ours, "finance", "Finance", ())
    for person, place in ((daniel, home), (people.staff(ours, other), other), (people.staff(ours, home), home)):
        note(person, text="phonics", organisation=place)
    note(daniel, area_codes=["finance"], organisation=home)
    found = queries.needs(actor=people.actor(grace), since=NOW.date())
    assert [(each.area.code, each.district, each.times, each.schools) for each in found] == [
        ("phonics", "Burnley", 2, 1),
        ("finance", "Burnley", 1, 1),
        ("phonics", "Preston", 1, 1),
    ]
    client.force_login(grace.account)
    page = client.get(at(ours, "needs"))
    assert f"{at(ours, 'drive-new')}?area=phonics&amp;district=Burnley" in page.content.decode()
    client.force_login(daniel.account)
    assert client.get(at(ours, "needs")).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_needs_asks_as_often_for_one_as_for_three(ours, grace, number, django_assert_num_queries):
    for n in range(number):
        place = school(district=f"District {n}")
        note(people.staff(ours, place), text="phonics", organisation=place)
    actor = people.actor(grace)
    # Areas, searches, requests that found nobody, and what came of the drives.
    with django_assert_num_queries(4):
        assert len(queries.needs(actor=actor, since=NOW.date())) == number


def test_a_need_becomes_a_drive_one_mail_a_head_after_a_look_at_it(ours, grace, client):
    _, ruth = headed(ours, "Ruth Hale")
    second, _ = headed(ours, "Ben Ashe", district="Preston")
    also = member(ours, school(name="Second School", district="Burnley"))
    people.grant(ruth, "head", also.organisation)
    client.force_login(grace.account)
    address = f"{at(ours, 'drive-new')}?area=phonics&district=Burnley"
    assert 'value="district:Burnley" checked' in client.get(address).content.decode()
    look = client.post(address, {"places": ["district:Burnley"]})
    assert "Send to 1 head" in words(look)
    assert "Who at Ruth Hale’s School is good at Phonics?" in words(look)
    assert Message.objects.count() == 0
    sent = client.post(address, {"places": ["district:Burnley"], "send": "yes"})
    drive = NominationDrive.objects.get()
    assert (sent.url, drive.district) == (at(ours, "drive", drive.pk), "Burnley")
    [mail] = Message.objects.all()
    assert mail.recipients[0]["email"] == ruth.email
    assert "Not answered yet" in words(client.get(sent.url))
    group = SchoolGroup.objects.create(programme=ours, name="West")
    SchoolGroupPlace.objects.create(programme=ours, group=group, member=second)
    assert "Send to 1 head" in words(client.post(address, {"places": ["group:West"]}))
    assert "Send to 2 heads" in words(client.post(address, {"places": ["all"]}))


def test_a_drive_without_a_head_or_a_place_says_what_to_do(ours, home, grace, client):
    client.force_login(grace.account)
    address = f"{at(ours, 'drive-new')}?area=phonics"
    empty = client.post(address, {})
    assert empty.status_code == 422
    assert "Choose at least one district or school group" in words(empty)
    nobody = client.post(address, {"places": ["all"]})
    assert nobody.status_code == 422
    assert "None of these schools has a head here yet" in words(nobody)
    assert client.get(f"{at(ours, 'drive-new')}?area=unheard-of").status_code == 404


@pytest.fixture
def asked(ours, grace):
    _, ruth = headed(ours, "Ruth Hale")
    actor = people.actor(grace)
    drive = operations.start_drive(
        actor=actor,
        at=NOW,
        area=factories.area(ours, "phonics"),
        heads=queries.heads_to_ask(actor=actor),
        district="Burnley",
    )
    return DriveAsk.objects.get(drive=drive, head=ruth)


def link_in(mail):
    return re.search(r'href="https?://[^/"]+(/[^"]*/directory/drives/answer/[^"]+)"', mail.html)[1]


def test_the_link_begins_a_nomination_with_the_area_filled_in(ours, asked, client):
    address = link_in(Message.objects.get())
    page = client.get(address)
    assert "Who at Ruth Hale’s School is good at Phonics?" in words(page)
    assert Nomination.objects.count() == 0
    begun = client.post(address)
    draft = Nomination.objects.get()
    assert (draft.area_codes, draft.nominated_by, begun.url) == (
        ["phonics"],
        asked.head,
        at(ours, "colleague", draft.pk),
    )
    assert "Go on with your nomination" in words(client.get(address))
    assert client.post(address).url == begun.url
    assert Nomination.objects.count() == 1
    client.force_login(asked.head.account)
    assert 'value="phonics" selected' in client.get(at(ours, "strength", draft.pk)).content.decode()


def test_the_drive_tells_who_began_and_who_nominated(ours, asked, grace, client):
    client.post(link_in(Message.objects.get()))
    client.force_login(grace.account)
    page = at(ours, "drive", asked.drive_id)
    assert "Began to nominate" in words(client.get(page))
    draft = Nomination.objects.get()
    draft.status, draft.nominee, draft.sent_at = "awaiting_agreement", people.person(ours), NOW
    draft.save()
    shown = words(client.get(page))
    assert "Waiting for your colleague to agree" in shown
    assert "1 has nominated somebody" in shown


def test_a_head_who_deleted_the_draft_may_begin_again(ours, asked, client):
    address = link_in(Message.objects.get())
    client.post(address)
    Nomination.objects.get().delete()
    client.post(address)
    asked.refresh_from_db()
    assert asked.nomination == Nomination.objects.get()


def test_who_is_head_no_longer_or_whose_school_left_begins_nothing(ours, asked, client):
    address = link_in(Message.objects.get())
    Member.objects.update(status=MemberStatus.LEFT)
    assert "no longer takes part" in words(client.get(address))
    assert "no longer takes part" in words(client.post(address))
    Member.objects.update(status=MemberStatus.MEMBER)
    asked.head.grants.all().delete()
    assert client.post(address).status_code == 403
    assert Nomination.objects.count() == 0


def test_drives_are_the_coordinators(ours, asked, daniel):
    with pytest.raises(NotFound):
        queries.drive(actor=people.actor(daniel), drive_id=asked.drive_id)
    with pytest.raises(Forbidden):
        operations.start_drive(actor=people.actor(daniel), at=NOW, area=asked.drive.area, heads=[])


class TestAskedInVain:
    @pytest.fixture
    def asked(self, monkeypatch, home):
        found = []
        monkeypatch.setattr(unmet, "registered", [lambda actor, since: [one for one in found if one.on >= since]])

        def ask(code="phonics", district="Burnley", days_ago=0, *, is_waiting=True):
            on = NOW.date() - timedelta(days=days_ago)
            found.append(queries.Unmet((code,), district, home.pk, on, is_waiting))

        return ask

    def needs(self, grace, since=None):
        return queries.needs(actor=people.actor(grace), since=since or NOW.date() - timedelta(days=365))

    def test_searches_and_requests_stand_in_one_row_with_the_oldest(self, ours, home, daniel, grace, asked, client):
        note(daniel, text="phonics", organisation=home)
        asked(days_ago=9)
        asked(days_ago=2, is_waiting=False)
        [row] = self.needs(grace)
        assert (row.times, row.waiting, row.ended, row.schools, row.total) == (1, 1, 1, 1, 3)
        assert (row.first_on, row.last_on) == (NOW.date() - timedelta(days=9), NOW.date())
        client.force_login(grace.account)
        shown = words(client.get(at(ours, "needs")))
        assert "1 waiting, 1 ended without help" in shown

    def test_what_came_of_asking_heads_stands_beside_it(self, ours, home, grace, asked, client):
        asked()
        _, ruth = headed(ours, "Ruth Hale")
        drive = NominationDrive.objects.create(
            programme=ours, area=factories.area(ours, "phonics"), district="Burnley", started_by=grace, started_at=NOW
        )
        DriveAsk.objects.create(programme=ours, drive=drive, head=ruth, organisation=home, asked_at=NOW)
        [row] = self.needs(grace)
        assert (row.came.asked, row.came.nominated, row.came.listed) == (1, 0, 0)
        client.force_login(grace.account)
        assert "1 head asked, 0 nominated, 0 listed" in words(client.get(at(ours, "needs")))

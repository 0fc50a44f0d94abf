from datetime import timedelta

import pytest

from linkage.access import links
from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.directory import operations, policy, queries
from linkage.directory.enums import EntryStatus, NominationStatus, Visibility
from linkage.directory.models import Entry, Nomination
from linkage.directory.tests import factories
from linkage.kernel.errors import Forbidden, NotFound
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import school
from linkage.people import operations as persons_operations
from linkage.people import queries as persons
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.people.tests import factories as people
from linkage.programmes.enums import NominationCheck
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db

OFFERED = operations.Offered(
    job_title="Reading lead",
    words="Tutor time that works.",
    ways=["call"],
    places=2,
    days=1,
    radius_miles=20,
    visibility=Visibility.EVERYBODY,
)


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        factories.area(made)
        yield made


@pytest.fixture
def home():
    return school()


@pytest.fixture
def ruth(ours, home):
    return people.actor(people.head(ours, home, name="Ruth Hale"))


def draft(ruth, home, **changed):
    made = operations.begin(actor=ruth, at=NOW, organisation=home)
    who = {"name": "Priya Raman", "email": "priya@school.example", "job_title": "Reading lead", **changed}
    operations.name_colleague(actor=ruth, at=NOW, nomination=made, **who)
    operations.describe_strength(
        actor=ruth, at=NOW, nomination=made, evidence="Every tutor reads.", area_codes=["literacy"], phases=["primary"]
    )
    operations.describe_offer(actor=ruth, at=NOW, nomination=made, ways=["call"], places=2, days=0, radius_miles=None)
    return made


def sent(ruth, home):
    return operations.send(actor=ruth, at=NOW, nomination=draft(ruth, home))


def by_link(nomination, state=None):
    token = links.make(
        policy.ANSWER_LINK,
        programme_id=nomination.programme_id,
        record_id=nomination.pk,
        person_id=nomination.nominee_id,
        state=state or nomination.question,
    )
    answer = links.read(token, policy.ANSWER_LINK)
    return Actor(
        kind="link", name="", programme_id=nomination.programme_id, person_id=nomination.nominee_id, answering=answer
    )


def subjects():
    return list(Message.objects.order_by("created_at", "subject").values_list("subject", flat=True))


def test_a_draft_names_nobody_to_the_programme(ours, ruth, home):
    draft(ruth, home)
    assert not Person.objects.filter(email="priya@school.example").exists()
    assert Message.objects.count() == 0


def test_the_first_mail_says_who_typed_it_why_and_how_to_say_no(ours, ruth, home):
    made = sent(ruth, home)
    [mail] = Message.objects.all()
    assert [each["email"] for each in mail.recipients] == ["priya@school.example"]
    for words in ("Ruth Hale", "Every tutor reads.", "You can say no on the same page", "we delete them by"):
        assert words in " ".join(mail.text.split())
    assert "/directory/answer/" in mail.text
    assert (made.name, made.email, made.nominee.told_at) == ("", "", NOW)


def test_a_yes_lists_the_colleague_in_their_own_words(ours, ruth, home):
    made = sent(ruth, home)
    operations.agree(actor=by_link(made), at=NOW, nomination=made, offered=OFFERED)
    entry = Entry.objects.get()
    assert (entry.status, entry.words, entry.person_id) == ("listed", "Tutor time that works.", made.nominee_id)
    assert [each.area.code for each in entry.entry_areas.all()] == ["literacy"]
    assert "Priya Raman said yes" in subjects()


def test_a_link_answers_once_and_only_its_own_question(ours, ruth, home):
    made = sent(ruth, home)
    link = by_link(made)
    operations.agree(actor=link, at=NOW, nomination=made, offered=OFFERED)
    assert not queries.is_open(actor=link, nomination=made)
    with pytest.raises(Forbidden):
        operations.decline(actor=link, at=NOW, nomination=made)
    assert Entry.objects.count() == 1


def test_of_two_answers_at_once_the_second_is_told(ours, ruth, home):
    made = sent(ruth, home)
    stale = Nomination.objects.get(pk=made.pk)
    operations.agree(actor=by_link(made), at=NOW, nomination=made, offered=OFFERED)
    with pytest.raises(operations.UnableToAnswer, match="answered or changed"):
        operations.agree(actor=by_link(stale), at=NOW, nomination=stale, offered=OFFERED)


def test_a_no_is_told_without_a_reason_and_forgets_the_words(ours, ruth, home):
    made = sent(ruth, home)
    operations.decline(actor=by_link(made), at=NOW, nomination=made)
    assert (made.status, made.evidence, made.words) == (NominationStatus.DECLINED, "", "")
    assert "Priya Raman would rather not be listed" in subjects()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("answer", ["decline", "withdraw_nomination"])
def test_a_colleague_who_says_no_is_not_kept(ours, ruth, home, answer):
    made = sent(ruth, home)
    getattr(operations, answer)(actor=by_link(made), at=NOW, nomination=made)
    made.refresh_from_db()
    assert (made.area_codes, made.ways, made.phases, made.job_title, made.missing) == ([], [], [], "", "")
    assert not made.nominee.affiliations.standing().exists()
    system = Actor.system("forget", ours.pk)
    persons_operations.forget_unanswered(actor=system, at=NOW + timedelta(days=40))
    assert not Person.objects.filter(email="priya@school.example").exists()
    assert not Nomination.objects.filter(pk=made.pk).exists()


def test_a_no_takes_nothing_from_somebody_who_takes_part_otherwise(ours, ruth, home):
    priya = people.staff(ours, home, name="Priya Raman", email="priya@school.example", answered_at=NOW)
    made = sent(ruth, home)
    operations.decline(actor=by_link(made), at=NOW, nomination=made)
    assert priya.affiliations.standing().exists()
    persons_operations.forget_unanswered(actor=Actor.system("forget", ours.pk), at=NOW + timedelta(days=40))
    assert Person.objects.filter(pk=priya.pk).exists()


def test_a_completeness_check_is_made_by_the_coordinator(ours, ruth, home):
    ProgrammeSettings.objects.update(nomination_check=NominationCheck.COMPLETENESS)
    clara = people.actor(people.coordinator(ours))
    made = sent(ruth, home)
    first = by_link(made)
    operations.agree(actor=first, at=NOW, nomination=made, offered=OFFERED)
    assert (made.status, Entry.objects.count()) == (NominationStatus.AWAITING_APPROVAL, 0)
    with pytest.raises(Forbidden):
        operations.approve(actor=ruth, at=NOW, nomination=made)
    operations.send_back(actor=clara, at=NOW, nomination=made, missing="Say which years.")
    assert not queries.is_open(actor=first, nomination=made)
    operations.agree(actor=by_link(made), at=NOW, nomination=made, offered=OFFERED)
    operations.approve(actor=clara, at=NOW, nomination=made)
    assert Entry.objects.get().status == EntryStatus.LISTED


def test_head_or_colleague_may_withdraw_and_the_other_is_told(ours, ruth, home):
    made = sent(ruth, home)
    operations.withdraw_nomination(actor=ruth, at=NOW, nomination=made)
    assert "You need not answer any more" in subjects()
    with pytest.raises(operations.UnableToWithdraw):
        operations.withdraw_nomination(actor=ruth, at=NOW, nomination=made)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [({"email": "RUTH@school.example"}, "cannot nominate yourself"), ({"email": "listed@school.example"}, "already")],
)
def test_some_colleagues_cannot_be_nominated(ours, home, changed, sentence):
    head = people.head(ours, home, email="ruth@school.example")
    factories.entry(ours, home, person=people.staff(ours, home, email="listed@school.example"))
    with pytest.raises(operations.UnableToNominate, match=sentence):
        draft(people.actor(head), home, **changed)


def test_a_chair_nominates_the_head_and_nobody_else(ours, home):
    people.head(ours, home, email="head@school.example")
    chair = people.person(ours)
    people.grant(chair, Role.CHAIR, home)
    with pytest.raises(operations.UnableToNominate, match="nominates the headteacher"):
        draft(people.actor(chair), home)
    assert draft(people.actor(chair), home, email="head@school.example").email == "head@school.example"


def test_an_officer_nominates_for_their_own_body_only(ours, home):
    body = school(kind="authority")
    officer = people.staff(ours, body)
    people.grant(officer, Role.OFFICER)
    assert draft(people.actor(officer), body).organisation == body
    with pytest.raises(Forbidden):
        operations.begin(actor=people.actor(officer), at=NOW, organisation=home)


def test_a_teacher_nominates_nobody(ours, home):
    with pytest.raises(Forbidden):
        operations.begin(actor=people.actor(people.staff(ours, home)), at=NOW, organisation=home)


def test_what_is_missing_is_said_before_anything_is_sent(ours, ruth, home):
    made = operations.begin(actor=ruth, at=NOW, organisation=home)
    with pytest.raises(operations.UnableToNominate, match="Say what you have seen them do well"):
        operations.send(actor=ruth, at=NOW, nomination=made)
    assert Message.objects.count() == 0


def test_a_nomination_is_seen_by_its_sides_and_by_nobody_else(ours, ruth, home):
    made = sent(ruth, home)
    other = people.actor(people.head(ours, school()))
    for actor in (ruth, persons.of_person(made.nominee), people.actor(people.coordinator(ours))):
        assert queries.nomination(actor=actor, nomination_id=made.pk) == made
    with pytest.raises(NotFound):
        queries.nomination(actor=other, nomination_id=made.pk)
    unsent = draft(ruth, home, email="other@school.example")
    with pytest.raises(NotFound):
        queries.nomination(actor=people.actor(people.coordinator(ours)), nomination_id=unsent.pk)


# Clocks: NOW is a Tuesday in November; weekdays are school days where no term dates are known.


def tick(ours, days):
    return operations.tick(actor=Actor.system("directory.tick", ours.id), at=NOW + timedelta(days=days))


def test_reminders_go_on_the_third_and_seventh_day_and_the_head_is_told_on_the_tenth(ours, ruth, home):
    made = sent(ruth, home)
    # Wed 1, Thu 2, Fri 3 working days after; then Thu 7; Tue 10 (two weekends between).
    assert [tick(ours, day) for day in (1, 2, 3, 3, 6, 8, 9, 9, 13, 14, 14, 21)] == [0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0]
    assert subjects().count("Ruth Hale is waiting for your yes or no") == 2
    assert subjects().count("Priya Raman has not answered") == 1
    made.refresh_from_db()
    operations.agree(actor=by_link(made), at=NOW + timedelta(days=30), nomination=made, offered=OFFERED)


def test_nothing_goes_on_a_day_without_school_or_while_paused(ours, ruth, home):
    sent(ruth, home)
    assert tick(ours, 4) == 0
    type(ours).objects.filter(pk=ours.pk).update(paused_at=NOW)
    assert tick(ours, 6) == 0
    type(ours).objects.filter(pk=ours.pk).update(paused_at=None)
    assert tick(ours, 6) == 1


def test_somebody_who_answered_is_not_reminded(ours, ruth, home):
    made = sent(ruth, home)
    operations.decline(actor=by_link(made), at=NOW, nomination=made)
    assert tick(ours, 10) == 0


def test_a_break_ends_by_itself(ours, home):
    until = (NOW + timedelta(days=3)).date()
    entry = factories.entry(ours, home, status=EntryStatus.PAUSED, paused_until_on=until)
    assert tick(ours, 2) == 0
    assert tick(ours, 3) == 1
    entry.refresh_from_db()
    assert (entry.status, entry.paused_until_on) == (EntryStatus.LISTED, None)


def test_a_draft_left_lying_is_forgotten(ours, ruth, home):
    draft(ruth, home)
    tick(ours, 29)
    assert Nomination.objects.count() == 1
    tick(ours, 31)
    assert Nomination.objects.count() == 0


def test_next_actions_say_who_waits_for_whom(ours, ruth, home):
    ProgrammeSettings.objects.update(nomination_check=NominationCheck.COMPLETENESS)
    clara = people.actor(people.coordinator(ours))
    made = sent(ruth, home)
    [waiting] = queries.next_actions(actor=ruth, at=NOW)
    assert (waiting.waiting_for, waiting.working_days_left) == ("Priya Raman", 10)
    [mine] = queries.next_actions(actor=persons.of_person(made.nominee), at=NOW)
    assert mine.button == "Read and answer"
    operations.agree(actor=by_link(made), at=NOW, nomination=made, offered=OFFERED)
    [check] = queries.next_actions(actor=clara, at=NOW)
    assert check.button == "Check the entry"
    assert queries.next_actions(actor=ruth, at=NOW) == []

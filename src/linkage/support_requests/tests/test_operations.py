from datetime import timedelta

import pytest

from linkage.access.action import Action, anybody
from linkage.access.models import AuditEntry
from linkage.access.operation import operation
from linkage.database.tenancy import acting_in
from linkage.directory.enums import Way
from linkage.kernel.errors import Forbidden, NotFound
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people.enums import Role
from linkage.people.tests.factories import actor, coordinator, grant, head, person, staff
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations, queries
from linkage.support_requests.enums import RequestStatus, Route, Window
from linkage.support_requests.models import SupportRequest, UnableToMoveRequest
from linkage.support_requests.tests.factories import draft, support_request

pytestmark = pytest.mark.django_db

ACT = Action("support_requests_tests.act", "acted", "tests", anybody)


@operation(ACT)
def inside(*, actor, at, do, **given):
    """Run a part of an operation as a higher app would."""
    do(actor=actor, at=at, **given)


@pytest.fixture
def here():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def thistlebank(here):
    made = school(name="Thistlebank School", town="Burnley")
    member(here, made)
    return made


@pytest.fixture
def farah(here):
    return coordinator(here, name="Farah Siddiqui")


@pytest.fixture
def daniel(here, thistlebank):
    return staff(here, thistlebank, name="Daniel Whitlow")


def whole_draft(here, asked_by, organisation, **fields):
    return draft(
        here,
        asked_by,
        organisation,
        **{
            "words": "Our Year 9 boys do not read.",
            "ways": [Way.CALL],
            "window": Window.SOON,
            "who_for": "Head of English",
            **fields,
        },
    )


def send(asked_by, found, at=NOW):
    operations.submit(actor=actor(asked_by), at=at, draft=found, has_consent=True)
    return found


def mails(kind):
    return [m.recipients[0]["name"] for m in Message.objects.filter(template=f"support_requests.{kind}")]


def test_sending_gives_number_owner_and_clock_and_tells_everybody(here, thistlebank, farah, daniel):
    grace = head(here, thistlebank, name="Grace Okafor")
    found = send(daniel, whole_draft(here, daniel, thistlebank))
    assert (found.status, found.reference, found.owner) == (RequestStatus.SUBMITTED, "R-0001", farah)
    assert found.title == "Our Year 9 boys do not read"
    assert mails("receipt") == ["Daniel Whitlow"]
    assert mails("new") == ["Farah Siddiqui"]
    assert mails("head") == [grace.name]
    assert AuditEntry.objects.filter(target_id=found.pk, action="support_requests.submit").count() == 1


def test_a_head_who_asks_is_not_told_of_it(here, thistlebank, farah):
    grace = head(here, thistlebank)
    send(grace, whole_draft(here, grace, thistlebank))
    assert mails("head") == []


def test_numbers_count_up_within_the_programme(here, thistlebank, daniel):
    assert [send(daniel, whole_draft(here, daniel, thistlebank)).number for _ in range(3)] == [1, 2, 3]


def test_the_officer_named_for_the_school_owns_it_before_a_coordinator(here, thistlebank, farah, daniel):
    owen = person(here, name="Owen Pritchard")
    grant(owen, Role.OFFICER, thistlebank)
    assert send(daniel, whole_draft(here, daniel, thistlebank)).owner == owen


def test_of_two_coordinators_the_less_busy_one_gets_it(here, thistlebank, daniel):
    amy, zoe = coordinator(here, name="Amy"), coordinator(here, name="Zoe")
    support_request(here, thistlebank, owner=amy)
    assert send(daniel, whole_draft(here, daniel, thistlebank)).owner == zoe


def test_a_programme_without_anybody_still_takes_requests(here, thistlebank, daniel):
    assert send(daniel, whole_draft(here, daniel, thistlebank)).owner is None


def test_what_is_missing_is_said_and_nothing_is_sent(here, thistlebank, farah, daniel):
    found = draft(here, daniel, thistlebank)
    with pytest.raises(operations.UnableToSubmitRequest) as refused:
        operations.submit(actor=actor(daniel), at=NOW, draft=found, has_consent=False)
    assert [v.sentence for v in refused.value.violations] == [
        "Say what you need help with, or choose an area",
        "Say what would help",
        "Say when you would like help",
        "Say who the help is for",
        "Tick the box to say that we may share these answers with the people we ask",
    ]
    assert Message.objects.count() == 0


def test_it_is_sent_once(here, thistlebank, daniel):
    found = send(daniel, whole_draft(here, daniel, thistlebank))
    with pytest.raises(Forbidden):
        send(daniel, found)


def test_an_officer_asks_on_behalf_and_the_contact_can_stop_it(here, thistlebank, farah):
    officer = person(here)
    grant(officer, Role.OFFICER)
    found = operations.start(actor=actor(officer), at=NOW)
    operations.choose_school(actor=actor(officer), at=NOW, draft=found, organisation=thistlebank)
    operations.name_contact(
        actor=actor(officer),
        at=NOW,
        draft=found,
        name="Grace Okafor",
        email="Grace@thistlebank.example",
        job_title="Head",
    )
    operations.save_answers(
        actor=actor(officer), at=NOW, draft=found, words="Reading", ways=["call"], window="soon", who_for="Year 9"
    )
    send(officer, found)
    assert found.route == Route.ON_BEHALF
    [letter] = Message.objects.filter(template="support_requests.contact")
    assert letter.recipients[0]["email"] == "grace@thistlebank.example"
    assert "/requests/stop/" in letter.text
    operations.withdraw(actor=actor(found.contact), at=NOW, support_request=found)
    assert found.state == RequestStatus.WITHDRAWN


def test_staff_ask_only_for_their_own_school(here, daniel):
    found = draft(here, daniel)
    with pytest.raises(operations.UnableToSaveDraft):
        operations.choose_school(actor=actor(daniel), at=NOW, draft=found, organisation=school())


def test_the_last_request_is_copied_but_for_its_time(here, thistlebank, daniel):
    last = support_request(here, thistlebank, asked_by=daniel, is_name_hidden=True)
    made = operations.start(actor=actor(daniel), at=NOW, last=last)
    assert (made.words, made.ways, made.who_for, made.is_name_hidden) == (last.words, ["call"], last.who_for, True)
    assert (made.window, made.status, made.number) == ("", RequestStatus.DRAFT, None)


def test_a_deleted_draft_is_gone(here, thistlebank, daniel):
    found = whole_draft(here, daniel, thistlebank)
    operations.discard(actor=actor(daniel), at=NOW, draft=found)
    assert not SupportRequest.objects.filter(pk=found.pk).exists()


def test_taking_makes_the_taker_its_owner_and_tells_the_school(here, thistlebank, farah, daniel):
    found = support_request(here, thistlebank, asked_by=daniel)
    operations.take(actor=actor(farah), at=NOW, support_request=found)
    assert (found.state, found.owner, found.acknowledged_at) == (RequestStatus.ACKNOWLEDGED, farah, NOW)
    assert mails("acknowledged") == ["Daniel Whitlow"]


def test_choosing_begins_once_and_not_while_the_school_is_asked(here, thistlebank, farah, daniel):
    found = support_request(here, thistlebank, asked_by=daniel)
    operations.start_choosing(actor=actor(farah), at=NOW, support_request=found)
    operations.start_choosing(actor=actor(farah), at=NOW + timedelta(days=1), support_request=found)
    assert (found.state, found.routed_at) == (RequestStatus.MATCHING, NOW)
    operations.ask_question(actor=actor(farah), at=NOW, support_request=found, words="When?")
    with pytest.raises(operations.UnableToChoose):
        operations.start_choosing(actor=actor(farah), at=NOW, support_request=found)


def test_nobody_yet_is_told_with_its_reason_then_closed(here, thistlebank, farah, daniel):
    found = support_request(here, thistlebank, asked_by=daniel, status=RequestStatus.ACKNOWLEDGED)
    with pytest.raises(operations.UnableToClose):
        operations.close(actor=actor(farah), at=NOW, support_request=found)
    operations.record_cannot_help(actor=actor(farah), at=NOW, support_request=found, reason="Nobody offers Latin yet")
    assert mails("cannot_help") == ["Daniel Whitlow"]
    operations.close(actor=actor(farah), at=NOW, support_request=found)
    assert (found.state, found.closed_at) == (RequestStatus.CLOSED, NOW)


def test_a_withdrawn_request_cannot_be_taken(here, thistlebank, farah, daniel):
    found = support_request(here, thistlebank, asked_by=daniel, owner=farah)
    stale = SupportRequest.objects.get(pk=found.pk)
    operations.withdraw(actor=actor(daniel), at=NOW, support_request=found)
    with pytest.raises(UnableToMoveRequest):
        operations.take(actor=actor(farah), at=NOW, support_request=stale)
    assert mails("withdrawn") == ["Farah Siddiqui"]


def test_it_is_given_only_to_who_may_look_after_it(here, thistlebank, farah, daniel):
    found = support_request(here, thistlebank, asked_by=daniel, owner=farah)
    amy = coordinator(here, name="Amy")
    operations.reassign(actor=actor(farah), at=NOW, support_request=found, owner=amy)
    assert found.owner == amy
    with pytest.raises(operations.UnableToReassign):
        operations.reassign(actor=actor(farah), at=NOW, support_request=found, owner=daniel)


def test_a_higher_app_links_it_and_sends_it_back(here, thistlebank, farah, daniel):
    found = support_request(here, thistlebank, asked_by=daniel)
    inside(actor=actor(farah), at=NOW, do=operations.record_linked, support_request=found)
    assert (found.state, found.introduced_at, found.routed_at) == (RequestStatus.LINKED, NOW, NOW)
    inside(actor=actor(farah), at=NOW, do=operations.return_to_choosing, support_request=found)
    assert (found.state, found.introduced_at) == (RequestStatus.MATCHING, None)


def test_linking_belongs_inside_an_operation(here, thistlebank):
    with pytest.raises(RuntimeError):
        operations.record_linked(at=NOW, support_request=support_request(here, thistlebank))


def test_who_sees_it(here, thistlebank, farah, daniel):
    found = support_request(here, thistlebank, asked_by=daniel)
    officer = person(here)
    grant(officer, Role.OFFICER)
    named = person(here)
    grant(named, Role.OFFICER, thistlebank)
    seeing = [daniel, head(here, thistlebank), farah, named]
    blind = [staff(here, thistlebank), officer, head(here, school()), person(here)]
    for someone in seeing:
        assert queries.support_request(actor=actor(someone), request_id=found.pk) == found
    for someone in blind:
        with pytest.raises(NotFound):
            queries.support_request(actor=actor(someone), request_id=found.pk)


def test_a_draft_is_seen_by_its_writer_alone(here, thistlebank, farah, daniel):
    found = draft(here, daniel, thistlebank)
    assert queries.draft(actor=actor(daniel), request_id=found.pk) == found
    for someone in (farah, head(here, thistlebank)):
        with pytest.raises(NotFound):
            queries.draft(actor=actor(someone), request_id=found.pk)
        with pytest.raises(NotFound):
            queries.support_request(actor=actor(someone), request_id=found.pk)

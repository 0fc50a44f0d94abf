"""What others could learn: begun from what both know, shared once both heads say yes, hidden when one says no more."""

from datetime import timedelta

import pytest

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.models import Engagement, PlanAction, UnableToMove
from linkage.engagements.tests.factories import objective, set_to, world
from linkage.kernel.days import day_of
from linkage.kernel.errors import Forbidden
from linkage.people.tests import factories as people
from linkage.people.tests.factories import actor
from linkage.practice import operations as practice
from linkage.practice import presenters as pages
from linkage.practice import queries as library
from linkage.practice.models import Practice
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db

S = EngagementStatus


@pytest.fixture
def w(here):
    with acting_in(here.id):
        made = world(here)
        set_to(made, S.CLOSED)
        for person in (made.grace, made.helen, made.daniel, made.priya):
            if person.account is None:
                person.account = account()
                person.save()
        yield made


def written(owner, **fields):
    return practice.Written(
        **{
            "title": "Reading together",
            "what": "Two schools read the same books.",
            "evidence": "More pupils read.",
            "area_codes": ["literacy"],
            "phases": ["secondary"],
            "ways": ["call"],
            "owner_id": owner.pk,
            "review_on": day_of(NOW) + timedelta(days=300),
            **fields,
        }
    )


def case(w, writer=None, *, sends=True, **fields):
    who = writer or w.daniel
    return operations.write_case(
        actor=actor(who), at=NOW, engagement=w.engagement, written=written(who, **fields), sends=sends
    )


def agree(w, head, made, **fields):
    return practice.agree(actor=actor(head), at=NOW, practice=made, **fields)


@pytest.fixture
def stranger(w):
    return people.person(w.programme)


def found(someone):
    return [each.practice.title for each in library.search(actor=actor(someone)).found]


def who_reads(someone, made):
    seen = library.practice(actor=actor(someone), practice_id=made.pk)
    return pages.practice_page(seen, actor(someone), []).who


def test_nobody_finds_it_before_both_heads_have_said_yes(w, stranger):
    made = case(w)
    assert (made.organisation, made.partner) == (w.engagement.client_organisation, w.engagement.home_organisation)
    agree(w, w.grace, made)
    assert found(stranger) == []
    agree(w, w.helen, made, is_named=True)
    assert found(stranger) == ["Reading together"]


def test_the_other_school_is_named_only_where_it_says_so(w, stranger):
    made = case(w)
    agree(w, w.grace, made)
    agree(w, w.helen, made, is_named=False)
    assert "another school" in who_reads(stranger, made)
    assert w.engagement.home_organisation.name not in who_reads(stranger, made)
    assert w.engagement.home_organisation.name in who_reads(w.daniel, made)


@pytest.mark.parametrize("head", ["grace", "helen"])
def test_either_head_takes_the_yes_back_and_it_is_hidden_at_once(w, stranger, head):
    made = case(w)
    agree(w, w.grace, made)
    agree(w, w.helen, made)
    assert found(stranger) == ["Reading together"]
    practice.take_back(actor=actor(getattr(w, head)), at=NOW, practice=made)
    assert found(stranger) == []


def test_new_words_want_both_yeses_again(w, stranger):
    made = case(w)
    agree(w, w.grace, made)
    agree(w, w.helen, made)
    practice.change(actor=actor(w.daniel), at=NOW, practice=made, written=written(w.daniel, what="New."), sends=True)
    assert found(stranger) == []
    assert len(made.waits_for) == 2


def test_one_is_written_of_one_piece_of_support(w):
    case(w, sends=False)
    with pytest.raises(practice.UnableToShare, match="Somebody has begun"):
        case(w, w.priya)
    practice.take_down(actor=actor(w.daniel), at=NOW, practice=Practice.objects.get())
    assert case(w, w.priya).organisation == w.engagement.home_organisation


def test_nobody_else_writes_it_and_not_before_it_ends(w, stranger):
    with pytest.raises(Forbidden):
        case(w, stranger)
    set_to(w, S.ACTIVE)
    with pytest.raises(UnableToMove):
        case(w)


def test_the_form_begins_with_what_both_know_and_nothing_else(see, w):
    aim = objective(w, baseline="four groups", target="all", standing="nine groups")
    own = {"programme": w.programme, "objective": aim, "owner": w.daniel, "due_on": day_of(NOW), "added_at": NOW}
    PlanAction.objects.create(**own, text="Cover on Tuesdays", done_at=NOW)
    PlanAction.objects.create(**own, text="Not done yet")
    Engagement.objects.filter(pk=w.engagement.pk).update(carries_on="Private", halt_reason="Private")
    page = see(w.daniel, "learnt", w.engagement.pk).content.decode()
    assert "it was four groups; we aimed at all; it is now nine groups" in page
    assert "Cover on Tuesdays" in page
    assert "Not done yet" not in page
    assert "Private" not in page


def test_the_ending_page_says_where_it_has_got_to(see, w):
    def ending(someone):
        return see(someone, "ending", w.engagement.pk).content.decode()

    assert "Write it" in ending(w.daniel)
    case(w, sends=False)
    assert f"{w.daniel.name} is writing" in ending(w.priya)
    set_to(w, S.ACTIVE)
    assert "What others could learn" not in ending(w.priya)


def test_who_runs_the_programme_never_reads_it_before(w):
    made = case(w)
    coordinator = people.coordinator(w.programme)
    assert queries.case_of(actor=actor(w.daniel), engagement=w.engagement) == made
    assert found(coordinator) == []

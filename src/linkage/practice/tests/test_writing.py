"""Two minutes to write; the head says yes; then every school of the programme finds it."""

import pytest

from linkage.kernel.errors import Forbidden, NotFound
from linkage.messaging.models import Message
from linkage.people.tests.factories import actor
from linkage.practice import operations, queries
from linkage.practice.enums import PracticeStatus
from linkage.practice.tests.factories import sent, set_to, shared, written
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db

S = PracticeStatus


def mails(kind):
    """Who reads the mails of one kind."""
    found = Message.objects.filter(template=f"practice.{kind}")
    return sorted(one["name"] for each in found for one in each.recipients)


def found_by(someone):
    return [each.practice.title for each in queries.search(actor=actor(someone)).found]


def test_what_a_head_writes_is_shared_at_once_and_whoever_shows_it_is_told(w):
    made = shared(w)
    assert made.state == S.SHARED
    assert found_by(w.daniel) == ["Daily reading in every tutor group"]
    assert mails("shown_by") == ["Priya Raman"]
    assert Message.objects.count() == 1


def test_what_a_colleague_writes_waits_for_the_head_and_nobody_else_finds_it(w):
    made = sent(w)
    assert made.state == S.AWAITING_HEAD
    assert found_by(w.daniel) == found_by(w.farah) == []
    assert mails("asked") == ["Helen Brook"]
    with pytest.raises(NotFound):
        queries.practice(actor=actor(w.daniel), practice_id=made.pk)
    operations.agree(actor=actor(w.helen), at=NOW, practice=made, read_at=made.changed_at)
    assert made.state == S.SHARED
    assert found_by(w.daniel) == ["Daily reading in every tutor group"]


def test_a_draft_may_lack_nearly_everything_and_only_its_writer_sees_it(w):
    draft = operations.write(
        actor=actor(w.priya),
        at=NOW,
        organisation=w.harrowgill,
        written=written(None, what="", evidence="", area_codes=[], phases=[], ways=[]),
        sends=False,
    )
    assert draft.state == S.DRAFT
    assert queries.own(actor=actor(w.priya)) == [draft]
    assert queries.own(actor=actor(w.helen)) == []


def test_what_is_missing_is_said_before_it_is_sent(w):
    with pytest.raises(operations.UnableToShare) as refused:
        sent(w, what=" ", ways=[], area_codes=[], owner=None)
    assert {each.field for each in refused.value.violations} == {"what", "ways", "area_codes", "owner"}


def test_a_day_that_is_past_is_no_day_to_look_at_it_again(w):
    with pytest.raises(operations.UnableToShare, match="to come"):
        sent(w, review_on=NOW.date())


def test_somebody_of_another_school_neither_writes_it_nor_shows_it(w):
    with pytest.raises(Forbidden):
        sent(w, w.daniel)
    with pytest.raises(operations.UnableToShare, match="somebody of the school"):
        sent(w, owner=w.daniel)


def test_a_worry_about_a_person_is_not_kept(w):
    with pytest.raises(operations.UnableToShare, match="safeguarding lead"):
        sent(w, what="A child told me that her father hits her and she is scared to go home.")


def test_new_words_want_a_new_yes_and_a_new_owner_does_not(w):
    made = shared(w)
    operations.change(actor=actor(w.priya), at=NOW, practice=made, written=written(w.helen), sends=True)
    assert made.state == S.SHARED
    operations.change(actor=actor(w.helen), at=NOW, practice=made, written=written(w.priya), sends=True)
    operations.change(actor=actor(w.priya), at=NOW, practice=made, written=written(w.priya, what="Other."), sends=True)
    assert made.state == S.AWAITING_HEAD
    assert found_by(w.daniel) == []


def test_what_is_shared_never_goes_back_to_a_draft(w):
    made = shared(w)
    operations.change(actor=actor(w.priya), at=NOW, practice=made, written=written(w.priya, what="Other."), sends=False)
    assert made.state == S.AWAITING_HEAD


def test_the_head_says_what_should_change_first(w):
    made = sent(w)
    operations.send_back(actor=actor(w.helen), at=NOW, practice=made, missing="Which years?")
    assert (made.state, made.missing) == (S.DRAFT, "Which years?")
    assert mails("sent_back") == ["Priya Raman"]
    operations.change(actor=actor(w.priya), at=NOW, practice=made, written=written(w.priya), sends=True)
    assert (made.state, made.missing) == (S.AWAITING_HEAD, "")


def test_a_yes_to_words_that_have_changed_since_is_no_yes(w):
    made = sent(w)
    read_at = made.changed_at
    later = NOW.replace(minute=NOW.minute + 1)
    operations.change(actor=actor(w.priya), at=later, practice=made, written=written(w.priya, what="New."), sends=True)
    with pytest.raises(operations.UnableToAgree, match="changed since"):
        operations.agree(actor=actor(w.helen), at=later, practice=made, read_at=read_at)


def test_another_head_neither_agrees_nor_sends_it_back(w):
    made = sent(w)
    for do in (operations.agree, operations.take_back):
        with pytest.raises(Forbidden):
            do(actor=actor(w.grace), at=NOW, practice=made)


def test_a_yes_taken_back_hides_it_at_once_and_can_be_given_again(w):
    made = shared(w)
    operations.take_back(actor=actor(w.helen), at=NOW, practice=made)
    assert found_by(w.daniel) == []
    assert mails("taken_back") == ["Priya Raman"]
    operations.agree(actor=actor(w.helen), at=NOW, practice=made)
    assert found_by(w.daniel) == ["Daily reading in every tutor group"]


def test_the_school_takes_its_own_down_without_a_word_and_the_programme_says_why(w):
    own, other = shared(w), shared(w, title="A second thing")
    operations.take_down(actor=actor(w.helen), at=NOW, practice=own)
    with pytest.raises(operations.UnableToTakeDown, match="Say why"):
        operations.take_down(actor=actor(w.farah), at=NOW, practice=other)
    operations.take_down(actor=actor(w.farah), at=NOW, practice=other, reason="It names a pupil.")
    assert (own.state, other.state) == (S.TAKEN_DOWN, S.TAKEN_DOWN)
    assert mails("taken_down") == ["Helen Brook", "Priya Raman"]
    assert found_by(w.daniel) == []


def test_the_programme_never_edits_its_words(w):
    made = shared(w)
    with pytest.raises(Forbidden):
        operations.change(actor=actor(w.farah), at=NOW, practice=made, written=written(w.priya), sends=True)


def test_what_is_taken_down_stays_down(w):
    made = set_to(shared(w), S.TAKEN_DOWN)
    with pytest.raises(Forbidden):
        operations.change(actor=actor(w.helen), at=NOW, practice=made, written=written(w.priya), sends=True)

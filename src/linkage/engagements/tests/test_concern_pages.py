"""The pages of what is said in confidence: who opens them, what they do, and that nobody else finds one."""

from datetime import timedelta

import pytest
import time_machine

from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.database.tenancy import acting_in
from linkage.engagements import operations
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.models import Concern
from linkage.engagements.tests.concerns import ANSWER, WORDS, fresh, omar, opened, raised, written
from linkage.engagements.tests.factories import set_to, world
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
SAID = {"words": WORDS, "wish": "talk", "may_tell": "no"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def w(here):
    with acting_in(here.id):
        made = world(here)
        set_to(made, EngagementStatus.ACTIVE)
        return made


def text(answer) -> str:
    return answer.content.decode()


def test_it_is_told_from_the_page_of_the_engagement_which_names_who_reads_it(w, here, see):
    assert "Tell Farah Siddiqui quietly" in text(see(w.daniel, "engagement", w.engagement.pk))
    page = text(see(w.daniel, "raise-concern", w.engagement.pk))
    assert "Worried about a child?" in page
    assert see(w.daniel, "raise-concern", w.engagement.pk, data={"words": ""}).status_code == 422
    assert see(w.farah, "raise-concern", w.engagement.pk).status_code == 404
    assert see(w.daniel, "raise-concern", w.engagement.pk, data=SAID).status_code == 302
    with acting_in(here.id):
        assert not Concern.objects.get().may_tell
    assert see(w.daniel, "raise-concern", w.engagement.pk, data=SAID | {"may_tell": "yes"}).status_code == 302
    assert "raised something with Farah Siddiqui" in text(see(w.priya, "engagement", w.engagement.pk))
    assert "raised something with" not in text(see(w.grace, "engagement", w.engagement.pk))


def test_words_that_could_name_a_pupil_are_asked_about_first(w, see):
    named = SAID | {"words": "The pupil called Jayden Smith in Year 9 is left alone"}
    assert see(w.daniel, "raise-concern", w.engagement.pk, data=named).status_code == 422


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("concern", None),
        ("concern", {"words": "Mine"}),
        ("acknowledge-concern", {}),
        ("note-concern-read", {}),
        ("withdraw-concern", None),
        ("hand-on-concern", None),
        ("take-concern", None),
        ("close-concern", None),
        ("give-access", None),
        ("end-access", {}),
        ("read-plan", {}),
        ("read-visits", {}),
    ],
)
def test_for_everybody_else_it_is_not_there(w, here, see, name, data):
    with acting_in(here.id):
        found = raised(w)
        opened(found, w.daniel)
        other = omar(here)
    for someone in (w.grace, w.helen, w.priya, other):
        assert see(someone, name, found.pk, data=data).status_code == 404
    assert see(w.daniel, "concern", found.pk).status_code == 200  # the control
    with acting_in(here.id):
        assert fresh(found).state == "waiting"


def test_the_two_of_them_write_hand_on_and_close(w, here, see):
    with acting_in(here.id):
        found, other = raised(w), omar(here)
    assert see(w.farah, "acknowledge-concern", found.pk, data={}).status_code == 302
    assert see(w.farah, "concern", found.pk, data={"words": ANSWER}).status_code == 302
    assert ANSWER in text(see(w.daniel, "concern", found.pk))
    assert see(w.daniel, "note-concern-read", found.pk, data={}).status_code == 302
    assert see(w.farah, "hand-on-concern", found.pk, data={"person_id": str(other.pk)}).status_code == 302
    assert see(w.farah, "concern", found.pk).status_code == 404
    assert see(w.daniel, "close-concern", found.pk).status_code == 403
    given = {"outcome": "resolved", "closing": "They have spoken"}
    assert see(other, "close-concern", found.pk, data=given).status_code == 302
    assert "They have spoken" in text(see(w.daniel, "concern", found.pk))
    assert see(w.daniel, "concern", found.pk, data={"words": "More"}).status_code == 422
    assert "What you wrote" in text(see(w.daniel, "engagement", w.engagement.pk))
    assert see(w.daniel, "concerns").status_code == 200


def test_what_waits_shows_no_word_until_it_is_taken_up(w, here, see):
    with acting_in(here.id):
        found, other = raised(w), omar(here)
        later = NOW + timedelta(days=2)
        operations.chase_concerns(actor=Actor.system("concerns", here.id), at=later)
    page = text(see(other, "take-concern", found.pk))
    assert not [word for word in (WORDS, "Daniel", "Thistlebank School", "Reading at") if word in page]
    assert see(w.daniel, "take-concern", found.pk).status_code == 404
    assert see(other, "take-concern", found.pk, data={}).status_code == 302
    assert WORDS in text(see(other, "concern", found.pk))


def test_no_entry_of_what_was_done_holds_a_word_of_it(w, here, see):
    with acting_in(here.id):
        found = raised(w)
        written(found, w.farah)
        operations.close_concern(
            actor=actor(w.farah),
            at=NOW,
            concern=fresh(found),
            outcome="changed",
            closing="We changed the days",
        )
        entries = AuditEntry.objects.filter(action__contains="concern")
        kept = " ".join(str(vars(each)) for each in entries)
        assert len(entries) == 3
        assert not [word for word in (WORDS, ANSWER, "We changed the days") if word in kept]

"""Two schools agree in writing: the text is frozen once it is offered, and changes only by a new version."""

from datetime import timedelta

import pytest

from linkage.access.operation import _inside
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries, rules
from linkage.engagements.enums import AgreementStatus, EngagementStatus
from linkage.engagements.models import Agreement, Engagement, Participant, StepMark, UnableToMove
from linkage.engagements.models.agreements import UnableToMoveAgreement
from linkage.engagements.operations import UnableToAmend, UnableToDraft, UnableToOffer, UnableToSign
from linkage.engagements.tests import agreements as made
from linkage.engagements.tests.agreements import mails, now, readers, sign
from linkage.engagements.tests.factories import set_to
from linkage.kernel.errors import Forbidden
from linkage.people.models import RoleGrant
from linkage.people.tests.factories import actor, staff
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
S, E = AgreementStatus, EngagementStatus
LATER = NOW + timedelta(days=1)


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def w(here):
    return made.world(here)


class TestWriting:
    def test_a_draft_says_what_the_engagement_says_and_what_one_adds(self, w):
        found = made.written(w, words={"purpose": "We begin in tutor time.\n## 9. Fees"}, is_in=frozenset())
        text = rules.canonical(queries.document_now(actor=actor(w.daniel), engagement=w.engagement, agreement=found))
        assert "Thistlebank School (URN" in text
        assert "12 days between Tuesday 3 November 2026 and" in text
        assert "- Every tutor group reads daily. How we will know: We look in. Now: 2 of 8. Afterwards: 8 of 8" in text
        assert "We begin in tutor time.\n\n9. Fees" in text
        assert "Each school meets its own costs" in text
        assert "## 13. If something goes wrong" in text
        assert "may be quoted" not in text
        assert "Materials" not in text
        assert (found.state, found.number, found.text) == (S.DRAFT, 1, "")

    def test_where_days_were_bought_the_text_says_the_sum_the_money_and_the_programme(self, here):
        w = made.bought(here)
        found = made.written(w, costs="A line that does not count here")
        text = rules.canonical(queries.document_now(actor=actor(w.daniel), engagement=w.engagement, agreement=found))
        assert "It costs £1,750.00 in all: 3 and a half days at £500.00 a day. It is paid from School" in text
        assert "- Ribble Linkage, which has bought it. Whoever looks after it there signs" in text
        assert found.costs == ""

    def test_it_can_be_written_again_until_it_is_offered(self, w):
        first = made.written(w, costs="Thistlebank pays the trains")
        again = made.written(w, LATER, who=w.helen, costs="Harrowgill pays the trains")
        assert (again.pk, again.saved_by, again.costs) == (first.pk, w.helen, "Harrowgill pays the trains")
        made.offer(w)
        with pytest.raises(UnableToDraft, match="Take it back first"):
            made.written(w)

    @pytest.mark.parametrize("status", [E.PAUSED, E.STOPPED, E.CLOSED])
    def test_nothing_is_written_or_offered_while_it_is_halted(self, w, status):
        made.written(w)
        set_to(w, status)
        for do in (made.written, made.offer):
            with pytest.raises(UnableToMove):
                do(w)

    @pytest.mark.parametrize("who", ["farah", "stranger", "colleague"])
    def test_only_who_leads_writes_and_offers(self, w, here, who):
        others = {"stranger": staff(here, w.thistlebank), "farah": w.farah, "colleague": staff(here, w.harrowgill)}
        if who == "colleague":
            Participant.objects.create(
                programme=here,
                engagement=w.engagement,
                person=others[who],
                organisation=w.harrowgill,
                side="home",
                joined_at=NOW,
            )
            w.engagement.hold()
        with pytest.raises(Forbidden):
            made.written(w, who=others[who])
        made.written(w, who=w.grace)  # the control


class TestOffering:
    def test_each_party_is_asked_once_by_one_button_and_the_text_is_frozen(self, w):
        found = made.offered(w)
        assert (found.state, len(found.text_hash)) == (S.OFFERED, 64)
        assert found.text_hash == rules.fingerprint(found.text)
        assert readers("agreement_offered") == sorted([w.grace.email, w.helen.email, w.priya.email])
        assert f"/engagements/{w.engagement.pk}/agreement/" in mails("agreement_offered")[0].text

    def test_where_days_were_bought_whoever_looks_after_it_is_asked_too(self, here):
        w = made.bought(here)
        made.offered(w)
        assert w.farah.email in readers("agreement_offered")

    def test_what_changes_afterwards_does_not_change_the_frozen_text(self, w):
        found = made.offered(w)
        Engagement.objects.filter(pk=w.engagement.pk).update(half_days=2, title="Something else")
        assert "12 days between" in now(found).text
        assert rules.fingerprint(now(found).text) == found.text_hash

    def test_the_steps_before_come_first(self, w):
        made.written(w)
        StepMark.objects.all().delete()
        set_to(w, E.PREPARING)
        with pytest.raises(UnableToOffer, match="First: "):
            made.offer(w)

    def test_a_school_without_a_head_here_cannot_be_asked_to_sign(self, w):
        made.written(w)
        RoleGrant.objects.filter(person=w.helen).delete()
        with pytest.raises(UnableToOffer, match="the head of Harrowgill High School"):
            made.offer(w)

    def test_nothing_written_or_offered_already_is_told(self, w):
        with pytest.raises(UnableToOffer, match="Write what you agree first"):
            made.offer(w)
        made.offered(w)
        with pytest.raises(UnableToOffer, match="already"):
            made.offer(w)

    def test_it_is_taken_back_before_the_first_signature_and_its_number_is_used_up(self, w):
        found = made.offered(w)
        back = operations.take_offer_back(actor=actor(w.daniel), at=NOW, engagement=w.engagement)
        assert (back.pk, back.state, back.text, back.number) == (found.pk, S.DRAFT, "", 2)
        with pytest.raises(UnableToSign, match="taken back"):
            sign(found, w.grace)
        again = made.offer(w)
        assert sign(again, w.grace).state == S.PARTLY_SIGNED
        with pytest.raises(UnableToMoveAgreement):
            operations.take_offer_back(actor=actor(w.daniel), at=NOW, engagement=w.engagement)


class TestChangingItAfterwards:
    def test_what_is_signed_holds_until_all_have_signed_the_new_version(self, w):
        first = made.signed(w)
        operations.amend(actor=actor(w.grace), at=LATER, engagement=w.engagement, change="Six more days.")
        made.written(w, LATER, costs="Thistlebank pays the trains")
        second = made.offer(w, LATER)
        assert "takes the place of version 1, signed on Tuesday 3 November 2026" in second.text
        assert "What it changes: Six more days." in second.text
        assert readers("amendment_offered") == sorted([w.grace.email, w.helen.email, w.priya.email])
        sign(second, w.grace, LATER)
        sign(second, w.helen, LATER)
        assert (now(first).state, now(second).state) == (S.SIGNED, S.PARTLY_SIGNED)
        sign(second, w.priya, LATER)
        assert (now(first).state, now(second).state, now(first).ended_at) == (S.AMENDED, S.SIGNED, LATER)
        seen = queries.versions(actor=actor(w.daniel), engagement=w.engagement)
        assert [each.number for each in seen.frozen] == [2, 1]
        assert seen.holding == second

    def test_a_new_version_keeps_the_words_of_the_old_one(self, w):
        made.signed(w, words={"purpose": "We begin in tutor time."}, is_in=frozenset({"quoting"}))
        draft = operations.amend(actor=actor(w.grace), at=LATER, engagement=w.engagement, change="More.")
        clauses = queries.clauses_for(actor=actor(w.grace), agreement=draft)
        kept = queries.wording_of(actor=actor(w.grace), agreement=draft, clauses=clauses)
        assert (kept.words, kept.is_in) == ({"purpose": "We begin in tutor time."}, frozenset({"quoting"}))

    def test_what_only_some_have_signed_gives_way_at_once(self, w):
        first = made.offered(w)
        sign(first, w.grace)
        operations.amend(actor=actor(w.helen), at=LATER, engagement=w.engagement, change="One day fewer.")
        assert now(first).state == S.AMENDED
        with pytest.raises(UnableToSign, match="newer version"):
            sign(first, w.helen)
        second = made.offer(w, LATER)
        assert (second.number, second.state) == (2, S.OFFERED)

    def test_a_new_version_can_be_given_up_before_it_is_offered(self, w):
        first = made.signed(w)
        amended = operations.amend(actor=actor(w.grace), at=LATER, engagement=w.engagement, change="More.")
        operations.drop_amendment(actor=actor(w.helen), at=LATER, engagement=w.engagement)
        assert not Agreement.objects.filter(pk=amended.pk).exists()
        assert now(first).state == S.SIGNED
        with pytest.raises(UnableToAmend, match="no new version"):
            operations.drop_amendment(actor=actor(w.helen), at=LATER, engagement=w.engagement)

    def test_nothing_is_amended_that_nobody_has_signed_or_twice_at_once(self, w):
        def amend():
            return operations.amend(actor=actor(w.grace), at=NOW, engagement=w.engagement, change="More.")

        with pytest.raises(UnableToAmend, match="Nobody has signed"):
            amend()
        made.signed(w)
        amend()  # the control
        with pytest.raises(UnableToAmend, match="already"):
            amend()

    def test_what_is_signed_is_not_written_at(self, w):
        made.signed(w)
        with pytest.raises(UnableToDraft, match="new version"):
            made.written(w)

    def test_it_ends_with_the_work(self, w):
        first = made.signed(w)
        operations.amend(actor=actor(w.grace), at=NOW, engagement=w.engagement, change="More.")
        with _inside("test"):
            operations.end_agreements(actor=actor(w.grace), at=LATER, engagement=w.engagement)
        assert set(Agreement.objects.values_list("status", flat=True)) == {S.ENDED}
        assert now(first).text
        assert queries.agreement_is_signed(actor=actor(w.grace), engagement=w.engagement)

"""Each party signs exactly the text it has read, by its own name, while it stands for somebody."""

from datetime import timedelta

import pytest

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries, rules
from linkage.engagements.enums import AgreementStatus, EngagementStatus, Party
from linkage.engagements.models import Engagement, Participant, Signature, UnableToMove
from linkage.engagements.operations import UnableToSign
from linkage.engagements.tests import agreements as made
from linkage.engagements.tests.agreements import mails, now, readers, sign, state
from linkage.engagements.tests.factories import set_to
from linkage.kernel.errors import Forbidden
from linkage.organisations.tests.factories import member, school
from linkage.people.models import RoleGrant
from linkage.people.tests.factories import actor, coordinator, head, staff
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


def test_what_has_happened_says_who_offered_and_who_signed_the_newest_first(w):
    found = made.offered(w)
    for minutes, someone in enumerate((w.grace, w.priya, w.helen), 1):
        sign(found, someone, NOW + timedelta(minutes=minutes))
    story = [each.title for each in queries.history(actor=actor(w.daniel), engagement=w.engagement)]
    signed = [f"{name} signed the agreement" for name in ("Helen Brook", "Priya Raman", "Grace Okafor")]
    at = story.index(signed[0])
    assert story[at : at + 3] == signed
    assert f"{w.daniel.name} offered the agreement for signing" in story


class TestSigning:
    def test_with_the_last_signature_it_holds_the_engagement_is_agreed_and_all_have_the_paper(self, w, monkeypatch):
        found = made.offered(w)
        assert sign(found, w.grace).state == S.PARTLY_SIGNED
        assert sign(found, w.priya).state == S.PARTLY_SIGNED
        assert not queries.agreement_is_signed(actor=actor(w.daniel), engagement=w.engagement)
        assert sign(found, w.helen, LATER).state == S.SIGNED
        assert queries.agreement_is_signed(actor=actor(w.daniel), engagement=w.engagement)
        assert (now(found).signed_at, state(w)) == (LATER, E.AGREED)
        assert readers("agreement_signed") == sorted([w.grace.email, w.helen.email, w.priya.email])
        [paper] = mails("agreement_signed")[0].attachments
        assert paper["name"] == "agreement-version-1.pdf"

    def test_each_signature_keeps_name_time_for_whom_and_the_text_that_was_seen(self, w):
        found = made.offered(w)
        sign(found, w.grace, LATER, name="  grace  OKAFOR")
        [kept] = Signature.objects.all()
        assert (kept.party, kept.person, kept.typed_name) == (Party.CLIENT_HEAD, w.grace, "grace OKAFOR")
        assert (kept.signed_for, kept.signed_at) == ("As head of Thistlebank School", LATER)
        assert kept.text_hash == found.text_hash

    def test_signing_twice_changes_nothing(self, w):
        found = made.offered(w)
        sign(found, w.grace)
        sign(found, w.grace, LATER)
        [kept] = Signature.objects.all()
        assert kept.signed_at == NOW
        sign(found, w.helen)
        sign(found, w.priya)
        before = len(mails("agreement_signed"))
        sign(found, w.priya, LATER)
        assert (Signature.objects.count(), len(mails("agreement_signed"))) == (3, before)
        assert now(found).signed_at == NOW

    def test_nobody_signs_with_the_name_of_somebody_else(self, w):
        found = made.offered(w)
        with pytest.raises(UnableToSign, match="Grace Okafor"):
            sign(found, w.grace, name="Helen Brook")
        assert not Signature.objects.exists()
        sign(found, w.grace)  # the control
        assert Signature.objects.count() == 1

    def test_nobody_signs_a_text_they_have_not_seen(self, w):
        old = made.offered(w).text_hash
        operations.take_offer_back(actor=actor(w.daniel), at=NOW, engagement=w.engagement)
        found = made.offered(w, costs="Thistlebank pays the trains")
        with pytest.raises(UnableToSign, match="Read it again"):
            sign(found, w.grace, seen=old)
        sign(found, w.grace)  # the control

    @pytest.mark.parametrize("who", ["farah", "daniel", "colleague", "elsewhere"])
    def test_who_is_no_party_does_not_sign(self, w, here, who):
        found = made.offered(w)
        others = {"colleague": staff(here, w.thistlebank), "elsewhere": coordinator(here)}
        with pytest.raises(Forbidden):
            sign(found, others.get(who) or getattr(w, who))

    def test_where_days_were_bought_the_programme_signs_too_and_only_then_it_holds(self, here):
        w = made.bought(here)
        found = made.signed(w)
        assert now(found).state == S.PARTLY_SIGNED
        assert sign(found, w.farah).state == S.SIGNED
        assert Signature.objects.get(party=Party.PROGRAMME).signed_for == "For Ribble Linkage"

    def test_who_stands_for_two_signs_once_for_both(self, w):
        found = made.offered(w)
        lead = w.engagement.participants.get(person=w.priya)
        lead.person = w.helen
        lead.save()
        sign(found, w.helen)
        assert set(Signature.objects.values_list("party", flat=True)) == {Party.HOME_HEAD, Party.LEAD}
        assert sign(found, w.grace).state == S.SIGNED

    def test_who_left_cannot_sign_and_who_took_the_role_over_can(self, w, here):
        found = made.offered(w)
        RoleGrant.objects.filter(person=w.helen).delete()
        with pytest.raises(Forbidden):
            sign(found, w.helen)
        omar = head(here, w.harrowgill, name="Omar Aziz", account=account())
        sign(found, omar)
        assert Signature.objects.get().person == omar

    def test_what_somebody_signed_before_they_left_counts(self, w, here):
        found = made.offered(w)
        sign(found, w.helen)
        RoleGrant.objects.filter(person=w.helen).delete()
        head(here, w.harrowgill, name="Omar Aziz", account=account())
        sign(found, w.grace)
        assert sign(found, w.priya).state == S.SIGNED

    def test_a_lead_who_was_replaced_cannot_sign_any_more(self, w, here):
        found = made.offered(w)
        w.engagement.participants.filter(person=w.priya).update(left_at=NOW)
        again = staff(here, w.harrowgill, name="Omar Aziz", account=account())
        Participant.objects.create(
            programme=here,
            engagement=w.engagement,
            person=again,
            organisation=w.harrowgill,
            side="home",
            is_lead=True,
            joined_at=NOW,
        )
        with pytest.raises(Forbidden):
            sign(found, w.priya)
        assert sign(found, again).state == S.PARTLY_SIGNED

    def test_a_school_that_becomes_an_academy_signs_by_its_new_head_and_the_text_keeps_its_names(self, w, here):
        found = made.offered(w)
        academy = school(name="Thistlebank Academy")
        member(here, academy)
        RoleGrant.objects.filter(person=w.grace).update(organisation=academy)
        with pytest.raises(Forbidden):
            sign(found, w.grace)
        Engagement.objects.filter(pk=w.engagement.pk).update(client_organisation=academy)
        sign(found, w.grace)
        assert Signature.objects.get().signed_for == "As head of Thistlebank Academy"
        assert f"Thistlebank School (URN {w.thistlebank.urn})" in now(found).text
        assert rules.fingerprint(now(found).text) == found.text_hash

    def test_nobody_signs_while_it_is_paused(self, w):
        found = made.offered(w)
        set_to(w, E.PAUSED)
        with pytest.raises(UnableToMove):
            sign(found, w.grace)

"""The people of a programme by role, and what is known of them: claims, titles, who stands for whom."""

from datetime import timedelta
from typing import TYPE_CHECKING

from linkage.accounts.tests import factories as accounts
from linkage.people.enums import AffiliationRole, DesignationStatus, Holder, InvitationMethod, Role
from linkage.people.models import (
    Affiliation,
    Cover,
    Designation,
    DesignationTitle,
    Digest,
    Invitation,
    Person,
    RoleGrant,
)
from linkage.people.tests import factories as people
from linkage.programmes.models import Programme
from linkage.programmes.tests.factories import NOW

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side


def add(side: "Side", schools: list) -> None:
    """Say who they are; the tenancy block is the caller's."""
    client, home, far = schools
    made = {
        "coordinator": people.coordinator(side.programme),
        "officer": people.person(side.programme),
        "auditor": people.person(side.programme),
        "client head": people.head(side.programme, client),
        "asker": people.staff(side.programme, client, AffiliationRole.MIDDLE_LEADER),
        "home head": people.head(side.programme, home),
        "nominee": people.staff(side.programme, home),
        "stranger": people.staff(side.programme, far),
        "leaver": people.person(side.programme),
    }
    people.grant(made["officer"], Role.OFFICER)
    people.grant(made["auditor"], Role.AUDITOR)
    for role, person in made.items():
        account = accounts.account()
        person.account = account
        person.save(update_fields=["account"])
        side.accounts[role], side.people[role] = account, person


def add_papers(side: "Side", schools: list) -> None:
    """Keep what is known of them."""
    programme, who = side.programme, side.people
    _, home, far = schools
    own = {"programme": programme}
    invitation = Invitation.objects.create(
        **own, organisation=far, person=who["leaver"], method=InvitationMethod.EMAIL, sent_at=NOW
    )
    claim = Affiliation.objects.create(
        **own,
        person=who["leaver"],
        organisation=home,
        role=AffiliationRole.TEACHER,
        claimed_at=NOW,
        vouched_at=NOW,
    )
    title = DesignationTitle.objects.create(**own, name="Title", awarded_by="Body")
    designation = Designation.objects.create(
        **own,
        title=title,
        person=who["nominee"],
        specialism="For",
        awarded_by="Body",
        from_on=NOW.date() - timedelta(days=700),
        to_on=NOW.date() + timedelta(days=3650),
        evidence="Proof",
        status=DesignationStatus.HELD,
        said_by=who["coordinator"],
        said_at=NOW,
        asked_at=NOW,
        asked=1,
    )
    hub = DesignationTitle.objects.create(**own, name="Hub", holder=Holder.ORGANISATION)
    claimed = Designation.objects.create(
        **own,
        title=hub,
        organisation=home,
        awarded_by="Body",
        from_on=NOW.date() - timedelta(days=700),
        status=DesignationStatus.CLAIMED,
        said_by=who["home head"],
        said_at=NOW,
    )
    Digest.objects.create(**own, person=who["asker"], for_on=NOW.date(), made_at=NOW, actions=1)
    cover = Cover.objects.create(
        **own,
        person=who["coordinator"],
        looks_after=_another_officer(programme),
        from_on=NOW.date() + timedelta(days=3),
        to_on=NOW.date() + timedelta(days=400),
        arranged_by=who["coordinator"],
        arranged_at=NOW,
    )
    side.records |= {
        "cover_id": cover.pk,
        "title_id": title.pk,
        "designation_id": designation.pk,
        "claimed_id": claimed.pk,
        "person_id": who["asker"].pk,
        "other_id": people.person(programme).pk,
        "invitation_id": invitation.pk,
        "affiliation_id": claim.pk,
        "grant_id": RoleGrant.objects.get(person=who["officer"]).pk,
    }


def _another_officer(programme: Programme) -> Person:
    made = people.person(programme)
    people.grant(made, Role.OFFICER)
    return made

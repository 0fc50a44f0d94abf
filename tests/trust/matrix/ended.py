"""Support over time at its end and afterwards: what both sides said, with a word in every text of it."""

from datetime import timedelta
from typing import TYPE_CHECKING

from linkage.engagements import models
from linkage.programmes.tests.factories import NOW

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side

TODAY = NOW.date()


def add(side: "Side", found: models.Engagement) -> None:
    """One side has said what it changed, and both are asked again; somebody gave a day."""
    own, who = {"programme": side.programme}, side.people
    aim = models.Objective.objects.create(
        **own, engagement=found, place=1, text="Aim", measure="How", baseline="Then", target="Later", standing="Now"
    )
    visit = models.Visit.objects.create(
        **own,
        engagement=found,
        visitor=who["nominee"],
        visits_on=TODAY - timedelta(days=20),
        about="About",
        status="agreed",
        booked_by=who["asker"],
        booked_at=NOW,
        changed_at=NOW,
        written_at=NOW,
    )
    pulses = {
        (at_side, days): models.ImpactPulse.objects.create(
            **own,
            engagement=found,
            side=at_side,
            days=days,
            due_on=TODAY - timedelta(days=30 - days),
            lapses_on=TODAY + timedelta(days=3650 * days),
            person=who[role],
            asked_at=NOW,
            **({"answered_at": NOW, "answered_by": who[role]} if days == 0 else {}),
        )
        for at_side, role in (("client", "asker"), ("home", "nominee"))
        for days in (0, 30)
    }
    said = pulses["client", 0]
    level = models.LevelAnswer.objects.create(**own, pulse=said, level="learning", answer="yes", evidence="Evidence")
    models.AimReading.objects.create(**own, pulse=said, objective=aim, standing="Standing")
    side.records |= {
        "closed_engagement_id": found.pk,
        "impact_id": pulses["client", 30].pk,
        "level_answer_id": level.pk,
        "giver_id": visit.visitor_id,
    }


def add_words(side: "Side", found: models.Engagement) -> None:
    """Of what goes on: both said how it was, and one showed it; one said who carries on; thanks were sent."""
    own, who = {"programme": side.programme}, side.people
    side.records["carry_on_id"] = models.CarryOnCheck.objects.create(
        **own,
        engagement=found,
        review=found.reviews.first(),
        side="client",
        plan="Who",
        holds="partly",
        note="Note",
        said_by=who["asker"],
        said_at=NOW,
    ).pk
    for at_side, role, shared_at in (("client", "asker", None), ("home", "nominee", NOW)):
        side.records[f"{at_side}_feedback_id"] = models.Feedback.objects.create(
            **own,
            engagement=found,
            side=at_side,
            helped="Helped",
            more="More",
            again="yes",
            written_by=who[role],
            written_at=NOW,
            shared_at=shared_at,
        ).pk
    letter = models.ThanksLetter.objects.create(
        **own,
        engagement=found,
        text="Thanks",
        written_by=who["client head"],
        signed_name="Name",
        signed_for="For",
        sent_at=NOW,
    )
    side.records["thanks_id"] = letter.pk

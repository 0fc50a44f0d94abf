"""What is in the way of support over time, and what was said in confidence: each with a word in every text of it."""

from datetime import timedelta
from typing import TYPE_CHECKING

from linkage.engagements import models
from linkage.programmes.tests.factories import NOW

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side

TODAY = NOW.date()


def add(side: "Side", found: models.Engagement) -> None:
    """Both, beside what is under way."""
    _in_the_way(side, found)
    _in_confidence(side, found)


def _in_the_way(side: "Side", found: models.Engagement) -> None:
    own, who = {"programme": side.programme}, side.people
    for name, settled_at in (("hindrance_id", None), ("settled_hindrance_id", NOW)):
        made = models.Hindrance.objects.create(
            **own,
            engagement=found,
            kind="block",
            text="Way",
            owner=who["asker"],
            due_on=TODAY + timedelta(days=9),
            raised_by=who["nominee"],
            raised_at=NOW,
            outcome="Outcome",
            settled_at=settled_at,
        )
        side.records[name] = made.pk


def _in_confidence(side: "Side", found: models.Engagement) -> None:
    """One between the asker and the coordinator, who was let read; one that nobody has taken up; and one closed."""
    own, who = {"programme": side.programme}, side.people
    for name, fields in (
        ("concern_id", {"raised_by": who["asker"], "handler": who["coordinator"], "raiser_since": NOW}),
        ("untaken_concern_id", {"raised_by": who["nominee"], "side": "home", "late_told_at": NOW}),
        (
            "closed_concern_id",
            {
                "raised_by": who["asker"],
                "handler": who["coordinator"],
                "status": "closed",
                "outcome": "changed",
                "ended_at": NOW,
            },
        ),
    ):
        made = models.Concern.objects.create(
            **own,
            engagement=found,
            **{
                "side": "client",
                "words": "Words",
                "closing": "Closing",
                "wish": "talk",
                "raised_at": NOW,
                "due_on": TODAY,
                "handler_since": NOW,
                **fields,
            },
        )
        side.records[name] = made.pk
    concern = models.Concern.objects.get(pk=side.records["concern_id"])
    written = models.ConcernMessage.objects.create(
        **own, concern=concern, written_by=who["coordinator"], words="Words", written_at=NOW
    )
    side.records["concern_message_id"] = written.pk
    access = models.ConcernAccess.objects.create(
        **own, concern=concern, given_to=who["coordinator"], given_at=NOW, ends_at=NOW + timedelta(days=9_000)
    )
    models.ConcernReading.objects.create(**own, access=access, part="plan", read_by=who["coordinator"], read_at=NOW)

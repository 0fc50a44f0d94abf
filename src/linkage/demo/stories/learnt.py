"""What two schools learnt together: written by one of them at the end, and what the two heads say to it."""

from datetime import timedelta

from linkage.demo.stories.readying import Play
from linkage.engagements import operations
from linkage.kernel.days import day_of
from linkage.links.enums import Side
from linkage.practice import operations as practice
from linkage.practice.models import Practice

WHAT = (
    "One school asked, the other had done it before. For two half-terms, four colleagues of each sat in each other’s "
    "lessons every second week and changed one thing at a time. The same short plan was used in both."
)
EVIDENCE = (
    "Every tutor group reads three mornings a week: it was two of eight, and it is eight of eight. New staff lead it "
    "without help. Cover was harder to find than either school had thought."
)


def written(play: Play, days_ago: int) -> None:
    """The head of the helped school writes it, which is that school’s yes; it goes to the other head."""
    head = play.stage.heads[play.found.client_organisation_id]
    operations.write_case(
        actor=play.head(Side.CLIENT),
        at=play.on(days_ago),
        engagement=play.found,
        written=practice.Written(
            title="What two schools learnt about reading in tutor time",
            what=WHAT,
            evidence=EVIDENCE,
            area_codes=["reading-literacy"],
            phases=list(play.found.client_organisation.phases),
            ways=["call", "visit_us"],
            owner_id=head.pk,
            review_on=day_of(play.stage.now) + timedelta(days=300),
        ),
        sends=True,
    )


def agreed(play: Play, days_ago: int) -> None:
    """The head of the school that helped says yes, and leaves its name out."""
    made = Practice.objects.whole().get(source_id=play.found.pk)
    practice.agree(actor=play.head(Side.HOME), at=play.on(days_ago), practice=made, is_named=False)

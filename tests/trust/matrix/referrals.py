"""A school that was referred: its contact has been asked, and whoever referred it waits for the outcome."""

from typing import TYPE_CHECKING

from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import ReferralStatus
from linkage.support_requests.models import Referral

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side


def add(side: "Side") -> None:
    """Add one that waits, and one that nobody has said is theirs; the tenancy block is the caller's."""
    own = {
        "programme": side.programme,
        "organisation_id": side.records["organisation_id"],
        "team": "Team",
        "words": "Words",
        "has_consent": True,
        "referred_at": NOW,
    }
    waiting = Referral.objects.create(
        **own,
        status=ReferralStatus.SENT,
        referrer=side.people["officer"],
        contact=side.people["asker"],
        sent_at=NOW,
    )
    typed = Referral.objects.create(
        **own,
        referrer_name="Name",
        referrer_email="name@somewhere.example",
        contact_name="Contact",
        contact_email="contact@somewhere.example",
    )
    side.records |= {"referral_id": waiting.pk, "typed_referral_id": typed.pk}

"""What schools do well, in each of its states, and what two schools did together; a word in every text of it."""

from datetime import timedelta
from typing import TYPE_CHECKING

from linkage.practice.models import Consent, Practice
from linkage.programmes.tests.factories import NOW
from tests.trust.matrix.copies import again

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side

TODAY = NOW.date()
# What the helping school wrote, and has brought so far.
STATES = ("awaiting_head", "lapsed", "hidden", "taken_down")


def add(side: "Side", schools: list) -> None:
    """What the helping school shares and is asked about; then one for each other state."""
    client, home, _ = schools
    who, own = side.people, {"programme": side.programme}
    fields = {
        "title": "Title",
        "what": "What",
        "evidence": "How",
        "area_codes": ["literacy"],
        "phases": ["secondary"],
        "ways": ["visit_us"],
        "missing": "Missing",
        "end_reason": "Reason",
        "review_on": TODAY + timedelta(days=200),
        "created_at": NOW,
        "changed_at": NOW,
        "shared_at": NOW,
    }
    shared = Practice.objects.create(
        **own,
        **fields,
        organisation=home,
        status="due",
        asked_at=NOW,
        owner=who["nominee"],
        written_by=who["nominee"],
    )
    _yes(shared, home, who["home head"])
    side.records["practice_id"] = shared.pk
    for status in STATES:
        owner = None if status == "hidden" else who["nominee"]
        ended = {"ended_at": NOW, "ended_by": who["coordinator"]} if status == "taken_down" else {}
        made = again(shared, status=status, owner=owner, asked_at=None, **ended)
        if status not in ("awaiting_head", "taken_down"):
            _yes(made, home, who["home head"])
        side.records[f"{status}_practice_id"] = made.pk
    draft = again(shared, status="draft", organisation=client, written_by=who["asker"], owner=who["asker"])
    case = again(
        shared,
        status="shared",
        source="engagement",
        source_id=side.records["bought_engagement_id"],
        partner=client,
        asked_at=None,
    )
    _yes(case, home, who["home head"])
    _yes(case, client, who["client head"], is_named=False)
    side.records |= {"draft_practice_id": draft.pk, "case_practice_id": case.pk}


def _yes(practice: Practice, organisation: object, head: object, **fields: object) -> None:
    Consent.objects.create(
        programme=practice.programme,
        practice=practice,
        organisation=organisation,
        said_by=head,
        said_at=NOW,
        **fields,
    )

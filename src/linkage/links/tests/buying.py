"""Support that is bought in tests: Farah prepares it for Daniel's request, Alan approves the money."""

from dataclasses import dataclass
from datetime import date

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.links import operations
from linkage.links.enums import CommissionStatus, FundKind
from linkage.links.models import Commission, FundingSource
from linkage.links.tests import factories
from linkage.messaging.models import Message
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.people.tests.factories import actor, grant, person
from linkage.programmes.tests.factories import NOW

S = CommissionStatus
STARTS, ENDS = date(2027, 1, 12), date(2027, 3, 26)
FUND = "School improvement fund"


@dataclass
class Buying:
    """The world of links, a commissioner, and money."""

    world: factories.World
    alan: Person
    fund: FundingSource


def commissioner(programme, **fields) -> Person:
    made = person(programme, account=account(), **fields)
    grant(made, Role.COMMISSIONER)
    return made


def fund(programme, **fields) -> FundingSource:
    return FundingSource.objects.create(
        programme=programme,
        **{
            "name": FUND,
            "kind": FundKind.PROGRAMME,
            "starts_on": date(2026, 9, 1),
            "ends_on": date(2027, 8, 31),
            "budget_pence": 500_000,
            **fields,
        },
    )


def buying(programme) -> Buying:
    return Buying(factories.world(programme), commissioner(programme, name="Alan Fielding"), fund(programme))


def plan(made: Buying, **changes) -> operations.Plan:
    return operations.Plan(
        **{
            "need": "Two teachers learn to lead reading in tutor time",
            "half_days": 7,
            "day_price_pence": 50_000,
            "starts_on": STARTS,
            "ends_on": ENDS,
            "funding": made.fund,
            "outcomes": [operations.HopedFor("Tutors read daily", "We look in", "2 of 8", "8 of 8")],
            **changes,
        }
    )


def draft(made: Buying, at=NOW, support_request=None, **changes) -> Commission:
    return operations.begin_buying(
        actor=actor(made.world.farah),
        at=at,
        support_request=support_request or made.world.request,
        plan=plan(made, **changes),
    )


def sent(made: Buying, at=NOW, **changes) -> Commission:
    found = draft(made, at, **changes)
    return operations.send_for_approval(actor=actor(made.world.farah), at=at, commission=found)


def approved(made: Buying, at=NOW, **changes) -> Commission:
    return decided(made, sent(made, at, **changes), at)


def decided(made: Buying, found: Commission, at=NOW, *, is_approved=True, reason="") -> Commission:
    return operations.decide(actor=actor(made.alan), at=at, commission=found, is_approved=is_approved, reason=reason)


def ordered(made: Buying, at=NOW, **changes) -> Commission:
    found = approved(made, at, **changes)
    return operations.order(actor=actor(made.world.farah), at=at, commission=found, purchase_reference="PO 10438")


def farah(b):
    return actor(b.world.farah)


def taken(b):
    return FundingSource.objects.get(pk=b.fund.pk).taken_pence


def request_state(b):
    b.world.request.refresh_from_db()
    return b.world.request.state


def mails(kind):
    return list(Message.objects.filter(template=f"links.{kind}").order_by("created_at"))


def readers(kind):
    return sorted(each["email"] for mail in mails(kind) for each in mail.recipients)


def job(b) -> Actor:
    return Actor.system("approvals", b.world.programme.pk)

"""Agreements in tests: Daniel writes and offers one for Thistlebank; Grace, Helen and Priya sign it."""

from linkage.engagements import operations, queries
from linkage.engagements.enums import AgreementStatus, EngagementStatus, Gate
from linkage.engagements.models import Agreement, Engagement, StepMark
from linkage.engagements.tests.factories import World, objective, set_to
from linkage.engagements.tests.factories import world as begun
from linkage.links.tests import buying
from linkage.messaging.models import Message
from linkage.people.models import Person
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.tests.factories import support_request

S = AgreementStatus


def world(programme, status=EngagementStatus.READY, **fields) -> World:
    """Both schools with an aim, where an agreement is due."""
    made = begun(programme, **fields)
    objective(made, measure="We look in", baseline="2 of 8", target="8 of 8")
    done = made.engagement.step_list.steps.filter(gate=Gate.AGREE)
    StepMark.objects.bulk_create(
        StepMark(
            programme=programme,
            engagement=made.engagement,
            code=each.code,
            done_on=NOW.date(),
            marked_by=made.daniel,
            marked_at=NOW,
        )
        for each in done
    )
    set_to(made, status)
    return made


def bought(programme, **fields) -> World:
    """The same where days were bought for it."""
    made = world(programme, **fields)
    wanted = buying.Buying(made, buying.commissioner(programme), buying.fund(programme))
    asked = support_request(
        programme, made.thistlebank, asked_by=made.daniel, owner=made.farah, status=RequestStatus.MATCHING
    )
    paid = buying.ordered(wanted, support_request=asked)
    Engagement.objects.filter(pk=made.engagement.pk).update(commission=paid, half_days=paid.half_days)
    made.engagement.hold()
    return made


def written(made: World, at=NOW, who=None, **wording) -> Agreement:
    said = queries.Wording(**{"is_in": frozenset({"materials", "quoting"}), **wording})
    return operations.draft_agreement(actor=actor(who or made.daniel), at=at, engagement=made.engagement, wording=said)


def offered(made: World, at=NOW, **wording) -> Agreement:
    written(made, at, **wording)
    return offer(made, at)


def offer(made: World, at=NOW) -> Agreement:
    return operations.offer(actor=actor(made.daniel), at=at, engagement=made.engagement)


def sign(found: Agreement, someone: Person, at=NOW, name=None, seen=None) -> Agreement:
    fresh = Agreement.objects.whole().get(pk=found.pk)
    fresh.engagement = Engagement.objects.whole().get(pk=found.engagement_id)
    return operations.sign(
        actor=actor(someone),
        at=at,
        agreement=fresh,
        typed_name=someone.name if name is None else name,
        seen_hash=fresh.text_hash if seen is None else seen,
    )


def signed(made: World, at=NOW, **wording) -> Agreement:
    found = offered(made, at, **wording)
    for someone in (made.grace, made.helen, made.priya):
        found = sign(found, someone, at)
    return found


def now(found: Agreement) -> Agreement:
    return Agreement.objects.whole().get(pk=found.pk)


def state(made: World) -> str:
    made.engagement.refresh_from_db()
    return made.engagement.state


def mails(kind: str) -> list[Message]:
    return list(Message.objects.filter(template=f"engagements.{kind}").order_by("created_at"))


def readers(kind: str) -> list[str]:
    return sorted(each["email"] for mail in mails(kind) for each in mail.recipients)

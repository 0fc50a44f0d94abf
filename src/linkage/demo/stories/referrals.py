"""Schools that others refer: confirmed or not, answered or not, and what came of them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.demo.stage import Stage, address_part, chain, lines
from linkage.demo.stories import cases
from linkage.demo.stories import support_requests as asking
from linkage.demo.stories.programmes import Plan
from linkage.directory.enums import Way
from linkage.support_requests import operations, policy
from linkage.support_requests.models import Referral, SupportRequest

OURS = "@"
# How many working days ago each was referred.
REFERRED = {
    "unconfirmed": 1, "sent": 2, "reminded": 5, "declined": 9, "lapsed": 14, "agreed": 4, "linked": 12,
    "signposted": 13, "joined": 15,
}  # fmt: skip
# What becomes of those whose school agrees, each step so many working days after the one before.
STEPS: dict[str, tuple[tuple[int, cases.Step], ...]] = {
    "agreed": (),
    "linked": ((0, cases.take), (2, cases.link)),
    "signposted": ((0, cases.take), (1, cases.point)),
    "joined": ((0, cases.take), (1, cases.joins_network)),
}


def tell(stage: Stage, plan: Plan) -> None:
    """Refer each school of the file; smaller programmes have none."""
    if plan.slug != "ribble":
        return
    for line in lines(plan.slug, "referrals.txt"):
        stage.diary.note(stage.diary.ago(REFERRED[line[0]]), partial(_refer, stage, plan, line))


def chase(stage: Stage, at: datetime) -> None:
    """The job of the morning, where somebody waits for a school or for what came of it."""
    if Referral.objects.filter(told_at=None).exists():
        operations.chase_referrals(actor=stage.job("referrals"), at=at)


def _refer(stage: Stage, plan: Plan, line: list[str], at: datetime) -> None:
    becomes, where, who, contact, *asked = line
    school = stage.school_for(where)
    name, team = who.rsplit(", ", 1)
    is_ours = name.startswith(OURS)
    outsider = {} if is_ours else {"name": name, "email": f"{address_part(name)}@council.example"}
    said = operations.Said(
        team=team,
        words=asked[-1],
        contact_name=contact,
        contact_email=stage.email(contact, school),
        has_consent=True,
    )
    nobody = Actor.nobody(stage.programme.pk)
    by = stage.actor(name.removeprefix(OURS)) if is_ours else nobody
    made = operations.refer(actor=by, at=at, organisation=school, said=said, **outsider)
    if not is_ours and becomes != "unconfirmed":
        operations.confirm_referral(actor=nobody, at=at + timedelta(minutes=6), referral=made)
    if becomes == "declined":
        chain(stage.diary, at, (1, _by_contact(stage, made, lambda who, when: _decline(made, who, when))))
    elif becomes in STEPS:
        chain(stage.diary, at, (1, _by_contact(stage, made, partial(_agree, stage, plan, becomes, asked, made))))


def _by_contact(
    stage: Stage, made: Referral, answer: Callable[[Actor, datetime], object]
) -> Callable[[datetime], object]:
    """Have the school's contact answer by the link in the mail."""

    def answered(at: datetime) -> None:
        assert made.contact is not None
        answer(stage.by_link(policy.REFERRAL_LINK, record_id=made.pk, person=made.contact, state=made.status), at)

    return answered


def _decline(made: Referral, contact: Actor, at: datetime) -> None:
    operations.decline_referral(actor=contact, at=at, referral=made)


def _agree(
    stage: Stage, plan: Plan, becomes: str, asked: list[str], made: Referral, contact: Actor, at: datetime
) -> None:
    codes, ways, window, who_for, words = asked
    agreed = operations.Agreed(
        words=words,
        areas=list(areas.by_codes(actor=contact, codes=codes.split())),
        ways=[way for way in Way if way in ways.split()],
        window=window,
        who_for=who_for,
        has_consent=True,
    )
    request: SupportRequest = operations.agree(actor=contact, at=at, referral=made, agreed=agreed)
    assert made.contact is not None
    case = cases.Case(stage, plan, made.contact.name, request)
    chain(stage.diary, at, *((after, asking.renewed(case, step)) for after, step in STEPS[becomes]))

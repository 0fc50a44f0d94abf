"""The mails that follow from a referral, written with it."""

from datetime import datetime

from django.urls import reverse

from linkage.access import links
from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Mail, Recipient
from linkage.people.models import Person
from linkage.programmes import queries as programmes
from linkage.support_requests import policy, queries
from linkage.support_requests.enums import ReferralOutcome, ReferralStatus
from linkage.support_requests.models import Referral
from linkage.support_requests.presenters import referral_mails as mails


@part_of_operation
def ask_whether_it_was_you(*, actor: Actor, at: datetime, referral: Referral) -> None:
    """Ask the holder of an address whether they refer a school; nothing a visitor typed stands in it."""
    token = links.make(
        policy.REFER_TOKEN,
        programme_id=referral.programme_id,
        record_id=referral.pk,
        person_id=referral.pk,
        state=ReferralStatus.UNCONFIRMED,
    )
    told = _told(actor, referral, at)
    messaging.send(
        actor=actor,
        at=at,
        mail=mails.was_it_you(told, path=reverse("referrals:confirm", args=[told.slug, token])),
        to=[Recipient(referral.referrer_email, referral.referrer_email)],
        kind="support_requests.refer_confirm",
        is_urgent=True,
    )


@part_of_operation
def said_again(*, actor: Actor, at: datetime, referral: Referral) -> None:
    """Say again what whoever refers has to do, or that the school has it already."""
    if referral.referrer is None:
        ask_whether_it_was_you(actor=actor, at=at, referral=referral)
    else:
        _receipt(actor, at, referral, referral.referrer)


@part_of_operation
def written_to_school(*, actor: Actor, at: datetime, referral: Referral) -> None:
    """Ask the school's contact, and give whoever refers a receipt."""
    assert referral.referrer is not None
    told = _told(actor, referral, at)
    _to_school(actor, at, referral, "refer_asked", mails.asked(told, path=_answer_path(referral)))
    _receipt(actor, at, referral, referral.referrer)


@part_of_operation
def reminded(*, actor: Actor, at: datetime, referral: Referral) -> None:
    """Remind the school's contact."""
    told = _told(actor, referral, at)
    _to_school(actor, at, referral, "refer_reminder", mails.reminder(told, path=_answer_path(referral)))


@part_of_operation
def outcome_told(*, actor: Actor, at: datetime, referral: Referral) -> None:
    """Tell whoever refers what came of it, in one sentence."""
    if referral.referrer is None or not referral.referrer.email:
        return
    told = _told(actor, referral, at)
    mail = mails.outcome(told, sentence=ReferralOutcome(referral.outcome).label)
    _send(actor, at, referral.referrer, "refer_outcome", mail, told)


def _receipt(actor: Actor, at: datetime, referral: Referral, referrer: Person) -> None:
    told = _told(actor, referral, at)
    _send(actor, at, referrer, "refer_receipt", mails.receipt(told), told)


def _to_school(actor: Actor, at: datetime, referral: Referral, kind: str, mail: Mail) -> None:
    assert referral.contact is not None
    _send(actor, at, referral.contact, kind, mail, _told(actor, referral, at))


def _send(actor: Actor, at: datetime, to: Person, kind: str, mail: Mail, told: mails.Told) -> None:
    messaging.send(
        actor=actor,
        at=at,
        mail=mail,
        to=[Recipient(to.name, to.email, to.pk)],
        kind=f"support_requests.{kind}",
        names=mails.values_of(told),
    )


def _told(actor: Actor, referral: Referral, at: datetime) -> mails.Told:
    settings = programmes.settings(actor=actor)
    return mails.Told(
        programme=programmes.sender(actor=actor).name,
        slug=referral.programme.slug,
        school=referral.organisation.name,
        referred_by=referral.referred_by,
        team=referral.team,
        contact=referral.contact_called,
        words=referral.words,
        answer_by=queries.answer_by(actor=actor, referral=referral, at=at),
        erase_days=settings.unanswered_erase_days,
    )


def _answer_path(referral: Referral) -> str:
    assert referral.contact_id is not None
    token = links.make(
        policy.REFERRAL_LINK,
        programme_id=referral.programme_id,
        record_id=referral.pk,
        person_id=referral.contact_id,
        state=ReferralStatus.SENT,
    )
    return reverse("referrals:answer-by-link", args=[referral.programme.slug, token])

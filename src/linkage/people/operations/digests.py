"""The list of what waits for somebody, by mail, as often as they like."""

from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from linkage.access import links
from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.database.jobs import defer
from linkage.kernel.days import day_of, local
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Recipient
from linkage.people import policy, queries
from linkage.people.enums import DigestRhythm
from linkage.people.models import Digest, Person
from linkage.people.presenters import digests
from linkage.people.rules.digests import is_weekly_due, week_of
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each
from linkage.ui import next_actions, registry
from linkage.ui.next_actions import NextAction

# Where a programme sends at any hour, its lists wait for the morning all the same.
MORNING_HOUR = 8
# The link of the mail serves for as long as the person is known here: whoever keeps an old mail may stop the next.
DIGEST_STATE = "list"


@operation(policy.SEND_DIGEST)
def have_sent_digests(*, actor: Actor, at: datetime) -> None:
    """Have each programme send the lists that are due."""
    have_done_in_each(actor=actor, at=at, job="people.digests-in-programme")


@operation(policy.SEND_DIGEST)
def begin_digests(*, actor: Actor, at: datetime) -> int:
    """Have the list sent to everybody in the actor's programme whose list is due; return to how many.

    Each has a job of their own, so that what goes wrong for one keeps no other waiting. Nothing in the holidays, before
    the morning's first hour, or while the programme is paused.
    """
    found = [person_id for rhythm in _due(actor, at) for person_id in _awaiting(actor, at, rhythm)]
    for person_id in found:
        defer(
            "people.digest-of-person",
            programme_id=actor.tenant_id,
            queueing_lock=f"digest {person_id}",
            person_id=person_id,
        )
    return len(found)


@operation(policy.SEND_DIGEST)
def send_digest(*, actor: Actor, at: datetime, person: Person) -> Digest | None:
    """Mail somebody what waits for them, once for each week or day; None when that was done, or is not for them.

    Where nothing waits no mail goes out, and it is remembered that we looked.
    """
    is_paused = programmes.programme(actor=actor).paused_at is not None
    is_wanted = person.digest_rhythm != DigestRhythm.NEVER and not is_paused
    if not is_wanted or not queries.takes_part(actor=actor, person=person, on=day_of(at)):
        return None
    digest, is_first = Digest.objects.get_or_create(
        programme_id=actor.tenant_id, person=person, for_on=_for_on(person.digest_rhythm, at), defaults={"made_at": at}
    )
    if not is_first:
        return None
    mine, waiting = next_actions.ordered(registry.waiting_for(queries.of_person(person), at))
    if mine:
        digest.actions = len(mine)
        digest.save(update_fields=["actions"])
        _mail(actor, at, person, mine, waiting)
    return digest


@operation(policy.CHOOSE_DIGEST, target="person")
def choose_digest(*, actor: Actor, at: datetime, person: Person, rhythm: str) -> Person:  # noqa: ARG001
    """Choose how often one is sent one's list (DigestRhythm); mails that tell of something new go on as before."""
    person.digest_rhythm = DigestRhythm(rhythm)
    person.save(update_fields=["digest_rhythm"])
    return person


def _mail(actor: Actor, at: datetime, person: Person, mine: list[NextAction], waiting: list[NextAction]) -> None:
    programme = programmes.programme(actor=actor)
    things = digests.things(mine)
    link = {"programme": programme.slug, "token": _token(person)}
    mail = digests.mail(
        mine,
        waiting,
        at=at,
        things=things,
        first_name=person.first_name,
        programme=programme.name,
        rhythm=person.digest_rhythm,
        home=reverse("programmes:home", kwargs={"programme": programme.slug}),
        change=reverse("people:how-often-by-link", kwargs=link),
    )
    messaging.send(
        actor=actor,
        at=at,
        mail=mail,
        to=[Recipient(person.name, person.email, person.pk)],
        kind="people.digest",
        names={"things": things},
        stop_path=reverse("people:stop-list", kwargs=link),
    )


def _due(actor: Actor, at: datetime) -> list[DigestRhythm]:
    settings, calendar, today = programmes.settings(actor=actor), programmes.calendar(actor=actor), day_of(at)
    first_hour = settings.mail_from_hour if settings.has_mail_hours else MORNING_HOUR
    if settings.paused_at or not calendar.is_open(today) or local(at).hour < first_hour:
        return []
    has_begun = queries.has_begun(actor=actor, week=week_of(today))
    is_weekly = is_weekly_due(today, settings.digest_weekday, calendar, has_begun=has_begun)
    return [DigestRhythm.DAILY, *([DigestRhythm.WEEKLY] if is_weekly else [])]


def _awaiting(actor: Actor, at: datetime, rhythm: DigestRhythm) -> list[UUID]:
    return queries.awaiting_list(actor=actor, on=day_of(at), rhythm=rhythm, for_on=_for_on(rhythm, at))


def _for_on(rhythm: str, at: datetime) -> date:
    """The day that a week or a day is known by: the first of it."""
    return day_of(at) if rhythm == DigestRhythm.DAILY else week_of(day_of(at))


def _token(person: Person) -> str:
    return links.make(
        policy.DIGEST_LINK,
        programme_id=person.programme_id,
        record_id=person.pk,
        person_id=person.pk,
        state=DIGEST_STATE,
    )

"""What `people` holds about a person: name, address, number, where they work, what they may do, who asked them."""

from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from linkage.access import action
from linkage.access.models import AuditEntry
from linkage.access.personal_data import Source, Subject, take_out
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.kernel.violations import Violation
from linkage.organisations.models import SchoolGroup
from linkage.people.enums import DigestRhythm, Role
from linkage.people.models import (
    Affiliation,
    Cover,
    Designation,
    DesignationTitle,
    Digest,
    Invitation,
    MergedPerson,
    Person,
    RoleGrant,
)
from linkage.people.rules import proofs
from linkage.programmes.models import Closure, FrequentQuestion, Programme, ProgrammeSettings

NOBODY = "Somebody who has left"
_DESIGNATION_TEXTS = ("specialism", "awarded_by", "evidence")


def collect(subject: Subject) -> dict[str, Any]:
    """Return the person's own rows in words."""
    person = Person.objects.get(pk=subject.person_id)
    return {
        "Name": person.name,
        "E-mail address": person.email,
        "Phone": person.phone,
        "Known since": _when(person.created_at),
        "First told": _when(person.told_at),
        "First did something themselves": _when(person.answered_at),
        "How often we send your list": person.get_digest_rhythm_display(),
        "Your lists": [
            {"For": words.day(row.for_on), "Things that waited": row.actions}
            for row in Digest.objects.filter(person=person).order_by("for_on")
        ],
        "When you were away": _away(person),
        "Whose lists you looked after": [
            {"From": words.day(row.from_on), "To": words.day(row.to_on)}
            for row in Cover.objects.filter(looks_after=person).order_by("from_on")
        ],
        "Where you work": _works(person),
        "What you may do": _roles(person),
        "Designations": _designations(person),
        "Words about designations of others that name you": _designations_naming(subject),
        "Invitations": _invitations(person),
        "Reasons given for others that name you": [
            row.reason for row in Invitation.objects.filter(subject.named_in("reason")).exclude(person=person)
        ],
        "What you did here": _done(person),
    }


def _done(person: Person) -> list[dict[str, str]]:
    """What the timeline holds: an entry for each thing done, with keys only."""
    known_as = [person.pk, *MergedPerson.objects.filter(into=person).values_list("merged_id", flat=True)]
    entries = AuditEntry.objects.filter(programme_id=person.programme_id, actor_person_id__in=known_as).order_by(
        "at", "pk"
    )
    return [{"On": words.day(day_of(entry.at)), "What": _label(entry.action)} for entry in entries]


def _label(name: str) -> str:
    # Every action is registered once every page is known; a command may not have met them all.
    import_module(settings.ROOT_URLCONF)
    label = action.registered[name].label if name in action.registered else name
    return label[:1].upper() + label[1:]


def _works(person: Person) -> list[dict[str, str]]:
    return [
        {
            "School": row.organisation.name,
            "As": row.get_role_display(),
            "Job title": row.job_title,
            "State": _state(row),
            "Said on": _when(row.claimed_at),
            "From": _day(row.from_on),
            "To": _day(row.to_on),
        }
        for row in Affiliation.objects.filter(person=person).select_related("organisation")
    ]


def _state(row: Affiliation) -> str:
    if row.is_only_typed:
        return "Typed on our page with your address; shown to nobody until you say that it was you"
    return row.get_status_display()


def _roles(person: Person) -> list[dict[str, str]]:
    return [
        {
            "Role": row.get_role_display(),
            "For": row.organisation.name if row.organisation else "The whole programme",
            "From": _day(row.from_on),
            "To": _day(row.to_on),
        }
        for row in RoleGrant.objects.filter(person=person).select_related("organisation")
    ]


def _designations(person: Person) -> list[dict[str, str]]:
    return [
        {
            "Title": row.title.name,
            "For": row.specialism,
            "Given by": row.awarded_by,
            "From": _day(row.from_on),
            "Until": _day(row.to_on),
            "Where it can be looked up": row.evidence,
            "State": row.get_status_display(),
            "Noted": _when(row.said_at),
            "Last said to be right": _when(row.confirmed_at),
            "Ended": _day(row.ended_on),
        }
        for row in Designation.objects.filter(person=person).select_related("title").order_by("from_on", "pk")
    ]


def _designations_naming(subject: Subject) -> list[str]:
    """What stands beside a designation of somebody else, or of a school, and names the person."""
    named = Designation.objects.filter(subject.named_in(*_DESIGNATION_TEXTS)).exclude(person_id=subject.person_id)
    texts = (getattr(row, column) for row in named for column in _DESIGNATION_TEXTS)
    return [text for text in texts if subject.is_named_in(text)]


def _away(person: Person) -> list[dict[str, str]]:
    return [
        {
            "From": words.day(row.from_on),
            "To": words.day(row.to_on),
            "Arranged": _when(row.arranged_at),
            "Ended": _when(row.ended_at),
        }
        for row in Cover.objects.filter(person=person).order_by("from_on")
    ]


def _invitations(person: Person) -> list[dict[str, str]]:
    return [
        {
            "School": row.organisation.name,
            "Role": row.get_role_display(),
            "How": row.get_method_display(),
            "State": row.get_status_display(),
            "Reason given": row.reason,
            "Sent": _when(row.sent_at),
            "Answered": _when(row.answered_at),
        }
        for row in Invitation.objects.filter(person=person).select_related("organisation")
    ]


def must_keep(subject: Subject) -> list[Violation]:
    """The only coordinator cannot go: nobody could run the programme."""
    current = RoleGrant.objects.current(day_of(timezone.now())).filter(role=Role.COORDINATOR, organisation=None)
    if not current.filter(person_id=subject.person_id).exists():
        return []
    return proofs.somebody_coordinates(current.exclude(person_id=subject.person_id).count())


def erase(subject: Subject, at: datetime) -> None:
    """Delete the person; where a record of others must still point at somebody, it points at nobody in particular."""
    mine = subject.person_id
    RoleGrant.objects.filter(deputy_of_id=mine, ended_at=None).update(ended_at=at)
    RoleGrant.objects.filter(deputy_of_id=mine).update(deputy_of=None)
    RoleGrant.objects.filter(granted_by_id=mine).update(granted_by=None)
    Cover.objects.filter(arranged_by_id=mine).update(arranged_by=None)
    Cover.objects.filter(looks_after_id=mine).delete()
    Affiliation.objects.filter(confirmed_by_id=mine).update(confirmed_by=None)
    Invitation.objects.filter(invited_by_id=mine).update(invited_by=None)
    Designation.objects.filter(said_by_id=mine).update(said_by=None)
    own = (
        Cover.objects,
        RoleGrant.objects,
        Affiliation.objects,
        Invitation.objects,
        Digest.objects,
        Designation.objects,
    )
    for rows in own:
        rows.filter(person_id=mine).delete()
    _take_out_of_texts(subject)
    person = Person.objects.filter(pk=mine)
    try:
        with transaction.atomic():
            person.delete()
    except ProtectedError:
        person.update(
            name=NOBODY, email=f"{mine}@erased.invalid", phone="", account=None, digest_rhythm=DigestRhythm.NEVER
        )


def _take_out_of_texts(subject: Subject) -> None:
    """Empty where the person stood as the programme's contact, and take their name out of what was written beside."""
    take_out(subject, Invitation.objects.all(), "reason")
    take_out(subject, Affiliation.objects.all(), "job_title")
    take_out(subject, Designation.objects.all(), *_DESIGNATION_TEXTS)
    take_out(subject, DesignationTitle.objects.all(), "name", "awarded_by")
    take_out(subject, SchoolGroup.objects.all(), "name")
    take_out(subject, Closure.objects.all(), "name")
    take_out(subject, ProgrammeSettings.objects.all(), "lawful_text", "sharing_text", "safeguarding_contact")
    take_out(subject, FrequentQuestion.objects.all(), "question", "answer")
    here = Programme.objects.filter(pk=subject.programme_id)
    here.filter(contact_email=subject.email).update(contact_email="")
    here.filter(subject.named_in("contact_phone")).update(contact_phone="")
    take_out(subject, here, "contact_times", "paused_reason")


def _when(at: datetime | None) -> str:
    return words.day(day_of(at)) if at else ""


def _day(on: Any) -> str:
    return words.day(on) if on else ""


SOURCE = Source("You", collect=collect, erase=erase, must_keep=must_keep)

"""What the directory holds about a person: their entries and nominations, in whose words, and what was promised."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.db.utils import IntegrityError

from linkage.access.actor import Actor
from linkage.access.personal_data import Source, Subject, take_out
from linkage.directory.enums import CommitmentKind, EntryKind, EntryStatus, NominationStatus, Way
from linkage.directory.models import (
    Allowance,
    Commitment,
    DriveAsk,
    Entry,
    Nomination,
    SavedSearch,
    SchoolMove,
    ShortlistPlace,
    UnmetNeed,
    Word,
)
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.organisations.enums import Phase
from linkage.people import queries as people
from linkage.search.folding import words as folded_words

_ENTRY_TEXTS = ("words", "job_title", "title", "price_note")
_NOMINATION_TEXTS = ("evidence", "words", "missing", "job_title", "name")
_PROMISED: dict[str, str] = {CommitmentKind.LINK: "An introduction"}
# What stands of an offer when nobody in particular made it.
BLANK: dict[str, Any] = {"job_title": "", "words": "", "ways": [], "phases": []}


def collect(subject: Subject) -> dict[str, Any]:
    """Return the person's entries, the nominations of them and by them, and what was promised of them, in words."""
    mine = {"programme_id": subject.programme_id}
    entries = Entry.objects.filter(person_id=subject.person_id, **mine).select_related("organisation")
    of_me = Nomination.objects.filter(nominee_id=subject.person_id, **mine).select_related("organisation")
    typed = Nomination.objects.filter(email=subject.email, **mine).select_related("organisation")
    by_me = Nomination.objects.filter(nominated_by_id=subject.person_id, **mine).select_related("organisation")
    promised = Commitment.objects.filter(person_id=subject.person_id, **mine).order_by("period_starts_on")
    looked = UnmetNeed.objects.filter(person_id=subject.person_id, **mine).select_related("organisation")
    kept = ShortlistPlace.objects.filter(person_id=subject.person_id, **mine).select_related("entry__person")
    asked = DriveAsk.objects.filter(head_id=subject.person_id, **mine).select_related("drive__area", "organisation")
    return {
        "In the directory": [_entry(each) for each in entries],
        "Nominations of you": [_nomination(each) for each in (*of_me, *typed)],
        "Nominations you made": [_nomination(each) for each in by_me],
        "Words about others that name you": _words_naming(subject),
        "Looked for when nobody was found": [_need(each) for each in looked],
        "In your shortlist": [{"Entry": each.entry.headline, "Kept": _when(each.kept_at)} for each in kept],
        "Searches you keep": [
            {"Name": each.name, "Words": each.words, "Choices": each.choices, "Kept": _when(each.kept_at)}
            for each in SavedSearch.objects.filter(person_id=subject.person_id, **mine)
        ],
        "Asked to nominate somebody": [
            {"About": each.drive.area.name, "For": each.organisation.name, "When": _when(each.asked_at)}
            for each in asked
        ],
        "Promised of your time": [
            {
                "Half-term from": _day(each.period_starts_on),
                "For": _PROMISED.get(each.kind, each.get_kind_display()),
                "Schools": each.places,
                "Days": each.days,
                "Given back": _when(each.released_at),
            }
            for each in promised
        ],
    }


def _need(need: UnmetNeed) -> dict[str, Any]:
    return {
        "Areas": list(need.area_codes),
        "Words": list(need.words),
        "Stages": [str(Phase(each).label) for each in need.phases],
        "School": need.organisation.name if need.organisation else "",
        "When": _day(need.noted_on),
    }


def _words_naming(subject: Subject) -> list[str]:
    """What stands in entries and nominations of others, and names the person."""
    mine, person = {"programme_id": subject.programme_id}, subject.person_id
    entries = Entry.objects.filter(subject.named_in("words", "title", "price_note"), **mine).exclude(person_id=person)
    nominations = Nomination.objects.filter(subject.named_in("evidence"), **mine)
    others = nominations.exclude(nominated_by_id=person).exclude(email=subject.email)
    written = [
        *(text for each in entries for text in (each.words, each.title, each.price_note)),
        *(each.evidence for each in others if each.nominee_id != person),
    ]
    return [text for text in written if subject.is_named_in(text)]


def erase(subject: Subject, at: datetime) -> None:  # noqa: ARG001 (every source is told when)
    """Delete the person's entries and nominations; an entry that schools were introduced through is left empty.

    What they wrote about colleagues goes too: those are their words, and the colleagues wrote their own.
    """
    mine = {"programme_id": subject.programme_id}
    _hand_over_offers(subject)
    Commitment.objects.filter(person_id=subject.person_id, **mine).delete()
    UnmetNeed.objects.filter(person_id=subject.person_id, **mine).delete()
    DriveAsk.objects.filter(head_id=subject.person_id, **mine).delete()
    _take_out_of_shortlists(subject)
    SavedSearch.objects.filter(person_id=subject.person_id, **mine).delete()
    Allowance.objects.filter(person_id=subject.person_id, **mine).delete()
    SchoolMove.objects.filter(said_by_id=subject.person_id, **mine).update(said_by=None)
    SchoolMove.objects.filter(answered_by_id=subject.person_id, **mine).update(answered_by=None)
    for entry in Entry.objects.filter(person_id=subject.person_id, kind=EntryKind.PERSON, **mine):
        _delete_or_blank(entry, status=EntryStatus.WITHDRAWN, **BLANK)
    Nomination.objects.filter(email=subject.email, status=NominationStatus.DRAFT, **mine).delete()
    for nomination in Nomination.objects.filter(nominee_id=subject.person_id, **mine):
        _delete_or_blank(nomination, name="", email="", evidence="", missing="", **BLANK)
    made = Nomination.objects.filter(nominated_by_id=subject.person_id, **mine)
    made.filter(status=NominationStatus.DRAFT).delete()
    made.update(evidence="")
    # They are learned again from whom else they belong to.
    Word.objects.filter(word__in=folded_words(subject.name), **mine).delete()
    take_out(subject, Entry.objects.filter(**mine), *_ENTRY_TEXTS)
    take_out(subject, SavedSearch.objects.filter(**mine), "name", "words")
    take_out(subject, Nomination.objects.filter(**mine), *_NOMINATION_TEXTS)


def _take_out_of_shortlists(subject: Subject) -> None:
    """Their own shortlist goes, and they go out of the shortlists of others."""
    theirs = Q(person_id=subject.person_id)
    of_them = Q(entry__person_id=subject.person_id, entry__kind=EntryKind.PERSON)
    ShortlistPlace.objects.filter(theirs | of_them, programme_id=subject.programme_id).delete()


def _hand_over_offers(subject: Subject) -> None:
    """What a school offers is the school's: its head is written to from now on, and without one it is withdrawn."""
    actor = Actor.system("erase", subject.programme_id)
    offers = Entry.objects.filter(programme_id=subject.programme_id, person_id=subject.person_id)
    for offer in offers.exclude(kind=EntryKind.PERSON):
        head = people.head_of(actor=actor, organisation_id=offer.organisation_id)
        if head is not None and head.pk != subject.person_id:
            offer.person = head
            Commitment.objects.filter(entry=offer, person_id=subject.person_id).update(person=head)
        elif offer.status != EntryStatus.WITHDRAWN:
            offer.move(EntryStatus.WITHDRAWN)
        offer.save()


def _delete_or_blank(record: Entry | Nomination, **blank: Any) -> None:
    """Delete a record; where another still points at it, leave nothing of the person in it."""
    try:
        with transaction.atomic():
            record.delete()
    except (ProtectedError, IntegrityError):
        for name, value in blank.items():
            setattr(record, name, value)
        record.save()


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "School": entry.organisation.name,
        "What it is": str(entry.get_kind_display()),
        "Title": entry.title,
        "Job title": entry.job_title,
        "State": entry.get_status_display(),
        "Your words": entry.words,
        **_offer(entry),
        "Areas": [each.area.name for each in entry.entry_areas.select_related("area")],
        "Who may find you": entry.get_visibility_display(),
        "Listed": _when(entry.listed_at),
        "Confirmed": _when(entry.confirmed_at),
        "Asked whether it is still right": _when(entry.asked_at),
        "Went to another school": [
            f"{move.from_organisation.name} to {move.to_organisation.name}: {move.get_status_display().lower()}"
            for move in entry.moves.select_related("from_organisation", "to_organisation")
        ],
    }


def _offer(offer: Entry | Nomination) -> dict[str, Any]:
    return {
        "How": [str(Way(each).label) for each in offer.ways],
        "Stages": [str(Phase(each).label) for each in offer.phases],
        "Schools in a half-term": offer.places,
        "Days in a half-term": offer.days,
        "Within": words.count(offer.radius_miles, "mile") if offer.radius_miles else "Any distance",
    }


def _nomination(nomination: Nomination) -> dict[str, Any]:
    return {
        "School": nomination.organisation.name,
        "State": nomination.get_status_display(),
        "Name typed": nomination.name,
        "Address typed": nomination.email,
        "Job title": nomination.job_title,
        "What was written": nomination.evidence,
        "Proposed words": nomination.words,
        **_offer(nomination),
        "What was missing": nomination.missing,
        "Written": _when(nomination.created_at),
        "Asked": _when(nomination.sent_at),
        "Answered": _when(nomination.answered_at),
    }


def _when(at: datetime | None) -> str:
    return words.day(day_of(at)) if at else ""


def _day(on: date) -> str:
    return words.day(on)


SOURCE = Source("The directory", collect, erase)

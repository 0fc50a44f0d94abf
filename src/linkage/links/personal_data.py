"""What links hold about a person: with whom they were introduced, what they answered, what both schools wrote last."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from linkage.access.personal_data import Source, Subject, take_out
from linkage.directory.models import Commitment
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.links.enums import LinkStatus, Provider
from linkage.links.models import (
    Commission,
    CommissionDecision,
    CommissionOutcome,
    Destination,
    FundingSource,
    Link,
    LinkQuerySet,
    PastLink,
    Pulse,
    Signpost,
    SignpostPlace,
    SignpostQuerySet,
)

WITHOUT_WORDS = "A request for support"
_TEXTS = ("closing_note", "title")
_PAST_TEXTS = ("people", "about", "notes", "said_when")
_DESTINATION_TEXTS = ("title", "about", "website", "contact")
_SIGNPOST_TEXTS = ("note", "missing")
_BUYING_TEXTS = ("title", "need", "note", "other_for", "purchase_reference", "cancel_reason")
_OUTCOME_TEXTS = ("outcome", "measure", "baseline", "target")
_ENDS = {LinkStatus.INTRODUCED: LinkStatus.DID_NOT_HAPPEN, LinkStatus.IN_TOUCH: LinkStatus.DONE}


def collect(subject: Subject) -> dict[str, Any]:
    """Return the person's links, their own answers, and the introductions they made or stopped."""
    person_id = subject.person_id
    made = Link.objects.whole().filter(Q(introduced_by_id=person_id) | Q(stop_asked_by_id=person_id))
    return {
        "People you were introduced to": [_shown(each) for each in _own(subject).order_by("introduced_at")],
        "Your answers about them": [_answered(each) for each in _pulses(subject).exclude(answered_at=None)],
        "Introductions you made or asked to stop": [_shown(each) for each in made.order_by("introduced_at")],
        "Last words that name you": [
            each.closing_note for each in Link.objects.filter(subject.named_in("closing_note"))
        ],
        "Links from before Linkage that name you": [
            _past(each) for each in PastLink.objects.filter(subject.named_in(*_PAST_TEXTS)).order_by("linked_on")
        ],
        "What you were pointed to": [_pointed(each) for each in _signposts(Q(person_id=subject.person_id))],
        "What you pointed schools to": [_pointed(each) for each in _signposts(Q(sent_by_id=subject.person_id))],
        "What was written of you when a school was pointed to something": [
            _pointed(each) for each in _signposts(subject.named_in(*_SIGNPOST_TEXTS))
        ],
        "Resources and services that you keep, or that name you": [
            {"Name": each.title, "What it is": each.about, "Web address": each.website, "Contact": each.contact}
            for each in Destination.objects.filter(
                Q(owner_id=subject.person_id) | subject.named_in(*_DESTINATION_TEXTS)
            ).order_by("title")
        ],
        **_bought(subject),
    }


def erase(subject: Subject, at: datetime) -> None:
    """End what is under way, delete their answers, and empty the words of their links; the other end keeps the fact."""
    _pulses(subject).delete()
    mine = _own(subject)
    for before, after in _ENDS.items():
        ended = [link.pk for link in mine.filter(status=before)]
        Link.objects.filter(pk__in=ended).update(status=after, changed_at=at)
        if after == LinkStatus.DID_NOT_HAPPEN:
            Commitment.objects.filter(source_id__in=ended, released_at=None).update(released_at=at)
    Link.objects.filter(pk__in=mine.values("pk")).update(closing_note="")
    Link.objects.filter(asker_id=subject.person_id).update(title=WITHOUT_WORDS)
    Signpost.objects.filter(person_id=subject.person_id).update(note="", missing="")
    Signpost.objects.filter(sent_by_id=subject.person_id).update(note="")
    take_out(subject, Link.objects.all(), *_TEXTS)
    take_out(subject, Signpost.objects.all(), *_SIGNPOST_TEXTS)
    take_out(subject, SignpostPlace.objects.all(), "title")
    take_out(subject, Destination.objects.all(), *_DESTINATION_TEXTS)
    take_out(subject, PastLink.objects.all(), *_PAST_TEXTS)
    _erase_bought(subject)


def _bought(subject: Subject) -> dict[str, Any]:
    """The support to buy that they prepared, decided about or would give, and what names them elsewhere."""
    mine = Q(prepared_by_id=subject.person_id) | Q(saved_by_id=subject.person_id) | Q(sent_by_id=subject.person_id)
    gives, named = Q(entry__person_id=subject.person_id), subject.named_in(*_BUYING_TEXTS)
    outcomes = CommissionOutcome.objects.filter(subject.named_in(*_OUTCOME_TEXTS)).order_by("pk")
    decided = CommissionDecision.objects.filter(Q(decided_by_id=subject.person_id) | subject.named_in("reason"))
    return {
        "Support to buy that you prepared": [_package(each) for each in _packages(mine)],
        "Support to buy that you would give": [_package(each) for each in _packages(gives)],
        "Support to buy that names you": [_package(each) for each in _packages(named & ~mine & ~gives)],
        "What should come of it, where it names you": [
            {"What": each.outcome, "How": each.measure, "Now": each.baseline, "Afterwards": each.target}
            for each in outcomes
        ],
        "Decisions about money that are yours or name you": [
            {"When": words.day(day_of(each.decided_at)), "Why": each.reason} for each in decided.order_by("decided_at")
        ],
        "Money that names you": list(
            FundingSource.objects.filter(subject.named_in("name")).values_list("name", flat=True)
        ),
    }


def _erase_bought(subject: Subject) -> None:
    """Whoever would have given it is open again; the words of others stay without their name."""
    given = Commission.objects.filter(entry__person_id=subject.person_id)
    given.update(provider_kind=Provider.OPEN, entry=None)
    Commission.objects.filter(support_request__asked_by_id=subject.person_id).update(title=WITHOUT_WORDS)
    CommissionDecision.objects.filter(decided_by_id=subject.person_id).update(reason="")
    take_out(subject, Commission.objects.all(), *_BUYING_TEXTS)
    take_out(subject, CommissionOutcome.objects.all(), *_OUTCOME_TEXTS)
    take_out(subject, CommissionDecision.objects.all(), "reason")
    take_out(subject, FundingSource.objects.all(), "name")


def _packages(which: Q) -> Any:
    return Commission.objects.filter(which).order_by("created_at")


def _package(each: Commission) -> dict[str, str]:
    return {
        "What about": each.title,
        "What for": each.need,
        "Note": each.note,
        "Other costs for": each.other_for,
        "Purchase reference": each.purchase_reference,
        "Why not bought": each.cancel_reason,
        "State": str(each.state.label),
    }


def _signposts(which: Q) -> SignpostQuerySet:
    return Signpost.objects.whole().filter(which).order_by("sent_at")


def _pointed(found: Signpost) -> dict[str, Any]:
    return {
        "When": words.day(day_of(found.sent_at)),
        "What": [each.title for each in found.named.all()],
        "With the words": found.note,
        "What became of it": str(found.state.label),
        "What is still missing": found.missing,
    }


def _own(subject: Subject) -> LinkQuerySet:
    return Link.objects.whole().filter(Q(asker_id=subject.person_id) | Q(helper_id=subject.person_id))


def _pulses(subject: Subject) -> Any:
    return Pulse.objects.filter(person_id=subject.person_id).select_related("link").order_by("due_on")


def _shown(link: Link) -> dict[str, str]:
    return {
        "What about": link.title,
        "Introduced": words.day(day_of(link.introduced_at)),
        "Schools": words.listing([link.client_organisation.name, link.home_organisation.name]),
        "People": words.listing([link.asker.name, link.helper.name]),
        "State": str(link.state.label),
        "Last words": link.closing_note,
    }


def _past(each: PastLink) -> dict[str, str]:
    return {"When": words.day(each.linked_on), "Who": each.people, "What about": each.about, "Notes": each.notes}


def _answered(pulse: Pulse) -> dict[str, str]:
    return {
        "What about": pulse.link.title,
        "Asked after": words.count(pulse.week, "week"),
        "Have you met": pulse.get_has_met_display(),
        "Did it help": pulse.get_has_helped_display(),
        "Did you take something home": pulse.get_has_taken_home_display(),
    }


SOURCE = Source("Links", collect=collect, erase=erase)

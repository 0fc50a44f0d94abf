"""What requests hold about a person: what they asked and answered, and where others wrote their name."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from linkage.access.personal_data import Source, Subject, take_out
from linkage.directory.enums import Way
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.kernel.violations import Violation
from linkage.support_requests.enums import OPEN, ReferralStatus, RequestStatus
from linkage.support_requests.models import Question, Referral, ReferralQuerySet, SupportRequest

WITHOUT_WORDS = "A request for support"
_OWN = (
    "words",
    "window_note",
    "urgent_reason",
    "who_for",
    "closing_reason",
    "evidence",
    "outcomes",
    "measures",
    "joined_note",
)
_TEXTS = (*_OWN, "title", "consent_text", "joined_name")
# What somebody typed about a contact and did not finish.
_REFERRAL_TEXTS = ("words", "team", "referrer_name", "referrer_email", "contact_name", "contact_email")
_TYPED = ("contact_name", "contact_email", "contact_job_title")


def collect(subject: Subject) -> dict[str, Any]:
    """Return the requests the person asked or is the contact of, their answers, and what names them elsewhere."""
    return {
        "Requests you asked": [_shown(each) for each in _asked(subject)],
        "Requests that name you as the person to talk to": [_shown(each) for each in _requests(_contact(subject))],
        "Questions you asked schools": list(
            _questions(Q(asked_by_id=subject.person_id)).values_list("words", flat=True)
        ),
        "Answers you gave": list(_questions(Q(answered_by_id=subject.person_id)).values_list("answer", flat=True)),
        "Schools you referred": [_referred(each) for each in _referrals(_by(subject))],
        "Where a school was referred and you were named": [
            _referred(each) for each in _referrals(_named(subject) & ~_by(subject))
        ],
        "Requests of others that write of you": [_shown(each) for each in _naming(subject)],
    }


def must_keep(subject: Subject) -> list[Violation]:
    """A request that is still open needs its asker; and the person to talk to, until an introduction has ended too."""
    found = []
    if asked := [each.reference for each in _asked(subject).open()]:
        found.append(f"They still ask for support ({words.listing(asked)}). Withdraw that first")
    needed = _requests(_contact(subject)).filter(status__in=(*OPEN, RequestStatus.LINKED))
    if named := [each.reference for each in needed]:
        found.append(f"They are the person to talk to about {words.listing(named)}. That has to end first")
    return [Violation("must_keep", sentence) for sentence in found]


def erase(subject: Subject, at: datetime) -> None:  # noqa: ARG001 (the registry's signature)
    """Delete drafts; empty the words of what they asked and answered; take their name out of others' words."""
    _erase_referrals(subject)
    _asked(subject).filter(status=RequestStatus.DRAFT).delete()
    _asked(subject).update(**dict.fromkeys(_OWN, ""), title=WITHOUT_WORDS)
    _requests(_contact(subject)).update(contact=None)
    _questions(Q(asked_by_id=subject.person_id)).update(words="")
    _questions(Q(answered_by_id=subject.person_id)).update(answer="")
    take_out(subject, SupportRequest.objects.all(), *_TEXTS, *_TYPED)
    take_out(subject, Question.objects.all(), "words", "answer")


def _erase_referrals(subject: Subject) -> None:
    """Who was to agree and is erased does not: what was written goes, and nobody waits for an answer."""
    _referrals(Q(status=ReferralStatus.UNCONFIRMED) & _typed_of(subject)).delete()
    named = _referrals(Q(contact_id=subject.person_id))
    named.filter(status=ReferralStatus.SENT).update(status=ReferralStatus.LAPSED)
    named.update(contact=None, words="")
    take_out(subject, Referral.objects.all(), *_REFERRAL_TEXTS)


def _by(subject: Subject) -> Q:
    return Q(referrer_id=subject.person_id)


def _typed_of(subject: Subject) -> Q:
    if not subject.email:
        return Q(pk=None)
    return Q(referrer_email=subject.email) | Q(contact_email=subject.email)


def _named(subject: Subject) -> Q:
    return Q(contact_id=subject.person_id) | _typed_of(subject) | subject.named_in("words", "team")


def _referrals(which: Q) -> ReferralQuerySet:
    return Referral.objects.whole().filter(which).order_by("referred_at")


def _referred(found: Referral) -> dict[str, Any]:
    return {
        "School": found.organisation.name,
        "Referred": words.day(day_of(found.referred_at)),
        "By": f"{found.referred_by}, {found.team}",
        "State": str(found.state.label),
        "Words": found.words,
        "What came of it": str(found.get_outcome_display()),
    }


def _contact(subject: Subject) -> Q:
    return Q(contact_id=subject.person_id)


def _asked(subject: Subject) -> Any:
    return _requests(Q(asked_by_id=subject.person_id))


def _requests(which: Q) -> Any:
    return SupportRequest.objects.filter(which).order_by("created_at")


def _questions(which: Q) -> QuerySet[Question]:
    return Question.objects.filter(which).order_by("asked_at")


def _naming(subject: Subject) -> list[SupportRequest]:
    others = ~Q(asked_by_id=subject.person_id)
    return list(_requests(others & subject.named_in(*_TEXTS)))


def _shown(found: SupportRequest) -> dict[str, Any]:
    sent = day_of(found.submitted_at or found.created_at)
    return {
        "Asked": words.day(sent),
        "State": str(found.state.label),
        "Title": found.title,
        "Words": found.words,
        "Areas": [each.area.name for each in found.request_areas.select_related("area")],
        "What would help": [str(Way(each).label) for each in found.ways],
        "Who it is for": found.who_for,
        "When": str(found.get_window_display()),
        "About the time": found.window_note,
        "Why it could not wait": found.urgent_reason,
        "Reason": found.closing_reason,
        "What you joined": found.joined_name,
        "A line about it": found.joined_note,
        "What tells you so": found.evidence,
        "What should be different": found.outcomes,
        "How you will know": found.measures,
        "What you agreed to": found.consent_text,
    }


SOURCE = Source("Requests for support", collect=collect, erase=erase, must_keep=must_keep)

"""What engagements hold about a person: where they take part, what they wrote and signed, and what names them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from linkage.access.personal_data import Source, Subject, take_out
from linkage.engagements import enums, models
from linkage.engagements.enums import OPEN, OVER, AgreementStatus, OpenedPart
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.kernel.violations import Violation

# Every text column that somebody types into, by table.
_TEXTS: dict[type[Model], tuple[str, ...]] = {
    models.Step: ("title", "text"),
    models.Engagement: ("title", "need", "carries_on", "halt_reason", "visitor_rules", "next_title"),
    models.StepMark: ("note",),
    models.Paper: ("title",),
    models.Objective: ("text", "measure", "baseline", "target", "standing", "taken_over_from"),
    models.PlanAction: ("text", "taken_over_from"),
    models.Review: ("next_steps",),
    models.Rating: ("note",),
    models.Visit: ("about", "done", "so_far", "next_step", "sent_back", "cancel_reason"),
    models.ReadinessQuestion: ("title", "home", "client"),
    models.ReadinessAsking: ("talked_who", "talk_outcome"),
    models.ReadinessAnswer: ("note", "evidence"),
    models.GovernorsWord: ("who", "meeting"),
    models.Clause: ("heading", "text"),
    models.Agreement: ("costs", "change", "text"),
    models.AgreementClause: ("words",),
    models.Signature: ("typed_name", "signed_for"),
    models.RateCard: ("vat",),
    models.Rate: ("name", "note"),
    models.QuoteLine: ("text",),
    models.Claim: ("text",),
    models.Invoice: ("from_name", "to_name", "programme_name", "about", "reference", "vat", "void_reason"),
    models.InvoiceLine: ("text",),
    models.Hindrance: ("text", "outcome"),
    models.Concern: ("words", "closing"),
    models.ConcernMessage: ("words",),
    models.LevelAnswer: ("evidence",),
    models.AimReading: ("standing",),
    models.CarryOnCheck: ("plan", "note"),
    models.Feedback: ("helped", "more"),
    models.ThanksLetter: ("text", "signed_name", "signed_for"),
}
# What a person wrote themselves in a record of both schools: emptied, as the words are theirs.
_OWN_WORDS: tuple[tuple[type[Model], str, tuple[str, ...]], ...] = (
    (models.StepMark, "marked_by_id", ("note",)),
    (models.Rating, "rated_by_id", ("note",)),
    (models.Visit, "visitor_id", ("done", "so_far", "next_step")),
    (models.Concern, "raised_by_id", ("words",)),
    (models.ConcernMessage, "written_by_id", ("words",)),
    (models.CarryOnCheck, "said_by_id", ("note",)),
    (models.Feedback, "written_by_id", ("helped", "more")),
)
_HEADINGS = {
    models.Engagement: "Support over time that names you",
    models.StepMark: "Steps whose note names you",
    models.Paper: "Papers whose title names you",
    models.Objective: "Aims that name you",
    models.PlanAction: "Things to do that name you",
    models.Review: "What followed, where it names you",
    models.Rating: "Lines about aims that name you",
    models.Visit: "Notes of visits that name you",
    models.ReadinessAsking: "Conversations about readiness that name you",
    models.ReadinessAnswer: "Answers about readiness that name you",
    models.GovernorsWord: "Decisions of governors that name you",
    models.Agreement: "Agreements that name you",
    models.AgreementClause: "Clauses that name you",
    models.QuoteLine: "Lines of what support costs that name you",
    models.Claim: "Notes of what was given or spent that name you",
    models.Invoice: "Invoice sheets that name you",
    models.InvoiceLine: "Lines of invoice sheets that name you",
    # What was said in confidence and names somebody is given to nobody: it would tell that it was said, and by whom.
    models.Hindrance: "What is in the way, where it names you",
    models.LevelAnswer: "What schools said it changed, where it names you",
    models.AimReading: "Where aims stand, where it names you",
    models.CarryOnCheck: "What schools said of who carries on, where it names you",
    models.Feedback: "How it was, where it names you",
    models.ThanksLetter: "Letters of thanks that name you",
}


def collect(subject: Subject) -> dict[str, Any]:
    """Return where the person takes part, their visits and signatures, what they wrote, and what names them."""
    person_id = subject.person_id
    takes_part = models.Participant.objects.filter(person_id=person_id).select_related("engagement", "organisation")
    signed = models.Signature.objects.filter(person_id=person_id).select_related("agreement__engagement")
    visits = models.Visit.objects.filter(visitor_id=person_id).select_related("engagement")
    return {
        "Support over time in which you take part": [
            {"What about": each.engagement.title, "For": each.organisation.name, "Leads": each.is_lead}
            for each in takes_part.order_by("joined_at", "pk")
        ],
        "What you said you would do": [
            {"What": each.text, "By": words.day(each.due_on)}
            for each in models.PlanAction.objects.filter(owner_id=person_id).order_by("due_on", "pk")
        ],
        "Your visits": [_visit(each) for each in visits.order_by("visits_on", "pk")],
        "Agreements you signed": [
            {
                "What about": each.agreement.engagement.title,
                "As": each.signed_for,
                "Typed": each.typed_name,
                "When": words.day(day_of(each.signed_at)),
            }
            for each in signed.order_by("signed_at", "pk")
        ],
        "Papers you added": _papers(person_id),
        "Lines you wrote about aims": list(
            models.Rating.objects.filter(rated_by_id=person_id).exclude(note="").values_list("note", flat=True)
        ),
        **_in_confidence(person_id),
        "Notes you wrote beside steps": list(
            models.StepMark.objects.filter(marked_by_id=person_id).exclude(note="").values_list("note", flat=True)
        ),
        **_afterwards(person_id),
        **{heading: _naming(subject, model) for model, heading in _HEADINGS.items()},
    }


def must_keep(subject: Subject) -> list[Violation]:
    """Return why somebody stays who signed what two schools still work by."""
    holds = models.Signature.objects.filter(
        person_id=subject.person_id, agreement__status=AgreementStatus.SIGNED, agreement__engagement__status__in=OPEN
    )
    sentence = (
        "They signed an agreement that two schools still work by: first end that support, or have whoever took over "
        "sign a new version"
    )
    return [Violation("must_keep", sentence)] if holds.exists() else []


def erase(subject: Subject, at: datetime) -> None:
    """Let them take part no more, empty what they wrote, and take them out of the words of others.

    A signed agreement holds for two schools: it stays, without the name; the hash is that of the text as it was signed.
    """
    # Whoever leads what goes on stays until somebody else does; of what is over nobody asks them any more.
    ends = Q(is_lead=False) | Q(engagement__status__in=OVER)
    models.Participant.objects.filter(ends, person_id=subject.person_id, left_at=None).update(left_at=at)
    for model, whose, fields in _OWN_WORDS:
        _rows(model).filter(**{whose: subject.person_id}).update(**dict.fromkeys(fields, ""))
    named = models.Agreement.objects.filter(subject.named_in("text"))
    named.exclude(text_hash="").update(names_taken_out_at=at)
    for model, fields in _TEXTS.items():
        take_out(subject, _rows(model).all(), *fields)


def _naming(subject: Subject, model: type[Model]) -> list[dict[str, str]]:
    """What names them in one table, without what is their own already."""
    fields = _TEXTS[model]
    found = _rows(model).filter(subject.named_in(*fields) & ~_own(subject, model))
    return [
        {field.replace("_", " ").capitalize(): getattr(row, field) for field in fields} for row in found.order_by("pk")
    ]


def _own(subject: Subject, model: type[Model]) -> Q:
    whose = next((column for known, column, _ in _OWN_WORDS if known is model), None)
    return Q(**{whose: subject.person_id}) if whose else Q(pk__in=[])


def _rows(model: type[Model]) -> Any:
    return model._default_manager


def _papers(person_id: UUID) -> list[dict[str, str]]:
    found = models.PaperVersion.objects.filter(added_by_id=person_id).select_related("paper", "file")
    return [
        {"What": each.paper.title, "File": each.file.name, "When": words.day(day_of(each.added_at))}
        for each in found.order_by("added_at", "pk")
    ]


def _in_confidence(person_id: UUID) -> dict[str, Any]:
    """What they told the programme quietly, or answered; and what they were let read."""
    return {
        "What you wrote in confidence": [*_concerns(person_id), *_messages(person_id)],
        "What you were let read": [
            {"What": str(OpenedPart(each.part).label), "When": words.day(day_of(each.read_at))}
            for each in models.ConcernReading.objects.filter(read_by_id=person_id).order_by("read_at", "pk")
        ],
    }


def _concerns(person_id: UUID) -> list[dict[str, str]]:
    found = models.Concern.objects.filter(raised_by_id=person_id).order_by("raised_at", "pk")
    return [{"When": words.day(day_of(each.raised_at)), "What": each.words} for each in found]


def _messages(person_id: UUID) -> list[dict[str, str]]:
    found = models.ConcernMessage.objects.filter(written_by_id=person_id).order_by("written_at", "pk")
    return [{"When": words.day(day_of(each.written_at)), "What": each.words} for each in found]


def _afterwards(person_id: Any) -> dict[str, Any]:
    """What they said at the end and afterwards."""
    return {
        "How it was, as you said it": [
            {"What helped": each.helped, "What would have helped more": each.more, "Again": each.get_again_display()}
            for each in models.Feedback.objects.filter(written_by_id=person_id).order_by("written_at", "pk")
        ],
        "What you said it changed": [_answer(each) for each in _answers(person_id)],
        "What you said of who carries on": [
            {"Does it hold": each.get_holds_display(), "A line about it": each.note}
            for each in models.CarryOnCheck.objects.filter(said_by_id=person_id).order_by("said_at", "pk")
        ],
        "Letters of thanks you sent": list(
            models.ThanksLetter.objects.filter(written_by_id=person_id)
            .order_by("sent_at", "pk")
            .values_list("text", flat=True)
        ),
    }


def _answers(person_id: Any) -> Any:
    rows = models.LevelAnswer.objects.filter(pulse__answered_by_id=person_id).select_related("pulse")
    return rows.order_by("pulse__due_on", "pk")


def _answer(each: models.LevelAnswer) -> dict[str, str]:
    return {
        "What": str(enums.Level(each.level).label),
        "Answer": str(enums.Change(each.answer).label),
        "Where it can be seen": each.evidence,
        "When": words.day(each.pulse.due_on),
    }


def _visit(each: models.Visit) -> dict[str, str]:
    return {
        "When": words.day(each.visits_on),
        "What about": each.about,
        "Done": each.done,
        "So far": each.so_far,
        "Next": each.next_step,
        "State": str(each.state.label),
    }


SOURCE = Source("Support over time", collect=collect, erase=erase, must_keep=must_keep)

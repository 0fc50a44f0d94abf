"""What rounds of visits hold about a person: what they said for a school, where they go, and what names them."""

from datetime import datetime
from typing import Any

from linkage.access.personal_data import Source, Subject, take_out
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.peer_review.models import (
    KeptApart,
    LineCheck,
    Note,
    Organiser,
    ReportLine,
    ReportVersion,
    Round,
    RoundSchool,
    Session,
    Visit,
    Visiting,
    VisitPaper,
)

# What of visits holds words, and which of its columns: somebody may be named in them.
_WORDS = (
    (Visit, ("questions",)),
    (Session, ("about",)),
    (VisitPaper, ("title",)),
    (Note, ("text",)),
    (ReportVersion, ("remark",)),
    (ReportLine, ("text", "dispute")),
    (LineCheck, ("note",)),
)
_SAID = ("focus", "who_joins", "needs")
_NAMED = ("name", "strand")


def collect(subject: Subject) -> dict[str, Any]:
    """Return what the person said for a school, where they go, what they run, and what of others names them."""
    schools = RoundSchool.objects.filter(programme_id=subject.programme_id).select_related("round", "organisation")
    mine = schools.filter(person_id=subject.person_id) | schools.filter(answered_by_id=subject.person_id)
    naming = schools.filter(subject.named_in(*_SAID)).exclude(pk__in=mine.values("pk"))
    goes = Visiting.objects.filter(programme_id=subject.programme_id, person_id=subject.person_id)
    runs = Organiser.objects.filter(programme_id=subject.programme_id, person_id=subject.person_id)
    said = KeptApart.objects.filter(programme_id=subject.programme_id, said_by_id=subject.person_id)
    named = Round.objects.filter(subject.named_in(*_NAMED), programme_id=subject.programme_id)
    return {
        "Rounds of visits, what you said for a school": [_answer(each) for each in mine.distinct().order_by("pk")],
        "Visits you go to": [
            {
                "School": each.visit.host.name,
                "Week of": words.day(each.visit.week_on),
                "Your answer": str(each.get_status_display()),
                "You write the report": "Yes" if each.is_writer else "No",
                "You lead the visit": "Yes" if each.is_lead else "No",
            }
            for each in goes.select_related("visit__host").order_by("asked_at", "pk")
        ],
        "Schools you said should not visit each other": [
            {"Round": each.round.name, "Schools": f"{each.school.name} and {each.other.name}"}
            for each in said.select_related("round", "school", "other").order_by("said_at", "pk")
        ],
        "Rounds of visits you run": [
            {"Round": each.round.name, "Since": words.day(day_of(each.added_at))}
            for each in runs.select_related("round").order_by("added_at", "pk")
        ],
        **_written(subject),
        "Rounds of visits that name you": [
            {"Name": each.name, "Who goes": each.strand} for each in named.order_by("pk")
        ],
        "What schools said about visits, where it names you": [
            {name.replace("_", " ").capitalize(): getattr(each, name) for name in _SAID}
            for each in naming.order_by("pk")
        ],
    }


def _written(subject: Subject) -> dict[str, Any]:
    """What the person noted and wrote at visits, and what of others names them there."""
    here = {"programme_id": subject.programme_id}
    notes = Note.objects.filter(**here, person_id=subject.person_id).select_related("visit__host")
    versions = ReportVersion.objects.filter(**here, saved_by_id=subject.person_id).select_related("visit__host")
    return {
        "Notes you took at visits": [
            {"School": each.visit.host.name, "When": words.day(day_of(each.made_at)), "Note": each.text}
            for each in notes.order_by("made_at", "pk")
        ],
        "Reports of visits you wrote": [
            {"School": each.visit.host.name, "When": words.day(day_of(each.saved_at)), "Version": str(each.number)}
            for each in versions.order_by("saved_at", "pk")
        ],
        "What was written about visits, where it names you": [
            {name.capitalize(): getattr(each, name) for name in names}
            for model, names in _WORDS
            for each in model.objects.filter(subject.named_in(*names), **here).order_by("pk")
        ],
    }


def erase(subject: Subject, at: datetime) -> None:  # noqa: ARG001 (every source is told when)
    """Let them run nothing any more and take them out of the words; that somebody went to a visit stays."""
    Organiser.objects.filter(programme_id=subject.programme_id, person_id=subject.person_id).delete()
    take_out(subject, RoundSchool.objects.filter(programme_id=subject.programme_id), *_SAID)
    Note.objects.filter(programme_id=subject.programme_id, person_id=subject.person_id).delete()
    for model, names in _WORDS:
        take_out(subject, model.objects.filter(programme_id=subject.programme_id), *names)
    take_out(subject, Round.objects.filter(programme_id=subject.programme_id), *_NAMED)


def _answer(each: RoundSchool) -> dict[str, Any]:
    return {
        "Round": each.round.name,
        "School": each.organisation.name,
        "Answer": str(each.get_answer_display()),
        "What visitors look at": each.focus,
        "Who joins them": each.who_joins,
        "What the building needs": each.needs,
        "When": words.day(day_of(each.answered_at)) if each.answered_at else "",
    }


SOURCE = Source("Rounds of visits", collect, erase)

"""The page of one practice, as its reader sees it: everybody, its school, the other of two schools, the programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.directory.enums import Way
from linkage.directory.presenters.choices import STAGES
from linkage.directory.presenters.entries import place_line
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.organisations.models import Organisation
from linkage.practice import policy
from linkage.practice.enums import Audience, PracticeStatus, Source
from linkage.practice.models import Practice, PracticeOfNeighbour
from linkage.programmes.models import Programme

WAYS: dict[str, str] = {Way.VISIT_US: "Come and see", Way.CALL: "A call or online", Way.RESOURCES: "Materials"}
S = PracticeStatus
TAGS = {
    S.DRAFT: ("info", "Not finished"),
    S.AWAITING_HEAD: ("wait", "Waits for a headteacher’s yes"),
    S.SHARED: ("good", "Shared"),
    S.DUE: ("wait", "Needs a look"),
    S.LAPSED: ("bad", "Not found any more"),
    S.HIDDEN: ("bad", "Nobody shows it now"),
    S.TAKEN_DOWN: ("quiet", "Taken down"),
}
ANOTHER = "another school"
# Facts that say nothing to readers of another programme.
OF_ITS_PROGRAMME = ("Where it comes from", "Who finds it")


@dataclass(frozen=True)
class PracticePage:
    """What stands on the page, and what this reader may do with it."""

    who: str
    tag: tuple[str, str]
    areas: tuple[str, ...]
    what: tuple[str, ...]
    evidence: tuple[str, ...]
    ways: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    owner: str
    notes: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    ask_url: str
    can: dict[str, bool]


def practice_page(practice: Practice, actor: Actor, areas: list[str]) -> PracticePage:
    """The page for this reader."""
    is_party = policy.is_party(actor, practice)
    is_ours = any(policy.writes_for(actor, school.pk) for school in practice.schools)
    return PracticePage(
        who=_who(practice, is_party=is_party),
        tag=tag_of(practice),
        **_words(practice, areas),
        facts=tuple(_facts(practice)),
        owner=practice.owner.name if practice.owner else "",
        notes=tuple(_notes(practice, actor, is_party=is_party)),
        answers=tuple(_answers(practice)) if is_party and practice.state != S.DRAFT else (),
        ask_url="" if is_ours or not practice.is_found else _ask_url(practice),
        can={
            "agree": policy.AGREE.allows(actor, practice),
            "take_back": policy.TAKE_BACK.allows(actor, practice),
            "confirm": policy.CONFIRM.allows(actor, practice),
            "change": policy.CHANGE.allows(actor, practice),
            "take_down": policy.TAKE_DOWN.allows(actor, practice),
        },
    )


@dataclass(frozen=True)
class NeighbourPage:
    """What stands on the page of something a neighbouring programme shares; `programme` is whom to ask to see it."""

    who: str
    programme: Programme
    areas: tuple[str, ...]
    what: tuple[str, ...]
    evidence: tuple[str, ...]
    ways: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


def neighbour_page(practice: PracticeOfNeighbour, areas: list[str]) -> NeighbourPage:
    """The page for any reader of a programme that shares with its own."""
    return NeighbourPage(
        who=place_line(practice.organisation),
        programme=practice.programme,
        **_words(practice, areas),
        facts=tuple((name, said) for name, said in _facts(practice) if name not in OF_ITS_PROGRAMME),
    )


def _words(practice: Practice, areas: list[str]) -> dict[str, tuple[str, ...]]:
    """What `practice/words.html` shows of it, to whichever reader."""
    return {
        "areas": tuple(areas),
        "what": tuple(words.paragraphs(practice.what)),
        "evidence": tuple(words.paragraphs(practice.evidence)),
        "ways": tuple(WAYS[way] for way in WAYS if way in practice.ways),
    }


def wide_audiences(neighbours: Sequence[str]) -> list[tuple[str, str]]:
    """Return the choices of who finds it that are wider than some schools, by the names of neighbouring programmes."""
    here = "Every school of the programme"
    wider = [(Audience.NEIGHBOURS.value, f"{here}, and of {words.listing([*neighbours])}")] if neighbours else []
    return [(Audience.PROGRAMME.value, here), *wider]


def tag_of(practice: Practice) -> tuple[str, str]:
    """How it stands: the shape and the words."""
    return TAGS[practice.state]


def partner_name(practice: Practice, *, is_party: bool) -> str:
    """What the other of two schools is called: by its name where it agreed to be named, and for whoever took part."""
    if practice.partner is None:
        return ""
    consent = practice.consent_of(practice.partner_id)
    is_named = consent is not None and consent.taken_back_at is None and consent.is_named
    return practice.partner.name if is_named or is_party else ANOTHER


def _who(practice: Practice, *, is_party: bool) -> str:
    other = partner_name(practice, is_party=is_party)
    place = place_line(practice.organisation)
    return f"{place}, together with {other}" if other else place


def _facts(practice: Practice) -> list[tuple[str, str]]:
    stages = words.listing([STAGES[each] for each in STAGES if each in practice.phases])
    since = words.day(day_of(practice.shared_at)) if practice.shared_at else ""
    found = [
        ("School", practice.organisation.name),
        ("Stages", stages),
        ("Where it comes from", Source(practice.source).label),
        ("Who finds it", "" if practice.audience == Audience.PROGRAMME else Audience(practice.audience).label),
        ("Shared since", since),
        ("Right until", words.day(practice.review_on)),
    ]
    return [(name, value) for name, value in found if value]


def _notes(practice: Practice, actor: Actor, *, is_party: bool) -> list[str]:
    """What this reader has to know of how it stands."""
    if practice.state == S.DUE:
        return ["The day has come on which its school looks at it again. It is asked whether it is still right."]
    if practice.state == S.TAKEN_DOWN:
        return [_ended(practice)]
    if not is_party and not actor.has("coordinator"):
        return []
    said = {
        S.DRAFT: f"What should change first: {practice.missing}" if practice.missing else "Nobody else sees it yet.",
        S.LAPSED: "Nobody has said that it is still right, so other schools do not find it. One click brings it back.",
        S.HIDDEN: "Whoever showed it has left, so other schools do not find it until its school names somebody else.",
        S.AWAITING_HEAD: "Nobody else sees it before the answer is yes.",
    }
    return [said[practice.state]] if practice.state in said else []


def _ended(practice: Practice) -> str:
    when = words.day(day_of(practice.ended_at)) if practice.ended_at else ""
    by = practice.ended_by.name if practice.ended_by else "Somebody"
    why = f": “{practice.end_reason}”" if practice.end_reason else "."
    return f"{by} took it down on {when}{why}"


def _answers(practice: Practice) -> list[tuple[str, str]]:
    return [(school.name, _answer(practice, school)) for school in practice.schools]


def _answer(practice: Practice, school: Organisation) -> str:
    consent = practice.consent_of(school.pk)
    if consent is None:
        return "Not answered yet"
    if consent.taken_back_at is not None:
        return f"Took its yes back on {words.day(day_of(consent.taken_back_at))}"
    named = "" if consent.is_named else ", without its name"
    return f"{consent.said_by.name} said yes on {words.day(day_of(consent.said_at))}{named}"


def _ask_url(practice: Practice) -> str:
    return f"{reverse('support_requests:start', args=[practice.programme.slug])}?practice={practice.pk}"


def begun(school: Organisation, actor: Actor, review_on: date) -> dict[str, Any]:
    """What the form holds before anything is written."""
    wide = Audience.PROGRAMME.value
    return {"owner": str(actor.person_id), "review_on": review_on, "phases": school.phases, "audience": wide}


def initial(practice: Practice) -> dict[str, Any]:
    """What the form holds of it."""
    chosen = dict(zip(("first_area", "second_area", "third_area"), practice.area_codes, strict=False))
    names = ("title", "what", "evidence", "phases", "ways", "review_on", "audience")
    kept = {name: getattr(practice, name) for name in names}
    return {**kept, **chosen, "owner": str(practice.owner_id or "")}


def answered(practice: Practice) -> tuple[str, str]:
    """What became of the question, for who comes by the link again."""
    until = words.day(practice.review_on)
    found = {
        S.SHARED: ("Thank you", f"Other schools find it. We ask again on {until}."),
        S.DUE: ("This link is over", "A newer e-mail from us asks the same. Please use that one."),
        S.LAPSED: ("This link is over", "A newer e-mail from us asks the same. Please use that one."),
        S.HIDDEN: ("Nobody shows it now", "Other schools find it once its head names somebody."),
        S.TAKEN_DOWN: ("It is taken down", "Other schools do not find it any more."),
    }
    return found.get(practice.state, ("It waits for a yes", "Other schools find it once it is there."))

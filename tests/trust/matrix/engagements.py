"""Support over time: under way, with a word in every text of it; and one more for each earlier state."""

from datetime import timedelta
from typing import TYPE_CHECKING

from linkage.engagements import enums, models
from linkage.links.models import Commission, Link
from linkage.organisations.enums import SchoolStatus
from linkage.organisations.models import Organisation
from linkage.organisations.tests.factories import school
from linkage.people.models import Affiliation
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus
from tests.trust.matrix import confidence, ended
from tests.trust.matrix import engagement_papers as written
from tests.trust.matrix.copies import again

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side

TODAY = NOW.date()
STEPS = (
    ("conflict", "agree", "programme"),
    ("board", "agree", "home"),
    ("assurance", "start", "programme"),
    ("lasted", "after", "programme"),
)
EARLIER = ("preparing", "agreed", "exiting", "paused")


def add(side: "Side", schools: list) -> None:
    """What has begun of the introduction, and of what was ordered."""
    own, who = {"programme": side.programme}, side.people
    link = Link.objects.get(pk=side.records["link_id"])
    steps = models.StepList.objects.create(**own, kind="deployment", version=1, saved_at=NOW)
    for place, (code, gate, doer) in enumerate(STEPS, 1):
        models.Step.objects.create(
            **own, step_list=steps, place=place, code=code, title="Step", text="Text", doer=doer, gate=gate
        )
    found = _engagement(side, schools, steps, link=link, status="active", started_at=NOW)
    side.records |= {"engagement_id": found.pk, "engagement_kind": "deployment", "code": "conflict", "number": 1}
    _plan(side, found)
    _visits(side, found)
    ended.add_words(side, found)
    _readiness(side, found)
    written.agreement(side, found, (1, "signed"), (2, "offered"))
    for code, name, by in (("conflict", "our_mark_id", "coordinator"), ("board", "school_mark_id", "nominee")):
        made = models.StepMark.objects.create(
            **own, engagement=found, code=code, done_on=TODAY, note="Note", marked_by=who[by], marked_at=NOW
        )
        side.records[name] = made.pk
    written.money(side, found)
    confidence.add(side, found)
    written.papers(side, found)
    for number, status in enumerate(EARLIER):
        asked = again(link.support_request, number=400 + number, status=RequestStatus.LINKED)
        other = again(link, support_request=asked)
        kind = "sponsorship" if status == "preparing" else "deployment"
        made = _engagement(side, schools, steps, link=other, status=status, support_request=asked, kind=kind)
        side.records[f"{status}_engagement_id"] = made.pk
        if status == "exiting":
            written.agreement(side, made, (1, "signed"))
        if status == "agreed":
            _closing(side, made, schools[2])
        if status in ("exiting", "agreed"):
            _asked(side, made, 1, shown_at=NOW, wants_talk=status == "agreed")
    other = again(link, support_request=again(link.support_request, number=420, status=RequestStatus.LINKED))
    fields = {"link": other, "status": "closed", "support_request": other.support_request, "ended_at": NOW}
    ended.add(side, _engagement(side, schools, steps, **fields))
    ordered = Commission.objects.get(pk=side.records["ordered_id"])
    bought = _engagement(side, schools, steps, link=None, commission=ordered, support_request=ordered.support_request)
    # Of these nothing has begun yet.
    free = again(link, support_request=again(link.support_request, number=410, status=RequestStatus.LINKED))
    asked = again(ordered.support_request, number=411)
    side.records |= {
        "staff_affiliation_id": Affiliation.objects.filter(person=side.people["nominee"], status="confirmed").get().pk,
        "bought_engagement_id": bought.pk,
        "free_link_id": free.pk,
        "free_ordered_id": again(ordered, support_request=asked, provider_kind="open", organisation=None).pk,
    }


def _engagement(side: "Side", schools: list, steps: models.StepList, **fields: object) -> models.Engagement:
    client, home, _ = schools
    who, own = side.people, {"programme": side.programme}
    made = models.Engagement.objects.create(
        **own,
        **{
            "kind": "deployment",
            "title": "Title",
            "need": "Need",
            "support_request_id": side.records["request_id"],
            "client_organisation": client,
            "home_organisation": home,
            "half_days": 24,
            "starts_on": TODAY - timedelta(days=30),
            "ends_on": TODAY + timedelta(days=300),
            "step_list": steps,
            "begun_by": who["asker"],
            "created_at": NOW,
            "changed_at": NOW,
            "carries_on": "Who",
            "halt_reason": "Reason",
            "visitor_rules": "Rules",
            **fields,
        },
    )
    for person, organisation, at_side in ((who["asker"], client, "client"), (who["nominee"], home, "home")):
        _takes_part(made, person, organisation, at_side, is_lead=True)
    if made.status == "active":
        colleague = people.staff(side.programme, client)
        side.records["participant_id"] = _takes_part(made, colleague, client, "client").pk
    return made


def _closing(side: "Side", found: models.Engagement, successor: Organisation) -> None:
    """One of its schools has closed, and waits for whoever runs the programme."""
    was = school(status=SchoolStatus.CLOSED, closed_on=TODAY, successor_urns=[successor.urn])
    models.SchoolChange.objects.create(programme=side.programme, engagement=found, side="home", was=was, found_at=NOW)


def _takes_part(
    made: models.Engagement, person: object, organisation: Organisation, side: str, *, is_lead: bool = False
) -> models.Participant:
    return models.Participant.objects.create(
        programme=made.programme,
        engagement=made,
        person=person,
        organisation=organisation,
        side=side,
        is_lead=is_lead,
        joined_at=NOW,
    )


def _plan(side: "Side", found: models.Engagement) -> None:
    own, who = {"programme": side.programme}, side.people
    aim = models.Objective.objects.create(
        **own,
        engagement=found,
        place=1,
        text="Aim",
        measure="How",
        baseline="Then",
        target="Later",
        standing="Now",
        taken_over_from="Before",
    )
    action = models.PlanAction.objects.create(
        **own,
        objective=aim,
        text="Do",
        owner=who["asker"],
        taken_over_from="Before",
        due_on=TODAY + timedelta(days=9),
        added_at=NOW,
    )
    before = models.Review.objects.create(
        **own, engagement=found, due_on=TODAY - timedelta(days=5), next_steps="Next", closed_at=NOW
    )
    now = models.Review.objects.create(**own, engagement=found, due_on=TODAY + timedelta(days=30), is_half_way=True)
    for review in (before, now):
        for at_side, person in (("client", who["asker"]), ("home", who["nominee"])):
            made = models.Rating.objects.create(
                **own,
                review=review,
                objective=aim,
                side=at_side,
                colour="green",
                note="Line",
                rated_by=person,
                rated_at=NOW,
            )
            if review == before:
                side.records[f"{at_side}_rating_id"] = made.pk
    side.records |= {"objective_id": aim.pk, "action_id": action.pk, "review_id": before.pk}


def _visits(side: "Side", found: models.Engagement) -> None:
    own, who = {"programme": side.programme}, side.people
    said = {"done": "Done", "so_far": "So far", "next_step": "Next"}
    for name, day, fields in (
        ("visit_id", TODAY - timedelta(days=1), {"sent_back": "Back", **said}),
        ("written_visit_id", TODAY - timedelta(days=2), {"status": "written", "written_at": NOW, **said}),
        (
            "cancelled_visit_id",
            TODAY - timedelta(days=3),
            {"status": "cancelled", "cancel_reason": "Reason"},
        ),
    ):
        made = models.Visit.objects.create(
            **own,
            engagement=found,
            visitor=who["nominee"],
            visits_on=day,
            about="About",
            booked_by=who["asker"],
            booked_at=NOW,
            changed_at=NOW,
            **fields,
        )
        side.records[name] = made.pk
    models.Assurance.objects.create(
        **own, engagement=found, person=who["nominee"], said_by=who["home head"], said_at=NOW
    )


def _readiness(side: "Side", found: models.Engagement) -> None:
    """Asked twice: once shown by both, and once answered by both and shown by neither."""
    own, who = {"programme": side.programme}, side.people
    questions = models.ReadinessQuestions.objects.create(**own, version=1, saved_at=NOW)
    for place, theme in enumerate(enums.Theme, 1):
        models.ReadinessQuestion.objects.create(
            **own, questions=questions, place=place, theme=theme, title="Theme", home="Home", client="Client"
        )
    for number, shown_at in ((1, NOW), (2, None)):
        _asked(side, found, number, shown_at=shown_at)
    models.GovernorsWord.objects.create(
        **own,
        engagement=found,
        side="client",
        who="Who",
        meeting="Meeting",
        decided_on=TODAY,
        noted_by=who["asker"],
        noted_at=NOW,
    )


def _asked(side: "Side", found: models.Engagement, number: int, *, shown_at: object, wants_talk: bool = True) -> None:
    own, who = {"programme": side.programme}, side.people
    asking = models.ReadinessAsking.objects.create(
        **own,
        engagement=found,
        number=number,
        questions=models.ReadinessQuestions.objects.get(**own),
        asked_by=who["asker"],
        asked_at=NOW,
        shown_at=shown_at,
        wants_talk=wants_talk and bool(shown_at),
        talked_who="Who",
        talk_outcome="Outcome",
    )
    for at_side, person in (("client", who["asker"]), ("home", who["nominee"])):
        sheet = models.ReadinessSheet.objects.create(
            **own, asking=asking, side=at_side, saved_by=person, saved_at=NOW, shown_at=shown_at
        )
        answers = [
            models.ReadinessAnswer.objects.create(
                **own, sheet=sheet, theme=theme, value=3, note="Note", evidence="Evidence"
            )
            for theme in enums.Theme
        ]
        if shown_at is None:
            side.records[f"{at_side}_answer_id"] = answers[0].pk

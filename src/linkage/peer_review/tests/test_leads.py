"""Somebody leads a visit beside whoever writes, where a round asks for it; nobody does where it does not."""

from dataclasses import replace
from uuid import UUID

import pytest

from linkage.messaging.models import Message
from linkage.peer_review import operations, problem, queries
from linkage.peer_review.models import RoundSchool, Visit, Visiting
from linkage.peer_review.rules import changes, planning
from linkage.peer_review.tests.factories import (
    answered,
    opened,
    proposed,
    publish,
    published,
    says_yes,
    solved,
)
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW
from linkage.solvers import rota

pytestmark = pytest.mark.django_db


def html(response):
    return response.content.decode()


def with_leads(w, made):
    numbers = replace(problem.numbers_of(made), needs_lead=True)
    return operations.choose_rules(actor=actor(w.ivy), at=NOW, review_round=made, numbers=numbers)


def visits(w, made):
    return queries.visits(actor=actor(w.ivy), review_round=made)


def test_a_round_that_asks_for_none_has_none(w):
    assert not Visiting.objects.filter(visit__round=published(w), is_lead=True).exists()


def test_each_visit_has_one_who_leads_and_another_who_writes(w):
    made = solved(w, with_leads(w, answered(w)))
    publish(w, made)
    for each in visits(w, made):
        assert each.lead is not None
        assert each.writer is not None
        assert each.lead != each.writer


def test_who_rather_does_not_lead_does_not(w):
    made = with_leads(w, opened(w))
    for number in range(len(w.schools)):
        says_yes(w, made, number, can_lead=number < 4)
    publish(w, solved(w, made))
    leads = {each.lead.organisation for each in visits(w, made)}
    assert leads <= set(w.schools[:4])


def test_where_nobody_leads_the_round_cannot_be_planned_and_says_why(w):
    made = with_leads(w, opened(w))
    for number in range(len(w.schools)):
        says_yes(w, made, number, can_lead=False)
    solved(w, made)
    plan = queries.latest(actor=actor(w.ivy), review_round=made)
    assert "Somebody in every team can lead the visit" in plan.outcome["said"]
    assert any("can lead the visit" in each for each in plan.outcome["relax"])


def test_a_head_is_asked_only_where_the_round_wants_a_lead(see, w):
    made = opened(w)
    place = RoundSchool.objects.get(round=made, organisation=w.schools[0])
    assert "Could they lead a visit?" not in html(see(w.head(0), "answer", place.pk))
    with_leads(w, made)
    assert "Could they lead a visit?" in html(see(w.head(0), "answer", place.pk))
    weeks = [each.isoformat() for each in queries.weeks_of(actor=actor(w.ivy), review_round=made)]
    data = {"says": "yes", "focus": "Reading", "person": w.head(0).pk, "host_weeks": weeks, "visit_weeks": weeks}
    assert "Say whether they could lead a visit" in html(
        see(w.head(0), "answer", place.pk, data={**data, "can_write": "yes"})
    )
    see(w.head(0), "answer", place.pk, data={**data, "can_write": "yes", "can_lead": "no"})
    place.refresh_from_db()
    assert (place.can_write, place.can_lead) == (True, False)


def test_it_stands_in_the_proposal_in_mails_and_among_ones_own_visits(see, w):
    made = solved(w, with_leads(w, answered(w)))
    assert '<span class="lk-muted">(leads)</span>' in html(see(w.ivy, "round", made.pk))
    publish(w, made)
    visit = visits(w, made)[0]
    lead = visit.lead
    [mail] = Message.objects.filter(template="peer_review.published", recipients__0__name=lead.person.name)
    assert "You lead the visit." in unwrapped(mail)
    place = RoundSchool.objects.get(round=made, organisation=lead.organisation)
    assert "You lead the visit" in html(see(lead.person, "own", place.pk))


def test_who_leads_is_told_when_another_leads_in_their_stead(w):
    made = solved(w, with_leads(w, answered(w)))
    publish(w, made)
    visit = visits(w, made)[0]
    plan = queries.latest(actor=actor(w.ivy), review_round=made)
    was, others = visit.lead, [each for each in visit.going if not each.is_lead]
    for row in plan.outcome["visits"]:
        if row["host"] == str(visit.host_id):
            row["lead"] = str(others[0].organisation_id)
    plan.published_at = None
    plan.save()
    publish(w, made)
    told = {
        each.recipients[0]["name"]: unwrapped(each) for each in Message.objects.filter(template="peer_review.changed")
    }
    assert "You do not lead the visit any more." in told[was.person.name]
    assert "You lead the visit." in told[others[0].person.name]
    assert set(told) == {was.person.name, others[0].person.name, host_person(visit).name}


def test_who_cannot_go_leads_no_more_and_whoever_still_goes_keeps_their_part(w):
    made = solved(w, with_leads(w, answered(w)))
    publish(w, made)
    visit = visits(w, made)[0]
    lead = Visiting.objects.get(pk=visit.lead.pk)
    writer = visit.writer
    operations.give_back(actor=actor(lead.person), at=NOW, visiting=lead)
    lead.refresh_from_db()
    assert not lead.is_lead
    plan = queries.latest(actor=actor(w.ivy), review_round=made)
    row = next(each for each in plan.visits if each["host"] == str(visit.host_id))
    assert row["lead"]
    assert row["lead"] != str(lead.organisation_id)
    if str(writer.organisation_id) in row["visitors"]:
        assert row["writer"] == str(writer.organisation_id)
    publish(w, made)
    assert Visit.objects.whole().get(pk=visit.pk).lead.organisation_id == UUID(row["lead"])


def test_a_plan_of_before_there_were_leads_is_read_and_changes_nothing(w):
    made = proposed(w)
    plan = queries.latest(actor=actor(w.ivy), review_round=made)
    old = [{key: value for key, value in each.items() if key != "lead"} for each in plan.visits]
    assert changes.changes(changes.planned(old), changes.planned(plan.visits)) == []
    read = planning.standing({"visits": old, "unplaced": []}, 0, 0)
    assert {each.lead for each in read.visits} == {""}


def test_two_who_change_places_take_over_what_the_other_did():
    visits = (
        rota.Visit("a", 1, ("c", "d"), writer="c", lead="d"),
        rota.Visit("b", 2, ("e", "f"), writer="e", lead="e"),
    )
    found = planning.swapped(rota.Rota(visits, 0, 0), rota.Journey("d", "a"), rota.Journey("e", "b"))
    assert [(each.visitors, each.writer, each.lead) for each in found.visits] == [
        (("c", "e"), "c", "e"),
        (("d", "f"), "d", "d"),
    ]


def unwrapped(mail):
    return " ".join(mail.text.split())


def host_person(visit):
    return RoundSchool.objects.get(round=visit.round, organisation=visit.host).person

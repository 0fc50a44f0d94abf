"""Introductions that are there for what begins of them: asked for by a head, chosen, and in touch soon after."""

from datetime import timedelta

from linkage.areas import queries as areas
from linkage.demo.stage import Stage
from linkage.demo.stories import brokering, links
from linkage.directory.enums import Way
from linkage.organisations.models import Organisation
from linkage.support_requests import operations
from linkage.support_requests.models import SupportRequest

# So many working school days ago the first of them was asked for.
ASKED = 36
# For which area, for whom, and in which words.
ASKED_FOR = (
    ("reading-literacy", "Teachers of Year 7", "Good readers of ten stop reading at eleven. We want tutor time."),
    ("maths", "Maths team", "Two of us teach the top set and nobody else dares. We want to plan it together."),
    ("phonics", "Teachers of Reception", "Our phonics lead has left. We would like to watch it done well."),
    ("behaviour", "Heads of year", "Corridors are loud between lessons. We would like to see a quiet school."),
    ("send", "SENCO", "Forty plans and one SENCO. How do others share it out?"),
    ("leadership-senior", "Senior team", "Three of five of us are new. We want somebody who has built a team before."),
)  # fmt: skip


def introduce(stage: Stage, wanted: int) -> None:
    """Have so many more schools introduced to whoever fits; fewer, where nobody does."""
    schools = [each for each in stage.schools.values() if each.pk in stage.heads]
    made = 0
    # From the other end of the register than the other stories begin at.
    for number, school in enumerate(schools[::-1]):
        if made < wanted:
            made += _introduced(stage, school, ASKED_FOR[number % len(ASKED_FOR)])


def _introduced(stage: Stage, school: Organisation, asked: tuple[str, str, str]) -> bool:
    request = _asked(stage, school, asked)
    at = stage.diary.ago(ASKED - 1)
    operations.take(actor=stage.coordinator, at=at, support_request=request)
    operations.start_choosing(actor=stage.coordinator, at=at + timedelta(minutes=10), support_request=request)
    request = SupportRequest.objects.whole().get(pk=request.pk)
    link = brokering.introduce(stage, stage.coordinator, request, stage.diary.ago(ASKED - 2))
    if link is None:
        at, reason = stage.diary.ago(ASKED - 3), "We found a way ourselves"
        operations.withdraw(actor=stage.head(school), at=at, support_request=request, reason=reason)
        return False
    links.met(stage, link, stage.diary.ago(ASKED - 4))
    return True


def _asked(stage: Stage, school: Organisation, asked: tuple[str, str, str]) -> SupportRequest:
    code, who_for, words = asked
    actor, at = stage.head(school), stage.diary.ago(ASKED)
    draft = operations.start(actor=actor, at=at, organisation=school)
    operations.save_answers(
        actor=actor, at=at, draft=draft, words=words, ways=[Way.CALL], window="this_half_term", who_for=who_for
    )
    operations.save_areas(actor=actor, at=at, draft=draft, areas=list(areas.by_codes(actor=actor, codes=[code])))
    operations.submit(actor=actor, at=at, draft=draft, has_consent=True)
    return draft

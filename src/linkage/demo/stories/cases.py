"""One request on its way, and the steps it can take: each as somebody would take it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from linkage.brokering.enums import DeclineReason
from linkage.demo.stage import Stage
from linkage.demo.stories import brokering, buying, links, outcomes, signposts
from linkage.demo.stories.programmes import Plan
from linkage.support_requests import operations, policy
from linkage.support_requests.models import SupportRequest

QUESTIONS = (
    ("Which days would suit a visit, and how many of you would come?", "Tuesdays or Thursdays, three of us."),
    ("Is this for one year group, or for the whole school?", "One year group first. If it works, the rest."),
    ("Would a call be enough to begin with?", "Yes, a call first would be best."),
)
REASON = "Nobody on our list has done this yet. We have asked two neighbouring programmes."


@dataclass
class Case:
    """One request on its way."""

    stage: Stage
    plan: Plan
    asker: str
    request: SupportRequest

    def renew(self) -> None:
        """Read the request as the last step left it."""
        self.request = SupportRequest.objects.whole().get(pk=self.request.pk)


Step = Callable[[Case, datetime], object]


def take(case: Case, at: datetime) -> None:
    """Say that we have it."""
    operations.take(actor=case.stage.coordinator, at=at, support_request=case.request)


def hand_over(case: Case, at: datetime) -> None:
    """Give it to the officer, where there is one."""
    if not case.plan.officer:
        return
    owner = case.stage.people[case.plan.officer]
    actor = case.stage.coordinator
    operations.reassign(actor=actor, at=at, support_request=case.request, owner=owner)


def question(case: Case, at: datetime) -> None:
    """Ask the school something."""
    actor, words = case.stage.coordinator, case.stage.chance.choice(QUESTIONS)[0]
    operations.ask_question(actor=actor, at=at, support_request=case.request, words=words)


def answer(case: Case, at: datetime) -> None:
    """Answer it, by the link in the mail."""
    asked = case.request.questions.get()
    guest = case.stage.by_link(
        policy.ANSWER_LINK, record_id=asked.pk, person=case.stage.people[case.asker], state="asked"
    )
    words = dict(QUESTIONS)[asked.words]
    operations.answer(actor=guest, at=at, question=asked, words=words)


def go_on(case: Case, at: datetime) -> None:
    """Go on without the answer."""
    operations.go_on_without_answer(actor=case.stage.coordinator, at=at, support_request=case.request)


def let_go(case: Case, at: datetime) -> None:
    """Close it: the school never answered."""
    operations.close_unanswered(
        actor=case.stage.coordinator, at=at, support_request=case.request, reason="We did not hear from you."
    )


def share(case: Case, at: datetime) -> None:
    """Share a few people with the school, where there are any."""
    brokering.share(case.stage.coordinator, case.request, at)


def this_one(case: Case, at: datetime) -> None:
    """Say for the school who it would like to meet."""
    brokering.answer_shortlist(case.stage.actor(case.asker), case.request, at, wants_one=True)


def none_fits(case: Case, at: datetime) -> None:
    """Say for the school that none of them fits."""
    brokering.answer_shortlist(case.stage.actor(case.asker), case.request, at, wants_one=False)


def choose_ourselves(case: Case, at: datetime) -> None:
    """Go on without the school's choice."""
    brokering.go_on_without_choice(case.stage.coordinator, case.request, at)


def choose(case: Case, at: datetime) -> None:
    """Begin to choose."""
    operations.start_choosing(actor=case.stage.coordinator, at=at, support_request=case.request)


def withdraw(case: Case, at: datetime) -> None:
    """Take it back."""
    operations.withdraw(
        actor=case.stage.actor(case.asker), at=at, support_request=case.request, reason="We found a way ourselves"
    )


def close(case: Case, at: datetime) -> None:
    """Close it, when somebody was introduced."""
    if case.request.introduced_at is None:
        return
    operations.close(actor=case.stage.coordinator, at=at, support_request=case.request)


def link(case: Case, at: datetime) -> None:
    """Introduce whoever fits best; where nobody does, say so, and have the officer look on."""
    if brokering.introduce(case.stage, case.stage.coordinator, case.request, at) is None:
        cannot_help(case, at)
        hand_over(case, at)


def point(case: Case, at: datetime) -> None:
    """Point the school to something that may help."""
    signposts.point(case.stage, case.request, at)


def it_helped(case: Case, at: datetime) -> None:
    """The school says that it helped."""
    signposts.say_helped(case.stage, case.request, at)


def it_did_not_help(case: Case, at: datetime) -> None:
    """The school says that it did not help."""
    signposts.say_it_did_not(case.stage, case.request, at)


def of_link(step: "links.Step") -> Step:
    """Return a step that does something with the request's link, where it led to one."""

    def done(case: Case, at: datetime) -> None:
        made = links.of_request(case.request)
        if made is not None:
            step(case.stage, made, at)

    return done


def of_request(step: "buying.Step") -> Step:
    """Return a step that needs only the request."""
    return lambda case, at: step(case.stage, case.request, at)


prepare, send, approve, refuse, order, pay, begin, give, cancel = map(of_request, buying.STEPS)
cannot_help, too_far, no_room, not_for_us, talk_first = map(of_request, outcomes.REFUSALS)
joins_network, joins_event = map(of_request, outcomes.JOININGS)
undo, again = of_link(links.undo), of_link(links.choose_again)
met, stop, fail, finish = (of_link(step) for step in (links.met, links.stop, links.fail, links.finish))
both_say_yes, one_says_yes = of_link(links.both_say_yes), of_link(links.asker_says_yes)
not_yet = of_link(links.not_yet)


def of_asking(step: brokering.Step) -> Step:
    """Return a step of somebody who is asked whether they can help, or of who asks them."""
    return lambda case, at: step(case.stage, case.request, at)


ask, agree, ask_back = of_asking(brokering.ask), of_asking(brokering.agree), of_asking(brokering.ask_back)
ask_a_head = of_asking(brokering.ask_a_head)
suggest, answer_for = of_asking(brokering.suggest), of_asking(brokering.answer_for)
no = {reason: of_asking(brokering.no(reason)) for reason in DeclineReason}

"""What becomes of introductions: taken back, stopped, in touch, done, or nothing; and the answers to our questions."""

from collections.abc import Callable
from datetime import datetime

from linkage.demo.stage import Stage
from linkage.links import operations, policy
from linkage.links.enums import PulseAnswer, Side
from linkage.links.models import Link, Pulse
from linkage.people import queries as people
from linkage.support_requests.models import SupportRequest

Step = Callable[[Stage, Link, datetime], object]

DONE_NOTES = (
    "We talked twice and two of us came to see it. We have changed how we begin.",
    "One call was enough. Thank you for the materials.",
    "Visited in a lesson and stayed for lunch. We will return the favour in spring.",
)
# What came of it for who helped, one introduction after the other: the first two show what is rare.
TAKEN_HOME = (PulseAnswer.NO, PulseAnswer.NOT_YET, PulseAnswer.YES, PulseAnswer.YES, PulseAnswer.YES)
FAILED_NOTES = ("We could not find a day that suited both of us.", "Things changed here, and this has to wait.")


def of_request(request: SupportRequest) -> Link | None:
    """Return the newest link of a request."""
    return Link.objects.whole().filter(support_request=request).order_by("-introduced_at").first()


def met(_stage: Stage, link: Link, at: datetime) -> None:
    """The asker says that they have spoken."""
    if link.is_open:
        operations.say_met(actor=people.of_person(link.asker), at=at, link=link)


def stop(stage: Stage, link: Link, at: datetime) -> None:
    """The helper's head asks us to stop."""
    operations.stop(actor=stage.head(link.home_organisation), at=at, link=link)


def fail(stage: Stage, link: Link, at: datetime) -> None:
    """It did not happen."""
    if link.is_open:
        note = stage.chance.choice(FAILED_NOTES)
        operations.fail(actor=people.of_person(link.asker), at=at, link=link, note=note)


def finish(stage: Stage, link: Link, at: datetime) -> None:
    """They are done."""
    if link.is_open:
        note = stage.chance.choice(DONE_NOTES)
        operations.finish(actor=people.of_person(link.helper), at=at, link=link, note=note)


def both_say_yes(stage: Stage, link: Link, at: datetime) -> None:
    """Both sides answer that they met; it helped the asker, and most helpers took something home too."""
    home = TAKEN_HOME[stage.introductions % len(TAKEN_HOME)]
    asked = _asked(link)
    for pulse in asked:
        is_asker = pulse.side == Side.CLIENT
        _answer(stage, pulse, at, met=PulseAnswer.YES, helped=PulseAnswer.YES if is_asker else home, home=home)
    stage.introductions += bool(asked)


def asker_says_yes(stage: Stage, link: Link, at: datetime) -> None:
    """Only who asked has answered."""
    for pulse in _asked(link):
        if pulse.side == Side.CLIENT:
            _answer(stage, pulse, at, met=PulseAnswer.YES, helped=PulseAnswer.NOT_YET, home=PulseAnswer.NO)


def not_yet(stage: Stage, link: Link, at: datetime) -> None:
    """One says that they have not met yet, the other that they will not."""
    for pulse in _asked(link):
        _answer(stage, pulse, at, met=PulseAnswer.NOT_YET if pulse.side == Side.CLIENT else PulseAnswer.NO)


def undo(stage: Stage, link: Link, at: datetime) -> None:
    """The coordinator takes it back."""
    operations.undo(actor=stage.coordinator, at=at, link=link)


def choose_again(stage: Stage, link: Link, at: datetime) -> None:
    """The coordinator looks for somebody else after it did not happen."""
    operations.choose_again(actor=stage.coordinator, at=at, link=link)


def _asked(link: Link) -> list[Pulse]:
    """Return the questions that still wait, the asker's first."""
    return list(link.pulses.filter(asked_at__isnull=False, answered_at=None).order_by("side"))


def _answer(stage: Stage, pulse: Pulse, at: datetime, *, met: str, helped: str = "", home: str = "") -> None:
    # The other side's answer may have ended the link meanwhile.
    asked = Pulse.objects.select_related("link", "person").get(pk=pulse.pk)
    guest = stage.by_link(policy.PULSE_LINK, record_id=asked.pk, person=asked.person, state=asked.state)
    if asked.state == "asked":
        operations.answer(actor=guest, at=at, pulse=asked, has_met=met, has_helped=helped, has_taken_home=home)

"""The jobs of the house, each morning: reminders, breaks that end, questions after two and six weeks."""

from datetime import datetime, timedelta

from linkage.demo.stage import Stage
from linkage.demo.stories import brokering, buying, designations, keeping, practice, referrals, signposts
from linkage.demo.stories.programmes import FOUNDED_DAYS_AGO, Plan
from linkage.directory import operations as directory
from linkage.directory.enums import EntryStatus, NominationStatus
from linkage.directory.models import Entry, Nomination
from linkage.kernel.days import day_of
from linkage.links import operations as links
from linkage.links.enums import ASKED_AFTER
from linkage.links.models import Pulse
from linkage.support_requests import operations as support_requests
from linkage.support_requests.models import Question, SupportRequest


def tell(stage: Stage, plan: Plan) -> None:  # noqa: ARG001 - every story takes both
    """Run them on every working morning since the programme began."""

    def morning(at: datetime) -> None:
        # A job that finds nothing leaves nothing behind: those mornings are passed over.
        if _somebody_waits():
            directory.tick(actor=stage.job("directory.tick"), at=at)
            keeping.answer_still_right(stage, at)
        practice.look_again(stage, at)
        designations.ask_and_end(stage, at)
        brokering.remind(stage, at)
        if Pulse.objects.filter(asked_at=None, due_on__lte=day_of(at), link__status__in=ASKED_AFTER).exists():
            links.ask_due(actor=stage.job("pulses"), at=at)
        signposts.ask_whether_it_helped(stage, at)
        referrals.chase(stage, at)
        buying.remind(stage, at)
        if Question.objects.open().exists() or SupportRequest.objects.open().filter(late_told_at=None).exists():
            support_requests.tick(actor=stage.job("support_requests.tick"), at=at)

    stage.diary.rounds(stage.now - timedelta(days=FOUNDED_DAYS_AGO - 30), morning)


def _somebody_waits() -> bool:
    waiting = Nomination.objects.filter(status=NominationStatus.AWAITING_AGREEMENT, lapsed_at=None)
    entries = Entry.objects.filter(status__in=(EntryStatus.LISTED, EntryStatus.PAUSED))
    return waiting.exists() or entries.exists()

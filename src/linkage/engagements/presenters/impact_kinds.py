"""The kinds of mails at the end and afterwards, each with an example about two invented schools."""

from collections.abc import Mapping
from datetime import date

from linkage.engagements.models import Engagement
from linkage.engagements.presenters import ending_mails, impact_mails
from linkage.engagements.presenters.kinds import NAMES, NOBODY, example
from linkage.engagements.queries.ending import DaysGiven
from linkage.links.enums import Side
from linkage.messaging.presenters import Kind, Mail
from linkage.people.models import Person

Values = Mapping[str, str]
ASKED = {
    "title": NAMES["title"],
    "own_school": NAMES["client_school"],
    "other_school": NAMES["home_school"],
}
_UNTIL = date(2027, 10, 29)


def _asked(values: Values) -> Engagement:
    return example(
        {
            "title": values["title"],
            "client_school": values["own_school"],
            "home_school": values["other_school"],
        }
    )


def _impact(values: Values, *, is_reminder: bool) -> Mail:
    write = impact_mails.impact_reminder if is_reminder else impact_mails.impact_asked
    return write(_asked(values), side=Side.CLIENT, days=90, until=_UNTIL, path="/")


def _certified(values: Values) -> Mail:
    person = Person(id=NOBODY, programme_id=NOBODY, name="Priya Raman")
    days = (date(2027, 1, 19), date(2027, 4, 20))
    return ending_mails.certified(DaysGiven(example(values), person, 4, days), is_own=True)


_LEADS = "Who leads for a school, or its head"
_GAVE = "Who gave days, and the head of their school"
IMPACT_KINDS = (
    Kind(
        "engagements.impact_asked",
        "What did it change?",
        "When it has ended, and 30, 90, 180 and 365 days later",
        _LEADS,
        lambda values: _impact(values, is_reminder=False),
        names=ASKED,
        for_its_readers=True,
    ),
    Kind(
        "engagements.impact_reminder",
        "A reminder: what did it change?",
        "Ten days after asking, once, where a school has not answered",
        _LEADS,
        lambda values: _impact(values, is_reminder=True),
        names=ASKED,
        for_its_readers=True,
    ),
    Kind(
        "engagements.thanked",
        "A letter of thanks",
        "When the school that was helped sends its thanks",
        _GAVE,
        lambda values: ending_mails.thanked(example(values), by="Grace Okafor"),
        names=NAMES,
        for_its_readers=True,
    ),
    Kind(
        "engagements.certified",
        "A certificate of the days given",
        "When it has ended",
        _GAVE,
        _certified,
        names=NAMES,
        for_its_readers=True,
    ),
    Kind(
        "engagements.feedback_shown",
        "The other school shows how it was",
        "When somebody shows the other school what they wrote",
        "Who leads for the other school",
        lambda values: ending_mails.feedback_shown(example(values), by=Side.CLIENT),
        names=NAMES,
        for_its_readers=True,
    ),
)

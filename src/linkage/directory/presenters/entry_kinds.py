"""The kinds of mails about an entry that stands and about nomination drives, each with an invented example."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from linkage.areas.models import Area
from linkage.directory.enums import MoveStatus
from linkage.directory.models import DriveAsk, Entry, NominationDrive, SchoolMove
from linkage.directory.presenters import drives
from linkage.directory.presenters import entry_mails as mails
from linkage.directory.presenters.kinds import EVIDENCE, EXAMPLE, NAMES
from linkage.messaging.presenters import Kind, Mail
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import Programme

ENTRY = {"entry": NAMES["colleague"], "school": NAMES["school"]}
MOVE = {**ENTRY, "new_school": "Thistlebank School"}
THE_KEEPER, THE_HEAD = "Whose entry it is", "The head of the school"
STOPPED_AT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
Values = Mapping[str, str]


def _entry(values: Values, stopped_at: datetime | None = None) -> Entry:
    return Entry(
        programme=Programme(slug="programme", name=values["programme"]),
        organisation=Organisation(name=values["school"]),
        person=Person(name=values["entry"]),
        job_title="Reading lead",
        words=EVIDENCE,
        stopped_at=stopped_at,
    )


def _moved(values: Values, status: MoveStatus = MoveStatus.ASKED) -> SchoolMove:
    entry = _entry(values)
    new_school = Organisation(name=values["new_school"])
    return SchoolMove(entry=entry, from_organisation=entry.organisation, to_organisation=new_school, status=status)


def _asked(values: Values) -> DriveAsk:
    return DriveAsk(
        programme=Programme(slug="programme", name=values["programme"]),
        drive=NominationDrive(area=Area(name=values["area"])),
        head=Person(name=values["first_name"]),
        organisation=Organisation(name=values["school"]),
    )


def _kind(name: str, title: str, when: str, to: str, write: Callable[[Values], Mail], names: Values = ENTRY) -> Kind:
    def example(values: Values) -> Mail:
        # A mail to whose entry it is calls them by the first name: that of its reader.
        return write({**values, "entry": values["first_name"]} if to == THE_KEEPER else values)

    return Kind(f"directory.{name}", title, when, to, example, names=names)


KINDS = (
    _kind(
        "still_right",
        "Is your entry still right?",
        "Once a term, and twice more where no answer came",
        THE_KEEPER,
        lambda values: mails.still_right(_entry(values), EXAMPLE),
    ),
    _kind(
        "named",
        "Are you the one to write to?",
        "When somebody adds what a school or body offers",
        THE_KEEPER,
        lambda values: mails.named(_entry(values), EXAMPLE, by="Farah Siddiqui"),
    ),
    _kind(
        "entry_lapsed",
        "Schools no longer find your entry",
        "After two reminders without an answer",
        THE_KEEPER,
        lambda values: mails.lapsed(_entry(values), EXAMPLE),
    ),
    _kind(
        "entry_lapsed_at_school",
        "A colleague’s entry is no longer found",
        "After two reminders without an answer",
        THE_HEAD,
        lambda values: mails.lapsed_to_head(_entry(values)),
    ),
    _kind(
        "hidden",
        "Your entry is hidden",
        "When somebody else says that they left the school",
        THE_KEEPER,
        lambda values: mails.hidden(_entry(values)),
    ),
    _kind(
        "stopped",
        "No new requests for now",
        "When a head stops new requests for a colleague",
        THE_KEEPER,
        lambda values: mails.stopped(_entry(values, STOPPED_AT)),
    ),
    _kind(
        "let_in_again",
        "New requests are let in again",
        "When a head lets new requests in again",
        THE_KEEPER,
        lambda values: mails.stopped(_entry(values)),
    ),
    _kind(
        "move_asked",
        "Does somebody work at your school now?",
        "When somebody says that they went to another school",
        "The head of the new school",
        lambda values: mails.move_asked(_moved(values)),
        names=MOVE,
    ),
    _kind(
        "move_agreed",
        "Your entry is at your new school",
        "When the new head agrees",
        THE_KEEPER,
        lambda values: mails.move_answered(_moved(values, MoveStatus.AGREED)),
        names=MOVE,
    ),
    _kind(
        "move_declined",
        "Your entry stays hidden",
        "When the new head does not agree",
        THE_KEEPER,
        lambda values: mails.move_answered(_moved(values, MoveStatus.DECLINED)),
        names=MOVE,
    ),
    _kind(
        "moved_away",
        "A colleague helps from another school now",
        "When the new head agrees",
        "The head of the school they left",
        lambda values: mails.moved_away(_moved(values)),
        names=MOVE,
    ),
    _kind(
        "drive",
        "Who at your school is good at this?",
        "When you ask heads to nominate somebody",
        THE_HEAD,
        lambda values: drives.asked(_asked(values), EXAMPLE, "Farah Siddiqui"),
        names={"area": "Reading", "school": NAMES["school"]},
    ),
)

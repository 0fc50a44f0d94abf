"""What may be done with one visit: its day, what is noted there, and its report.

A report is read by its host and its visitors. Whoever runs the round, and whoever runs the programme, reads that it
is late, and how often what was said in all of them together; never a word of one.
"""

from linkage.access.action import Action, holds, known_person
from linkage.access.actor import Actor
from linkage.peer_review.enums import GOING_ON, TO_COME, WITHOUT_REPORT, LineKind, VisitStatus
from linkage.peer_review.models import Note, ReportLine, Round, Session, Visit, VisitPaper
from linkage.peer_review.policy.rounds import FOR_SCHOOL, is_host, is_of_visit, runs

V = VisitStatus


def is_visitor(actor: Actor, target: Visit) -> bool:
    """Whether the actor goes to this visit, or went."""
    return any(actor.is_person(each.person_id) for each in target.going)


def writes(actor: Actor, target: Visit) -> bool:
    """Whether the report is the actor's to write: the writer's, and every visitor's where nobody is named."""
    return actor.is_person(target.writer.person_id) if target.writer else is_visitor(actor, target)


def answers_for_host(actor: Actor, target: Visit) -> bool:
    """Whether the actor answers for the school that was visited: only its head lets anything out of a report."""
    return actor.acts_for(target.host_id, *FOR_SCHOOL)


def _prepares(actor: Actor, target: Visit | None) -> bool:
    if target is None or target.state not in TO_COME or target.round.state not in GOING_ON:
        return False
    return is_host(actor, target)


def _prepares_part(actor: Actor, target: Session | VisitPaper | None) -> bool:
    return target is not None and _prepares(actor, target.visit)


def _reads_day(actor: Actor, target: Visit | None) -> bool:
    return target is not None and is_of_visit(actor, target)


def _reads_paper(actor: Actor, target: VisitPaper | None) -> bool:
    return target is not None and is_of_visit(actor, target.visit)


def _notes(actor: Actor, target: Visit | None) -> bool:
    return target is not None and target.state in (*TO_COME, *WITHOUT_REPORT) and is_visitor(actor, target)


def _reads_notes(actor: Actor, target: Visit | None) -> bool:
    return target is not None and is_visitor(actor, target)


def _takes_note_back(actor: Actor, target: Note | None) -> bool:
    return target is not None and actor.is_person(target.person_id) and _notes(actor, target.visit)


def _drafts(actor: Actor, target: Visit | None) -> bool:
    return target is not None and target.state in (*TO_COME, V.HAPPENED, V.CHECKED) and writes(actor, target)


def _checks(actor: Actor, target: Visit | None) -> bool:
    return target is not None and target.state == V.DRAFTED and is_host(actor, target)


def _reads_report(actor: Actor, target: Visit | None) -> bool:
    """Visitors from the first draft, the host from when it was sent."""
    if target is None:
        return False
    is_sent = target.state in (V.DRAFTED, V.CHECKED, V.AGREED)
    return is_visitor(actor, target) or (is_sent and is_host(actor, target))


def _shares(actor: Actor, target: ReportLine | None) -> bool:
    return _of_agreed(actor, target, LineKind.WELL, LineKind.PRACTICE)


def _asks_for_help(actor: Actor, target: ReportLine | None) -> bool:
    return _of_agreed(actor, target, LineKind.BETTER) and target is not None and target.request_id is None


def _of_agreed(actor: Actor, target: ReportLine | None, *kinds: LineKind) -> bool:
    if target is None or target.kind not in kinds or target.version.visit.state != V.AGREED:
        return False
    return answers_for_host(actor, target.version.visit)


def _says_how_it_stands(actor: Actor, target: Visit | None) -> bool:
    return target is not None and target.state == V.AGREED and is_host(actor, target)


def _sees_themes(actor: Actor, target: Round | None) -> bool:
    return runs(actor, target)


_HOST = "who answers for the school that is visited, and who goes for it"
_HOST_HEAD = "who answers for the school that is visited"
_BOTH = "the host and the visitors of this visit"
_VISITORS = "the visitors of this visit"
_WRITER = "who writes the report; each visitor where nobody is named"
PREPARE_DAY = Action("peer_review.prepare_day", "prepared the day of a visit", _HOST, known_person, _prepares)
CHANGE_DAY = Action(
    "peer_review.change_day", "changed a part of the day of a visit", _HOST, known_person, _prepares_part
)
SEE_DAY = Action("peer_review.see_day", "looked at the day of a visit", _BOTH, known_person, _reads_day)
READ_PAPER = Action("peer_review.read_paper", "read a paper of a visit", _BOTH, known_person, _reads_paper)
NOTE = Action("peer_review.note", "noted something at a visit", _VISITORS, known_person, _notes)
READ_NOTES = Action("peer_review.read_notes", "read the notes of the visitors", _VISITORS, known_person, _reads_notes)
TAKE_NOTE_BACK = Action(
    "peer_review.take_note_back", "took a note back", "who wrote the note", known_person, _takes_note_back
)
DRAFT_REPORT = Action("peer_review.draft_report", "wrote the report of a visit", _WRITER, known_person, _drafts)
SEND_REPORT = Action("peer_review.send_report", "sent the report to its host", _WRITER, known_person, _drafts)
CHECK_REPORT = Action("peer_review.check_report", "checked the facts of a report", _HOST, known_person, _checks)
READ_REPORT = Action(
    "peer_review.read_report",
    "read the report of a visit",
    "its visitors; the host from when it was sent",
    known_person,
    _reads_report,
)
SHARE_LINE = Action("peer_review.share_line", "shared a line of a report", _HOST_HEAD, holds(*FOR_SCHOOL), _shares)
ASK_FOR_HELP = Action(
    "peer_review.ask_for_help",
    "began a request from a line of a report",
    _HOST_HEAD,
    holds(*FOR_SCHOOL),
    _asks_for_help,
)
SAY_HOW_IT_STANDS = Action(
    "peer_review.say_how_it_stands",
    "said what has become of a report",
    _HOST,
    known_person,
    _says_how_it_stands,
)
SEE_THEMES = Action(
    "peer_review.see_themes",
    "looked at what the reports of a round say together",
    "who runs the round, and a coordinator: numbers alone",
    known_person,
    _sees_themes,
)

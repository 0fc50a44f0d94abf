"""What schools ask for: each line of the requests' file is asked by somebody, and becomes what its first word says."""

from collections.abc import Callable
from datetime import datetime

from linkage.areas import queries as areas
from linkage.brokering.enums import DeclineReason
from linkage.demo.stage import Stage, chain, lines
from linkage.demo.stories import added
from linkage.demo.stories.cases import (
    Case,
    Step,
    again,
    agree,
    answer,
    answer_for,
    approve,
    ask,
    ask_a_head,
    ask_back,
    begin,
    both_say_yes,
    cancel,
    cannot_help,
    choose,
    choose_ourselves,
    close,
    fail,
    finish,
    give,
    go_on,
    hand_over,
    it_did_not_help,
    it_helped,
    joins_event,
    joins_network,
    let_go,
    link,
    met,
    no,
    no_room,
    none_fits,
    not_for_us,
    not_yet,
    one_says_yes,
    order,
    pay,
    point,
    prepare,
    question,
    refuse,
    send,
    share,
    stop,
    suggest,
    take,
    talk_first,
    this_one,
    too_far,
    undo,
    withdraw,
)
from linkage.demo.stories.programmes import Plan
from linkage.directory.enums import Way
from linkage.organisations.models import Organisation
from linkage.people.enums import AffiliationRole
from linkage.support_requests import operations
from linkage.support_requests.models import SupportRequest

# What somebody's job makes them at their school; anybody else leads a subject, a phase or a year.
JOBS = {
    "governor": AffiliationRole.GOVERNOR,
    "manager": AffiliationRole.BUSINESS_MANAGER,
    "Deputy": AffiliationRole.DEPUTY,
    "Assistant head": AffiliationRole.DEPUTY,
    "Teacher": AffiliationRole.TEACHER,
}
# What a school says of a request that cannot wait.
URGENT = {
    "sent-today": "Governors decide on the budget in two weeks.",
    "choosing-late": "Two colleagues are off and the class has its third teacher this term.",
}
# What the officer looks after in the end: two people work on requests, and neither has all of them.
OFFICERS = (
    "acknowledged", "triage", "choosing-hidden", "choosing-late", "lonely", "nobody", "too-far", "no-room",
    "not-for-us", "talk-first", "undone", "nothing", "again", "pulse-no", "not-helped", "buy-refused", "begun",
    "gone-on", "not-chosen", "none-fits", "asking-silent", "asking-colleague", "competing", "competing-late",
)  # fmt: skip
# Told by the desk, and left plain.
AT_THE_DESK = (
    "not-chosen", "chosen-asked", "shared-withdrawn", "asking-chair", "silent", "gone-on", "let-go",
    "shared", "this-one", "none-fits", "competing", "competing-late",
)  # fmt: skip


# What becomes of a request: how many working days ago it was asked, and each step so many days after the one before.
TALES: dict[str, tuple[range, tuple[tuple[int, Step], ...]]] = {
    "draft": (range(1, 3), ()),
    "sent-today": (range(1), ()),
    "sent": (range(1, 2), ()),
    "late": (range(3, 4), ()),
    "had": (range(1, 2), ((0, take),)),
    "acknowledged": (range(2, 4), ((0, take),)),
    "asked": (range(4, 6), ((1, take), (1, question))),
    "triage": (range(5, 7), ((0, take), (1, question), (1, answer))),
    "email": (range(1), ()),
    "on-behalf": (range(2, 4), ((1, take),)),
    "choosing": (range(2, 3), ((0, take), (1, choose))),
    "choosing-hidden": (range(4, 5), ((0, take), (1, choose))),
    "choosing-late": (range(8, 9), ((1, take), (2, choose))),
    "competing": (range(4, 5), ((0, take), (1, choose))),
    "competing-late": (range(2, 3), ((0, take), (1, choose))),
    "lonely": (range(2, 3), ((0, take), (1, choose))),
    "nobody": (range(9, 12), ((1, take), (2, choose), (2, cannot_help))),
    "too-far": (range(9, 12), ((1, take), (2, choose), (2, too_far))),
    "no-room": (range(9, 12), ((1, take), (2, choose), (2, no_room))),
    "not-for-us": (range(6, 9), ((1, take), (2, not_for_us))),
    "talk-first": (range(6, 9), ((1, take), (2, talk_first))),
    "network": (range(6, 9), ((1, take), (2, joins_network))),
    "event": (range(6, 9), ((1, take), (2, joins_event))),
    "buy-draft": (range(3, 5), ((0, take), (1, prepare))),
    "buy-waiting": (range(6, 8), ((0, take), (1, prepare), (0, send))),
    "buy-refused": (range(8, 10), ((0, take), (1, prepare), (0, send), (2, refuse))),
    "buy-approved": (range(8, 10), ((0, take), (1, prepare), (0, send), (2, approve))),
    "bought": (range(20, 26), ((0, take), (1, prepare), (0, send), (2, approve), (1, order), (3, pay))),
    "begun": (range(30, 36), ((0, take), (1, prepare), (0, send), (2, approve), (1, order), (19, begin))),
    "given": (range(50, 60), ((0, take), (1, prepare), (0, send), (2, approve), (1, order), (19, begin), (20, give))),
    "not-bought": (range(14, 18), ((0, take), (1, prepare), (0, send), (2, approve), (1, order), (4, cancel))),
    "linked": (range(4, 8), ((0, take), (1, choose), (1, link))),
    "stop": (range(2, 3), ((0, take), (1, link), (0, stop))),
    "undone": (range(6, 8), ((0, take), (2, link), (0, undo))),
    "touch": (range(12, 24), ((0, take), (1, choose), (2, link), (4, met))),
    "pulse": (range(18, 30), ((1, take), (2, link), (11, both_say_yes))),
    "pulse-one": (range(17, 20), ((1, take), (2, link), (11, one_says_yes))),
    "pulse-no": (range(17, 20), ((1, take), (2, link), (11, not_yet))),
    "nothing": (range(14, 20), ((1, take), (2, link), (7, fail))),
    "again": (range(14, 20), ((1, take), (2, link), (6, fail), (1, again))),
    "done": (range(40, 62), ((1, take), (1, choose), (1, link), (5, met), (6, both_say_yes), (8, finish))),
    "closed": (range(45, 70), ((0, take), (2, link), (4, met), (7, both_say_yes), (8, finish), (2, close))),
    "pointed": (range(4, 7), ((0, take), (1, point))),
    "helped": (range(16, 24), ((0, take), (1, point), (11, it_helped))),
    "not-helped": (range(14, 16), ((0, take), (1, point), (11, it_did_not_help))),
    "no-answer": (range(40, 46), ((0, take), (1, point))),
    "silent": (range(14, 15), ((1, take), (1, question))),
    "gone-on": (range(12, 13), ((1, take), (1, question), (8, go_on), (1, choose))),
    "let-go": (range(16, 18), ((1, take), (1, question), (11, let_go))),
    "shared": (range(3, 4), ((0, take), (1, choose), (1, share))),
    "this-one": (range(5, 6), ((0, take), (1, choose), (1, share), (2, this_one))),
    "none-fits": (range(6, 7), ((0, take), (1, choose), (1, share), (2, none_fits))),
    "not-chosen": (range(14, 15), ((0, take), (1, choose), (1, share), (10, choose_ourselves))),
    "chosen-asked": (range(7, 8), ((0, take), (1, choose), (1, share), (2, this_one), (1, ask))),
    "shared-withdrawn": (range(6, 7), ((0, take), (1, choose), (1, share), (2, withdraw))),
    "asking-chair": (range(3, 4), ((0, take), (1, ask_a_head))),
    "withdrawn": (range(7, 30), ((0, take), (2, withdraw))),
    "asking": (range(4, 5), ((0, take), (1, choose), (0, ask))),
    "asking-person": (range(5, 6), ((0, take), (1, ask), (2, agree))),
    "asking-question": (range(4, 5), ((0, take), (1, ask), (1, ask_back))),
    "asking-ready": (range(5, 6), ((0, take), (1, ask), (2, no[DeclineReason.CANNOT_RELEASE]))),
    "asking-silent": (range(13, 14), ((0, take), (1, ask))),
    "asking-colleague": (range(6, 7), ((0, take), (1, ask), (1, suggest))),
    "asking-by-telephone": (range(6, 7), ((0, take), (1, ask), (2, answer_for))),
    "no-time": (range(20, 26), ((0, take), (1, ask), (1, agree), (1, no[DeclineReason.NO_TIME]), (1, link), (4, met))),
    "no-strength": (range(20, 26), ((0, take), (1, ask), (1, no[DeclineReason.NOT_STRENGTH]), (1, link), (4, met))),
    "no-conflict": (range(20, 26), ((0, take), (1, ask), (1, no[DeclineReason.CONFLICT]), (1, link), (4, met))),
    "no-need": (range(20, 26), ((0, take), (1, ask), (1, no[DeclineReason.WRONG_NEED]), (2, link), (4, met))),
    "no-other": (range(20, 26), ((0, take), (1, ask), (1, no[DeclineReason.OTHER]), (1, link), (4, met))),
}  # fmt: skip


def tell(stage: Stage, plan: Plan) -> None:
    """Ask for everything in the file."""
    found = lines(plan.slug, "requests.txt")
    every = round(1 / stage.share)
    seen: set[str] = set()
    for number, line in enumerate(found):
        # Each tale is told at least once, however few are told.
        if line[0] not in seen or line[1].startswith("@") or number % every == 0:
            seen.add(line[0])
            tell_one(stage, plan, line)


def tell_one(stage: Stage, plan: Plan, line: list[str]) -> None:
    """Have one line asked, and what becomes of it."""
    tale, where, who, *asked = line
    days, steps = TALES[tale]
    if tale in OFFICERS:
        steps = (*steps, (0, hand_over))
    school = stage.school_for(where)
    name, job = who.rsplit(", ", 1)

    def ask(at: datetime) -> None:
        if tale == "email":
            _read_in(stage, school, name, asked, at)
            return
        asker = _asker(stage, plan, school, name, job, is_by_officer=tale == "on-behalf")
        request = _ask(stage, asker, school, asked, at, tale)
        case = Case(stage, plan, asker, request)
        chain(stage.diary, at, *((after, renewed(case, step)) for after, step in steps))

    is_known = job == "head" or tale in ("on-behalf", "email") or name in stage.people
    if not is_known:
        joined_at = stage.diary.ago(days.start + 3 + stage.chance.randrange(15))
        stage.people[name] = stage.join(name, school, role=_role(job), job_title=job, at=joined_at)
    stage.diary.note(stage.diary.ago(stage.chance.choice(days)), ask)


def _read_in(stage: Stage, school: Organisation, name: str, asked: list[str], at: datetime) -> None:
    """Read in an e-mail from a school: a draft that somebody of the programme has still to check."""
    operations.begin_from_email(
        actor=stage.coordinator,
        at=at,
        words=asked[-1],
        name=name,
        email=stage.email(name, school),
        organisation=school,
        areas=list(areas.by_codes(actor=stage.coordinator, codes=asked[0].split())),
    )


def renewed(case: Case, step: Step) -> Callable[[datetime], object]:
    """Return a step that reads the request anew before it is taken."""

    def done(at: datetime) -> None:
        case.renew()
        step(case, at)

    return done


def _asker(stage: Stage, plan: Plan, school: Organisation, name: str, job: str, *, is_by_officer: bool) -> str:
    if is_by_officer:
        return plan.officer
    if job == "head":
        stage.people.setdefault(stage.heads[school.pk].name, stage.heads[school.pk])
        return stage.heads[school.pk].name
    return name


def _role(job: str) -> AffiliationRole:
    return next((role for word, role in JOBS.items() if word in job), AffiliationRole.MIDDLE_LEADER)


def _ask(stage: Stage, asker: str, school: Organisation, asked: list[str], at: datetime, tale: str) -> SupportRequest:
    codes, ways, window, who_for, words = asked
    actor = stage.actor(asker)
    draft = operations.start(actor=actor, at=at, organisation=school)
    operations.save_answers(
        actor=actor,
        at=at,
        draft=draft,
        words=words,
        ways=[way for way in Way if way in ways.split()],
        window=window,
        urgent_reason=URGENT.get(tale, ""),
        who_for=who_for,
        is_name_hidden=tale == "choosing-hidden",
        **({} if tale in AT_THE_DESK else added.more(stage)),
    )
    chosen = areas.by_codes(actor=actor, codes=codes.split())
    operations.save_areas(actor=actor, at=at, draft=draft, areas=list(chosen))
    if tale == "on-behalf":
        head = stage.heads[school.pk]
        operations.name_contact(
            actor=actor, at=at, draft=draft, name=head.name, email=head.email, job_title="Headteacher"
        )
    if tale == "choosing-hidden":
        operations.leave_out(actor=actor, at=at, draft=draft, organisation=stage.schools["Cloughmoor High School"])
    if tale != "draft":
        operations.submit(actor=actor, at=at, draft=draft, has_consent=True)
    return draft

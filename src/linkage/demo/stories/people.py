"""Who speaks for the schools, who helps to run the programme, and who is still waiting to be known."""

from datetime import timedelta
from itertools import cycle

from linkage.demo.diary import Deed
from linkage.demo.stage import STAGES, Stage, lines
from linkage.demo.stories.programmes import FOUNDED_DAYS_AGO, Plan
from linkage.kernel.days import day_of
from linkage.organisations.enums import Phase
from linkage.organisations.models import Organisation
from linkage.people import operations
from linkage.people.enums import AffiliationRole, DigestRhythm, Role
from linkage.people.models import Person
from linkage.people.operations import Invite

# Heads with a name in the stories; every other school's is invented.
HEADS = {
    "Harrowgill High School": "Helen Brook",
    "Thistlebank School": "Grace Okafor",
    "Millrace Academy": "Owen Pritchard",
    "Wyreholme Academy": "Judith Sharples",
    "Larkrigg School": "Iain Caddick",
    "St Winefride's Catholic High School, Ravenmere": "Maeve Corrigan",
    "Our Lady of Saltreach Catholic Primary School": "Jacinta Moylan",
    "Tanpits Lane Primary School": "Ruth Ainscough",
    "Kettlewharf Primary School": "Will Aspden",
    "Hindlebrook Primary School": "Salma Yaqub",
    "Pitbrow Meadows Primary School": "Joyce Milner",
}
CHAIRS = {
    "ribble": ("Larkrigg School", "Malcolm Fairhurst"),
    "mersewater": ("St Non's Catholic Primary School", "Brigid Lacey"),
}
REASON = "Rang the school office and spoke to them, then met at the heads' meeting"
# The last schools of a large programme have no head that is proved yet: what has been done about each.
OPEN_ENDS = {
    "ribble": ("invited", "invited", "invited", "said no", "second letter", "none", "none"),
    "mersewater": ("invited", "invited"),
    "four-corners": (),
}
LARGE = 10
# So many heads are sent what waits for them.
READERS = 4
# One head in so many was confirmed by hand.
BY_HAND = 19
# Who joined for a school, and what the school says of it: (role, job, whether the head has confirmed it, the school).
JOINED = (
    (AffiliationRole.DEPUTY, "Deputy headteacher", True),
    (AffiliationRole.TEACHING_ASSISTANT, "Teaching assistant, Year 3", True),
    (AffiliationRole.SUPPORT_STAFF, "Receptionist", True),
    (AffiliationRole.CLERK, "Clerk to governors", True),
    (AffiliationRole.GOVERNOR, "Parent governor", True),
    (AffiliationRole.CONSULTANT, "Adviser for early reading", True),
    (AffiliationRole.EXECUTIVE_HEAD, "Executive headteacher", False),
    (AffiliationRole.TRUST_CHIEF, "Chief executive of the trust", False),
)


def tell(stage: Stage, plan: Plan) -> None:
    """Invite the heads, and have almost all of them say yes; add an officer; let a few people wait."""
    heads = _named_heads(plan)
    schools = list(stage.schools.values())
    told_of = _told_of(plan) | set(heads)
    known = [school for school in schools if school.name in told_of]
    others = [school for school in schools if school.name not in told_of]
    ends = OPEN_ENDS[plan.slug]
    primary = [school for school in others if school.phases == [Phase.PRIMARY]]
    still_open = primary[len(primary) - len(ends) :]
    told = _share([school for school in others if school not in still_open], stage.share)
    listed = _listed_heads(plan)
    for number, school in enumerate(known + told):
        name = heads.get(school.name) or _listed_head(listed, school) or stage.new_name()
        _head(stage, school, name, by_hand=number % BY_HAND == 0 or name == stage.coordinates)
    for school, end in zip(still_open, ends, strict=True):
        _open_end(stage, school, end)
    if plan.officer:
        _officer(stage, plan)
    if plan.slug in CHAIRS:
        school_name, name = CHAIRS[plan.slug]
        speaks(stage, stage.schools[school_name], name, Role.CHAIR)
    if plan.slug == "ribble":
        speaks(stage, stage.schools["Millrace Academy"], "Adrienne Lowe", Role.TRUST_OFFICER)
    if len(schools) > LARGE:
        _staff(stage, known[0])
    _lists(stage, plan)


def _share(schools: list[Organisation], share: float) -> list[Organisation]:
    """Return the part of the schools that is told of, with at least one of each stage."""
    seen: set[str] = set()
    every = round(1 / share)
    told = []
    for number, school in enumerate(schools):
        if number % every == 0 or not seen.issuperset(school.phases):
            seen.update(school.phases)
            told.append(school)
    return told


def speaks(stage: Stage, school: Organisation, name: str, role: Role) -> Person:
    """Confirm somebody by hand who stands for the head of a school: its chair, its trust's officer."""
    at = stage.now - timedelta(days=FOUNDED_DAYS_AGO - 20)
    one = Invite(school, name, stage.email(name, school), role=role)
    made = operations.confirm_by_hand(actor=stage.coordinator, at=at, one=one, reason=REASON)
    stage.people[name] = made.person
    return stage.people[name]


def _listed_heads(plan: Plan) -> list[list[str]]:
    """Return the lines of heads who are in the directory themselves, and so need a school of their own."""
    return [line for line in lines(plan.slug, "people.txt") if line[2].startswith("Headteacher")]


def _listed_head(listed: list[list[str]], school: Organisation) -> str:
    """Return who of them leads this school, by its stage; each leads one."""
    fitting = next((line for line in listed if STAGES[line[1]] in school.phases), None)
    if fitting is None:
        return ""
    listed.remove(fitting)
    return fitting[0]


def _told_of(plan: Plan) -> set[str]:
    """Return the schools that a line of a file names."""
    told = [line for file in ("people.txt", "requests.txt") for line in lines(plan.slug, file)]
    return {line[1][1:] for line in told if line[1].startswith("@")}


def _named_heads(plan: Plan) -> dict[str, str]:
    """Return the heads with a name: those of the stories, and those who ask for their own school."""
    asking = [line for line in lines(plan.slug, "requests.txt") if line[2].endswith(", head")]
    return HEADS | {line[1][1:]: line[2].removesuffix(", head") for line in asking if line[1].startswith("@")}


def _head(stage: Stage, school: Organisation, name: str, *, by_hand: bool) -> None:
    at = stage.now - timedelta(days=FOUNDED_DAYS_AGO - 4, minutes=stage.chance.randrange(2000))
    coordinator = stage.coordinator
    own = stage.people.get(name)
    one = Invite(school, name, own.email if own else stage.email(name, school))
    if by_hand:
        person = operations.confirm_by_hand(actor=coordinator, at=at, one=one, reason=REASON).person
    else:
        invitation = operations.invite(actor=coordinator, at=at, invites=[one])[0]
        person = invitation.person
        guest = stage.by_link("invitation", record_id=invitation.pk, person=person, state=invitation.status)
        answered = at + timedelta(days=1 + stage.chance.randrange(9))
        operations.accept(actor=guest, at=answered, invitation=invitation)
    stage.people[name] = stage.heads[school.pk] = person


def _open_end(stage: Stage, school: Organisation, end: str) -> None:
    """Invite a head who has not answered; or ask the head of another school to lead this one too."""
    coordinator = stage.coordinator
    at = stage.diary.ago(3 + stage.chance.randrange(6))
    if end == "invited":
        name = stage.new_name()
        operations.invite(actor=coordinator, at=at, invites=[Invite(school, name, stage.email(name, school))])
    elif end == "said no":
        known = stage.chance.choice(list(stage.heads.values()))
        one = Invite(school, known.name, known.email)
        invitation = operations.print_letter(actor=coordinator, at=at, one=one).invitation
        guest = stage.by_link("invitation", record_id=invitation.pk, person=known, state=invitation.status)
        operations.decline(actor=guest, at=at + timedelta(hours=20), invitation=invitation)
    elif end == "second letter":
        name = stage.new_name()
        one = Invite(school, name, stage.email(name, school))
        operations.print_letter(actor=coordinator, at=at, one=one)
        operations.print_letter(actor=coordinator, at=at + timedelta(hours=4), one=one)


def _officer(stage: Stage, plan: Plan) -> None:
    coordinator = stage.coordinator
    at = stage.now - timedelta(days=FOUNDED_DAYS_AGO - 2)
    email = f"{plan.officer.split()[0].lower()}@{plan.domain}"
    grant = operations.add_officer(actor=coordinator, at=at, name=plan.officer, email=email, role=Role.OFFICER)
    stage.people[plan.officer] = grant.person
    operations.change_details(
        actor=stage.actor(plan.officer), at=at, person=grant.person, name=plan.officer, phone="01632 960 118"
    )


def _lists(stage: Stage, plan: Plan) -> None:
    """Have the list of what waits mailed to a few on the last morning; one wants it daily, one not at all."""
    wanted = [stage.people[name] for name in (plan.coordinator, plan.officer) if name in stage.people]
    wanted += list(stage.heads.values())[:READERS]
    for person, rhythm in zip(wanted[1:], (DigestRhythm.DAILY, DigestRhythm.NEVER), strict=False):
        operations.choose_digest(actor=stage.actor_of(person), at=stage.diary.ago(30), person=person, rhythm=rhythm)
    for person in wanted:
        stage.diary.note(stage.diary.ago(1), _mailed(stage, person))


def _mailed(stage: Stage, person: Person) -> Deed:
    return lambda at: operations.send_digest(actor=stage.job("digests"), at=at, person=person)


def _staff(stage: Stage, school: Organisation) -> None:
    """Have people of every kind join; at the first school one stands for the head, one waits, one has left."""
    places = cycle([one for one in stage.schools.values() if one.pk in stage.heads and one != school])
    for role, job, is_confirmed in JOINED:
        name, at = stage.new_name(), stage.diary.ago(20 + stage.chance.randrange(40))
        if is_confirmed:
            stage.join(name, next(places), role=role, job_title=job, at=at)
        else:
            stage.claim(name, next(places), role=role, job_title=job, at=stage.diary.ago(2))
    deputy = stage.join(
        "Stuart Maddox", school, role=AffiliationRole.DEPUTY, job_title="Deputy headteacher", at=stage.diary.ago(45)
    )
    operations.name_deputy(
        actor=stage.head(school),
        at=stage.diary.ago(44),
        affiliation=deputy.affiliations.get(organisation=school),
        until=day_of(stage.now + timedelta(days=60)),
    )
    stage.claim("Colette Ridsdale", school, role=AffiliationRole.TEACHER, job_title="Teacher", at=stage.diary.ago(1))
    stage.claim(
        stage.new_name(), school, role=AffiliationRole.TEACHER, job_title="", at=stage.diary.ago(2), is_proved=False
    )
    left = stage.join(
        stage.new_name(), school, role=AffiliationRole.BUSINESS_MANAGER, job_title="Bursar", at=stage.diary.ago(50)
    )
    operations.end_affiliation(
        actor=stage.head(school), at=stage.diary.ago(18), affiliation=left.affiliations.get(organisation=school)
    )

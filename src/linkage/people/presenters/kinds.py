"""The kinds of mails about people, each with an example about somebody invented."""

from collections.abc import Mapping
from datetime import datetime

from linkage.kernel.days import LONDON
from linkage.messaging.presenters import Kind, Mail
from linkage.people.enums import DigestRhythm, Role
from linkage.people.presenters import away, digests, mails
from linkage.ui.next_actions import NextAction

EXAMPLE = "example"
AT = datetime(2026, 11, 3, 8, 0, tzinfo=LONDON)
SCHOOL = {"school": "Harrowgill High School"}
BY = {"by": "Farah Siddiqui"}
ROLE = {"role": "headteacher"}
Values = Mapping[str, str]


def _of(values: Values) -> mails.Of:
    return mails.Of(
        programme=values["programme"], slug="programme", by=values.get("by", "Farah Siddiqui"), erase_days=30
    )


def _digest(values: Values) -> Mail:
    mine = [
        NextAction(
            title="Is Daniel Okoro’s entry still right?",
            text="Computing and timetabling. Last confirmed in June.",
            url="/",
            button="Check it",
            since=AT,
            working_days_left=1,
        )
    ]
    return digests.mail(
        mine,
        [],
        at=AT,
        things=values["things"],
        first_name=values["first_name"],
        programme=values["programme"],
        rhythm=DigestRhythm.WEEKLY,
        home="/",
        change="/",
    )


KINDS = (
    Kind(
        "people.invitation",
        "Invitation to act for a school",
        "When you invite somebody by e-mail",
        "The head, the chair or the trust’s officer",
        lambda values: mails.invitation(
            _of(values),
            first_name=values["first_name"],
            school=values["school"],
            role=Role.HEAD,
            label=values["role"],
            token=EXAMPLE,
            is_first=True,
        ),
        names={**SCHOOL, **ROLE, **BY},
    ),
    Kind(
        "people.confirmed_by_hand",
        "You act for a school",
        "When you confirm somebody by hand",
        "The head, the chair or the trust’s officer",
        lambda values: mails.confirmed_by_hand(
            _of(values),
            first_name=values["first_name"],
            school=values["school"],
            role=Role.HEAD,
            label=values["role"],
        ),
        names={**SCHOOL, **ROLE, **BY},
    ),
    Kind(
        "people.declined",
        "An invitation was declined",
        "When somebody you invited says no",
        "Whoever invited them",
        lambda values: mails.declined(
            _of(values), first_name=values["first_name"], school=values["school"], was_erased=True
        ),
        names=SCHOOL,
    ),
    Kind(
        "people.prove_address",
        "Did you ask to join?",
        "When somebody asks to join for a school on our page",
        "The address they gave",
        lambda values: mails.prove_address(
            _of(values), school=values["school"], settles="the head of their school", token=EXAMPLE
        ),
        names=SCHOOL,
    ),
    Kind(
        "people.joined_already",
        "You need not join again",
        "When somebody who has joined asks to join again",
        "The address they gave",
        lambda values: mails.joined_already(
            _of(values), school=values["school"], settles="the head", is_confirmed=True
        ),
        names=SCHOOL,
    ),
    Kind(
        "people.claimed",
        "Does somebody work at your school?",
        "When a colleague has joined",
        "The school’s head, or you where there is none yet",
        lambda values: mails.claimed(
            _of(values),
            first_name=values["first_name"],
            name=values["colleague"],
            role="Teacher",
            school=values["school"],
            organisation_id=EXAMPLE,
        ),
        names={**SCHOOL, "colleague": "Ben Yarrow"},
    ),
    Kind(
        "people.claimed_to_speak",
        "Does somebody speak for a school?",
        "When somebody joins as head, chair or trust officer",
        "You",
        lambda values: mails.claimed_to_speak(
            _of(values),
            first_name=values["first_name"],
            name=values["colleague"],
            role="Headteacher",
            school=values["school"],
            organisation_id=EXAMPLE,
        ),
        names={**SCHOOL, "colleague": "Ben Yarrow"},
    ),
    Kind(
        "people.confirmed",
        "Your school has confirmed you",
        "When somebody’s head confirms that they work there",
        "The member of staff",
        lambda values: mails.confirmed(_of(values), first_name=values["first_name"], school=values["school"]),
        names=SCHOOL,
    ),
    Kind(
        "people.deputy",
        "You stand for the head",
        "When a head names a deputy",
        "The deputy",
        lambda values: mails.deputy(
            _of(values), first_name=values["first_name"], school=values["school"], head=values["head"], until=""
        ),
        names={**SCHOOL, "head": "Helen Brook"},
    ),
    Kind(
        "people.given_role",
        "You help to run the programme",
        "When you give somebody a role",
        "That person",
        lambda values: mails.given_role(
            _of(values),
            first_name=values["first_name"],
            role=Role.OFFICER,
            label=values["role"],
            until="",
            is_first=True,
        ),
        names={"role": "schools officer", **BY},
    ),
    Kind(
        "people.cover",
        "You look after somebody’s list",
        "When somebody who runs the programme says that they are away",
        "Whoever looks after their list",
        lambda values: away.mail(
            _of(values), first_name=values["first_name"], away=values["away"], days=values["days"]
        ),
        names={"away": "Farah Siddiqui", "days": "from Wednesday 4 November 2026 to Friday 6 November 2026"},
    ),
    Kind(
        "people.digest",
        "What waits for you",
        "Once a week or every school day, as each person chose",
        "Everybody for whom something waits",
        _digest,
        names={"things": "One thing waits for you"},
        for_its_readers=True,
    ),
    Kind(
        "people.merged",
        "We knew you twice, and now once",
        "When you put two records of one person together",
        "That person, at each of their addresses",
        lambda values: mails.merged(_of(values), first_name=values["first_name"], email="p.raman@school.example"),
        names=BY,
    ),
)

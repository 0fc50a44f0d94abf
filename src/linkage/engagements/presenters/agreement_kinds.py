"""The kinds of mails about an agreement, each with an example about two invented schools."""

from collections.abc import Callable, Mapping
from uuid import UUID

from linkage.engagements.models import Agreement, Engagement
from linkage.engagements.presenters import agreement_mails
from linkage.messaging.presenters import Kind, Mail
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import Programme

NOBODY = UUID(int=0)
NAMES = {
    "title": "Science in Year 10",
    "client_school": "Thistlebank School",
    "home_school": "Harrowgill High School",
    "offered_by": "Daniel Whitlow",
}
_PARTIES = "The two heads, who gives the days, and where it was bought who looks after the request"
Values = Mapping[str, str]


def _example(values: Values) -> Agreement:
    engagement = Engagement(
        id=NOBODY,
        programme=Programme(id=NOBODY, slug="ribble", name="Ribble Linkage"),
        title=values["title"],
        client_organisation=Organisation(id=NOBODY, name=values["client_school"]),
        home_organisation=Organisation(id=NOBODY, name=values["home_school"]),
    )
    return Agreement(
        id=NOBODY,
        programme_id=NOBODY,
        engagement=engagement,
        number=2,
        change="Six more days, until the end of the summer term.",
        offered_by=Person(id=NOBODY, programme_id=NOBODY, name=values["offered_by"]),
    )


def _kind(name: str, title: str, when: str, to: str, write: Callable[[Agreement], Mail]) -> Kind:
    return Kind(
        f"engagements.{name}",
        title,
        when,
        to,
        lambda values: write(_example(values)),
        names=NAMES,
        for_its_readers=True,
    )


AGREEMENT_KINDS = (
    _kind(
        "agreement_offered",
        "The agreement is ready to be signed",
        "When one of the schools offers it",
        _PARTIES,
        agreement_mails.agreement_offered,
    ),
    _kind(
        "amendment_offered",
        "A change to the agreement",
        "When a new version of what is signed is offered",
        _PARTIES,
        agreement_mails.amendment_offered,
    ),
    _kind(
        "agreement_reminder",
        "The agreement still waits to be signed",
        "When it has waited, twice at most",
        "Whoever has not signed",
        agreement_mails.agreement_reminder,
    ),
    _kind(
        "agreement_signed",
        "The agreement is signed by all",
        "When the last one has signed",
        "Everybody who signed it",
        agreement_mails.agreement_signed,
    ),
)

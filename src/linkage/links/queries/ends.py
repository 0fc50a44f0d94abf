"""The two ends of a link, as mails and pages name them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.directory.models import Entry
from linkage.links.models import Link
from linkage.organisations.models import Organisation
from linkage.people.models import Affiliation, Person
from linkage.support_requests.models import SupportRequest

# What somebody does at a school, by (person, school).
Jobs = dict[tuple[UUID, UUID], str]


@dataclass(frozen=True)
class End:
    """A person at one end: `job` is what they do there; `email` and `phone` are for the other end only."""

    person_id: UUID
    name: str
    first_name: str
    job: str
    school: str
    email: str = ""
    phone: str = ""

    @property
    def role(self) -> str:
        """What they do and where: "Reading lead, Harrowgill High School"."""
        return f"{self.job}, {self.school}" if self.job else self.school

    @property
    def contact(self) -> str:
        """How to reach them, in one line."""
        return ", ".join(part for part in (self.email, self.phone) if part)


@dataclass(frozen=True)
class Introduced:
    """Everything that the mails of one introduction say.

    `subject` and `greeting` are the words a coordinator may change; empty, ours stand. `path` is the link's page.
    """

    title: str
    asker: End
    helper: End
    first_contact_by_on: date
    signed: str
    path: str
    subject: str = ""
    greeting: str = ""

    @property
    def about(self) -> str:
        """What it is about within a sentence: "reading in Year 9"; an abbreviation keeps its capitals."""
        first = self.title.split(" ", 1)[0]
        return self.title if first.isupper() else self.title[:1].lower() + self.title[1:]

    @property
    def subject_line(self) -> str:
        """The subject of the introduction."""
        return self.subject or f"{self.asker.first_name}, meet {self.helper.first_name}: {self.about}"

    @property
    def first_words(self) -> str:
        """The first paragraph of the introduction."""
        return self.greeting or (
            f"{self.asker.first_name} asked for help with {self.about}. {self.helper.first_name} has offered to help "
            "other schools with it."
        )


def introduced(
    *, actor: Actor, link: Link, subject: str = "", greeting: str = "", jobs: Jobs | None = None
) -> Introduced:
    """Return the facts of one link's mails; the caller has shown that they may be known.

    Whoever asks for many links gives what `jobs_of` found for all of them.
    """
    return Introduced(
        title=link.title,
        asker=_end(actor, link.asker, link.client_organisation, _known_job(jobs, link.asker, link.client_organisation)),
        helper=_end(
            actor,
            link.helper,
            link.home_organisation,
            link.entry.job_title or _known_job(jobs, link.helper, link.home_organisation),
        ),
        first_contact_by_on=link.first_contact_by_on,
        signed=link.introduced_by.name,
        path=reverse("links:link", kwargs={"programme": link.programme.slug, "link_id": link.pk}),
        subject=subject,
        greeting=greeting,
    )


def to_introduce(
    *, actor: Actor, support_request: SupportRequest, entry: Entry, first_contact_by_on: date
) -> Introduced:
    """Return the facts of an introduction not made yet, to show its mail first; raises ValueError for a draft."""
    if support_request.organisation is None:
        msg = "a draft has no school to introduce"
        raise ValueError(msg)
    return Introduced(
        title=support_request.title,
        asker=_end(actor, asker_of(actor=actor, support_request=support_request), support_request.organisation),
        helper=_end(actor, entry.person, entry.organisation, entry.job_title or None),
        first_contact_by_on=first_contact_by_on,
        signed=actor.name,
        path="",
    )


def asker_of(*, actor: Actor, support_request: SupportRequest) -> Person:  # noqa: ARG001 (the request was found for them)
    """Return who is introduced for the school: the contact an officer named, else who asked."""
    asker: Person = support_request.contact or support_request.asked_by
    return asker


def jobs_of(*, actor: Actor, links: Collection[Link]) -> Jobs:
    """Return what the people of these links do at their schools, all in one question."""
    people = {person for link in links for person in (link.asker_id, link.helper_id)}
    held = Affiliation.objects.filter(programme_id=actor.tenant_id, person_id__in=people)
    jobs: Jobs = {}
    for each in held.standing().order_by("-status", "pk"):
        jobs.setdefault((each.person_id, each.organisation_id), each.job_title or each.get_role_display())
    return jobs


def _known_job(jobs: Jobs | None, person: Person, organisation: Organisation) -> str | None:
    """What was found for all; "" for somebody of whom nothing is known, None where nobody asked."""
    return None if jobs is None else jobs.get((person.pk, organisation.pk), "")


def _end(actor: Actor, person: Person, organisation: Organisation, job: str | None = None) -> End:
    return End(
        person_id=person.pk,
        name=person.name,
        first_name=person.first_name,
        job=_job(actor, person, organisation) if job is None else job,
        school=organisation.name,
        email=person.email,
        phone=person.phone,
    )


def _job(actor: Actor, person: Person, organisation: Organisation) -> str:
    held = Affiliation.objects.filter(programme_id=actor.tenant_id, person=person, organisation=organisation)
    found = held.standing().order_by("-status", "pk").first()
    return (found.job_title or found.get_role_display()) if found else ""

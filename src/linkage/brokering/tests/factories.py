from linkage.access import links
from linkage.access.actor import Actor
from linkage.brokering import operations, policy
from linkage.brokering.models import AskedPerson
from linkage.brokering.operations import Said
from linkage.messaging.models import Message
from linkage.people.queries import build_actor
from linkage.people.tests.factories import actor
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW


def settings_of(programme, **fields) -> ProgrammeSettings:
    """The programme's settings, changed."""
    found, _ = ProgrammeSettings.objects.get_or_create(programme=programme)
    for name, value in fields.items():
        setattr(found, name, value)
    found.save()
    return found


def ask(ours, entry=None, at=NOW, **changes):
    """Farah asks about Priya's entry (or another), with nobody ready after her unless said."""
    given = {"entry_id": (entry or ours.entry).pk, "knows_of_none": True, **changes}
    return operations.ask(actor=actor(ours.farah), at=at, support_request=ours.request, **given)


def question_to(person) -> AskedPerson:
    """The latest question that was put to somebody."""
    found = AskedPerson.objects.filter(person=person).exclude(asked_at=None).order_by("asked_at", "number")
    return found.select_related("approach__support_request", "approach__entry", "person").last()


def by_link(programme, asked):
    """Whoever opens the link of a question's mail."""
    token = links.make(
        policy.ASKED_LINK, programme_id=programme.id, record_id=asked.pk, person_id=asked.person_id, state="asked"
    )
    return build_actor(None, programme, links.read(token, policy.ASKED_LINK))


def say(programme, person, answer="yes", at=NOW, **said) -> AskedPerson:
    """Somebody answers by the link of their mail."""
    asked = question_to(person)
    return operations.answer(actor=by_link(programme, asked), at=at, asked=asked, said=Said(answer, **said))


def mails(kind):
    """The mails of asking of one kind, the oldest first."""
    return list(Message.objects.filter(template=f"brokering.{kind}").order_by("created_at"))


def to(mail):
    """To whom a mail goes, by name."""
    return [each["name"] for each in mail.recipients]


def tick(here, at):
    """The clock strikes in a programme; how many people heard from us."""
    return operations.tick(actor=Actor.system("test", here.id), at=at)

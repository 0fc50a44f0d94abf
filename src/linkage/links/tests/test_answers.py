"""An answer to the introduction goes to the other school; we learn only that there was one."""

from email import policy
from email.parser import BytesParser

import pytest

from linkage.database.tenancy import acting_in
from linkage.links import queries
from linkage.links.models import Link
from linkage.links.tests.factories import introduced
from linkage.messaging.gateway import composed
from linkage.messaging.models import InboundMail, Message
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(settings):
    settings.MAILBOX = "linkage@linkage.test"
    made = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(made.id):
        yield made


def told(world, link):
    return [event.title for event in queries.history(actor=actor(world.daniel), link=link)]


def test_it_goes_to_both_and_shows_on_their_page_without_a_word_of_it(here):
    world = introduced(here)
    mail = Message.objects.get(template="links.introduction")
    assert mail.is_between
    written = BytesParser(policy=policy.default).parsebytes(composed(mail, NOW))
    answered_by = [one.addr_spec for one in written["Reply-To"].addresses]
    assert answered_by == [world.daniel.email, world.priya.email, mail.reply_to]
    assert mail.reply_to.startswith("linkage+r-")

    link = Link.objects.get()
    assert "Priya Raman answered by e-mail" not in told(world, link)
    InboundMail.objects.create(
        programme=here,
        status="filed",
        proof="proven",
        fingerprint="1",
        writer_name="Priya Raman",
        is_between=True,
        about_type="links.link",
        about_id=link.pk,
        received_at=NOW,
    )
    assert "Priya Raman answered by e-mail" in told(world, link)

"""What the tests of shared shortlists do alike."""

import re

from linkage.brokering import operations
from linkage.messaging.models import Message
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus
from linkage.ui import registry

S = RequestStatus


def share(ours, *entries, note="", at=NOW):
    people = {each.pk: note for each in entries}
    return operations.share(actor=actor(ours.farah), at=at, support_request=ours.request, people=people)


def answer(ours, shortlist, chosen=None, words="", at=NOW, by=None):
    return operations.answer_shortlist(
        actor=actor(by or ours.daniel), at=at, shortlist=shortlist, entry_id=chosen and chosen.pk, words=words
    )


def mails(kind):
    return list(Message.objects.filter(template=f"brokering.{kind}"))


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def waiting(someone, at=NOW):
    return registry.waiting_for(actor(someone), at)

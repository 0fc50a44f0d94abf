"""The kinds of mails about people shared with a school, each with an example about somebody invented."""

from collections.abc import Mapping
from uuid import UUID

from linkage.brokering.presenters import shortlists
from linkage.messaging.presenters import Kind, Mail
from linkage.programmes.models import Programme
from linkage.support_requests.models import SupportRequest

NAMES = {"title": "Reading in Year 9", "school": "Thistlebank School"}


def _about(values: Mapping[str, str]) -> SupportRequest:
    return SupportRequest(id=UUID(int=0), programme=Programme(id=UUID(int=0), slug="programme"), title=values["title"])


def _shared(values: Mapping[str, str]) -> Mail:
    return shortlists.shared_mail(_about(values), 3, "Farah Siddiqui")


def _answered(values: Mapping[str, str]) -> Mail:
    return shortlists.answered_mail(
        _about(values), values["school"], "Priya Raman", "Close by, and a school like ours."
    )


KINDS = (
    Kind(
        "brokering.shortlist",
        "Who would you like to meet?",
        "When you share a few people with a school",
        "Whoever asked, and the person it is for",
        _shared,
        names=NAMES,
    ),
    Kind(
        "brokering.shortlist_answered",
        "A school has chosen",
        "When a school says who it would like to meet",
        "Whoever looks after the request",
        _answered,
        names=NAMES,
    ),
)

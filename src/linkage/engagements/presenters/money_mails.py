"""The mail about an invoice sheet, and its kind. No sum stands in it: a mail that does not arrive is read by others."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from linkage.engagements.models import Engagement, Invoice
from linkage.kernel import words
from linkage.messaging.presenters import Button, Kind, Mail
from linkage.organisations.models import Organisation
from linkage.programmes.models import Programme

NOBODY = UUID(int=0)
NAMES = {
    "title": "Science in Year 10",
    "client_school": "Thistlebank School",
    "home_school": "Harrowgill High School",
    "number": "2",
}


def invoice_made(found: Invoice) -> Mail:
    """To who leads for the school that is helped: there is a sheet for its finance office."""
    engagement = found.engagement
    return Mail(
        subject=f"Invoice sheet {found.number}: {engagement.title}",
        heading="There is an invoice sheet",
        paragraphs=(
            (
                f"{engagement.home_organisation.name} has made invoice sheet {found.number} for {engagement.title}, "
                f"from {words.day(found.from_on)} to {words.day(found.until_on)}."
            ),
            "What it asks for, line by line, stands on its page, as a PDF and as a file for a spreadsheet.",
        ),
        ask="Pass it on to your finance office.",
        button=Button("Open the sheet", found.path),
        why="You have this because you lead for the school that is helped, or look after what was bought for it.",
    )


def values_of(found: Invoice) -> dict[str, str]:
    """Return what the words of the mail may name."""
    engagement = found.engagement
    return {
        "title": engagement.title,
        "client_school": engagement.client_organisation.name,
        "home_school": engagement.home_organisation.name,
        "number": str(found.number),
    }


def _example(values: Mapping[str, str]) -> Invoice:
    engagement = Engagement(
        id=NOBODY,
        programme=Programme(id=NOBODY, slug="ribble", name="Ribble Linkage"),
        title=values["title"],
        client_organisation=Organisation(id=NOBODY, name=values["client_school"]),
        home_organisation=Organisation(id=NOBODY, name=values["home_school"]),
    )
    return Invoice(
        id=NOBODY,
        engagement=engagement,
        number=int(values["number"]) if values["number"].isdigit() else 2,
        from_on=date(2027, 1, 12),
        until_on=date(2027, 2, 12),
    )


MONEY_KINDS = (
    Kind(
        "engagements.invoice_made",
        "There is an invoice sheet",
        "When the school that helps makes one",
        "Who leads for the school that is helped, and its head; where it was bought, who looks after the request",
        lambda values: invoice_made(_example(values)),
        names=NAMES,
        for_its_readers=True,
    ),
)

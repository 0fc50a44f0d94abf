"""The mail about a file in which a scanner found something after it had been added: to whoever added it, alone."""

from collections.abc import Mapping

from django.urls import reverse

from linkage.engagements.models import Engagement
from linkage.messaging.presenters import Button, Kind, Mail


def refused(found: Engagement) -> Mail:
    """To whoever added it. What the paper is called stands on the page: it may be evidence that is private still."""
    return _refused(values_of(found), reverse("engagements:papers", args=[found.programme.slug, found.pk]))


def values_of(found: Engagement) -> dict[str, str]:
    """Return what the words of the mail may name."""
    return {"title": found.title}


def _refused(values: Mapping[str, str], path: str) -> Mail:
    return Mail(
        subject=f"A file you added was not kept: {values['title']}",
        heading="A file you added was not kept",
        paragraphs=(
            f"A scanner found something harmful in a file that you added to “{values['title']}”, and it was deleted.",
            "Tell whoever looks after the computers at your school. Then add the paper again, best as a PDF.",
        ),
        button=Button("Open the papers", path),
        why="You have this because you added the file.",
    )


PAPER_KINDS = (
    Kind(
        "engagements.paper_refused",
        "A file you added was not kept",
        "When the scanner finds something harmful in a file after it was added",
        "Whoever added it",
        lambda values: _refused(values, "/"),
        names={"title": "Science in Year 10"},
        for_its_readers=True,
    ),
)

"""What the names of files say of a person. What is in a file is not read: whoever added it takes it off."""

from datetime import datetime
from typing import Any

from linkage.access.personal_data import Source, Subject, take_out
from linkage.documents.models import StoredFile


def collect(subject: Subject) -> dict[str, Any]:
    """Return the names of files that name the person."""
    found = StoredFile.objects.filter(subject.named_in("name"))
    return {"Files whose name names you": list(found.order_by("added_at", "pk").values_list("name", flat=True))}


def erase(subject: Subject, at: datetime) -> None:  # noqa: ARG001 (every source is told when)
    """Take them out of the names of files."""
    take_out(subject, StoredFile.objects.all(), "name")


SOURCE = Source("Files", collect=collect, erase=erase)

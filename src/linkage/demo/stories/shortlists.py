"""What people keep of the directory: entries to come back to, one of which has left since, and searches."""

from datetime import datetime
from functools import partial

from linkage.demo.stage import Stage
from linkage.demo.stories.programmes import Plan
from linkage.directory import operations
from linkage.directory.enums import EntryKind, EntryStatus
from linkage.directory.models import Entry

# Who keeps whom, by how many days ago: the colleague who moved seven school days ago is shown as gone.
KEPT = {
    "Daniel Whitlow": (("Priya Raman", 6), ("Tom Ashdown", 5), ("Ewan Carrick", 4)),
    "Grace Okafor": (("Priya Raman", 9), ("Simon Haworth", 9)),
}
# Searches, by how many days ago they were kept: there is somebody new for the first, and for the second nobody yet.
SEARCHES = {
    "Grace Okafor": (
        ("Reading in Years 7 to 9", "our year 9 boys do not read", "stage=secondary", 22),
        ("Latin", "", "area=classics", 15),
    ),
}


def tell(stage: Stage, plan: Plan) -> None:
    """Have two people keep a shortlist, and one of them searches; smaller programmes have none."""
    if plan.slug != "ribble":
        return
    for who, entries in KEPT.items():
        for name, days in entries:
            stage.diary.note(stage.diary.ago(days), partial(_keep, stage, who, name))
    for who, searches in SEARCHES.items():
        for name, words, chosen, days in searches:
            stage.diary.note(stage.diary.ago(days), partial(_keep_search, stage, who, name, words, chosen))


def _keep_search(stage: Stage, who: str, name: str, words: str, chosen: str, at: datetime) -> None:
    operations.keep_search(actor=stage.actor(who), at=at, name=name, words=words, chosen=chosen)


def _keep(stage: Stage, who: str, name: str, at: datetime) -> None:
    there = Entry.objects.filter(kind=EntryKind.PERSON, status__in=(EntryStatus.LISTED, EntryStatus.PAUSED))
    entry = there.get(person=stage.people[name])
    operations.keep_entry(actor=stage.actor(who), at=at, entry=entry)

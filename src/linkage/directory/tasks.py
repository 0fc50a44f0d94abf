"""Jobs of the directory."""

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database import jobs
from linkage.database.tenancy import acting_in
from linkage.directory import operations
from linkage.programmes import queries as programmes


@jobs.periodic(name="directory.tick", cron="10 8-16 * * 1-5")
def tick() -> None:
    """Once an hour of the school day, in every programme, remind who has not answered and end breaks that are over."""
    at = timezone.now()
    for each in programmes.all_programmes(actor=Actor.system("directory.tick")):
        with acting_in(each.pk):
            operations.tick(actor=Actor.system("directory.tick", each.pk), at=at)

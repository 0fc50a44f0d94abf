"""The job of the doors."""

from django.utils import timezone

from linkage.access import form_keys
from linkage.database import jobs, tenancy


@jobs.periodic(name="access.forget-form-keys", cron="40 3 * * *")
def forget_form_keys() -> None:
    """Each night, forget the forms that were sent more than a day ago, and which tables changed before then."""
    with tenancy.acting_in(None):
        form_keys.forget_old(at=timezone.now())
        tenancy.forget_changes()

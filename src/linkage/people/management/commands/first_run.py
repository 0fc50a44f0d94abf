"""What `linkage run` does each time before it serves: the first set-up address, until somebody has used one."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.accounts import operations, queries
from linkage.organisations import operations as organisations


class Command(BaseCommand):
    """Print the one-time address of the first run; load the register that comes with Linkage."""

    help = "Print the set-up address while nobody has set Linkage up, and load the shipped register once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, required=True)

    def handle(self, *_args: Any, port: int, **_options: Any) -> None:
        actor = Actor.system("first_run")
        organisations.load_shipped_register(actor=actor, at=timezone.now())
        if queries.has_operator(actor=actor):
            return
        token = operations.make_set_up_key(actor=actor, at=timezone.now())
        base = (settings.BASE_URL or f"http://127.0.0.1:{port}").rstrip("/")
        self.stdout.write(f"Set up Linkage at {base}/set-up/{token}/\n(once, within {queries.SET_UP_MINUTES} minutes)")

"""What `linkage demo` does before it serves: the invented programmes, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from linkage.database import statistics
from linkage.demo import filling


class Command(BaseCommand):
    """Fill an empty installation with the demo; where it is filled, nothing is added."""

    help = "Fill an empty demo installation with the invented programmes."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo installation. Type: linkage demo")
        if filling.fill(now=timezone.now(), progress=self._tell):
            statistics.count_rows()

    def _tell(self, words: str) -> None:
        self.stdout.write(f"Filling the demo: {words}")
        self.stdout.flush()

"""What a demo says of itself on every page."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from markupsafe import Markup


def notices(request: Any) -> Iterator[str]:  # noqa: ARG001 - the registry's signature
    """Say that nothing here is real, and lead to the other people and to what was sent."""
    if settings.DEMO:
        yield Markup(
            'A demo: every school and person here is invented. <a href="{}">Switch person</a> '
            '<a href="{}">E-mails sent</a>'
        ).format(reverse("demo:personas"), reverse("messaging:mailbox"))

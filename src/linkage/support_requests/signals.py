"""What `support_requests` tells the apps above it; connected in `config/wiring.py`."""

from django.dispatch import Signal

# Sent inside the operation by which nobody is looked for any more, the request held: support_request, actor, at.
looking_ended = Signal()

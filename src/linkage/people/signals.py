"""What `people` tells the apps above it; connected in `config/wiring.py`."""

from django.dispatch import Signal

# Sent inside the operation that ended somebody's last work at a school: person, organisation, actor, at.
affiliation_ended = Signal()

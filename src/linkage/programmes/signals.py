"""What a programme tells the apps above it; connected in `config/wiring.py`."""

from django.dispatch import Signal

# Sent inside the operation that made the programme, while only its rows can be seen: programme, actor, at.
programme_created = Signal()

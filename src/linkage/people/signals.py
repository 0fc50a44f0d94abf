"""What `people` tells the apps above it; connected in `config/wiring.py`."""

from django.dispatch import Signal

# Sent inside the operation that ended somebody's last work at a school: person, organisation, actor, at.
affiliation_ended = Signal()

# Sent inside the operation that makes one of two records, before their references move: kept, gone, actor, at. Whoever
# keeps something of which a person has only one settles it now; whoever knows why it must not be raises UnableToMerge.
people_merging = Signal()

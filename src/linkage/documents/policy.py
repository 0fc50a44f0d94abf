"""What may be done with files by themselves; who may read one says whatever keeps it."""

from linkage.access.action import Action, system

SCAN = Action("documents.scan", "looked for something harmful in files", "a job of the house", system)

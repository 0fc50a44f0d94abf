"""Writing for others what two schools learnt together."""

from linkage.access.action import Action, known_person
from linkage.engagements.policy.parties import LEADS, leads

WRITE_CASE = Action("engagements.write_case", "wrote what others could learn", LEADS, known_person, leads)

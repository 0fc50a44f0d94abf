"""How ready each side is."""

from linkage.access.action import Action, known_person, system
from linkage.engagements.policy.parties import LEADS, PARTIES, edits_steps, is_party, leads

SEE_READINESS = Action(
    "engagements.see_readiness",
    "looked at how ready each side is",
    f"{PARTIES}: their own side's answers until both have shown, then both",
    known_person,
    is_party,
)
BEGIN_READINESS = Action(
    "engagements.begin_readiness", "asked both sides how ready they are", LEADS, known_person, leads
)
KEEP_READINESS = Action(
    "engagements.keep_readiness", "kept a draft of how ready they are", PARTIES, known_person, is_party
)
SHOW_READINESS = Action("engagements.show_readiness", "showed how ready they are", LEADS, known_person, leads)
NOTE_TALK = Action("engagements.note_talk", "noted a conversation about being ready", PARTIES, known_person, is_party)
ASK_AGAIN = Action("engagements.ask_again", "asked both sides again how ready they are", LEADS, known_person, leads)
ASK_HALF_WAY = Action(
    "engagements.ask_half_way",
    "asked both sides half-way how ready they are",
    "the system, once before they look",
    system,
)
NOTE_GOVERNORS = Action("engagements.note_governors", "noted that governors signed off", LEADS, known_person, leads)
EDIT_QUESTIONS = Action(
    "engagements.edit_questions", "changed the questions about being ready", "coordinators", edits_steps
)

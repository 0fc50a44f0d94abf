"""What each side is asked before they begin, until a programme words it itself.

In our words from the seven pairs of practice.md, section 2: one question for the side that helps, one for the other.
"""

from typing import NamedTuple

from linkage.engagements.enums import Theme


class QuestionText(NamedTuple):
    """One theme: what it is called, and what each side asks itself."""

    theme: str
    title: str
    home: str
    client: str


QUESTIONS: tuple[QuestionText, ...] = (
    QuestionText(
        Theme.PURPOSE,
        Theme.PURPOSE.label,
        "Does your whole school, from governors to families, stand behind helping others? Do you know how you will "
        "say a hard thing and stay on good terms?",
        "Would your leaders and teachers welcome it if somebody from outside questioned how they work?",
    ),
    QuestionText(
        Theme.TIME,
        Theme.TIME.label,
        "Can you let the people we need go for real hours in term time, with nobody at home the worse for it?",
        "Is there room in the week, and money put by, for your staff to try out what comes of this?",
    ),
    QuestionText(
        Theme.PEOPLE,
        Theme.PEOPLE.label,
        "Are those who will come good at showing, coaching and winning people over whom they do not manage? If not, "
        "do you know what they need to learn first?",
        "Do you know who will work beside them, and can those people carry it into the rest of the school?",
    ),
    QuestionText(
        Theme.CLEAR,
        Theme.CLEAR.label,
        "Is there one place where everybody can read what is expected, what should come of it, who does what, and "
        "what it costs?",
        "Is it settled what this costs you, how long it takes and what you need to make the change?",
    ),
    QuestionText(
        Theme.PRIORITIES,
        Theme.PRIORITIES.label,
        "Do the aims you share get the days and the means they need, even in a busy term?",
        "How much does this matter beside everything else you do? Is it settled who sees that each thing gets done?",
    ),
    QuestionText(
        Theme.FEEDBACK,
        Theme.FEEDBACK.label,
        "Do you know how you will see that it moves forward, and on which days you sit down over what is in the way?",
        "Have you a way to tell those who help you what works and what does not, while it can still be changed?",
    ),
    QuestionText(
        Theme.ENDING,
        Theme.ENDING.label,
        "Do you know how your part ends, how what was gained is kept, and how you will mark it together?",
        "Will what gets better be your own and go on without them? Will those who did the work be thanked for it?",
    ),
)

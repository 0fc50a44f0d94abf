"""The mails of a link: each with one purpose and one button."""

from datetime import date

from linkage.links.queries.ends import End, Introduced
from linkage.messaging.presenters import Button, Mail
from linkage.messaging.presenters import End as MailEnd
from linkage.support_requests.models import SupportRequest

NO_PUPILS = "Please leave out pupils\u2019 names when you write."
WEEKS = {2: "two weeks", 6: "six weeks"}


def introduction(told: Introduced) -> Mail:
    """The one introduction, to both."""
    asker, helper = told.asker, told.helper
    return Mail(
        subject=told.subject_line,
        heading=f"{asker.first_name}, meet {helper.first_name}",
        opening=(told.first_words,),
        ends=(_end(asker), _end(helper)),
        ask=f"{asker.first_name}, please ring or write first",
        ask_more=f", by {_short_day(told.first_contact_by_on)}. Twenty minutes is enough to start.",
        button=Button("See your shared page", told.path),
        closing=(
            (
                "With this mail come a short guide to the first conversation and a date for your calendar. Move the "
                "date as you like. We step out now. In two weeks we will ask one question: have you spoken or met?"
            ),
        ),
        signed=told.signed,
        why=f"You have this message because {asker.first_name} asked for support and {helper.first_name} agreed to be "
        f"listed. {NO_PUPILS}",
        links=(Button("This is not for me", f"{told.path}did-not-happen/"),),
        by_hand=frozenset(part for part, given in (("subject", told.subject), ("opening", told.greeting)) if given),
    )


def told(told: Introduced, *, helps: bool, stop_path: str = "", stop_by: str = "") -> Mail:
    """The head's own mail: for the school that helps with a way to stop it, for the other that help is on its way."""
    asker, helper = told.asker, told.helper
    if not helps:
        return Mail(
            subject=f"{asker.name} has been introduced to {helper.school}",
            heading=f"{asker.first_name} has somebody to talk to",
            paragraphs=(
                (
                    f"{asker.name} asked for help with {told.about}. Today we introduced them to {helper.name} at "
                    f"{helper.school}."
                ),
                "There is nothing for you to do. You can follow it on the page of the two schools.",
            ),
            button=Button("See the page", told.path),
            signed=told.signed,
            why=f"You have this message because you are the head of {asker.school}.",
        )
    return Mail(
        subject=f"{helper.name} has been introduced to {asker.school}",
        heading=f"May {helper.first_name} help {asker.school}?",
        paragraphs=(
            (
                f"{asker.name} at {asker.school} asked for help with {told.about}. Because {helper.name} is listed for "
                "this with your word, we introduced the two today. It starts with one conversation of twenty minutes."
            ),
            (
                f"If that suits you, do nothing. If it does not, say so by {stop_by}: the programme takes the "
                "introduction back and tells both."
            ),
        ),
        button=Button("Please stop this", stop_path),
        signed=told.signed,
        why=f"You have this message because you are the head of {helper.school} and decide who is released.",
    )


def stopping(told: Introduced, *, who: str, releases: bool) -> Mail:
    """To whoever looks after the request: one of the two, or their head, asks for a stop."""
    because = f"{who} releases their staff and asks" if releases else f"{who} asks"
    return Mail(
        subject=f"{who} asks us to stop an introduction",
        heading=f"{who} asks us to stop",
        paragraphs=(
            (
                f"We introduced {told.asker.name} ({told.asker.school}) and {told.helper.name} ({told.helper.school}) "
                f"about {told.about}. {because} us not to go on."
            ),
            f"Ring {who}, then take the introduction back or let it stand. Whichever it is, the page keeps it.",
        ),
        button=Button("Decide", told.path),
        why="You have this message because you look after the request for the programme.",
    )


def after_undoing(request: SupportRequest, *, has_another: bool) -> str:
    """Return what the side that asks does once an introduction was taken back."""
    if has_another:
        return "Somebody else was introduced to you for the same request, and that stands."
    if request.is_open:
        return "Your request is open again. We go on looking, and you hear from us as before."
    return "Your request has ended. If you still need help, ask again on any day."


def undone(told: Introduced, *, side: End, reads: str, after: str) -> Mail:
    """To one side: the introduction is taken back, and what happens next; `after` says it to the side that asks."""
    other = told.helper if side == told.asker else told.asker
    if side != told.asker:
        after = "Your place is free again. There is nothing for you to do."
    return Mail(
        subject=f"Please leave it: our introduction to {other.name} was a mistake",
        heading="We take our introduction back",
        paragraphs=(
            (
                f"We introduced {told.asker.name} and {told.helper.name}, about {told.about}. That was our mistake, "
                "not yours. Please do not get in touch with each other about it."
            ),
            after,
        ),
        button=Button("See what happened", told.path),
        signed=told.signed,
        why=f"You have this message because {reads}.",
    )


def pulse(told: Introduced, *, side: End, week: int, path: str) -> Mail:
    """The one-click question after two or six weeks."""
    other = told.helper if side == told.asker else told.asker
    return Mail(
        subject=f"One click: have you and {other.first_name} spoken or met?",
        heading=f"Have you and {other.first_name} spoken or met?",
        paragraphs=(
            f"{WEEKS[week].capitalize()} ago we introduced you to {other.name}, {other.school}, about {told.about}.",
            "It is one question, or three if you have met. No is an answer too.",
        ),
        button=Button("Answer", path),
        kept=("The programme counts answers. It does not see who said what.",),
        why=f"You have this message because we introduced the two of you {WEEKS[week]} ago. {NO_PUPILS}",
    )


def values_of(told: Introduced, *, side: End | None = None) -> dict[str, str]:
    """Return what the words of a mail about this introduction may name; `side` is who reads a mail of their own."""
    if side is not None:
        other = told.helper if side == told.asker else told.asker
        return {
            "other": other.name,
            "other_first_name": other.first_name,
            "other_school": other.school,
            "about": told.about,
        }
    return {
        "asker": told.asker.name,
        "asker_first_name": told.asker.first_name,
        "asker_school": told.asker.school,
        "helper": told.helper.name,
        "helper_first_name": told.helper.first_name,
        "helper_school": told.helper.school,
        "about": told.about,
    }


def _end(end: End) -> MailEnd:
    return MailEnd(end.name, end.role, end.contact)


def _short_day(day: date) -> str:
    """Return "Thursday 12 November": within a week nobody needs the year."""
    return f"{day:%A} {day.day} {day:%B}"

"""The mails of asking somebody whether they can help."""

from dataclasses import replace

from django.urls import reverse

from linkage.brokering.enums import ApproachAnswer, DeclineReason, Part
from linkage.brokering.models import Approach, AskedPerson
from linkage.brokering.queries.facts import Asking
from linkage.kernel import words
from linkage.kernel.days import local
from linkage.messaging.presenters import Button, Mail
from linkage.support_requests.models import SupportRequest

NO_PUPILS = "Please leave out pupils\u2019 names when you write."
NO_ANSWER = "No answer came from everybody whose yes was needed"
ONE_CLICK = "You need no account: the button opens one page, and nothing is sent before you confirm it there."


def ask_head(told: Asking, *, has_agreed: bool, is_chair: bool = False) -> Mail:
    """To the head who releases, or to whoever stands for the head where it is the head who would help."""
    first = told.helper_first_name
    known = f"{told.helper} would like to, if you agree." if has_agreed else f"We ask you before we ask {first}."
    you = f"the head of {told.helper_school} and decide who is released"
    if is_chair:
        known = f"{first} is the head, and nobody releases themselves. {known}"
        you = f"known to us as who stands for the head of {told.helper_school}"
    return Mail(
        subject=f"May {told.helper} help {told.school}?",
        heading=f"May {first} help {told.school}?",
        opening=(
            f"We have a request for help with {told.about} from {told.school}. {told.helper} is listed for this.",
        ),
        paragraphs=(*_need(told), f"{known} It begins with one conversation of twenty minutes."),
        ask=f"Please answer by {told.by}." if told.by else "",
        ask_more=" After that we ask somebody else.",
        button=Button("Answer", told.path),
        kept=(ONE_CLICK, *_hidden(told)),
        signed=told.signed,
        why=f"You have this message because you are {you}.",
    )


def ask_person(told: Asking, *, has_agreed: bool, is_head: bool = False) -> Mail:
    """To the person: could they help; `is_head` where they are the head, and somebody else agreed for the school."""
    who = "Whoever stands for you as head" if is_head else "Your head"
    released = (f"{who} has agreed.",) if has_agreed else ()
    return Mail(
        subject=f"Could you help {told.school}?",
        heading=f"Could you help {told.school}?",
        opening=(f"We have a request for help with {told.about} from {told.school}. You are listed for this.",),
        paragraphs=(*_need(told), " ".join([*released, "It begins with one conversation of twenty minutes."])),
        ask=f"Please answer by {told.by}." if told.by else "",
        ask_more=" After that we ask somebody else. No is an answer too.",
        button=Button("Answer", told.path),
        kept=(ONE_CLICK, *_hidden(told)),
        signed=told.signed,
        why=f"You have this message because you agreed to be listed. {NO_PUPILS}",
    )


def reminder(mail: Mail, told: Asking) -> Mail:
    """The same question once more."""
    return replace(
        mail,
        subject=f"Still waiting for your answer: {told.about}",
        opening=("We asked you this a few days ago and have not heard from you.", *mail.opening),
    )


def released(told: Asking, *, because: str) -> Mail:
    """Nothing is needed of them any more."""
    return Mail(
        subject=f"You need not answer any more: {told.about}",
        heading="Thank you. Nothing is left to do",
        opening=(f"We had asked about {told.helper} and {told.school}, who asks for help with {told.about}.",),
        paragraphs=(f"{because}. The place that was held is free again.",),
        signed=told.signed,
        why="You have this message because we had asked you whether this could go ahead.",
    )


def lapsed(told: Asking) -> Mail:
    """No answer came: without scolding."""
    return Mail(
        subject=f"We ask somebody else now: {told.about}",
        heading="We ask somebody else now",
        opening=(
            f"We had asked about {told.helper} and {told.school}, who asks for help with {told.about}.",
            "The days for an answer are over, so we ask somebody else. These weeks are full for everybody.",
        ),
        paragraphs=("There is nothing for you to do, and the place that was held is free again.",),
        signed=told.signed,
        why="You have this message because we had asked you whether this could go ahead.",
    )


def fell_out(told: Asking, *, title: str, why: str, after: str, path: str) -> Mail:
    """To whoever looks after the request: who fell out, and what is next."""
    return Mail(
        subject=f"Not {told.helper_first_name} this time: {title}",
        heading=f"{told.helper} falls out",
        paragraphs=(f"For {title}: {why}", after),
        button=Button("See the request", path),
        why="You have this message because you look after the request for the programme.",
    )


def answered_for(told: Asking, *, who: str, said: str, until: str, path: str) -> Mail:
    """Somebody answered for them."""
    return Mail(
        subject=f"{who} answered for you: {told.about}",
        heading=f"{who} answered for you",
        opening=(f"We had asked about {told.helper} and {told.school}, who asks for help with {told.about}.",),
        paragraphs=(
            f"{who} noted your answer for you: {said}",
            "Is that what you said? Then there is nothing to do.",
        ),
        ask=f"If it is not, take it back by {until}.",
        ask_more=" Then we ask you yourself.",
        button=Button("That is not what I said", path),
        signed=who,
        why="You have this message because an answer was given in your name.",
    )


def taken_back(told: Asking, *, who: str, name: str, path: str, is_theirs: bool) -> Mail:
    """A noted answer was taken back."""
    whose = "for you" if is_theirs else f"for {name}"
    after = "You are asked yourself: that mail has the button to answer." if is_theirs else f"{name} is asked again."
    return Mail(
        subject=f"An answer was taken back: {told.about}",
        heading=f"{who} took back an answer that was noted {whose}",
        opening=(f"We had asked about {told.helper} and {told.school}, who asks for help with {told.about}.",),
        paragraphs=(after,),
        button=Button("See what waits for you" if is_theirs else "See the request", path),
        signed=told.signed,
        why="You have this message because an answer was given in your name."
        if is_theirs
        else "You have this message because you look after the request for the programme.",
    )


def not_yet(told: Asking) -> Mail:
    """The yes before theirs was taken back."""
    return Mail(
        subject=f"Please do not answer yet: {told.about}",
        heading="Please do not answer yet",
        opening=(f"We had asked about {told.helper} and {told.school}, who asks for help with {told.about}.",),
        paragraphs=("We asked you too early: somebody else decides first. If they agree, you hear from us again.",),
        signed=told.signed,
        why="You have this message because we had asked you whether this could go ahead.",
    )


def until(asked: AskedPerson) -> str:
    """Until when a noted answer can be taken back: "10am on Wednesday 4 November 2026"."""
    assert asked.undo_by_at is not None  # it was noted
    at = local(asked.undo_by_at)
    return f"{words.clock(at)} on {words.day(at.date())}"


def question(*, about: str, words: str, path: str) -> Mail:
    """To the school: somebody who may help wants to know something first."""
    return Mail(
        subject=f"A question before somebody can help: {about}",
        heading="Somebody who may help has a question",
        opening=(f"You asked for help with {about}. Somebody we asked would like to know:",),
        paragraphs=(f"\u201c{words}\u201d",),
        button=Button("Answer the question", path),
        kept=(
            "Everybody we ask for this reads the question and your answer. Nobody is told who asked.",
            f"We do not add your school\u2019s name. {NO_PUPILS}",
        ),
        why="You have this message because you asked for support.",
    )


def replied(told: Asking, *, question: str, answer: str) -> Mail:
    """To whoever asked: the school\u2019s answer."""
    return Mail(
        subject=f"Your question was answered: {told.about}",
        heading="The school has answered your question",
        opening=(f"We had asked about help with {told.about} for {told.school}.",),
        paragraphs=(f"You asked: \u201c{question}\u201d", f"The answer: \u201c{answer}\u201d"),
        ask=f"Please say by {told.by} whether it can go ahead." if told.by else "",
        button=Button("Answer", told.path),
        signed=told.signed,
        why="You have this message because you wanted to know something before you answer.",
    )


def values_of(told: Asking) -> dict[str, str]:
    """Return what the words of these mails may name."""
    return {
        "helper": told.helper,
        "helper_first_name": told.helper_first_name,
        "helper_school": told.helper_school,
        "school": told.school,
        "about": told.about,
    }


WHO_RELEASES = {Part.HEAD.value: "their head", Part.CHAIR.value: "whoever stands for their head"}
WHY = {
    DeclineReason.NO_TIME: "no time now.",
    DeclineReason.NOT_STRENGTH: "not what they are strong in. They are asked to put their entry right.",
    DeclineReason.CONFLICT: "too close to this school.",
    DeclineReason.WRONG_NEED: "something else is needed. Look at the need again before you ask somebody.",
    DeclineReason.CANNOT_RELEASE: "cannot be released this half-term.",
    DeclineReason.OTHER: "another reason.",
}


def why(asked: AskedPerson) -> str:
    """Why somebody fell out, in one or two sentences: "their head says no: cannot be released this half-term."."""
    who = WHO_RELEASES.get(asked.part) or asked.person.first_name
    if asked.answer == ApproachAnswer.SUGGEST:
        return f"{who} suggests {asked.colleague_name} instead. You find the address on the request\u2019s page."
    if asked.answer == ApproachAnswer.NO:
        note = f" \u201c{asked.note}\u201d" if asked.note else ""
        return f"{who} says no: {WHY[DeclineReason(asked.reason)]}{note}"
    if asked.answer == ApproachAnswer.YES:
        return "they have taken a break or left the directory since they were chosen."
    return f"no answer from {who}." if asked.approach.state == "lapsed" else "they are not listed any more."


def said(asked: AskedPerson) -> str:
    """An answer as it was noted for somebody."""
    if asked.answer == ApproachAnswer.SUGGEST:
        return f"{asked.colleague_name} instead."
    if asked.answer == ApproachAnswer.NO:
        return f"no, {WHY[DeclineReason(asked.reason)]}"
    return "yes."


def page_of(support_request: SupportRequest) -> str:
    """The request's page."""
    return reverse("support_requests:request", args=[support_request.programme.slug, support_request.pk])


def home_of(approach: Approach) -> str:
    """The reader's own home page."""
    return reverse("programmes:home", args=[approach.programme.slug])


def _need(told: Asking) -> tuple[str, ...]:
    return (f"In their words: \u201c{told.need}\u201d",) if told.need else ()


def _hidden(told: Asking) -> tuple[str, ...]:
    return ("You learn the school\u2019s name when everybody has said yes.",) if told.is_hidden else ()

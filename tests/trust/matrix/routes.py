"""Every address of Linkage, and how to fill it in for one programme's records."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver, reverse

from linkage.access.action import Action
from linkage.programmes.tests.factories import NOW
from tests.trust.matrix.world import Side, token

# Which record each kind of action link is about, who it was sent to, and the state it answers.
LINKS: dict[str, tuple[str, str, str]] = {
    "enquiries.head": ("enquiry_id", "home head", f"passed-{NOW:%Y%m%d%H%M%S}"),
    "enquiries.write_back": ("enquiry_id", "leaver", "open"),
    "directory.nomination": ("nomination_id", "nominee", "awaiting_agreement-0"),
    "directory.drive": ("drive_ask_id", "home head", "asked"),
    "directory.right": ("entry_id", "nominee", "right-0"),
    "invitation": ("invitation_id", "leaver", "sent"),
    "join": ("affiliation_id", "leaver", "claimed"),
    "people.designation": ("designation_id", "nominee", "held-1"),
    "people.digest": ("person_id", "asker", "list"),
    "brokering.asked": ("asked_person_id", "nominee", "asked"),
    "brokering.noted": ("asked_person_id", "nominee", "answered"),
    "brokering.reply": ("candidate_question_id", "asker", "asked"),
    "peer_review.answer": ("open_school_id", "client head", "asked"),
    "peer_review.rota": ("round_school_id", "home head", "asked"),
    "practice.right": ("practice_id", "nominee", "right-0"),
    "engagements.impact": ("impact_id", "asker", "asked"),
    "links.helped": ("signpost_id", "asker", "asked"),
    "links.decide": ("commission_id", "commissioner", "awaiting-1"),
    "links.pulse": ("pulse_id", "asker", "asked"),
    "links.stop": ("link_id", "home head", "introduced"),
    "support_requests.referral": ("referral_id", "asker", "sent"),
    "support_requests.stop": ("request_id", "client head", "open"),
    "support_requests.answer": ("question_id", "asker", "asked"),
}
# Addresses that are about a record in another state than the first of its kind.
OTHERS: dict[str, dict[str, str]] = {
    **{
        f"support_requests:{page}": {"request_id": "draft_id"}
        for page in (
            "resume",
            "school",
            "contact",
            "need",
            "areas",
            "unclear",
            "help",
            "when",
            "who",
            "leave-out",
            "more",
            "check",
            "delete",
        )
    },
    "support_requests:answer": {"request_id": "asked_id"},
    "brokering:ask-next": {"request_id": "approaching_id"},
    "commissions:change": {"commission_id": "buying_draft_id"},
    "commissions:check": {"commission_id": "buying_draft_id"},
    "commissions:order": {"commission_id": "approved_id"},
    "commissions:begun": {"commission_id": "ordered_id"},
    "commissions:given": {"commission_id": "ordered_id"},
    "commissions:paid": {"commission_id": "ordered_id"},
    "engagements:begin": {"link_id": "free_link_id"},
    "engagements:begin-bought": {"commission_id": "free_ordered_id"},
    "engagements:edit-steps": {"kind": "engagement_kind"},
    "engagements:start": {"engagement_id": "agreed_engagement_id"},
    "engagements:resume": {"engagement_id": "paused_engagement_id"},
    "engagements:close": {"engagement_id": "exiting_engagement_id"},
    "engagements:go-on": {"engagement_id": "exiting_engagement_id"},
    "engagements:agreement-amend": {"engagement_id": "exiting_engagement_id"},
    "engagements:readiness-again": {"engagement_id": "exiting_engagement_id"},
    "engagements:readiness-begin": {"engagement_id": "preparing_engagement_id"},
    "engagements:readiness-governors": {"engagement_id": "preparing_engagement_id"},
    "engagements:readiness-talked": {"engagement_id": "agreed_engagement_id"},
    "engagements:change-kind": {"engagement_id": "preparing_engagement_id"},
    "engagements:agree-note": {"visit_id": "written_visit_id"},
    "engagements:send-note-back": {"visit_id": "written_visit_id"},
    "engagements:take-concern": {"concern_id": "untaken_concern_id"},
    "engagements:reopen-hindrance": {"hindrance_id": "settled_hindrance_id"},
    "engagements:school": {"engagement_id": "agreed_engagement_id"},
    "engagements:school-stop": {"engagement_id": "agreed_engagement_id"},
    "engagements:staff-record": {"affiliation_id": "staff_affiliation_id"},
    "engagements:learnt": {"engagement_id": "exiting_engagement_id"},
    "peer_review:answer": {"round_school_id": "open_school_id"},
    "peer_review:change": {"round_id": "open_round_id"},
    "peer_review:rules": {"round_id": "open_round_id"},
    "peer_review:plan": {"round_id": "open_round_id"},
    "peer_review:invite": {"round_id": "draft_round_id"},
    "peer_review:write-report": {"peer_visit_id": "happened_visit_id"},
    "peer_review:check-report": {"peer_visit_id": "drafted_visit_id"},
    "peer_review:report-file": {"peer_visit_id": "agreed_visit_id"},
    "peer_review:share-line": {"peer_visit_id": "agreed_visit_id"},
    "peer_review:ask-for-help": {"peer_visit_id": "agreed_visit_id", "line_id": "better_line_id"},
    "peer_review:stands": {"peer_visit_id": "agreed_visit_id"},
    "practice:agree": {"practice_id": "awaiting_head_practice_id"},
    "practice:send-back": {"practice_id": "awaiting_head_practice_id"},
    "engagements:changed": {"engagement_id": "closed_engagement_id"},
    "engagements:impact": {"engagement_id": "closed_engagement_id", "pulse_id": "impact_id"},
    "engagements:thanks": {"engagement_id": "exiting_engagement_id"},
    "engagements:certificate": {"engagement_id": "closed_engagement_id", "person_id": "giver_id"},
    "imports:undo": {"sheet_import_id": "brought_id"},
    "people:confirm-designation": {"designation_id": "claimed_id"},
    "mail:came-back": {"message_id": "sent_id"},
    "mail:mark-read": {"inbound_id": "filed_mail_id"},
    "mail:dealt-with": {"message_id": "failed_id"},
    **{
        f"directory:{page}": {"nomination_id": "half_written_id"}
        for page in ("colleague", "strength", "offer", "check", "delete-draft")
    },
}


@dataclass(frozen=True)
class Route:
    """One address: its name, what it takes, and the kind of action link it answers."""

    name: str
    arguments: tuple[str, ...]
    link: str | None
    action: Action | None

    @property
    def is_public(self) -> bool:
        """Whether anybody may open it: only the programme's own words stand on it."""
        return self.action is not None and self.action.public

    @property
    def takes_records(self) -> bool:
        """Whether the address names a record, beside the programme."""
        return any(name != "programme" for name in self.arguments)

    def address(self, side: Side, *, slug: str = "", records: dict | None = None) -> str:
        """Return the address for this programme's records, or for others given; KeyError for an unmapped argument."""
        filled = {
            name: self._value(name, side, slug or side.programme.slug, records or side.records)
            for name in self.arguments
        }
        return reverse(self.name, kwargs=filled)

    def _value(self, name: str, side: Side, slug: str, records: dict):
        if name == "programme":
            return slug
        if name == "key":
            return "coordinator"  # one of the demo's people: there are none here, and nobody finds the page
        if name == "token" and not self.link:
            return "no-such-key"  # the set-up address: its key is tested where it is made
        if name == "token":
            record, person, state = LINKS[self.link]
            return token(side, self.link, records[record], person, state)
        return records[OTHERS.get(self.name, {}).get(name, name)]


def all_routes() -> list[Route]:
    """Return every route but those of the static files."""
    return sorted(set(_walk(get_resolver().url_patterns, (), ())), key=lambda route: route.name)


def _walk(patterns, namespaces: tuple[str, ...], arguments: tuple[str, ...]) -> Iterator[Route]:
    for pattern in patterns:
        taken = arguments + tuple(pattern.pattern.converters)
        if isinstance(pattern, URLPattern):
            view = pattern.callback
            name = ":".join((*namespaces, pattern.name))
            yield Route(name, taken, getattr(view, "link", None), getattr(view, "action", None))
        else:
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, inside, taken)

"""Every page of Linkage and the states it has: found in this process, without a browser, by asking as everybody.

A state is told from another by the templates it is drawn with: a page that is put together alike for a head and for a
coordinator is looked at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django.template import engines
from django.test import Client

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory.models import Nomination
from linkage.enquiries.models import Enquiry
from linkage.links.models import Link, Pulse
from linkage.organisations.tests.factories import member
from linkage.people.models import Designation, Invitation
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.models import SupportRequest
from tests.trust.matrix.everything import stands_beside_home
from tests.trust.matrix.forms import CARRIED, Form, forms_on
from tests.trust.matrix.routes import all_routes
from tests.trust.matrix.visiting import NOBODY, ask, undone
from tests.trust.matrix.world import build

HTML = "text/html"
OK, REFUSED = 200, 422
# A page of its own that says no: who may nominate, what became of a link. The common pages of errors are walked apart.
SAYING_NO = {403, 404}
COMMON_ERROR = "ui/error.html"
# The pages that say so when nothing is there yet, for who runs a programme and for who came first from a school.
EMPTY = (
    "programmes:public",
    "programmes:home",
    "programmes:calendar",
    "programmes:questions",
    "enquiries:enquiries",
    "enquiries:interest",
    "support_requests:requests",
    "referrals:silent",
    "support_requests:start",
    "directory:directory",
    "directory:entries",
    "directory:needs",
    "directory:nominations",
    "directory:searches",
    "directory:shortlist",
    "engagements:engagements",
    "engagements:concerns",
    "peer_review:rounds",
    "practice:practices",
    "practice:own",
    "links:links",
    "links:past",
    "mail:inbox",
    "imports:imports",
    "people:people",
    "people:designations",
    "people:titles",
    "people:heads",
    "people:invite-heads",
    "people:join",
    "people:letter",
    "organisations:schools",
    "organisations:confirm",
    "organisations:groups",
    "areas:areas",
)

WORRY = "A girl in my class told me that her stepfather hits her and she has bruises on her arms"
# Pages that are another page with something in their address.
ASKED = (
    ("directory:directory", {"q": WORRY}),
    ("directory:directory", {"q": "quantum knitting"}),
    ("directory:directory", {"sort": "map"}),
    ("directory:save-search", {"q": "phonics", "stage": "secondary"}),
    ("directory:save-search", {"q": WORRY}),
    ("support_requests:start", {"words": "Our year 9 lads will not read"}),
    ("support_requests:start", {"words": WORRY}),
)
# Pages that look otherwise with another record than the usual one.
WITH_OTHERS = (
    # Who was introduced before is not offered again; somebody else is, with the mail before it is sent.
    ("brokering:introduce", {"entry_id": "not_tried_id"}),
    ("brokering:ask", {"entry_id": "not_tried_id"}),
    ("support_requests:request", {"request_id": "approaching_id"}),
    ("directory:staff", {"organisation_id": "home_id"}),
    ("imports:import", {"sheet_import_id": "brought_id"}),
    *(
        (f"engagements:{page}", {"engagement_id": f"{status}_engagement_id"})
        for status in ("preparing", "agreed", "exiting", "paused", "bought")
        for page in ("engagement", "plan", "readiness", "visits", "agreement", "papers", "ending", "stop")
    ),
    *((f"engagements:{page}", {"engagement_id": "closed_engagement_id"}) for page in ("engagement", "ending")),
    *((f"engagements:{page}", {"engagement_id": "paused_engagement_id"}) for page in ("changed", "feedback")),
    ("engagements:agreement-offer", {"engagement_id": "agreed_engagement_id"}),
    ("engagements:visit", {"visit_id": "written_visit_id"}),
    ("engagements:visit", {"visit_id": "cancelled_visit_id"}),
    ("engagements:concern", {"concern_id": "closed_concern_id"}),
    ("engagements:concern", {"concern_id": "untaken_concern_id"}),
)


@dataclass(frozen=True)
class State:
    """An address as a role sees it; `is_error` when its form is sent empty."""

    role: str
    address: str
    status: int = OK
    is_error: bool = False

    def __str__(self) -> str:
        return f"{self.address} as {self.role}{', sent empty' if self.is_error else ''}"


@dataclass
class Places:
    """A programme with every record, another with none, and a browser's session for everybody in them."""

    clients: dict[str, Client] = field(default_factory=dict)
    ours: object = None
    seen: set[tuple] = field(default_factory=set)

    @property
    def templates(self) -> set[str]:
        """Every template met so far."""
        return {name for _, _, look in self.seen for name in look}

    def states(self) -> list[State]:
        """Return every state there is now."""
        everybody = {role: client for role, client in self.clients.items() if not role.startswith("bare")}
        bare = {role: client for role, client in self.clients.items() if role.startswith("bare")}
        routes = {route.name: route for route in all_routes()}
        found = [state for route in routes.values() for state in self._states(route.address(self.ours), everybody)]
        for name, others in WITH_OTHERS:
            records = self.ours.records | {argument: self.ours.records[other] for argument, other in others.items()}
            found += self._states(routes[name].address(self.ours, records=records), everybody)
        for name, asked in ASKED:
            found += self._states(f"{routes[name].address(self.ours)}?{urlencode(asked)}", everybody)
        return found + [
            state
            for route in all_routes()
            if route.name in EMPTY
            for state in self._states(route.address(self.ours, slug="bare"), bare)
        ]

    def states_of_records(self) -> list[State]:
        """Return the states that the pages of records have now and had not before."""
        everybody = {role: client for role, client in self.clients.items() if not role.startswith("bare")}
        routes = [route for route in all_routes() if route.takes_records]
        return [state for route in routes for state in self._states(route.address(self.ours), everybody)]

    def _states(self, address: str, clients: dict[str, Client]) -> Iterator[State]:
        for role, client in clients.items():
            shown = _shown(client, address)
            if shown.look and self._is_new(address, "shown", shown.look):
                yield State(role, address, shown.status)
                refused = _refused(client, address, shown.hidden) if shown.has_form else frozenset()
                if refused and self._is_new(address, "refused", refused):
                    yield State(role, address, REFUSED, is_error=True)

    def _is_new(self, *seen) -> bool:
        if seen in self.seen:
            return False
        self.seen.add(seen)
        return True

    def let_a_day_pass(self) -> None:
        """Let introductions stand: what can no longer be taken back can be ended."""
        with acting_in(self.ours.programme.id):
            Link.objects.update(undo_by_at=NOW - timedelta(hours=1))

    def answer_everything(self) -> None:
        """Let all that waits be answered: what every link leads to afterwards."""
        with acting_in(self.ours.programme.id):
            Nomination.objects.exclude(status="draft").update(status="listed", answered_at=NOW, listed_at=NOW)
            Invitation.objects.update(status="accepted", answered_at=NOW)
            Pulse.objects.update(answered_at=NOW)
            Designation.objects.update(asked_at=None)
            Link.objects.update(status="done")
            Enquiry.objects.confirmed().update(status="closed", ended_at=NOW)
            SupportRequest.objects.exclude(status="draft").update(status="closed")


@contextmanager
def drawing() -> Iterator[set[str]]:
    """Give the set into which the name of every template goes that is drawn, extended or included."""
    env = engines["jinja2"].env
    drawn: set[str] = set()
    load = env._load_template

    def noted(name, *args):
        drawn.add(name)
        return load(name, *args)

    env._load_template = noted
    try:
        yield drawn
    finally:
        del env._load_template


def places() -> Places:
    """Make both programmes and sign everybody in."""
    made = Places()
    bare = programme(slug="bare", name="Bare Linkage")
    with acting_in(bare.id):
        made.clients["bare coordinator"] = _client(people.coordinator(bare, account=account()).account)
        school = member(bare).organisation
        made.clients["bare head"] = _client(people.head(bare, school, account=account()).account)
    made.ours = build("ours")
    made.ours.accounts["coordinator"].is_operator = True
    made.ours.accounts["coordinator"].save(update_fields=["is_operator"])
    with acting_in(made.ours.programme.id):
        stands_beside_home(made.ours)
    made.clients |= {role: _client(one) for role, one in made.ours.accounts.items()}
    made.clients |= {"of no programme": _client(account()), NOBODY: Client()}
    return made


def _client(account) -> Client:
    client = Client()
    client.force_login(account)
    client.get("/account/")  # the first visit starts the clock of the session
    return client


@dataclass(frozen=True)
class Shown:
    """What a page is drawn with, whether it holds a form that can be sent empty, and what goes unseen with that."""

    look: frozenset[str] = frozenset()
    status: int = OK
    has_form: bool = False
    hidden: dict[str, list[str]] = field(default_factory=dict)


def _shown(client: Client, address: str) -> Shown:
    """What somebody gets at an address; nothing where it is not a page of theirs."""
    with drawing() as drawn:
        response = ask(client, "get", address)
    # The HTML of a mail, sealed in a frame of our page, is looked at as a mail: checks.mail_is_sound.
    is_sealed = "sandbox" in response.headers.get("Content-Security-Policy", "")
    is_html = response.headers.get("Content-Type", "").startswith(HTML)
    is_page = is_html and not is_sealed and COMMON_ERROR not in drawn
    if not is_page or response.status_code not in {OK, *SAYING_NO}:
        return Shown()
    forms = [form for form in forms_on(response.content.decode(), address) if form.address == address]
    form = next((form for form in forms if not _carries_its_answers(form)), None)
    hidden = {one.name: one.values for one in form.fields.values() if one.kind == "hidden"} if form else {}
    return Shown(frozenset(drawn), response.status_code, form is not None, hidden)


def _carries_its_answers(form: Form) -> bool:
    hidden = [one for one in form.fields.values() if one.name not in CARRIED]
    return bool(hidden) and all(one.kind == "hidden" for one in hidden)


def _refused(client: Client, address: str, hidden: dict[str, list[str]]) -> frozenset[str]:
    """What the refusal of an empty form is drawn with; nothing where it is not refused. Nothing it did is kept."""
    with drawing() as drawn, undone(client):
        response = client.post(address, hidden)
    return frozenset(drawn) if response.status_code == REFUSED else frozenset()

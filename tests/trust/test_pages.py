"""W1 to W3, W5, R15: what every page that is looked at carries, asks and leaves alone, whoever looks.

One walk over all of them serves these tests: the programme's every word is a payload, and it has two of everything.
"""

from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from linkage.database import tenancy
from linkage.database.tenancy import acting_in
from linkage.messaging.models import Message
from linkage.people.models import Person
from linkage.programmes import queries as programmes
from tests.trust.matrix import crowd
from tests.trust.matrix.links import links_on
from tests.trust.matrix.payloads import LONG, harm_in, poison
from tests.trust.matrix.routes import all_routes
from tests.trust.matrix.visiting import NOBODY, ROLES, ask, operating, undone
from tests.trust.matrix.walking import Visit, visit, walk

MOST_QUERIES = 25
MANY = 12
# Not data of a programme: when a session was used, and how often an address was tried.
OWN_MEMORY = ("django_session", "linkage_cache")
# Whoever may not nominate is told there who may, and how.
TELLS_WHO_MAY = {"directory:nominate"}
# The HTML of a mail, sent or only drawn, stands in a frame of our own page: it may style itself, and nothing else.
SEALED = {"messaging:mailbox-as-sent", "mail:wording-drawn"}
# A file of somebody unknown: handed out, and sealed more closely than any page.
FILES = {"mail:inbound-file", "engagements:paper-file", "peer_review:paper-file"}


@pytest.fixture(scope="module")
def busy(world):
    """The programme full of payloads, with two of everything."""
    with acting_in(world.ours.programme.id):
        crowd.add(world.ours, 1)
    poison(world.ours)
    return world


@pytest.fixture(scope="module")
def visits(busy) -> list[Visit]:
    seen = walk(busy)
    with operating(busy) as operator:
        opened = {each.route for each in seen if each.status == 200}
        seen += [
            visit("operator", operator, route, route.address(busy.ours))
            for route in all_routes()
            if route not in opened
        ]
    return seen


def told(found) -> str:
    return "\n".join(str(each) for each in found)


def test_the_walk_opened_what_there_is(visits):
    """None of the tests below says anything about a page that nobody opened."""
    opened = {each.route.name for each in visits if each.status == 200}
    assert len(opened) > 90
    assert not [each for each in visits if each.status >= 500], told(visits)


class TestLookingChangesNothing:
    def test_no_page_writes_when_it_is_looked_at(self, visits):
        found = [f"{each}: {each.statements.writes}" for each in visits if each.statements.written(*OWN_MEMORY)]
        assert found == [], told(found)

    def test_a_page_that_tries_is_stopped_by_the_database(self, busy, monkeypatch):
        """The control: a query that writes is refused; with the wall down it is noted."""
        honest = programmes.school_day

        def careless(**given):
            Person.objects.filter(pk=busy.ours.people["stranger"].pk).update(phone="changed")
            return honest(**given)

        monkeypatch.setattr(programmes, "school_day", careless)
        assert home_of(busy, "stranger").status == 500
        entering = tenancy._set
        monkeypatch.setattr(tenancy, "_set", lambda programme_id, _also="": entering(programme_id))
        careless_visit = home_of(busy, "stranger")
        assert (careless_visit.status, careless_visit.statements.written(*OWN_MEMORY)) == (200, ["people_person"])


class TestWordsStayWords:
    def test_no_payload_is_anything_but_words_on_any_page(self, visits):
        found = [f"{each}: {each.harm}" for each in visits if each.harm]
        assert found == [], told(found)

    def test_nor_in_the_mails_that_are_made_of_them(self, busy):
        client, request = busy.clients["coordinator"], busy.ours.records["request_id"]
        with undone(client), acting_in(busy.ours.programme.id):
            known = set(Message.objects.values_list("pk", flat=True))
            client.post(f"/ours/requests/{request}/cannot-help/", {"unmet_reason": "other", "reason": LONG})
            made = Message.objects.exclude(pk__in=known)
            assert made
            assert all("&lt;zqx onzqx=1&gt;" in mail.html and not harm_in(mail.html) for mail in made)

    def test_the_payloads_were_there_to_be_shown(self, busy):
        shown = busy.clients["asker"].get(f"/ours/requests/{busy.ours.records['request_id']}/").content.decode()
        assert shown.count("&lt;zqx onzqx=1&gt;") > 2

    @pytest.mark.parametrize(
        "careless",
        [
            LONG,
            f'<input value="{LONG}">',
            f"<input value='{LONG}'>",
            '<a href=" JavaScript:zqx()">x</a>',
            "<p>62615533?</p>".replace("62615533", str(7919 * 7907)),
        ],
    )
    def test_a_page_that_does_not_escape_is_seen(self, careless):
        """The control: each way out that a payload tries is found by the eye that found none above."""
        assert harm_in(careless)


class TestLinks:
    """X8: no id stands twice, and no link leads nowhere."""

    def test_every_place_on_a_page_is_there_once(self, visits):
        found = [f"{each}: {fault}" for each in visits for fault in each.links.faults()]
        assert found == [], told(sorted(set(found)))

    def test_every_link_opens_for_whoever_is_shown_it(self, busy, visits):
        """One of each kind of address for each role: what a page leads to, its reader may open."""
        found = [problem for one in shown_to(visits) for problem in shut(busy, *one)]
        assert found == [], told(found)

    def test_a_link_that_leads_nowhere_is_seen(self, busy):
        """The control: a page that is not there, one that is not for everybody, a place that is not on the page."""
        assert shut(busy, "stranger", "/ours/nothing-here/", "a page")
        assert shut(busy, "stranger", "/ours/people/", "a page")
        assert links_on('<a href="#there"></a><p id="x"><p id="x">', "/").faults() == [
            "the id x stands 2 times",
            "#there is nowhere on the page",
        ]


def shown_to(visits):
    """Each role with one address of each kind that a page shows it, and the page."""
    kinds = {}
    for each in visits:
        for address in sorted(each.links.addresses if each.role in ROLES else ()):
            if kind_of(address) not in TELLS_WHO_MAY:
                kinds.setdefault((each.role, kind_of(address)), (each.role, address, str(each)))
    return kinds.values()


def kind_of(address: str) -> str:
    """What is at an address, whichever record it is about; of a file nothing is told."""
    try:
        return str(resolve(urlsplit(address).path).view_name)
    except Resolver404:
        return address


def shut(world, role: str, address: str, page: str) -> list[str]:
    """What is wrong with a link that somebody is shown."""
    status = ask(world.clients[role], "get", address).status_code
    return [f"{status} {address} as {role}, from {page}"] if status >= 400 else []


class TestHeaders:
    def test_every_answer_carries_a_policy_without_exceptions(self, visits):
        loose = [each for each in visits if each.route.name not in SEALED | FILES and policy_problems(each)]
        assert loose == [], told(loose)

    def test_a_mail_in_its_frame_may_do_nothing_but_style_itself(self, visits):
        sealed = [each for each in visits if each.route.name in SEALED and each.status == 200]
        assert sealed
        for each in sealed:
            policy = policy_of(each)
            assert policy["default-src"] == "'none'"
            assert policy["frame-ancestors"] == "'self'"
            assert "allow-scripts" not in policy["sandbox"]
            assert "script-src" not in policy

    def test_a_file_that_came_by_mail_may_do_nothing_at_all(self, visits):
        handed_out = [each for each in visits if each.route.name in FILES and each.status == 200]
        assert handed_out
        for each in handed_out:
            policy = policy_of(each)
            assert (policy["default-src"], policy["frame-ancestors"], policy["sandbox"]) == ("'none'", "'none'", "")
            assert each.headers["Content-Disposition"].startswith("attachment")

    def test_no_page_of_somebody_signed_in_is_kept_by_a_cache(self, visits):
        """A 405 says nothing; a stylesheet says that it is public."""
        kept = [
            each
            for each in visits
            if (each.is_signed_in or each.route.link)
            and each.status != 405
            and each.route.name != "programmes:brand-css"
            and "no-store" not in each.headers.get("Cache-Control", "")
        ]
        assert kept == [], told(kept)

    def test_every_answer_has_the_small_walls(self, visits):
        for each in visits:
            framed = "SAMEORIGIN" if each.route.name in SEALED and each.status == 200 else "DENY"
            assert each.headers["X-Content-Type-Options"] == "nosniff"
            assert each.headers["X-Frame-Options"] == framed
            assert each.headers["Referrer-Policy"] == "same-origin"

    def test_a_loose_policy_is_seen(self, busy, settings):
        """The control."""
        directives = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "script-src": ["'self'", "'unsafe-inline'"]}
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives}
        assert policy_problems(home_of(busy, NOBODY))


def policy_of(each: Visit) -> dict[str, str]:
    parts = [part.strip().partition(" ") for part in each.headers.get("Content-Security-Policy", "").split(";")]
    return {name: value for name, _, value in parts}


def policy_problems(each: Visit) -> bool:
    policy = policy_of(each)
    return (
        "unsafe-" in str(policy)
        or "*" in str(policy)
        or policy.get("frame-ancestors") != "'none'"
        or policy.get("default-src") != "'none'"
        or policy.get("base-uri") != "'none'"
    )


class TestQueries:
    def test_no_page_asks_more_than_its_budget(self, visits):
        greedy = [f"{each}: {each.statements.queries}" for each in visits if each.statements.queries > MOST_QUERIES]
        assert greedy == [], told(greedy)

    def test_no_page_asks_more_when_there_is_more_to_show(self, busy, visits):
        grown = growth(busy, visits)
        assert grown == [], told(grown)

    def test_a_page_that_asks_for_each_row_is_seen(self, busy, visits, monkeypatch):
        """The control: a list that asks once more for each of its schools."""
        from linkage.organisations.views import members  # noqa: PLC0415

        honest = members.queries.member_rows

        def careless(*, actor):
            rows = honest(actor=actor)
            for row in rows:
                Person.objects.filter(pk=row.member.pk).exists()
            return rows

        monkeypatch.setattr(members.queries, "member_rows", careless)
        pages = [each for each in visits if (each.route.name, each.role) == ("organisations:schools", "coordinator")]
        assert growth(busy, pages)


def home_of(world, role: str) -> Visit:
    home = next(route for route in all_routes() if route.name == "programmes:home")
    return visit(role, world.clients[role], home, home.address(world.ours))


def growth(world, visits: list[Visit]) -> list[str]:
    """The pages that ask more of the database when there are many more of each record than there were."""
    grown = []
    with undone():
        with acting_in(world.ours.programme.id):
            for number in range(2, MANY):
                crowd.add(world.ours, number)
        for before in visits:
            if before.status == 200 and before.role in world.clients:
                after = visit(before.role, world.clients[before.role], before.route, before.address)
                if after.statements.queries > before.statements.queries or after.status != 200:
                    grown.append(f"{before}: {before.statements.queries}, then {after.statements.queries}")
    return grown

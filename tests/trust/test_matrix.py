"""T1 to T3 and T9: every address, for everybody, with another programme's records: not one word may come out."""

import uuid

from tests.trust.matrix.routes import all_routes
from tests.trust.matrix.visiting import ELSEWHERE, NOBODY, ROLES, approving, ask, operating, says, undone, ways

# Shown to be alive where they are made: the set-up address needs its one-time key.
# The first run is over; parts are taken in a demo only; the key to confirm is with whom nobody knows yet; a drive is
# begun for an area, which its address names behind the question mark; the mail server alone can sign what it hands in.
ONE_TIME = {
    "set_up:set-up",
    "demo:become",
    "demo:personas",
    "enquiries:confirm",
    "referrals:confirm",
    "directory:drive-new",
    "messaging:hand-in",
}
# What these addresses name is no programme's own: a school of the national register, a kind of e-mail that we send,
# a kind of support over time, a clause of agreements, another programme of the installation.
EVERYBODYS = {
    "programmes:share-with",
    "programmes:share-no-more",
    "enquiries:express-interest",
    "enquiries:take-part",
    "mail:wording",
    "mail:wording-drawn",
    "engagements:edit-steps",
    "engagements:change-clause",
}
REFUSED = {302, 403, 404, 405}


def test_every_address_can_be_filled_in(world):
    unmapped = []
    for route in all_routes():
        try:
            route.address(world.ours)
        except KeyError as argument:
            unmapped.append(f"{route.name}: {argument}")
    assert unmapped == []


def test_no_word_of_another_programme_reaches_anybody_by_our_address(world):
    """Their records asked for as if they were ours, by every role and method: refused, without one of their words."""
    leaks = []
    for route in all_routes():
        address = route.address(world.theirs, slug="ours") if route.arguments else ""
        for role in ROLES if address else ():
            if role != ELSEWHERE:
                leaks += leaked(world, route, role, address, ways())
    assert leaks == [], "\n".join(leaks)


def test_nor_by_its_own_address(world):
    """There all of ours are accounts that nobody knows, alike whatever they are at home: one of them in every way."""
    leaks = []
    for route in all_routes():
        # An action link carries its person with it: at its own address it works in anybody's browser, by design.
        if "programme" not in route.arguments or route.link:
            continue
        address = route.address(world.theirs)
        for role in ROLES:
            if role != ELSEWHERE:
                wanted = ways() if role in ("coordinator", NOBODY) else [("get", False)]
                leaks += leaked(world, route, role, address, wanted)
    assert leaks == [], "\n".join(leaks)


def leaked(world, route, role, address, wanted):
    """What is wrong with the answers to one role at one address."""
    is_theirs = address.startswith("/theirs/")
    refuses = route.takes_records and not route.link and not (route.is_public and is_theirs)
    refuses = refuses and not (route.name in EVERYBODYS and not is_theirs)
    for method, htmx in wanted:
        response = ask(world.clients[role], method, address, htmx=htmx)
        if says(response, world.theirs.canary) or response.status_code >= 500:
            yield f"{response.status_code} {method} {address} as {role}"
        elif refuses and response.status_code not in REFUSED:
            yield f"{response.status_code} {method} {address} as {role}: not refused"


def test_a_coordinator_elsewhere_is_a_stranger_here(world):
    visitor = world.clients[ELSEWHERE]
    leaks = [
        route.name
        for route in all_routes()
        if "programme" in route.arguments
        and not route.link
        and says(ask(visitor, "get", route.address(world.ours)), world.ours.canary)
    ]
    assert leaks == [], "\n".join(leaks)


def test_every_address_opens_for_somebody(world):
    """The refusals above mean something: each address works for at least one person of its own programme."""
    dead = []
    for route in all_routes():
        if route.name in ONE_TIME:
            continue
        opened = (
            lives(ask(client, method, route.address(world.ours)))
            for client in world.clients.values()
            for method in ("get", "post")
        )
        if not any(opened):
            dead.append(route)
    # What is for who approves money alone.
    approver = approving(world)
    dead = [route for route in dead if not lives(ask(approver, "get", route.address(world.ours)))]
    # What no role opens is for who runs the installation.
    with operating(world) as operator:
        dead = [
            route.name
            for route in dead
            if not any(lives(ask(operator, method, route.address(world.ours))) for method in ("get", "post"))
        ]
    assert dead == []


def lives(response) -> bool:
    """Whether the page did something for this visitor; to be sent to sign in is not that."""
    code = response.status_code
    return (200 <= code < 400 or code == 422) and not response.headers.get("Location", "").startswith("/sign-in/?")


def test_foreign_and_absent_are_answered_alike(world):
    """Nobody can find out that another programme has a record."""
    differ = []
    # A number within an address says which of several, and not which record.
    nowhere = {name: one if isinstance(one, int) else uuid.uuid4() for name, one in world.theirs.records.items()}
    # A school of the national register is known to all; a body that a programme added itself is its own affair.
    secret = {**world.theirs.records, "organisation_id": world.theirs.records["own_body_id"]}
    for route in all_routes():
        if not (route.takes_records and "programme" in route.arguments) or route.link or route.name in EVERYBODYS:
            continue
        for role in ("coordinator", "stranger"):
            foreign = ask(world.clients[role], "get", route.address(world.theirs, slug="ours", records=secret))
            absent = ask(world.clients[role], "get", route.address(world.ours, records=nowhere))
            if plain(foreign) != plain(absent):
                differ.append(f"{route.name} as {role}")
    assert differ == []


def plain(response):
    """An answer without what differs by nature: the reference, the address asked for, tokens."""
    reference = getattr(response.wsgi_request, "reference", "")
    body = response.content.decode().replace(reference, "").replace(response.wsgi_request.path, "")
    headers = {k: v for k, v in response.headers.items() if k not in ("Content-Length", "Location", "Set-Cookie")}
    return response.status_code, headers, body


def test_a_word_that_slips_through_is_found(world):
    """The control: one of their words stands in our programme's name; the same walk finds it (a HEAD says nothing)."""
    home = next(route for route in all_routes() if route.name == "programmes:home")
    address = home.address(world.ours)
    assert list(leaked(world, home, "stranger", address, [("get", False)])) == []
    with undone():
        type(world.ours.programme).objects.filter(pk=world.ours.programme.pk).update(name=world.theirs.canary)
        assert len(list(leaked(world, home, "stranger", address, ways()))) == 2


def test_everybody_is_who_they_were_to_the_end(world):
    """A role that lost its session on the way would be refused everywhere, and prove nothing."""
    lost = [
        role for role, client in world.clients.items() if role != NOBODY and not lives(ask(client, "get", "/account/"))
    ]
    assert lost == []

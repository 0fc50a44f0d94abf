"""Where lower apps are told of higher ones: the only place that fills registries and connects signals.

Each line says what a layer hands upwards; there are few, and each is a sentence.
"""

from typing import Any

from linkage.access import personal_data
from linkage.accounts import personal_data as accounts_data
from linkage.areas import operations as areas_operations
from linkage.areas import personal_data as areas_data
from linkage.areas import presenters as areas_presenters
from linkage.areas import queries as areas_queries
from linkage.brokering import operations as brokering_operations
from linkage.brokering import personal_data as brokering_data
from linkage.brokering import presenters as brokering_presenters
from linkage.brokering import queries as brokering_queries
from linkage.brokering.views import shortlists as brokering_shortlists
from linkage.config import home_wiring, mail_wiring
from linkage.demo import presenters as demo_presenters
from linkage.directory import operations as directory_operations
from linkage.directory import personal_data as directory_data
from linkage.directory import queries as directory_queries
from linkage.directory.presenters import staff as directory_presenters
from linkage.directory.queries import linked as directory_linked
from linkage.directory.queries import unmet as directory_unmet
from linkage.documents import personal_data as documents_data
from linkage.engagements import operations as engagements_operations
from linkage.engagements import personal_data as engagements_data
from linkage.engagements import presenters as engagements_presenters
from linkage.engagements import queries as engagements_queries
from linkage.enquiries import personal_data as enquiries_data
from linkage.enquiries.presenters import navigation as enquiries_navigation
from linkage.imports import personal_data as imports_data
from linkage.imports import presenters as imports_presenters
from linkage.kernel.days import day_of
from linkage.links import operations as links_operations
from linkage.links import personal_data as links_data
from linkage.links import presenters as links_presenters
from linkage.links import queries as links_queries
from linkage.messaging import personal_data as messaging_data
from linkage.messaging import presenters as messaging_presenters
from linkage.organisations import queries as organisations_queries
from linkage.organisations.presenters import members as organisations_presenters
from linkage.peer_review import operations as peer_review_operations
from linkage.peer_review import personal_data as peer_review_data
from linkage.peer_review import queries as peer_review_queries
from linkage.peer_review.presenters import rounds as peer_review_presenters
from linkage.people import operations as people_operations
from linkage.people import personal_data as people_data
from linkage.people.presenters import frame as people_frame
from linkage.people.signals import affiliation_ended, people_merging
from linkage.practice import operations as practice_operations
from linkage.practice import personal_data as practice_data
from linkage.practice import presenters as practice_presenters
from linkage.practice.enums import Audience
from linkage.practice.queries import audiences as practice_audiences
from linkage.programmes.presenters import navigation as programmes_navigation
from linkage.programmes.signals import programme_created
from linkage.support_requests import personal_data as requests_data
from linkage.support_requests import queries as requests_queries
from linkage.support_requests.presenters import navigation as requests_navigation
from linkage.support_requests.queries import elsewhere as requests_elsewhere
from linkage.support_requests.signals import looking_ended
from linkage.ui import registry


def wire() -> None:
    """Fill the registries; called once, when Django has loaded the apps."""
    _around_every_page()
    _records()
    _beside_records()
    home_wiring.wire_home()
    _public_page()
    mail_wiring.wire_mails()
    _personal_data()
    _search()
    # A new programme begins with the areas that Linkage ships.
    programme_created.connect(_seed_areas, dispatch_uid="areas.seed")
    # And with the usual designations of people and schools.
    programme_created.connect(_seed_titles, dispatch_uid="people.seed-titles")
    # Whoever no longer works at a school is not found or introduced there any more, and takes part in nothing for it.
    affiliation_ended.connect(_hide_leaver, dispatch_uid="directory.hide-leaver")
    affiliation_ended.connect(_hide_practice, dispatch_uid="practice.hide-leaver")
    affiliation_ended.connect(_let_leave, dispatch_uid="engagements.leave")
    affiliation_ended.connect(_let_leave_rounds, dispatch_uid="peer_review.leave")
    # What a school shares with the schools of a round alone.
    practice_audiences.registered[Audience.ROUND] = peer_review_queries.round_ids
    # Nobody is looked for any more: whoever is being asked is told.
    looking_ended.connect(_end_looking, dispatch_uid="brokering.end-looking")
    # Before two records become one: who was introduced to whom, and one entry at each school.
    people_merging.connect(_refuse_merge, dispatch_uid="links.refuse-merge")
    people_merging.connect(_settle_merge, dispatch_uid="directory.settle-merge")
    people_merging.connect(_settle_engagements, dispatch_uid="engagements.settle-merge")
    people_merging.connect(_settle_rounds, dispatch_uid="peer_review.settle-merge")


def _around_every_page() -> None:
    # The bar under the header, from left to right: each app yields its place for whoever may use it.
    registry.navigation[:] = [
        programmes_navigation.home,
        requests_navigation.navigation,
        brokering_presenters.navigation,
        directory_presenters.navigation,
        organisations_presenters.navigation,
        links_presenters.navigation,
        peer_review_presenters.navigation,
        programmes_navigation.more,
    ]
    # What stands behind More, in this order.
    registry.more_pages[:] = [
        requests_navigation.more_pages,
        requests_navigation.referrals_page,
        enquiries_navigation.more_pages,
        directory_presenters.more_pages,
        practice_presenters.more_pages,
        links_presenters.more_pages,
        engagements_presenters.more_pages,
        peer_review_presenters.more_pages,
        imports_presenters.more_pages,
        directory_presenters.needs_page,
        links_presenters.buying_pages,
        organisations_presenters.more_pages,
        people_frame.more_pages,
        areas_presenters.more_pages,
        messaging_presenters.more_pages,
        programmes_navigation.more_pages,
        programmes_navigation.help_pages,
    ]
    # A demo says so on every page, and so does a paused programme.
    registry.notices[:] = [demo_presenters.notices, programmes_navigation.notices]
    # The header says who is signed in, and what they are here.
    registry.accounts[:] = [people_frame.account]


def _records() -> None:
    # What a request led to, for whoever may open it.
    registry.record_links[:] = [
        lambda request, record_id: links_presenters.of_request(
            links_queries.introduction_of(actor=request.actor, support_request_id=record_id)
        ),
        lambda request, record_id: links_presenters.bought_for(
            links_queries.commission_of(actor=request.actor, support_request_id=record_id)
        ),
    ]
    # What else may be done with a request.
    registry.record_actions[:] = [links_presenters.actions_of, links_presenters.buying_choice]
    # What has begun of an introduction or of what was bought, or may.
    registry.continuations[:] = [
        lambda request, found: engagements_presenters.continuations(
            request, found, engagements_queries.begun_of(actor=request.actor, record=found)
        )
    ]


def _beside_records() -> None:
    # On the page of the request: who is asked whether they can help, where it was pointed to,
    # and whom the school may choose from.
    registry.record_panels[:] = [
        lambda request, found: brokering_presenters.panels(
            brokering_queries.standing(actor=request.actor, support_request=found, at=request.at)
        ),
        lambda request, found: links_presenters.panels(
            request, links_queries.signposts_of(actor=request.actor, support_request=found)
        ),
        brokering_shortlists.record_panel,
    ]
    # Requests whose next step is the school's choice stand on the home page once.
    requests_elsewhere.registered[:] = [
        lambda actor, ids: brokering_queries.shown_elsewhere(actor=actor, request_ids=ids)
    ]
    # What a promise of somebody's time is for, as far as whoever asks may open it.
    registry.promises[:] = [
        lambda actor, source_ids: links_presenters.promises(links_queries.of_ids(actor=actor, link_ids=source_ids)),
        lambda actor, source_ids: brokering_presenters.promises(
            (each, brokering_queries.asking(actor=actor, approach=each))
            for each in brokering_queries.held_for(actor=actor, approach_ids=source_ids)
        ),
        lambda actor, source_ids: engagements_presenters.promises(
            engagements_queries.of_ids(actor=actor, engagement_ids=source_ids)
        ),
    ]


def _public_page() -> None:
    # What the public page may tell: nothing about a person, and no figure below five.
    registry.public_facts[:] = [
        lambda actor: registry.PublicFacts(
            figures=((directory_queries.how_many(actor=actor), "colleagues ready to help"),)
        ),
        lambda actor: organisations_presenters.public_facts(
            organisations_queries.members(actor=actor).count(), organisations_queries.authority_codes(actor=actor)
        ),
        lambda actor: areas_presenters.public_facts(areas_queries.areas(actor=actor)),
    ]
    registry.member_schools[:] = [
        lambda actor: organisations_presenters.member_schools(list(organisations_queries.members(actor=actor)))
    ]


def _personal_data() -> None:
    # What is held about a person, the highest layer first: what refers to a person goes before the person.
    personal_data.registered[:] = [
        imports_data.SOURCE,
        brokering_data.SOURCE,
        engagements_data.SOURCE,
        peer_review_data.SOURCE,
        enquiries_data.SOURCE,
        links_data.SOURCE,
        requests_data.SOURCE,
        practice_data.SOURCE,
        directory_data.SOURCE,
        areas_data.SOURCE,
        people_data.SOURCE,
        documents_data.SOURCE,
        accounts_data.SOURCE,
        messaging_data.SOURCE,
    ]


def _search() -> None:
    # Where a search finds nobody: what a school could look at meanwhile.
    registry.nobody_found[:] = [
        lambda request, text: links_presenters.beside_nobody(
            request, links_queries.suggested_for_words(actor=request.actor, text=text, on=day_of(request.at))
        )
    ]
    # What schools asked for and nobody was found for: the directory stands below the requests.
    directory_unmet.registered[:] = [lambda actor, since: requests_queries.unmet(actor=actor, since=since)]
    # Where one nominee more would place a request of the round.
    directory_unmet.one_more[:] = [lambda actor: brokering_queries.one_more(actor=actor)]
    directory_unmet.joined[:] = [lambda actor, since: requests_queries.joined(actor=actor, since=since)]
    # Which schools ours was linked with: the directory stands below the links and asks nobody else.
    directory_linked.registered[:] = [
        lambda actor, organisation_id: links_queries.linked_schools(actor=actor, organisation_id=organisation_id)
    ]


def _seed_areas(*, programme: Any, actor: Any, at: Any, **_: Any) -> None:
    areas_operations.seed(actor=actor, at=at, programme=programme)


def _seed_titles(*, programme: Any, actor: Any, at: Any, **_: Any) -> None:
    people_operations.seed_titles(actor=actor, at=at, programme=programme)


def _hide_leaver(*, person: Any, organisation: Any, actor: Any, at: Any, **_: Any) -> None:
    directory_operations.hide_leaver(actor=actor, at=at, person=person, organisation=organisation)


def _hide_practice(*, person: Any, organisation: Any, actor: Any, at: Any, **_: Any) -> None:
    practice_operations.hide_leaver(actor=actor, at=at, person=person, organisation=organisation)


def _let_leave(*, person: Any, organisation: Any, actor: Any, at: Any, **_: Any) -> None:
    engagements_operations.leave(actor=actor, at=at, person=person, organisation=organisation)


def _let_leave_rounds(*, person: Any, organisation: Any, actor: Any, at: Any, **_: Any) -> None:
    peer_review_operations.leave(actor=actor, at=at, person=person, organisation=organisation)


def _settle_rounds(*, kept: Any, gone: Any, actor: Any, at: Any, **_: Any) -> None:
    peer_review_operations.settle_merge(actor=actor, at=at, kept=kept, gone=gone)


def _settle_engagements(*, kept: Any, gone: Any, actor: Any, at: Any, **_: Any) -> None:
    engagements_operations.settle_merge(actor=actor, at=at, kept=kept, gone=gone)


def _end_looking(*, support_request: Any, actor: Any, at: Any, **_: Any) -> None:
    brokering_operations.end_looking(actor=actor, at=at, support_request=support_request)


def _refuse_merge(*, kept: Any, gone: Any, actor: Any, at: Any, **_: Any) -> None:
    links_operations.refuse_merge(actor=actor, at=at, kept=kept, gone=gone)


def _settle_merge(*, kept: Any, gone: Any, actor: Any, at: Any, **_: Any) -> None:
    directory_operations.settle_merge(actor=actor, at=at, kept=kept, gone=gone)

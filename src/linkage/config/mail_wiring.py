"""What mails are handed upwards: their kinds, who writes them, and what becomes of those that come in."""

from linkage.brokering.presenters import kinds as brokering_kinds
from linkage.brokering.presenters import shortlist_kinds as brokering_shortlist_kinds
from linkage.directory.presenters import entry_kinds
from linkage.directory.presenters import kinds as directory_kinds
from linkage.engagements.presenters import agreement_kinds as engagements_agreement_kinds
from linkage.engagements.presenters import concern_kinds as engagements_concern_kinds
from linkage.engagements.presenters import impact_kinds as engagements_impact_kinds
from linkage.engagements.presenters import kinds as engagements_kinds
from linkage.engagements.presenters import money_mails as engagements_money_mails
from linkage.engagements.presenters import paper_mails as engagements_paper_mails
from linkage.engagements.presenters import plan_mails as engagements_plan_mails
from linkage.engagements.presenters import visit_kinds as engagements_visit_kinds
from linkage.enquiries.presenters import kinds as enquiries_kinds
from linkage.links import queries as links_queries
from linkage.links.presenters import buying_kinds
from linkage.links.presenters import kinds as links_kinds
from linkage.messaging.presenters import inbound_kinds as messaging_inbound_kinds
from linkage.messaging.presenters import kinds as messaging_kinds
from linkage.messaging.presenters import registries as messaging_registries
from linkage.peer_review.presenters import kinds as peer_review_kinds
from linkage.people import queries as people_queries
from linkage.people.presenters import designation_kinds
from linkage.people.presenters import kinds as people_kinds
from linkage.practice.presenters import kinds as practice_kinds
from linkage.support_requests import operations as requests_operations
from linkage.support_requests import queries as requests_queries
from linkage.support_requests.presenters import kinds as requests_kinds
from linkage.support_requests.presenters import navigation as requests_navigation
from linkage.ui import registry


def wire_mails() -> None:
    """Fill the registries of mails; a part of `wiring.wire`."""
    _kinds()
    _mail_that_comes_in()


def _kinds() -> None:
    # Every kind of mail that a programme may say in its own words.
    messaging_kinds.registered[:] = [
        *people_kinds.KINDS,
        *designation_kinds.KINDS,
        *directory_kinds.KINDS,
        *entry_kinds.KINDS,
        *practice_kinds.KINDS,
        *requests_kinds.KINDS,
        *links_kinds.KINDS,
        *brokering_kinds.KINDS,
        *buying_kinds.BUYING_KINDS,
        *brokering_shortlist_kinds.KINDS,
        *engagements_kinds.KINDS,
        *engagements_visit_kinds.VISIT_KINDS,
        *engagements_agreement_kinds.AGREEMENT_KINDS,
        *engagements_money_mails.MONEY_KINDS,
        *engagements_plan_mails.PLAN_KINDS,
        *engagements_paper_mails.PAPER_KINDS,
        *engagements_concern_kinds.CONCERN_KINDS,
        *engagements_impact_kinds.IMPACT_KINDS,
        *peer_review_kinds.KINDS,
        *enquiries_kinds.KINDS,
        *messaging_inbound_kinds.KINDS,
    ]
    # What somebody is called, for apps below those that know people.
    registry.person_names[:] = [lambda actor, ids: people_queries.names_of(actor=actor, person_ids=set(ids))]


def _mail_that_comes_in() -> None:
    # Whose address it is: somebody of the programme, or at a school's own web domain.
    messaging_registries.senders[:] = [lambda actor, email: requests_queries.known_sender(actor=actor, email=email)]
    # What it may become.
    messaging_registries.offers[:] = [requests_navigation.offers]
    # The records our mails tell of, to which an answer is filed; of any other kind it is filed by its key.
    messaging_registries.records.clear()
    messaging_registries.records.update(
        {
            "support_requests.supportrequest": messaging_registries.Records(
                find=lambda actor, key, at: requests_queries.mailed_record(actor=actor, request_id=key, at=at),
                titles=lambda actor, keys: requests_queries.mailed_titles(actor=actor, request_ids=keys),
                named=lambda actor, text: requests_queries.request_named(actor=actor, text=text),
                heard=lambda actor, at, mail, answered: requests_operations.answer_by_mail(
                    actor=actor, at=at, mail=mail, answered=answered
                ),
            ),
            "links.link": messaging_registries.Records(
                find=lambda actor, key, _at: links_queries.mailed_record(actor=actor, link_id=key),
                titles=lambda actor, keys: links_queries.mailed_titles(actor=actor, link_ids=keys),
            ),
        }
    )

"""Addresses of agreements and of the clauses they are made of."""

from django.urls import URLPattern, path

from linkage.engagements.views import agreements, clauses

urlpatterns: list[URLPattern] = [
    path("clauses/", clauses.clauses, name="clauses"),
    path("clauses/add/", clauses.add_clause, name="add-clause"),
    path("clauses/<slug:code>/", clauses.change_clause, name="change-clause"),
    path("<uuid:engagement_id>/agreement/", agreements.agreement, name="agreement"),
    path("<uuid:engagement_id>/agreement/change/", agreements.change, name="agreement-change"),
    path("<uuid:engagement_id>/agreement/offer/", agreements.offer, name="agreement-offer"),
    path("<uuid:engagement_id>/agreement/sign/", agreements.sign, name="agreement-sign"),
    path("<uuid:engagement_id>/agreement/take-back/", agreements.take_back, name="agreement-take-back"),
    path("<uuid:engagement_id>/agreement/amend/", agreements.amend, name="agreement-amend"),
    path("<uuid:engagement_id>/agreement/drop/", agreements.drop, name="agreement-drop"),
    path("<uuid:engagement_id>/agreement.pdf", agreements.paper, name="agreement-paper"),
    path("<uuid:engagement_id>/agreement/<int:number>/", agreements.version, name="agreement-version"),
    path("<uuid:engagement_id>/agreement/<int:number>.pdf", agreements.version_paper, name="agreement-version-paper"),
]

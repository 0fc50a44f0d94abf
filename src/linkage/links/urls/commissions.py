"""Addresses of support that is bought, and of the money for it."""

from django.urls import URLPattern, path

from linkage.links.views import approving, buying, commissions, money

app_name = "commissions"
urlpatterns: list[URLPattern] = [
    path("", commissions.commissions, name="commissions"),
    path("money/", money.money, name="money"),
    path("money/add/", money.add_money, name="add-money"),
    path("money/<uuid:fund_id>/", money.change_money, name="change-money"),
    path("for/<uuid:request_id>/", buying.begin, name="begin"),
    path("decide/<str:token>/", approving.decide_by_link, name="decide-by-link"),
    path("<uuid:commission_id>/", commissions.commission, name="commission"),
    path("<uuid:commission_id>/change/", buying.change, name="change"),
    path("<uuid:commission_id>/check/", buying.check, name="check"),
    path("<uuid:commission_id>/decide/", approving.decide, name="decide"),
    path("<uuid:commission_id>/order/", buying.order, name="order"),
    path("<uuid:commission_id>/begun/", buying.begun, name="begun"),
    path("<uuid:commission_id>/given/", buying.given, name="given"),
    path("<uuid:commission_id>/paid/", buying.paid, name="paid"),
    path("<uuid:commission_id>/cancel/", buying.cancel, name="cancel"),
]

"""Addresses of money: what it costs, invoice sheets, and a programme's prices."""

from django.urls import URLPattern, path

from linkage.engagements.views import invoices, money, rate_cards

INVOICE = "<uuid:engagement_id>/money/<int:number>"
urlpatterns: list[URLPattern] = [
    path("prices/", rate_cards.prices, name="prices"),
    path("prices/change/", rate_cards.change_prices, name="change-prices"),
    path("<uuid:engagement_id>/money/", money.money, name="money"),
    path("<uuid:engagement_id>/money/quote/", money.quote, name="quote"),
    path("<uuid:engagement_id>/money/note/", money.add_claim, name="add-claim"),
    path("<uuid:engagement_id>/money/note/<uuid:claim_id>/off/", money.drop_claim, name="drop-claim"),
    path("<uuid:engagement_id>/money/each-other/", money.net, name="net"),
    path("<uuid:engagement_id>/money/each-other.pdf", money.net_pdf, name="net-pdf"),
    path("<uuid:engagement_id>/money/each-other.csv", money.net_csv, name="net-csv"),
    path("<uuid:engagement_id>/money/make/", invoices.make, name="make-invoice"),
    path(f"{INVOICE}/", invoices.invoice, name="invoice"),
    path(f"{INVOICE}.pdf", invoices.pdf, name="invoice-pdf"),
    path(f"{INVOICE}.csv", invoices.csv, name="invoice-csv"),
    path(f"{INVOICE}/sent/", invoices.sent, name="invoice-sent"),
    path(f"{INVOICE}/paid/", invoices.paid, name="invoice-paid"),
    path(f"{INVOICE}/back/", invoices.void, name="void-invoice"),
]

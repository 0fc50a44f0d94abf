"""Every address of Linkage: those of the installation first, then those of a programme."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("linkage.accounts.urls")),
    path("demo/", include("linkage.demo.urls")),
    path("mailbox/", include("linkage.messaging.urls")),
    path("register/", include("linkage.organisations.register_urls")),
    path("", include("linkage.people.set_up_urls")),
    path("", include("linkage.programmes.installation_urls")),
    path("<slug:programme>/", include("linkage.programmes.urls")),
    path("<slug:programme>/schools/", include("linkage.organisations.urls")),
    path("<slug:programme>/people/", include("linkage.people.urls")),
    path("<slug:programme>/areas/", include("linkage.areas.urls")),
    path("<slug:programme>/directory/", include("linkage.directory.urls")),
    path("<slug:programme>/practice/", include("linkage.practice.urls")),
    path("<slug:programme>/visits/", include("linkage.peer_review.urls")),
    path("<slug:programme>/requests/", include("linkage.support_requests.urls")),
    path("<slug:programme>/refer/", include("linkage.support_requests.urls.referrals")),
    path("<slug:programme>/links/", include("linkage.links.urls")),
    path("<slug:programme>/signposts/", include("linkage.links.urls.signposts")),
    path("<slug:programme>/commissions/", include("linkage.links.urls.commissions")),
    path("<slug:programme>/mail/", include("linkage.messaging.urls.mail")),
    path("<slug:programme>/imports/", include("linkage.imports.urls")),
    path("<slug:programme>/choose/", include("linkage.brokering.urls")),
    path("<slug:programme>/engagements/", include("linkage.engagements.urls")),
    path("<slug:programme>/", include("linkage.enquiries.urls")),
]

handler400 = "linkage.ui.errors.handler400"
handler403 = "linkage.ui.errors.handler403"
handler404 = "linkage.ui.errors.handler404"
handler429 = "linkage.ui.errors.handler429"
handler500 = "linkage.ui.errors.handler500"

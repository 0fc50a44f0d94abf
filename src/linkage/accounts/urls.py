"""Addresses of `accounts`. allauth asks for its pages by its own names; none of its other pages has an address."""

from django.urls import include, path

from linkage.accounts import views

_ours = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/code/", views.code, name="code"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("account/", views.account, name="account"),
    path("account/sign-out-everywhere/", views.end_sessions, name="end-sessions"),
]

urlpatterns = [
    path("", include((_ours, "accounts"))),
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/", views.sign_in, name="account_request_login_code"),
    path("sign-in/code/", views.code, name="account_confirm_login_code"),
    # Asked for by its mail to unknown addresses, of which we write our own: nobody signs up.
    path("sign-in/", views.sign_in, name="account_signup"),
]

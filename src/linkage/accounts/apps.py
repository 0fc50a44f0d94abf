from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "linkage.accounts"
    label = "accounts"

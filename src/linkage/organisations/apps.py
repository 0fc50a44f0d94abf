from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "linkage.organisations"
    label = "organisations"

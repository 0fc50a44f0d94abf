from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "linkage.links"
    label = "links"

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "linkage.search"
    label = "search"

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "linkage.people"
    label = "people"

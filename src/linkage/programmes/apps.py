from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "linkage.programmes"
    label = "programmes"

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "linkage.imports"
    label = "imports"

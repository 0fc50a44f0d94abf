from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "linkage.areas"
    label = "areas"

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "linkage.access"
    label = "access"

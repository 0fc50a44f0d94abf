from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "linkage.engagements"
    label = "engagements"

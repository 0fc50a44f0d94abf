from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "linkage.practice"
    label = "practice"

from django.apps import AppConfig


class BrokeringConfig(AppConfig):
    name = "linkage.brokering"
    label = "brokering"

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "linkage.demo"
    label = "demo"

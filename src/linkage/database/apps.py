from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "linkage.database"
    label = "database"

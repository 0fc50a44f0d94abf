from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "linkage.directory"
    label = "directory"

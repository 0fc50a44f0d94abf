from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "linkage.documents"
    label = "documents"

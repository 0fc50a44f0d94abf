"""The layouts, components, forms and lists every page is made of."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """No models: templates, static files and the Python that feeds them."""

    name = "linkage.ui"
    label = "ui"

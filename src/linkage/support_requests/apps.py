from django.apps import AppConfig


class SupportRequestsConfig(AppConfig):
    name = "linkage.support_requests"
    label = "support_requests"

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "linkage.enquiries"
    label = "enquiries"

from django.apps import AppConfig


class PeerReviewConfig(AppConfig):
    name = "linkage.peer_review"
    label = "peer_review"

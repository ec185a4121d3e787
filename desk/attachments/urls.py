"""Addresses of the documents of a report; keys are random."""

from django.urls import path

from desk.attachments import views

app_name = "attachments"
urlpatterns = [
    path("", views.documents, name="list"),
    path("<uuid:pk>/", views.download, name="download"),
    path("<uuid:pk>/weghalen/", views.remove, name="remove"),
]

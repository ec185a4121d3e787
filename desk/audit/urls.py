"""Addresses of the reading room."""

from django.urls import path

from desk.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.reading_room, name="reading_room"),
    path("bestand.<str:kind>", views.export_room, name="export"),
]

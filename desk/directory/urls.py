"""Addresses of the directory."""

from django.urls import path

from desk.directory import views

app_name = "directory"
urlpatterns = [
    path("", views.organisation_list, name="list"),
    path("regio/", views.region, name="region"),
    path("nieuw/", views.organisation_new, name="new"),
    path("<int:pk>/", views.organisation_edit, name="edit"),
    path("<int:pk>/nagezien/", views.organisation_checked, name="checked"),
]

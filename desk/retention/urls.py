"""Addresses of retention."""

from django.urls import path

from desk.retention import views

app_name = "retention"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<int:pk>/", views.decide, name="decide"),
]

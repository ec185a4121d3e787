"""Addresses of the thread with the reporter of a report."""

from django.urls import path

from desk.contact import views

app_name = "contact"
urlpatterns = [
    path("", views.thread, name="thread"),
    path("vraag/", views.ask, name="ask"),
    path("gezien/", views.seen, name="seen"),
    path("terugkoppeling/", views.feedback, name="feedback"),
    path("intrekken/<int:pk>/", views.withdrawal, name="withdrawal"),
]

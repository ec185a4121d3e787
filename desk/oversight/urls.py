"""Addresses of oversight."""

from django.urls import path

from desk.oversight import views

app_name = "oversight"
urlpatterns = [
    path("", views.alarms, name="alarms"),
    path("alarmen/<int:pk>/", views.alarm, name="alarm"),
    path("kring/<int:pk>/", views.circle, name="circle"),
    path("kring/<int:pk>/weghalen/", views.circle_remove, name="circle_remove"),
    path("team/", views.team_room, name="team_room"),
    path("inzage/", views.outside, name="outside"),
]

"""Addresses of the three questions, below the address of their report."""

from django.urls import path

from desk.assessment import views

app_name = "assessment"
urlpatterns = [
    path("", views.questions, name="questions"),
    path("gronden/", views.ground, name="ground"),
    path("gronden/weg/", views.ground_remove, name="ground_remove"),
    path("overleg/", views.consult, name="consult"),
    path("intrekken/", views.take_back, name="take_back"),
    path("uitkomsttabel/", views.table, name="table"),
    path("versies/<int:version>/", views.version, name="version"),
]

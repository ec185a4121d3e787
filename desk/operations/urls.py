"""The addresses that machines ask; `health` keeps the name by which a locked screen lets it through."""

from django.urls import path

from desk.operations import views

urlpatterns = [
    path("", views.live, name="health"),
    path("klaar/", views.ready, name="ready"),
    path("cijfers/", views.figures, name="figures"),
]

"""Addresses of advice: a key that says nothing, never a number."""

from django.urls import path

from desk.advice import text_views, views

app_name = "advice"

urlpatterns = [
    path("", views.advice_list, name="list"),
    path("nieuw/", views.advice_new, name="new"),
    path("nalezen/", text_views.advice_check, name="check"),
    path("zoeken/", views.advice_search, name="search"),
    path("code/", views.advice_by_code, name="by_code"),
    path("kort/", views.short_contact, name="short"),
    path("kort/weg/", views.short_contact_undo, name="short_undo"),
    path("<uuid:pk>/", views.advice_detail, name="detail"),
    path("<uuid:pk>/weghalen/", text_views.advice_scrub, name="scrub"),
]

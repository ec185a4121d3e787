"""Addresses of the administrator's pages."""

from django.urls import path

from desk.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.account_list, name="list"),
    path("nieuw/", views.account_new, name="new"),
    path("<int:pk>/", views.account_edit, name="edit"),
    path("codelijsten/", views.code_lists, name="code_lists"),
    path("sneltoetsen/", views.shortcuts, name="shortcuts"),
]

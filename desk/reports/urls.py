"""Addresses of reports and files; the intake has its own."""

from django.urls import path

from desk.reports import case_views, reporter_views, views
from desk.reports.intake_urls import urlpatterns as intake

app_name = "reports"
urlpatterns = [
    *intake,
    path("meldingen/", views.report_list, name="list"),
    path("meldingen/<str:number>/", views.detail, name="detail"),
    path("meldingen/<str:number>/oppakken/", views.take_over, name="take_over"),
    path("meldingen/<str:number>/inzage/", views.looks, name="looks"),
    path("meldingen/<str:number>/melder/tonen/", reporter_views.reveal, name="reveal"),
    path("meldingen/<str:number>/melder/afschermen/", reporter_views.secrecy_ask, name="secrecy_ask"),
    path("meldingen/<str:number>/melder/bekendmaken/", reporter_views.secrecy_disclose, name="secrecy_disclose"),
    path("dossiers/<str:number>/", case_views.case_file, name="case_file"),
    path("dossiers/<str:number>/notitie/", case_views.note, name="note"),
]

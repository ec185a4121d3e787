"""The addresses of the intake; reports/urls.py takes them in before its own."""

from django.urls import path, re_path

from desk.reports import draft_views, intake_views, person_views, section_views
from desk.reports.intake_parts import SLUGS

urlpatterns = [
    path("meldingen/nieuw/", intake_views.new, name="new"),
    path("meldingen/concept/", draft_views.draft, name="draft"),
    path("meldingen/concept/weg/", draft_views.draft_drop, name="draft_drop"),
    path("meldingen/<str:number>/intake/", section_views.resume, name="section"),
    re_path(rf"^meldingen/(?P<number>[^/]+)/(?P<section>{'|'.join(SLUGS)})/$", section_views.section, name="section"),
    path("meldingen/<str:number>/personen/nieuw/", person_views.person, name="person_new"),
    path("meldingen/<str:number>/personen/onbekend/", person_views.person_unknown, name="person_unknown"),
    path("meldingen/<str:number>/personen/<int:pk>/", person_views.person, name="person"),
    path("meldingen/<str:number>/personen/<int:pk>/weg/", person_views.person_remove, name="person_remove"),
    path("meldingen/<str:number>/relaties/", person_views.relation, name="relation"),
    path("meldingen/<str:number>/relaties/<int:pk>/weg/", person_views.relation_drop, name="relation_drop"),
]

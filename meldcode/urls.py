"""Addresses of the portal; they carry a random token or a counted number, never a name."""

from django.urls import path

from meldcode import (
    arrival_views,
    joining_views,
    journey_urls,
    organisation_views,
    people_views,
    provider_views,
    shared_views,
    views,
)
from meldcode.api import token_views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("weg/", views.leave, name="leave"),
    path("taal/", views.language, name="language"),
    *journey_urls.urlpatterns,
    path("gevaar/", views.open_page, {"page": "danger"}, name="danger"),
    path("verder/", views.open_page, {"page": "ways"}, name="ways"),
    path("advies/", views.open_page, {"page": "advice"}, name="advice"),
    path("bellen/", views.open_page, {"page": "citizen"}, name="citizen"),
    path("klaar/", views.open_page, {"page": "left"}, name="left"),
    path("toegankelijkheid/", views.open_page, {"page": "accessibility"}, name="accessibility"),
    path("account/", joining_views.ask, name="ask"),
    path("werkaccount/", arrival_views.by_account, name="by_account"),
    path("werkaccount/welkom/", arrival_views.arrive, name="arrive"),
    path("link/<str:token>/", joining_views.link, name="link"),
    path("mijn/", people_views.own, name="own"),
    path("collegas/", people_views.colleagues, name="colleagues"),
    path("collegas/<int:pk>/stopt/", people_views.end, name="end"),
    path("uitnodigingen/<int:pk>/intrekken/", people_views.withdraw, name="withdraw"),
    path("systemen/", token_views.systems, name="systems"),
    path("systemen/<int:pk>/intrekken/", token_views.revoke, name="revoke"),
    path("mijn/systemen/", token_views.consent, name="consent"),
    path("meldingen/<str:number>/delen/", shared_views.share, name="share"),
    path("gedeeld/", shared_views.listed, name="shared_list"),
    path("gedeeld/<str:number>/", shared_views.one, name="shared"),
    path("gedeeld/<str:number>/kopie/", shared_views.copy, name="shared_copy"),
    path("beheer/", organisation_views.listed, name="organisations"),
    path("beheer/nieuw/", organisation_views.new, name="organisation_new"),
    path("beheer/<int:pk>/", organisation_views.edit, name="organisation"),
    path("beheer/<int:pk>/werkaccount/", provider_views.edit, name="provider"),
    path("beheer/<int:pk>/werkaccount/weg/", provider_views.remove, name="provider_remove"),
    path("beheer/<int:pk>/uitnodigen/", organisation_views.bring_in, name="bring_in"),
]

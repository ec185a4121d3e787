"""Addresses of the ways into a file, and of what keeps people out of it."""

from django.urls import path

from desk.reports.access import keep_out_views, views

app_name = "access"
urlpatterns = [
    path("toegang/", views.door, name="door"),
    path("toegang/nood/", views.glass, name="glass"),
    path("toegang/beoordelen/", views.waiting, name="waiting"),
    path("toegang/beoordelen/<int:pk>/", views.judge, name="judge"),
    path("toegang/toestemming/<int:pk>/", views.consent, name="consent"),
    path("toegang/muren/", keep_out_views.wall_list, name="walls"),
    path("toegang/muren/<int:pk>/weg/", keep_out_views.wall_lift, name="wall_lift"),
    path("toegang/<str:number>/", views.ask, name="ask"),
    path("dossiers/<str:number>/verzegelen/", keep_out_views.seal, name="seal"),
]

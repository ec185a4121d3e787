"""Addresses of the administrator's pages, of the own second factor, and of the help of two colleagues."""

from django.urls import path

from desk.accounts import factor_views, provider_views, recovery_views, session_views, views
from desk.accounts.choices import Factor

app_name = "accounts"
urlpatterns = [
    path("", views.account_list, name="list"),
    path("nieuw/", views.account_new, name="new"),
    path("<int:pk>/", views.account_edit, name="edit"),
    path("codelijsten/", views.code_lists, name="code_lists"),
    path("sneltoetsen/", views.shortcuts, name="shortcuts"),
    path("ik/", factor_views.own, name="own"),
    path("ik/bevestigen/", session_views.confirm, name="confirm"),
    path("ik/tweede-stap/", factor_views.add, name="add_factor"),
    path("ik/app/<int:pk>/weghalen/", factor_views.remove, {"kind": Factor.APP}, name="remove_app"),
    path("ik/passkey/<int:pk>/weghalen/", factor_views.remove, {"kind": Factor.PASSKEY}, name="remove_passkey"),
    path("ik/herstelcodes/", factor_views.paper_codes, name="paper_codes"),
    path("ik/organisatie/bevestigen/", provider_views.confirm, name="provider_confirm"),
    path("ik/organisatie/koppelen/", provider_views.link, name="link"),
    path("ik/organisatie/loskoppelen/", provider_views.unlink, name="unlink"),
    path("<int:pk>/organisatie/loskoppelen/", provider_views.unlink_other, name="unlink_other"),
    path("<int:pk>/herstel/", recovery_views.ask, name="recovery_ask"),
    path("herstel/", recovery_views.waiting, name="recoveries"),
    path("herstel/<int:pk>/", recovery_views.decide, name="recovery"),
]

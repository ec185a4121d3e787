"""Addresses of the journey and of what was sent; a journey is called by a random key."""

from django.urls import path

from meldcode import after_views as after
from meldcode import document_views as documents
from meldcode import journey_views as journey
from meldcode import name_views
from meldcode import receipt_views as receipts

urlpatterns = [
    path("melden/", journey.begin, name="begin"),
    path("melden/<uuid:key>/", journey.resume, name="resume"),
    path("melden/<uuid:key>/stoppen/", receipts.stop, name="stop"),
    path("melden/<uuid:key>/stoppen/verslag.pdf", receipts.record, name="record"),
    path("melden/<uuid:key>/documenten/", documents.page, name="documents"),
    path("melden/<uuid:key>/documenten/<uuid:pk>/weghalen/", documents.remove, name="document_remove"),
    path("melden/<uuid:key>/<slug:page>/", journey.step, name="step"),
    path("melden/<uuid:key>/<slug:page>/bewaren/", journey.keep, name="keep"),
    path("meldingen/", receipts.reports, name="reports"),
    path("meldingen/<str:number>/", receipts.report, name="report"),
    path("meldingen/<str:number>/kopie.pdf", receipts.copy, name="copy"),
    path("meldingen/<str:number>/naam/", name_views.name, name="name"),
    path("meldingen/<str:number>/bericht/<slug:what>/", after.write, name="write"),
    path("meldingen/<str:number>/vraag/<int:pk>/", after.answer, name="answer"),
    path("mijn/mail/", after.mails, name="mails"),
    path("ontvangstbewijs/", receipts.check, name="check"),
]

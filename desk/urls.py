"""The addresses of the desk, in Dutch; they carry numbers, never names."""

from django.urls import include, path

from desk.accounts import provider_views as provider
from desk.accounts import session_views as sessions
from desk.accounts import signin_views as signin
from desk.accounts import views as accounts
from desk.reports import views as reports

handler500 = "desk.accounts.fault_views.fault"

urlpatterns = [
    path("", reports.worklist, name="worklist"),
    path("inloggen/", signin.sign_in, name="login"),
    path("inloggen/tweede-stap/", signin.second_step, name="second_step"),
    path("inloggen/instellen/", signin.set_up, name="set_up"),
    path("inloggen/organisatie/", provider.sign_in, name="provider_sign_in"),
    path("inloggen/organisatie/terug/", provider.back, name="provider_back"),
    path("inloggen/organisatie/terug/<uuid:key>/", provider.back_of, name="provider_back_of"),
    path("op-slot/organisatie/", provider.unlock, name="provider_unlock"),
    path("uitloggen/", signin.sign_out, name="logout"),
    path("sessie/", sessions.session_left, name="session"),
    path("op-slot/", sessions.lock, name="lock"),
    path("op-slot/openen/", sessions.unlock, name="unlock"),
    path("112/", accounts.emergency, name="emergency"),
    path("rondleiding/", accounts.tour, name="tour"),
    path("gezond/", include("desk.operations.urls")),
    path("zoeken/", reports.search, name="search"),
    path("adviezen/", include("desk.advice.urls")),
    path("", include("desk.reports.urls")),
    path("", include("desk.reports.access.urls")),
    path("meldingen/<str:number>/drie-vragen/", include("desk.assessment.urls")),
    path("meldingen/<str:number>/bijlagen/", include("desk.attachments.urls")),
    path("meldingen/<str:number>/contact/", include("desk.contact.urls")),
    path("beoordelen/", include("desk.review.urls")),
    path("wegwijzer/", include("desk.directory.urls")),
    path("medewerkers/", include("desk.accounts.urls")),
    path("logboek/", include("desk.audit.urls")),
    path("toezicht/", include("desk.oversight.urls")),
    path("bewaren/", include("desk.retention.urls")),
    path("rechten/", include("desk.rights_table.urls")),
    path("portaal/", include("meldcode.urls")),
    path("api/v1/", include("meldcode.api.urls")),
]

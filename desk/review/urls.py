"""Addresses of the second pair of eyes."""

from django.urls import path

from desk.review import views

app_name = "review"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("<str:number>/", views.proposal, name="proposal"),
    path("<str:number>/bevestigen/", views.confirm, name="confirm"),
    path("<str:number>/terugsturen/", views.send_back, name="send_back"),
    path("<str:number>/opmerking/", views.remark, name="remark"),
    path("opmerking/<int:pk>/antwoord/", views.reply, name="reply"),
    path("melder/<str:number>/", views.secrecy, name="secrecy"),
    path("melder/<str:number>/goedkeuren/", views.approve_secrecy, name="approve_secrecy"),
    path("melder/<str:number>/afwijzen/", views.refuse_secrecy, name="refuse_secrecy"),
]

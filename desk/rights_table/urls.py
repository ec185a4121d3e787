"""The address of the table of rights."""

from django.urls import path

from desk.rights_table import views

app_name = "rights"
urlpatterns = [path("", views.rights, name="table")]

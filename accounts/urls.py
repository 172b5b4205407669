from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.me, name="me"),
    path("kept/", views.parked_form, name="parked"),
    path("by-link/<str:token>/", views.link, name="link"),
]

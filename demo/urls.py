from django.urls import path

from . import views

app_name = "demo"
urlpatterns = [
    path("walk-in/", views.people, name="people"),
    path("walk-in/<str:key>/", views.enter, name="enter"),
]

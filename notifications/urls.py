from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [
    path("", views.show, name="desk"),
    path("<uuid:pk>/send/", views.send, name="send"),
    path("<uuid:pk>/hold/", views.hold, name="hold"),
    path("<uuid:pk>/let-go/", views.let_go, name="let_go"),
    path("<uuid:pk>/lift/", views.lift, name="lift"),
]

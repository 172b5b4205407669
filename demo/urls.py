from django.urls import path

from . import mailbox, tour, views

app_name = "demo"
urlpatterns = [
    path("walk-in/", views.people, name="people"),
    path("walk-in/<str:key>/", views.enter, name="enter"),
    path("tour/", tour.page, name="tour"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<uuid:pk>/calendar.ics", mailbox.calendar, name="mailbox_calendar"),
    path("mailbox/<uuid:pk>/calendar-<int:number>.ics", mailbox.calendar, name="mailbox_file"),
    path("mailbox/<uuid:pk>/open/<str:name>/", mailbox.open_link, name="mailbox_link"),
]

"""Addresses of sessions; each part of the room lists its own."""

from . import urls_questions, urls_schedule, urls_work

app_name = "sessions_app"
urlpatterns = [
    *urls_schedule.urlpatterns,
    *urls_work.urlpatterns,
    *urls_questions.urlpatterns,
]

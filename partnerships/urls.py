"""Every address of this room."""

from django.urls import include, path

from . import urls_directory

app_name = "partnerships"
urlpatterns = [
    *urls_directory.urlpatterns,
    path("partnerships/<uuid:pk>/", include("partnerships.urls_partnership")),
]

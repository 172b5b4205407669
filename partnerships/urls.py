"""Every address of this room."""

from django.urls import include, path

from . import urls_directory, views_role_flags

app_name = "partnerships"
urlpatterns = [
    *urls_directory.urlpatterns,
    path("role-flags/<uuid:pk>/", views_role_flags.role_flag, name="role_flag"),
    path(
        "role-flags/<uuid:pk>/change/", views_role_flags.role_flag_change, name="role_flag_change"
    ),
    path("role-flags/<uuid:pk>/aside/", views_role_flags.role_flag_aside, name="role_flag_aside"),
    path("partnerships/<uuid:pk>/", include("partnerships.urls_partnership")),
]

"""Addresses of the directory and of programs."""

from django.urls import path

from . import views_expertise as expertise
from . import views_facts as facts
from . import views_imports as imports
from . import views_membership as members
from . import views_organizations as organizations
from . import views_people as people
from . import views_programs as programs
from . import views_roles

urlpatterns = [
    path("directory/", organizations.organization_list, name="organizations"),
    path("directory/new/", organizations.organization_new, name="organization_new"),
    path("directory/import/", imports.import_list, name="imports"),
    path("directory/import/columns/<str:name>", imports.import_heading, name="import_heading"),
    path("directory/import/<uuid:pk>/", imports.import_page, name="import"),
    path("directory/import/<uuid:pk>/difference.csv", imports.import_csv, name="import_csv"),
    path("directory/import/<uuid:pk>/load/", imports.import_load, name="import_load"),
    path("directory/import/<uuid:pk>/aside/", imports.import_aside, name="import_aside"),
    path("directory/<uuid:pk>/", organizations.organization, name="organization"),
    path("directory/<uuid:pk>/edit/", organizations.organization_edit, name="organization_edit"),
    path(
        "directory/<uuid:pk>/join/", organizations.organization_enroll, name="organization_enroll"
    ),
    path("directory/<uuid:pk>/people/", organizations.people, name="people"),
    path("directory/<uuid:pk>/people/add/", members.member_add, name="member_add"),
    path("directory/<uuid:pk>/people/<uuid:row>/", members.member, name="member"),
    path("directory/<uuid:pk>/people/<uuid:row>/left/", members.member_gone, name="member_gone"),
    path("directory/<uuid:pk>/grants/new/", facts.grant_new, name="grant_new"),
    path("directory/<uuid:pk>/expertise/new/", expertise.expertise_new, name="expertise_new"),
    path("directory/<uuid:pk>/initiatives/new/", facts.initiative_new, name="initiative_new"),
    path("grants/", facts.grant_list, name="grants"),
    path("grants/<uuid:pk>/", facts.grant, name="grant"),
    path("grants/<uuid:pk>/edit/", facts.grant_edit, name="grant_edit"),
    path("expertise/", expertise.expertise_list, name="expertise_list"),
    path("expertise/<uuid:pk>/", expertise.expertise, name="expertise"),
    path("expertise/<uuid:pk>/confirm/", expertise.expertise_confirm, name="expertise_confirm"),
    path("expertise/<uuid:pk>/edit/", expertise.expertise_edit, name="expertise_edit"),
    path("initiatives/", facts.initiative_list, name="initiatives"),
    path("initiatives/<uuid:pk>/", facts.initiative, name="initiative"),
    path("initiatives/<uuid:pk>/edit/", facts.initiative_edit, name="initiative_edit"),
    path("documented-relations/", facts.relation_list, name="relations"),
    path("people/", people.everybody, name="everybody"),
    path("people/<uuid:pk>/", people.somebody, name="somebody"),
    path("people/<uuid:pk>/left/", people.has_left, name="has_left"),
    path("people/<uuid:pk>/open-again/", people.open_again, name="open_again"),
    path("programs/", programs.program_list, name="programs"),
    path("programs/new/", programs.program_new, name="program_new"),
    path("programs/<uuid:pk>/", programs.program, name="program"),
    path("programs/<uuid:pk>/edit/", programs.program_edit, name="program_edit"),
    path("programs/<uuid:pk>/rounds/new/", programs.round_new, name="round_new"),
    path("programs/<uuid:pk>/roles/", views_roles.roles, name="roles"),
    path("programs/<uuid:pk>/roles/<uuid:row>/end/", views_roles.role_end, name="role_end"),
    path("rounds/<uuid:pk>/", programs.round_page, name="round"),
    path("rounds/<uuid:pk>/edit/", programs.round_edit, name="round_edit"),
    path("rounds/<uuid:pk>/to/<str:state>/", programs.round_move, name="round_move"),
]

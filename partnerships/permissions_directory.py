"""Who may do what in the directory and with programs. Pure: from standing and the row alone.

Source: the authorization matrix, rows 1 to 4. An enrolled organization's page belongs to its own
administrators and the facilitation leads; a listed one, which has nobody, to administrators too.
Its people are led by the leads of the programs it takes part in: no role reaches beyond its program
but an administrator's (domain 2.1).
"""

from .models import Role
from .models.standing import standing

LEAD, ADMINISTRATOR = Role.FACILITATION_LEAD, Role.ADMINISTRATOR


def may_add_organization(user) -> bool:
    """Administrators and facilitation leads list organizations, with the source of each fact."""
    return standing(user).has(ADMINISTRATOR, LEAD)


def may_edit_organization(user, organization) -> bool:
    """Say whether `user` may edit its profile, expertise and initiatives (matrix row 2)."""
    where = standing(user)
    if organization.pk in where.administers or where.has(LEAD):
        return True
    return where.has(ADMINISTRATOR) and not organization.enrolled


def may_edit_grants(user) -> bool:
    """Grants are public facts, kept by administrators and leads whoever received them."""
    return standing(user).has(ADMINISTRATOR, LEAD)


def may_import(user) -> bool:
    """Files of facts are read in by those who list organizations: administrators and leads."""
    return may_add_organization(user)


def may_confirm_expertise(user, claim) -> bool:
    """Say who confirms a claim: who decides for the organization, or looks after its page.

    `claim` was loaded `with_deciding(user, day)`. A listed organization has nobody who could.
    """
    return claim.organization_id in standing(user).administers or claim.deciding


def may_enroll(user) -> bool:
    """Say whether `user` may turn listed organizations into enrolled ones."""
    return standing(user).has(ADMINISTRATOR, LEAD, Role.FACILITATOR)


def may_see_people(user, organization) -> bool:
    """Say who sees names (row 3): its members, its facilitator, its leads and administrators.

    `organization` was loaded `with_people(user, day)`. Everybody else reads how many joined.
    """
    where = standing(user)
    return (
        organization.pk in where.organizations
        or where.has(ADMINISTRATOR)
        or organization.in_my_care
        or organization.led
    )


def may_invite(user, organization) -> bool:
    """Say who lets people in and changes their place (matrix row 4).

    Its keepers, those who decide for it, its facilitator and its leads; while it has nobody, who
    may record that it joined. `organization` was loaded `with_people(user, day)`.
    """
    where = standing(user)
    inside = organization.pk in where.administers or organization.deciding
    if inside or organization.in_my_care or organization.led:
        return True
    return organization.enrolled and not organization.people_count and may_enroll(user)


def may_end_membership(user, organization) -> bool:
    """Say who records that somebody left (matrix row 5): keepers, its leads, administrators.

    `organization` was loaded `with_people(user, day)`.
    """
    where = standing(user)
    return organization.pk in where.administers or organization.led or where.has(ADMINISTRATOR)


def may_find_people(user) -> bool:
    """Administrators alone find a person wherever they belong, with their e-mail (matrix row 6)."""
    return standing(user).has(ADMINISTRATOR)


def may_say_left(user, person) -> bool:
    """Say who records that `person` left Seedbed: administrators, of anybody but themselves."""
    return may_find_people(user) and person.pk != user.pk


def may_start_program(user) -> bool:
    """Administrators and program officers open programs (domain 0.03)."""
    return standing(user).has(ADMINISTRATOR, Role.PROGRAM_OFFICER)


def may_run_program(user, program) -> bool:
    """Say whether `user` may edit this program and its rounds."""
    return program.pk in standing(user).programs(ADMINISTRATOR, Role.PROGRAM_OFFICER)


def may_give_roles(user, program) -> bool:
    """Roles are given and ended by the program's administrators, nobody else."""
    return program.pk in standing(user).programs(ADMINISTRATOR)

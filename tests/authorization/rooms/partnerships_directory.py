"""The directory and programs: matrix rows 1 to 5, and those of the facts, programs and rounds."""

from django.urls import reverse

from accounts.models import User
from foundation.models import Transition
from partnerships import import_services
from partnerships.forms_membership import MemberForm
from partnerships.models import (
    DirectoryImport,
    Expertise,
    Grant,
    Membership,
    Organization,
    Partnership,
    Program,
    Round,
)
from tests.authorization.world import SIDES, Try
from tests.factories import NOW, OrganizationFactory, RoundFactory
from tests.factories_partnership import PartnershipFactory, PartnershipOrganizationFactory
from tests.factories_partnerships import (
    ExpertiseFactory,
    GrantFactory,
    SourcedInitiativeFactory,
    term,
)

CANARY = "Imported canary"
COLUMNS = (
    b"award_row,grantee_id,name,org_type,state,city,role,award_fiscal_year,award_amount_usd,"
    b"amount_note,priority,topics,activity,contexts,reliability,source\n"
)
REST = b",university,TX,Austin,lead,2017,5000,,,,,,,https://a.example\n"


def build(world):
    term("residency")
    facilitator = world.person("FAC", "partner")
    world.things["directory", "round"] = RoundFactory(program=world.program, state="open")
    cared = Partnership.objects.filter(facilitator=facilitator).first()
    if cared is None:
        cared = PartnershipFactory(
            facilitator=facilitator, round=world.things["directory", "round"]
        )
        for side in SIDES:
            PartnershipOrganizationFactory(
                partnership=cared, side=side, organization=world.sides["main", side].organization
            )
    for side in SIDES:
        organization = world.sides["main", side].organization
        world.things["listed", side] = OrganizationFactory(enrolled_at=None)
        world.things["grant", side] = GrantFactory(organization=organization)
        world.things["expertise", side] = ExpertiseFactory(organization=organization)
        for thing in ("import", "other import"):
            world.things[thing, side] = import_services.read(
                {"grantees.csv": COLUMNS + f"A{side},G{side},{CANARY} {side}".encode() + REST},
                by=world.person("FSUP", side), now=NOW,
            )  # fmt: skip
        world.things["initiative", side] = SourcedInitiativeFactory(organization=organization)


def _organization(world, side):
    return world.sides["main", side].organization


def _url(name, row, *more):
    return reverse(f"partnerships:{name}", args=[row.pk, *more])


def read(world, side):
    row = _organization(world, side)
    return Try("get", row.get_absolute_url(), None, row.name)


def edit(world, side):
    row = _organization(world, side)
    watch = Organization.objects.filter(pk=row.pk).values("city", "version")
    sent = {"name": row.name, "city": "Elsewhere", "version": row.version}
    return Try("post", _url("organization_edit", row), sent, watch=lambda: list(watch.all()))


def members(world, side):
    return Try(
        "get",
        _url("people", _organization(world, side)),
        None,
        f"{world.canary('main', 'person', side)}-0",
    )


def _people():
    rows = Membership.objects.order_by("pk").values("user", "title", "leads", "until")
    return lambda: list(rows.all())


def invite(world, side):
    row, sent = _organization(world, side), {"name": "z", "title": "z", "level": "middle"}
    mine = Membership.objects.get(organization=row, user=world.person("OWN", side))
    page = _url("member", row, mine.pk)
    kept = MemberForm(member=mine, own=False).initial["read"]
    return [
        Try("post", _url("member_add", row), {**sent, "email": "z@z.example"}, watch=_people()),
        Try("post", page, {"title": "z", "level": "middle", "read": kept}, watch=_people()),
        Try("get", page, None, f"{world.canary('main', 'person', side)}-0"),
    ]


def left(world, side):
    row = _organization(world, side)
    mine = Membership.objects.get(organization=row, user=world.person("OWN", side))
    return Try("post", _url("member_gone", row, mine.pk), {}, watch=_people())


def enroll(world, side):
    row = world.things["listed", side]
    watch = Organization.objects.filter(pk=row.pk).values("enrolled_at")
    return Try("post", _url("organization_enroll", row), {}, watch=lambda: list(watch.all()))


def grants(world, side):
    sent = {"part": "lead", "status": "not_verified", "source": "s", "version": 1, "activity": "z"}
    watch = Grant.objects.order_by("pk").values("activity", "version")
    return [
        Try("post", _url(name, row), sent, watch=lambda: list(watch.all()))
        for name, row in [
            ("grant_new", _organization(world, side)),
            ("grant_edit", world.things["grant", side]),
        ]
    ]


def facts(world, side):
    row = _organization(world, side)
    claim = {"topic": term("civics").pk, "claim": "z", "depth": 2, "version": 1}
    title = {"title": "z", "stage": "piloting", "version": 1}
    return [
        Try("post", _url("expertise_new", row), claim),
        Try("post", _url("expertise_edit", world.things["expertise", side]), claim),
        Try("post", _url("initiative_new", row), title),
        Try("post", _url("initiative_edit", world.things["initiative", side]), title),
    ]


def start(world, side):
    sent = {"program": "z", "name": "z", "places": 2}
    sent |= {"opens_on": "2027-01-04", "closes_on": "2099-03-01"}
    return Try("post", reverse("partnerships:program_new"), sent, watch=Program.objects.count)


def rounds(world, side):
    row, program = world.things["directory", "round"], world.program
    sent = {"name": f"z{side}", "places": 2, "version": 1}
    sent |= {"opens_on": "2027-01-04", "closes_on": "2099-03-01"}
    other = {**sent, "name": f"y{side}"}
    named = {"name": "z", "version": program.version}
    return [
        Try("post", _url("program_edit", program), named,
            watch=lambda: Program.objects.get(pk=program.pk).name),
        Try("post", _url("round_new", program), sent, watch=Round.objects.count),
        Try("post", _url("round_edit", row), other,
            watch=lambda: Round.objects.get(pk=row.pk).name),
        Try("post", _url("round_move", row, "closed"), {}, watch=Transition.objects.count),
    ]  # fmt: skip


def find_person(world, side):
    person = world.person("OWN", side)
    found = f"{reverse('partnerships:everybody')}?q={person.email.partition('@')[0]}@"
    return [Try("get", url, None, person.email) for url in (found, _url("somebody", person))]


def say_left(world, side):
    person = world.person("OWN", side)
    url, rows = _url("has_left", person), User.objects.filter(pk=person.pk).values("is_active")
    return [
        Try("get", url, None, "Yes, this person has left"),
        Try("post", url, {}, watch=lambda: list(rows.all())),
    ]


def open_again(world, side):
    person = world.staff["LEFT"]
    rows = User.objects.filter(pk=person.pk).values("is_active")
    return Try("post", _url("open_again", person), {}, watch=lambda: list(rows.all()))


def new(world, side):
    sent = {"name": "z", "source": "s"}
    return Try(
        "post", reverse("partnerships:organization_new"), sent, watch=Organization.objects.count
    )


def imports(world, side):
    row, other = world.things["import", side], world.things["other import", side]
    watch = DirectoryImport.objects.filter(pk__in=[row.pk, other.pk]).values("pk", "state")

    def states():
        return list(watch.order_by("pk"))

    return [
        Try("get", row.get_absolute_url(), None, f"{CANARY} {side}"),
        Try("get", _url("import_csv", row), None, f"{CANARY} {side}"),
        Try("post", _url("import_load", row), {}, watch=states),
        Try("post", _url("import_aside", other), {}, watch=states),
    ]


def read_in(world, side):
    return [
        Try("get", reverse("partnerships:imports"), None, "Read the files and show the difference"),
        Try("get", reverse("partnerships:import_heading", args=["pairs.csv"]), None, "pair_id"),
    ]


def confirm(world, side):
    row = world.things["expertise", side]
    watch = Expertise.objects.filter(pk=row.pk).values("state")
    return Try("post", _url("expertise_confirm", row), {}, watch=lambda: list(watch.all()))


CELLS = {
    1: read, 2: edit, 3: members, 4: invite, 5: left, 321: enroll, 322: grants, 323: facts,
    324: start, 325: rounds, 326: new, 327: imports, 328: read_in,
    329: confirm, 1510: find_person, 1511: say_left, 9750: open_again,
}  # fmt: skip

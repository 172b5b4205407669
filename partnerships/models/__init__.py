from .organizations import Membership, Organization
from .programs import Program, ProgramRole, Role

__all__ = ["Membership", "Organization", "Program", "ProgramRole", "Role"]

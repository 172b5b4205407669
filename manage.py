#!/usr/bin/env python3
"""Django's command line for Seedbed. What stops a start is one sentence; --traceback says where."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as reason:
        if "--traceback" in sys.argv:
            raise
        sys.exit(str(reason))

"""Plays a program of invented organizations through the real services, with a clock that moves."""

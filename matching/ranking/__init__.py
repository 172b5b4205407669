"""Which thought partners to look at first for an initiative. Pure, no database, nothing to install
but a stemmer; the same text gives the same order everywhere.

Structured facts first (topics with their parents, settings), text second; being in the same state
is a practical advantage and is named as one. People decide: this only orders what they look at.
"""

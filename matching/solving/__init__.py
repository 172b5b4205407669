"""Solving a round: who is proposed to whom, exactly and the same way each time. Pure, no database.

A round is most served first, then the best weakest pair, then the best total, where a pair's
weight is the weaker of fit for the partner and benefit for the thought partner. numpy and
OR-tools are imported here, so import this package inside the function that solves.
"""

VERSION = "1"  # of the method: stored with each run, raised when a result may change

"""Several people at the same moment: threads with connections of their own."""

import threading

from django.db import connection


def together(count, act):
    """Call `act(number)` in `count` threads that start at once; return what each gave or raised.

    The test must be `django_db(transaction=True)`: threads see only what is committed.
    """
    gate = threading.Barrier(count)
    results = [None] * count

    def run(number):
        try:
            gate.wait(timeout=30)
            results[number] = act(number)
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results

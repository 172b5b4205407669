"""A mail server for tests: keeps what it was given, and can misbehave on request."""

import contextlib
import email
import email.policy
import socketserver
import threading


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 ready")
        for line in iter(self.rfile.readline, b""):
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self.say("354 go on")
                self.take()
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            elif verb == b"RCPT" and self.server.refuses:
                self.say(self.server.refuses)
            else:
                self.say("250 ok")

    def take(self):
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        self.server.letters.append(b"".join(lines))
        if self.server.hangs:  # taken, and the answer never arrives
            self.server.released.wait(30)
            return
        self.say("250 ok")

    def say(self, line):
        with contextlib.suppress(OSError):
            self.wfile.write(line.encode() + b"\r\n")


class Sink(socketserver.ThreadingTCPServer):
    """`letters` are the raw mails it took, `refuses` an answer to each recipient."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters, self.refuses, self.hangs = [], "", False
        self.released = threading.Event()

    @property
    def port(self):
        return self.server_address[1]

    def parsed(self):
        return [email.message_from_bytes(raw, policy=email.policy.default) for raw in self.letters]


@contextlib.contextmanager
def sink():
    """Run a Sink inside the block."""
    with Sink() as server:
        worker = threading.Thread(target=server.serve_forever, args=[0.05])
        worker.start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()
            worker.join()

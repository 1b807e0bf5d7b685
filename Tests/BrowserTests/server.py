"""One `gmis` for tests: a folder, a database and a port of its own."""

import http.cookiejar
import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest


class Server:
    """One `gmis` with its own folder, database and port. `gmis(…)` runs a command on the same database."""

    started = []

    def __init__(self, folder, database_url=None):
        self.folder, self.process, self.sign_ins = folder, None, ""
        self.log_file = folder / "serve.log"
        self.url = f"http://127.0.0.1:{free_port()}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": database_url or f"sqlite:{folder / 'gmis.sqlite'}",
            "HOST": "127.0.0.1",
            "PORT": self.url.rsplit(":", 1)[1],
            "BASE_URL": self.url,
            "LOG_LEVEL": "info",
            "SECOND_FACTOR": "optional",  # tests of the second factor ask for it
        }

    def gmis(self, *arguments, stdin=None):
        """Runs a command and answers what it printed; the test fails when the command does."""
        return self.run(*arguments, stdin=stdin, code=0).stdout

    def refused(self, *arguments, stdin=None):
        """Runs a command that must fail with exit code 1 and print nothing, and answers what it said on standard error."""
        ran = self.run(*arguments, stdin=stdin, code=1)
        assert not ran.stdout, f"a refusal belongs on standard error alone: {ran.stdout}"
        return ran.stderr

    def run(self, *arguments, stdin=None, code=0, timeout=300):
        command = [gmis_binary(), *map(str, arguments)]
        ran = subprocess.run(
            command, env=self.environment, cwd=self.folder, input=stdin, capture_output=True, text=True, timeout=timeout
        )
        if ran.returncode != code:
            pytest.fail(f"gmis {' '.join(command[1:])} ended with {ran.returncode}:\n{ran.stdout}\n{ran.stderr}")
        return ran

    def start(self):
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [gmis_binary(), "serve"], env=self.environment, cwd=self.folder, stdout=log, stderr=log
            )
        Server.started.append(self)
        until = time.monotonic() + 30
        while not self.healthy():
            if self.ended(within=0.1) or time.monotonic() > until:
                pytest.fail(f"gmis serve does not answer on {self.url}/health:\n{self.log_tail()}")
        return self

    def ended(self, within):
        try:
            self.process.wait(within)
            return True
        except subprocess.TimeoutExpired:
            return False

    def stop(self):
        if self.process is None:
            return
        Server.started.remove(self)
        self.process.terminate()
        if not self.ended(within=20):
            self.process.kill()
            self.process.wait()
        self.process = None

    def healthy(self):
        try:
            with urllib.request.urlopen(self.url + "/health", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def set_clock(self, shown):
        """Sets the demonstration's clock as its page does: set_clock("2021-01-20T10:00"). It goes on from there."""
        visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        page = visitor.open(self.url + "/demonstration/clock", timeout=30).read().decode()
        fields = {"csrf": re.search(r'name="csrf" value="(\w+)"', page)[1], "clock": shown}
        visitor.open(self.url + "/demonstration/clock", urllib.parse.urlencode(fields).encode(), timeout=30).close()

    def log_tail(self, lines=60):
        if not self.log_file.exists():
            return ""
        return "\n".join(self.log_file.read_text(errors="replace").splitlines()[-lines:])


def gmis_binary():
    binary = os.environ.get("GMIS_BIN", "")
    if not os.access(binary, os.X_OK):
        pytest.fail(f"GMIS_BIN names no program ({binary!r}); run these tests with script/test browser")
    return binary


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

"""What every browser test stands on: a server of its own, Debian's Chromium in Japanese, axe, and the ministry's files.

    def test_home(page, sample_server):          # a started server with a small demonstration
        page.goto(sample_server.url)

    def test_import(page, new_server, national_file):
        server = new_server()                    # an empty, migrated database; not started yet
        server.gmis("import", "open-data", national_file("2020-12-09"))
        server.start()
"""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from importlib.resources import files
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
CHROMIUM = "/usr/bin/chromium"
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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


@pytest.fixture(scope="session")
def new_server(tmp_path_factory):
    """Makes servers with an empty, migrated database each; ends those that are still running when the tests are over."""
    made = []

    def make(database_url=None):
        server = Server(tmp_path_factory.mktemp("server"), database_url)
        made.append(server)
        server.gmis("migrate")
        return server

    yield make
    for server in made:
        server.stop()


@pytest.fixture(scope="session")
def sample_server(new_server):
    """A started server with a small demonstration; `sign_ins` is what `gmis seed` printed. Shared by all tests."""
    server = new_server()
    server.sign_ins = server.gmis("seed", "--share", 400, "--days", 14)
    return server.start()


@pytest.fixture(scope="session")
def national_file():
    """The ministry's published file of a day: national_file("2020-12-09"). Where it is missing CI fails, others skip."""

    def find(day):
        folder = os.environ.get("GMIS_TEST_DATA", "")
        path = Path(folder) / f"covid-19_daily_survey-{day}.zip"
        if folder and path.is_file():
            return path
        message = f"the ministry's file of {day} is not in GMIS_TEST_DATA ({folder or 'not set'})"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)

    return find


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, browser_name):
    if browser_name != "chromium":
        return browser_type_launch_args
    japanese = {**os.environ, "LANGUAGE": "ja"}  # the browser's own words, such as those of its date field
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ["--no-sandbox"], "env": japanese}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    width, height = SIZES["desktop"]
    viewport = {"width": width, "height": height}
    return {**browser_context_args, "locale": "ja-JP", "timezone_id": "Asia/Tokyo", "viewport": viewport}


@pytest.fixture
def sign_in(new_context):
    """sign_in(server, "F…", "password") answers a browser window of its own, signed in; further words go to its context."""

    def enter(server, login_id, password, **context):
        page = new_context(**context).new_page()
        page.goto(server.url + "/session/new")
        page.get_by_label("ログインID").fill(login_id)
        page.get_by_label("パスワード").fill(password)
        page.get_by_role("button", name="ログインする").click()
        page.wait_for_url(lambda url: not url.endswith("/session/new"))
        return page

    return enter


@pytest.fixture
def accessible():
    """accessible(page) fails with what axe found: rule, severity and the elements."""
    axe = (files("axe_playwright_python") / "axe.min.js").read_text()

    def check(page):
        page.evaluate(axe)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", AXE_RULES)["violations"]
        assert not found, [(v["id"], v["impact"], [node["html"] for node in v["nodes"]]) for v in found]

    return check


@pytest.fixture
def screenshot():
    """screenshot(page, "report-form") looks at the page in both sizes, and fails where a phone would scroll sideways."""

    def take(page, name):
        (HERE / "screenshots").mkdir(exist_ok=True)
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            page.screenshot(path=HERE / "screenshots" / f"{name}-{size}.png", full_page=True)
            fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert fits, f"{name} scrolls sideways on a {size}"
        width, height = SIZES["desktop"]
        page.set_viewport_size({"width": width, "height": height})

    return take


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Beside a failure stands what the running servers logged."""
    report = yield
    if report.failed:
        report.sections += [(f"log of {server.url}", server.log_tail()) for server in Server.started]
    return report

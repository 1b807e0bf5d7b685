"""What every browser test stands on: servers, Debian's own Chromium and Firefox in Japanese, axe, and the ministry's files.

    def test_home(visit):                        # the demonstration, on a server that the tests of one file share
        page = visit("clinic", "/home")

    def test_import(page, new_server, national_file):
        server = new_server()                    # an empty, migrated database; not started yet
        server.gmis("import", "open-data", national_file("2020-12-09"))
        server.start()

Tests run in both browsers; those with `pytestmark = pytest.mark.only_browser("chromium")` need what Playwright can do with
Chromium alone, or test what no browser has a part in. `--browser firefox` runs one of the two.
"""

import os
import re
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import expect

from demonstration import World, keys
from server import Server

HERE = Path(__file__).resolve().parent
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"]}
FIREFOX = {
    "executable_path": "/usr/bin/firefox-esr",
    "channel": "moz-firefox",
    "firefox_user_prefs": {"intl.locale.requested": "ja"},
}

PATIENCE = 10_000  # milliseconds: on a busy machine a page may take its time


def pytest_configure(config):
    expect.set_options(timeout=PATIENCE)
    config.option.browser = config.option.browser or ["chromium", "firefox"]


def pytest_collection_modifyitems(config, items):
    """A test that is of one browser is not even named in another."""
    others = [item for item in items if is_of_another_browser(item)]
    items[:] = [item for item in items if item not in others]
    config.hook.pytest_deselected(items=others)


def is_of_another_browser(item):
    only = [mark.args[0] for mark in item.iter_markers("only_browser")]
    callspec = getattr(item, "callspec", None)
    return bool(only and callspec) and callspec.params.get("browser_name", only[0]) not in only


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
def world(new_server):
    return World(new_server())


@pytest.fixture(scope="module")
def new_world(tmp_path_factory, world, browser_name):
    """Makes started servers with the demonstration as it was seeded; ends them after the file's tests."""
    made = []

    def make():
        made.append(world.copy_to(Server(tmp_path_factory.mktemp("world"))))
        return made[-1].start()

    yield make
    for server in made:
        server.stop()


@pytest.fixture(scope="module")
def sample_server(new_world):
    """A started server with the demonstration. Shared by the tests of one file in one browser."""
    return new_world()


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
    if browser_name == "firefox":
        return {**browser_type_launch_args, **FIREFOX}
    japanese = {**os.environ, "LANGUAGE": "ja"}  # the browser's own words, such as those of its date field
    return {**browser_type_launch_args, **CHROMIUM, "env": japanese}


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
def visit(request, sign_in, new_context):
    """visit("clinic") answers a window of that person in the demonstration, visit(None) one of a stranger; with a path it is
    opened there. The page notes what the console says and which dialogs open, and how to go on: page.open("/home")."""

    def open_window(person, path=None, server=None, **context):
        server = server or request.getfixturevalue("sample_server")
        page = sign_in(server, *keys(server)[person], **context) if person else new_context(**context).new_page()
        listen(page)
        page.open = lambda path: page.goto(server.url + path)
        if path:
            page.open(path)
        return page

    return open_window


# How Chromium notes that a form was refused, which is the page's own affair. Nothing but a form is answered so.
REFUSED = re.compile(r"Failed to load resource: .* status of (409|410|422|429) ")


def listen(page):
    page.complaints, page.dialogs = [], []
    page.set_default_timeout(PATIENCE)

    def note(message):
        if message.type in ("error", "warning") and not REFUSED.match(message.text):
            page.complaints.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))


@pytest.fixture
def without_javascript(visit, browser_name):
    """visit(…) with a browser that runs no script of ours; Firefox cannot be told so, and does not get any."""

    def open_window(person, path, **words):
        if browser_name == "chromium":
            return visit(person, path, **words, java_script_enabled=False)
        page = visit(person, **words)
        page.route("**/assets/js/*", lambda route: route.abort())
        page.open(path)
        page.complaints.clear()
        return page

    return open_window


@pytest.fixture
def accessible():
    """accessible(page) fails with what axe found: rule, severity and the elements."""
    axe = (files("axe_playwright_python") / "axe.min.js").read_text()

    def check(page):
        page.evaluate(f"if (!window.axe) {{ {axe} }}")
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", AXE_RULES)["violations"]
        assert not found, [(v["id"], v["impact"], [node["html"] for node in v["nodes"]]) for v in found]

    return check


@pytest.fixture
def look(accessible, browser_name):
    """look(page, "home", "/home") opens a page, or takes the one that is open, and looks at it in both sizes: a picture, no
    sideways scrolling, nothing on the console, and axe, to which both browsers are the same."""

    def look_at(page, name, path=None):
        if path:
            page.open(path)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert not page.complaints
        for size in reversed(SIZES):
            resize(page, size)
            picture(page, HERE / "screenshots" / browser_name / f"{name}-{size}.png")
            fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert fits, f"{name} scrolls sideways on a {size}"
            if browser_name == "chromium":
                # What sticks to the window's edge covers now this, now that; people scroll.
                page.evaluate("document.querySelectorAll('.actbar').forEach(bar => bar.style.position = 'static')")
                accessible(page)
        page.complaints.clear()  # Firefox notes what the camera would like to do to a page, and may not

    return look_at


def resize(page, size):
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def picture(page, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Beside a failure stands what the running servers logged."""
    report = yield
    if report.failed:
        report.sections += [(f"log of {server.url}", server.log_tail()) for server in Server.started]
    return report

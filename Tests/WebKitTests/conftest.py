"""What the tests in WebKitGTK stand on: a smaller set than that of Tests/BrowserTests, whose servers and invented world they use.

    def test_home(visit):                          # a window of the demonstration's clinic, on a desk
        window = visit("clinic", "/home")

`window` is a Window: a browser of its own with what a person does in it.
"""

from pathlib import Path

import pytest

from demonstration import World, keys
from screen import Screen
from server import Server
from window import Window

PICTURES = Path(__file__).resolve().parent / "test-results"
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("seeded"))
    server.gmis("migrate")
    yield World(server)
    server.stop()


@pytest.fixture
def server(tmp_path_factory, world):
    """A started server with the demonstration as it was seeded."""
    server = world.copy_to(Server(tmp_path_factory.mktemp("world"))).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def screens(tmp_path_factory):
    opened = {}

    def of(size):
        if size not in opened:
            opened[size] = Screen(SIZES[size], tmp_path_factory.mktemp("home"))
        return opened[size]

    yield of
    for screen in opened.values():
        screen.close()


@pytest.fixture
def visit(request, screens, server):
    """visit("clinic") answers a signed-in window, visit(None) a stranger's; with a path it is opened there."""
    opened = []
    PICTURES.mkdir(exist_ok=True)

    def enter(person, path=None, size="desktop"):
        window = Window(screens(size).browser(), server)
        opened.append(window)
        if person:
            window.open("/session/new")
            window.sign_in(*keys(server)[person])
        if path:
            window.open(path)
        return window

    yield enter
    failed = getattr(request.node, "has_failed", False)
    for number, window in enumerate(opened):
        if failed:
            window.picture(PICTURES / f"{request.node.name.replace('/', '-')}-{number}.png")
        window.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Of a failure a picture stays, and beside it stands what the running servers logged."""
    report = yield
    if report.failed:
        item.has_failed = True
        report.sections += [(f"log of {server.url}", server.log_tail()) for server in Server.started]
    return report

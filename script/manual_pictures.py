"""The pictures of the manuals: pages of the demonstration, as they are on a morning of January 2021."""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests" / "BrowserTests"))

from demonstration import World  # noqa: E402
from server import Server  # noqa: E402

FOLDER = ROOT / "Sources" / "Web" / "Manuals" / "help-desk"


def sign_in(page, server):
    line = next(line for line in server.sign_ins.splitlines() if line.startswith("事務局\t"))
    name, password = (part.split(" ", 1)[1] for part in line.split("\t")[2:4])
    page.goto(server.url + "/session/new")
    page.fill("#loginId", name)
    page.fill("#password", password)
    page.click("main button")


def picture(page, name, height):
    """The upper part of the page, without the demonstration's banner."""
    page.evaluate("document.querySelectorAll('section.banner').forEach(banner => banner.remove())")
    page.screenshot(path=FOLDER / f"{name}.png", clip={"x": 0, "y": 0, "width": 1100, "height": height})


def take(page, server):
    sign_in(page, server)
    page.goto(server.url + "/help-desk?q=つむぎ")
    picture(page, "search", 620)
    page.get_by_role("link", name="つむぎ台内科クリニック").click()
    picture(page, "account", 900)
    page.goto(server.url + "/help-desk/issue")
    picture(page, "issue", 820)
    page.goto(server.url + "/help-desk/mails")
    picture(page, "mails", 720)


with tempfile.TemporaryDirectory() as folder:
    server = Server(Path(folder))
    server.gmis("migrate")
    world = World(server)
    server.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox"], env={**os.environ, "LANGUAGE": "ja"}
            )
            page = browser.new_page(viewport={"width": 1100, "height": 900}, locale="ja-JP", timezone_id="Asia/Tokyo")
            take(page, server)
            browser.close()
    finally:
        server.stop()

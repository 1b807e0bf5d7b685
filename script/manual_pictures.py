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

FOLDER = ROOT / "Sources" / "Web" / "Manuals"

HEADINGS = "医療機関コード,医療機関名,区分,検査,報告主体,とりまとめ団体名,郵便番号,所在地,電話番号,メールアドレス"
LIST = [
    ",若葉野こどもクリニック,診療・検査医療機関,診療と検査,自院,,9208580,金沢市鞍月1-1,0762251111,kodomo@example.jp",
    ",花水木医院,診療・検査医療機関,診療のみ,団体,つむぎ野地区医師会,9208581,金沢市鞍月1-2,0762251112,",
    "171,月見橋医院,診療・検査医療機関,診療のみ,団体,つむぎ野医師会,9208582,金沢市鞍月1-3,0762251113,",
]


def sign_in(page, server, role):
    line = next(line for line in server.sign_ins.splitlines() if line.startswith(role + "\t"))
    name, password = (part.split(" ", 1)[1] for part in line.split("\t")[2:4])
    page.context.clear_cookies()
    page.goto(server.url + "/session/new")
    page.fill("#loginId", name)
    page.fill("#password", password)
    page.click("main button")


def picture(page, name, height):
    """The upper part of the page, without the demonstration's banner."""
    page.evaluate("document.querySelectorAll('section.banner').forEach(banner => banner.remove())")
    page.screenshot(path=FOLDER / f"{name}.png", clip={"x": 0, "y": 0, "width": 1100, "height": height})


def help_desk(page, server):
    sign_in(page, server, "事務局")
    page.goto(server.url + "/help-desk?q=つむぎ")
    picture(page, "help-desk/search", 620)
    page.get_by_role("link", name="つむぎ台内科クリニック").click()
    picture(page, "help-desk/account", 900)
    page.goto(server.url + "/help-desk/issue")
    picture(page, "help-desk/issue", 820)
    page.goto(server.url + "/help-desk/mails")
    picture(page, "help-desk/mails", 720)


def prefecture(page, server):
    sign_in(page, server, "都道府県")
    picture(page, "prefecture/status", 760)
    page.goto(server.url + "/designations")
    picture(page, "prefecture/upload", 760)
    page.get_by_label("または、表を見出しごと貼り付ける").fill("\n".join([HEADINGS, *LIST]))
    page.get_by_role("button", name="読み取る").click()
    page.get_by_role("heading", name="まだ何も変えていません").wait_for()
    picture(page, "prefecture/preview", 900)
    page.goto(server.url + "/associations")
    picture(page, "prefecture/associations", 420)


def association(page, server):
    sign_in(page, server, "とりまとめ団体")
    page.locator("main a[href*='/members/']").first.click()
    picture(page, "association/table", 760)
    page.get_by_role("link", name="ファイルで入力").first.click()
    picture(page, "association/file", 760)


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
            for take in (help_desk, prefecture, association):
                take(page, server)
            browser.close()
    finally:
        server.stop()

"""Every page of the help desk's mails, work items and letters, in both sizes, and what its buttons do."""

import pytest
from playwright.sync_api import expect

from conftest import listen
from outbox import database, now, queue, rows, wait
from test_letters import fill


@pytest.fixture(scope="module")
def house(new_server):
    """A `gmis` without a mail server, some mails in all states, three letters to write."""
    server = new_server()
    server.gmis("account", "create", "--help-desk", "--login-id", "H00000017", "--name", "見本事務局", stdin="Chosa-2021\n")
    fill(server, 3)
    account = "a-F1300001X"
    queue(server, *[f"clerk+{number}@example.jp" for number in range(8)], account=account)
    kinds = ["held", "queued", "sending", "sent", "failed", "bounced", "cancelled"]
    with database(server) as db, db:
        for number, state in enumerate(kinds):
            answer = "550 5.1.1 no such user" if state == "bounced" else ""
            db.execute(
                "UPDATE mail SET state = ?, answer = ?, batch = ? WHERE mail_id = ?",
                (state, answer, "run-1" if state == "held" else "", f"m-{number:04}-clerk+{number}"),
            )
        db.execute(
            "INSERT INTO work_item (work_item_id, kind, account_id, mail_id, opened_at) VALUES ('w-1', 'bounce', ?, ?, ?)",
            (account, "m-0005-clerk+5", now()),
        )
        db.execute(
            "INSERT INTO delivery_report (report_id, mail_id, action, status, diagnostic, recorded_at)"
            " VALUES ('r', 'm-0005-clerk+5', 'failed', '5.1.1', '550 no such user', ?)",
            (now(),),
        )
    yield server.start()
    server.stop()


def test_pages_of_the_outbox(house, sign_in, look):
    page = sign_in(house, "H00000017", "Chosa-2021")
    listen(page)
    page.open = lambda path: page.goto(house.url + path)
    look(page, "help-desk-mails", "/help-desk/mails")
    expect(page.get_by_role("heading", name="メールサーバーが設定されていません")).to_be_visible()
    page.get_by_role("link", name="不達").click()
    page.get_by_role("link", name="IDのお知らせ").click()
    expect(page.get_by_role("main")).to_contain_text("no such user")
    look(page, "help-desk-mail")
    look(page, "help-desk-work", "/help-desk/work-items")
    page.open("/help-desk/mails")
    if page.get_by_role("button", name="1通を送る").count():
        page.get_by_role("button", name="1通を送る").click()
        expect(page.get_by_role("heading", name="保留しているまとまり")).to_have_count(0)
    assert rows(house, "SELECT state FROM mail WHERE batch = 'run-1'") == [{"state": "queued"}]


def test_pages_of_letters(house, sign_in, look):
    page = sign_in(house, "H00000017", "Chosa-2021")
    listen(page)
    page.open = lambda path: page.goto(house.url + path)
    look(page, "help-desk-letters", "/help-desk/letters")
    if page.get_by_role("button", name="まとめて作る").count():
        page.get_by_role("button", name="まとめて作る").click()
    else:
        page.get_by_role("main").get_by_role("link").first.click()
    expect(page.get_by_role("button", name="印刷")).not_to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("button", name="すべて印刷").click()
    assert download.value.suggested_filename.endswith(".pdf")
    page.reload()
    look(page, "help-desk-letter-batch")


def test_the_demonstration_shows_its_mails_to_everybody(visit, look, sample_server):
    account = rows(sample_server, "SELECT account_id FROM account WHERE facility_id IS NOT NULL LIMIT 1")[0]["account_id"]
    queue(sample_server, "shown@example.jp", account=account)
    page = visit(None, "/session/new")
    page.get_by_role("link", name="見本のメール").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("見本のメール")
    wait(lambda: page.reload() and page.get_by_text("shown@example.jp").count())
    look(page, "demonstration-mails")
    link = page.locator("a[href*='/password/new?code=']").first
    expect(link).to_contain_text(sample_server.url)

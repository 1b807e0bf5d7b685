"""From the setting to the mail, from the mail through the sign-in page to the form, and the link that ends it."""

import re

import pytest
from playwright.sync_api import expect

from clinic import address
from conftest import listen
from demonstration import YESTERDAY, keys
from outbox import rows, wait

pytestmark = pytest.mark.only_browser("chromium")


def test_mail_before_the_deadline_leads_to_the_form_and_can_be_ended(new_world, visit, new_context, look):
    server = new_world()
    clinic = visit("clinic", "/record/reminders", server=server)
    look(clinic, "reminders")
    clinic.get_by_role("group", name="締切の前のお知らせ").get_by_label("1時間前").check()
    clinic.get_by_role("button", name="保存する").click()
    expect(clinic.get_by_role("heading", name="保存しました")).to_be_visible()
    # The product's clock: two seconds before it is an hour to the deadline.
    server.set_clock("2021-01-20T11:59:58")
    wait(lambda: reminders(server), 30)
    [mail] = reminders(server)
    assert "1月20日(水) 13:00が締切" in mail["subject"]
    links = re.findall(rf"^{re.escape(server.url)}(/\S+)$", mail["body"], re.M)
    assert address(YESTERDAY) in links
    page = new_context().new_page()
    listen(page)
    page.open = lambda path: page.goto(server.url + path)
    page.open(address(YESTERDAY))
    the_sign_in_leads_to_the_form(page, server)
    page.context.clear_cookies()
    the_link_ends_them(page, next(link for link in links if "/reminders/stop" in link), look)
    clinic.open("/record")
    expect(clinic.get_by_role("region", name="リマインダー")).to_contain_text("締切の前: 送らない")


def reminders(server):
    return rows(server, "SELECT subject, body FROM mail WHERE purpose = 'reminder' AND state = 'sent'")


def the_sign_in_leads_to_the_form(page, server):
    login_id, password = keys(server)["clinic"]
    for typed in ("Mihon-0", password):
        page.get_by_label("ログインID").fill(login_id)
        page.get_by_label("パスワード").fill(typed)
        page.get_by_role("button", name="ログインする").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1月19日(火)の報告")
    expect(page).to_have_url(re.compile(address(YESTERDAY) + "$"))


def the_link_ends_them(page, link, look):
    look(page, "reminder-stop", link)
    page.get_by_role("button", name="すべて止める").click()
    expect(page.get_by_role("heading", name="リマインダーを止めました")).to_be_visible()
    look(page, "reminder-stopped")

"""A key for a program: made on the page, shown once, used, withdrawn."""

import json
import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from demonstration import YESTERDAY, keys
from forms import sent

pytestmark = pytest.mark.only_browser("chromium")


def call(server, key, path, body=None):
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    request = urllib.request.Request(server.url + "/api/v1" + path, json.dumps(body).encode() if body else None, headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)


def test_a_key_is_made_used_and_withdrawn(visit, look, sample_server):
    page = visit("clinic", "/record")
    page.get_by_role("link", name="プログラム用のキー").click()
    expect(page.get_by_text("キーはまだありません")).to_be_visible()
    page.get_by_label("キーの名前").fill("電子カルテ")
    assert sent(page, "キーを作る") == 422
    expect(page.get_by_label("キーの名前")).to_have_value("電子カルテ")
    look(page, "api-keys-refused")
    page.get_by_label("いまのパスワード").fill(keys(sample_server)["clinic"][1])
    assert sent(page, "キーを作る") == 200
    key = page.get_by_role("textbox", name="キー", exact=True).input_value()
    look(page, "api-keys-made")
    status, duties = call(sample_server, key, "/duties")
    assert status == 200 and duties["duties"]
    status, refused = call(sample_server, key, "/reports/clinic-daily", {"day": YESTERDAY, "answers": {"rooms": -1}})
    assert status == 422 and "rooms" in [error["field"] for error in refused["errors"]]
    page.open("/record/api-keys")
    expect(page.get_by_text(key)).to_have_count(0)
    look(page, "api-keys")
    page.get_by_role("link", name=re.compile("取り下げる")).click()
    look(page, "api-keys-end")
    assert sent(page, "取り下げる") == 303
    assert call(sample_server, key, "/duties")[0] == 401


def test_the_page_for_who_writes_programs(visit, look):
    page = visit(None, "/api-docs")
    look(page, "api-docs")
    page.get_by_role("link", name="openapi.json").click()
    assert '"openapi":"3.1.0"' in page.content()

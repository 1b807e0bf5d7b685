"""Receipts and statements: saved in the browser, checked by a stranger on the public page and at the command line."""

import pytest
from playwright.sync_api import expect

from clinic import report
from demonstration import YESTERDAY
from server import Server
from test_member_files import save

pytestmark = pytest.mark.only_browser("chromium")


@pytest.fixture
def keyed(tmp_path, world):
    """The demonstration with a key that signs."""
    server = world.copy_to(Server(tmp_path))
    server.gmis("keys", "create", "signing.key")
    server.environment["SIGNING_KEY_FILE"] = str(tmp_path / "signing.key")
    yield server.start()
    server.stop()


def check(page, path):
    page.open("/verify")
    page.get_by_label("受付票か証明書のファイル").set_input_files(path)
    page.locator("form[enctype]").get_by_role("button", name="確かめる").click()
    return page.get_by_role("status")


def save_file(page, button, folder):
    with page.expect_download() as found:
        page.get_by_role("button", name=button).click()
    path = folder / found.value.suggested_filename
    found.value.save_as(path)
    return path


def test_clinic_keeps_a_signed_receipt_and_a_statement_that_a_stranger_can_check(keyed, visit, look, tmp_path):
    page = visit("clinic", server=keyed)
    report(page, YESTERDAY)
    expect(page.get_by_role("heading", name="電子署名")).to_be_visible()
    look(page, "receipt-signed")
    receipts = [save(page, "受付票を保存する(PDF)", tmp_path), save(page, "確かめるためのデータ(JSON)", tmp_path)]
    typed = page.get_by_role("link", name="この受付票を確かめる").get_attribute("href")
    page.get_by_role("link", name="期間の報告の証明書を作る").click()
    page.get_by_label("はじめの日").fill("2021-01-10")
    page.get_by_role("button", name="件数を見る").click()
    look(page, "statements")
    statements = [save_file(page, f"{kind}を保存する", tmp_path) for kind in ("PDF", "JSON")]

    stranger = visit(None, "/verify", server=keyed)
    look(stranger, "verify")
    for path in receipts + statements:
        expect(check(stranger, path)).to_contain_text("出したときのままです")
        assert "鍵1番" in keyed.gmis("verify", path)
    changed = tmp_path / "changed.json"
    changed.write_text(statements[1].read_text().replace('"openHours":6.5', '"openHours":7.5'))
    assert changed.read_text() != statements[1].read_text()
    expect(check(stranger, changed)).to_contain_text("内容が変わっています")
    assert "内容が変わっています" in keyed.refused("verify", changed)
    look(stranger, "verify-changed")
    stranger.open(typed)
    expect(stranger.get_by_role("status")).to_contain_text("G-MISが受け付けた報告の受付票です")
    stranger.open("/keys")
    look(stranger, "keys")
    keys = save(stranger, "公開鍵のファイル(JSON)", tmp_path)
    assert "鍵1番" in keyed.gmis("verify", receipts[0], "--keys", keys)
    keyed.gmis("audit", "verify")


def test_a_key_that_others_may_read_is_refused_and_a_new_one_replaces_the_old(keyed, tmp_path):
    key = tmp_path / "signing.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert "もうあります" in keyed.refused("keys", "create", key)
    keyed.stop()
    key.chmod(0o640)
    assert f"chmod 600 {key}" in keyed.refused("keys", "list")
    keyed.environment["SIGNING_KEY_FILE"] = str(tmp_path / "none.key")
    assert "を読めません" in keyed.refused("keys", "list")
    keyed.gmis("keys", "create", tmp_path / "none.key")
    keyed.start()
    second, first = [line.split("\t") for line in keyed.gmis("keys", "list").splitlines()]
    assert (second[0], second[3], first[0]) == ("2", "-", "1") and first[3] != "-"

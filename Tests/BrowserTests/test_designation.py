"""A prefecture's list of designations: sent, mended, applied, taken back; and one institution entered by hand."""

import re

import pytest
from playwright.sync_api import expect

from demonstration import PREFECTURE, keys, names
from forms import field, sent
from outbox import rows, wait

CHROMIUM = pytest.mark.only_browser("chromium")
HEAD = "区分,種別,医療機関名,郵便番号,所在地,電話番号,メールアドレス,通知方法,検査,委託契約,報告主体,とりまとめ団体名,指定年月日"
DAY_BEFORE, FROM = "2021-01-14", "2021-01-15"
LAST, TAKEN_BACK = "2021-01-17", "2021-01-18"
MANY = 500


def row(number, **changed):
    cells = {
        "category": "診療・検査医療機関", "kind": "診療所", "name": f"見本いずみ{number}診療所", "zip": "9200000",
        "address": f"金沢市泉町{number}番地", "phone": f"0760{number:06}", "mail": f"izumi{number}@example.jp", "way": "",
        "tests": "診療と検査", "contract": "なし", "party": "自院", "association": "", "from": FROM,
    }  # fmt: skip
    return ",".join({**cells, **changed}.values())


def upload(page, lines, button="読み取る", label="指定報告のファイル", encoding="cp932"):
    text = "".join(line + "\r\n" for line in [HEAD, *lines])
    page.get_by_label(label).set_input_files(
        {"name": "指定報告_0120.csv", "mimeType": "text/csv", "buffer": text.encode(encoding)}
    )
    assert sent(page, button) == 303
    # A long list is compared by a job; the page asks again by itself.
    expect(page.get_by_role("heading", level=1)).to_have_text("取り込む前の確認", timeout=60_000)


def count(server, table):
    return rows(server, f"SELECT count(*) AS n FROM {table}")[0]["n"]


def expected(page, day):
    """How many institutions the list of a day has."""
    page.open(f"/monitoring/clinic-daily/{day}/{PREFECTURE}/facilities")
    tab = page.get_by_role("navigation", name="状態").get_by_role("link", name=re.compile("^すべて"))
    return int(tab.locator("span").inner_text().replace(",", ""))


def test_a_long_list_is_mended_applied_and_taken_back(visit, look, sample_server):
    page = visit("prefecture", "/designations")
    accounts = count(sample_server, "account")
    before = {day: expected(page, day) for day in (DAY_BEFORE, FROM, LAST, TAKEN_BACK)}
    page.open("/designations")
    look(page, "designations")
    lines = [row(number) for number in range(1, MANY + 1)]
    lines[35] = row(36, zip="92")
    lines[156] = row(157, party="団体", association="どこにもない医師会")
    lines[299] = row(300, category="行政検査委託契約のみ", tests="検査のみ", contract="", party="団体", association=names(sample_server)["association"])
    upload(page, lines)
    expect(page.get_by_role("alert")).to_contain_text("3行に誤りがあります。まだ何も変えていません。")
    faults = page.get_by_role("region", name="直していただく行").locator("tbody tr")
    expect(faults).to_have_count(3)
    places = {(line, column) for line, column, *_ in (text.split("\t") for text in faults.all_inner_texts())}
    assert places == {("37", "郵便番号"), ("158", "とりまとめ団体名"), ("301", "報告主体")}
    expect(page.get_by_role("button", name=re.compile("行を反映する"))).to_have_count(0)
    look(page, "designation-faults")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("誤りを書き込んだファイル")).click()
    assert download.value.suggested_filename == "designation-faults.xlsx"
    assert (count(sample_server, "account"), expected(page, FROM)) == (accounts, before[FROM])

    page.go_back()
    upload(page, [row(number) for number in range(1, MANY + 1)], "もう一度読み取る", "直したファイル")
    expect(page.get_by_role("main")).to_contain_text(f"IDを発行(メール {MANY})")
    expect(page.get_by_role("table").locator("tbody tr")).to_have_count(100)
    look(page, "designation-preview")
    page.get_by_role("navigation", name="ページ").get_by_role("link", name="5").click()
    expect(page.get_by_role("rowheader", name=re.compile(f"見本いずみ{MANY}診療所"))).to_be_visible()
    assert count(sample_server, "account") == accounts
    assert sent(page, f"{MANY}行を反映する") == 303
    expect(page.get_by_role("heading", name=re.compile("に反映しました"))).to_be_visible()
    look(page, "designation-applied")
    assert count(sample_server, "account") == accounts + MANY
    assert (expected(page, DAY_BEFORE), expected(page, FROM)) == (before[DAY_BEFORE], before[FROM] + MANY)

    page.open("/designations")
    page.get_by_role("row", name=re.compile("反映済み")).get_by_role("link").click()
    page.get_by_role("link", name="この取込みを取り消す").click()
    look(page, "designation-take-back")
    field(page, "いつから").fill(TAKEN_BACK)
    assert sent(page, "取り消す") == 303
    expect(page.get_by_role("main")).to_contain_text("前の状態に戻っています")
    look(page, "designation-taken-back")
    assert (expected(page, LAST), expected(page, TAKEN_BACK)) == (before[LAST] + MANY, before[TAKEN_BACK])
    assert count(sample_server, "account") == accounts + MANY
    resting = "account WHERE rested_at IS NOT NULL AND login_id IN (SELECT login_id FROM account ORDER BY created_at DESC)"
    assert count(sample_server, resting) >= MANY


@CHROMIUM
def test_what_may_be_known_is_decided_by_the_officer(visit, look, sample_server):
    page = visit("prefecture", "/designations")
    upload(page, [row(900, name=names(sample_server)["hospital"], kind="病院"), row(901)], encoding="utf-8")
    expect(page.get_by_role("region", name=re.compile("判断していただく行"))).to_be_visible()
    assert sent(page, "この行を決める (2行)") == 422
    look(page, "designation-undecided")
    page.get_by_label("別の新しい医療機関").check()
    assert sent(page, "この行を決める (2行)") == 303
    expect(page.get_by_role("button", name="2行を反映する")).to_be_visible()
    assert sent(page, "取込みをやめる") == 303
    expect(page.get_by_role("row", name=re.compile("取りやめ")).first).to_be_visible()


@CHROMIUM
def test_a_long_list_is_followed_without_javascript(without_javascript):
    page = without_javascript("prefecture", "/designations")
    upload(page, [row(number) for number in range(600, 700)])
    expect(page.get_by_role("button", name="100行を反映する")).to_be_visible()
    assert sent(page, "取込みをやめる") == 303
    expect(page.get_by_role("row", name=re.compile("取りやめ")).first).to_be_visible()


@CHROMIUM
def test_a_whole_list_ends_what_it_leaves_out(visit, look):
    page = visit("prefecture", "/designations")
    page.get_by_role("radio", name=re.compile("全部の一覧")).check()
    upload(page, [row(910)])
    number = int(page.locator(".stat", has_text="終了").locator(".big").inner_text().replace(",", ""))
    assert number > 0
    field(page, "終了する件数を入力してください").fill(str(number + 1))
    assert sent(page, "この件数でよい") == 422
    expect(page.get_by_role("alert")).to_contain_text(f"終了するのは{number:,}件です")
    look(page, "designation-ends")
    field(page, "終了する件数を入力してください").fill(str(number))
    assert sent(page, "この件数でよい") == 303
    expect(page.get_by_role("button", name="1行を反映する")).to_be_visible()
    assert sent(page, "取込みをやめる") == 303


@CHROMIUM
def test_one_institution_is_entered_by_hand(visit, look, sample_server):
    login_id = keys(sample_server)["clinic"][0]
    page = visit("prefecture", f"/register/{login_id}/designation")
    look(page, "designation-entry")
    page.get_by_label("とりまとめ団体").check()
    page.get_by_label("団体", exact=True).select_option("")
    page.locator("#healthCentre").fill("石川中央保健所")
    assert sent(page, "変わることを確かめる") == 422
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(1)
    expect(page.locator("#healthCentre")).to_have_value("石川中央保健所")
    look(page, "designation-entry-refused")
    page.get_by_label("団体", exact=True).select_option(index=1)
    assert sent(page, "変わることを確かめる") == 303
    expect(page.get_by_role("main")).to_contain_text("IDでのログインを止めます")
    look(page, "designation-entry-preview")
    assert sent(page, "反映する") == 303
    wait(lambda: rows(sample_server, f"SELECT 1 FROM facility_reporting_party WHERE facility_id = '{login_id}'"))
    page.open("/register/new")
    look(page, "designation-new")

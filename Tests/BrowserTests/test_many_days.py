"""Many days of a clinic on one page: a week that was missed is one paste and one button."""

import openpyxl
import pytest
from playwright.sync_api import expect

from clinic import USUAL, report
from forms import sent
from test_member_files import FIGURES, save
from test_members import paste

LINE = list(USUAL.values())
REPORT = "入力した日を報告する"
CHROMIUM = pytest.mark.only_browser("chromium")


def address(first, last, page="many-days"):
    """Days before the demonstration's two weeks of reports are open."""
    return f"/{page}/clinic-daily?from={first}&until={last}"


def rows(page):
    return page.locator("table.days tbody tr:not(.msg)")


def cells(page):
    return page.locator("table.days .cell")


def told(page):
    return page.get_by_role("status").filter(has_text="報告")


def test_seven_missing_days_are_one_paste_and_one_button(visit):
    page = visit("clinic", address("2020-10-05", "2020-10-11"))
    expect(rows(page)).to_have_count(7)
    paste(cells(page).first, "\n".join("\t".join(LINE) for _ in range(7)))
    assert sent(page, REPORT) == 303
    expect(told(page)).to_contain_text("7日分を報告しました。")
    expect(cells(page)).to_have_count(0)
    expect(page.locator("[data-count=reported]")).to_have_text("7")


def test_rows_with_dates_find_their_day_and_a_bad_one_stays_until_it_is_mended(visit):
    page = visit("clinic", address("2020-10-12", "2020-10-18"))
    bad = [*LINE]
    bad[list(USUAL).index("pcrPositive")] = "9"
    lines = [["10月14日(水)", *LINE], ["2020/10/12", *bad], ["10/18", *LINE], ["12/24", *LINE]]
    paste(cells(page).first, "\n".join("\t".join(line) for line in lines))
    expect(page.locator("#page-pasted")).to_contain_text("3行の36マスに貼り付けました")
    expect(page.locator("#page-pasted")).to_contain_text("入れる場所のない値が1件")
    assert sent(page, REPORT) == 422
    expect(told(page).first).to_contain_text("3日分のうち、2日分を報告しました。 1日分は直すところがあります。")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    fault = page.locator(".cell[aria-invalid=true]")
    expect(fault).to_be_focused()
    expect(fault).to_have_value("9")
    fault.fill("0")
    assert sent(page, REPORT) == 303
    expect(told(page)).to_contain_text("1日分を報告しました。")


@CHROMIUM
def test_keys_move_as_in_a_spreadsheet_and_a_note_needs_one_tick(visit):
    page = visit("clinic", address("2020-10-19", "2020-10-21"))
    first, below = cells(page).first, cells(page).nth(len(LINE))
    first.focus()
    first.press_sequentially("6.5")
    first.press("Enter")
    expect(below).to_be_focused()
    below.press("ArrowUp")
    expect(first).to_be_focused()
    wide = [*LINE]
    wide[list(USUAL).index("tested")] = "9"
    paste(first, "\t".join(wide))
    assert sent(page, REPORT) == 422
    page.get_by_label("このままで正しい").check()
    assert sent(page, REPORT) == 303
    rows(page).nth(1).get_by_role("button", name="休診").click()
    expect(page.get_by_role("status").first).to_contain_text("10月20日(火)を休診にしました。")
    expect(rows(page).nth(1)).to_contain_text("この日は入力しません。")


@CHROMIUM
def test_overdue_days_lead_from_home_to_the_table_with_one_click(visit):
    page = visit("clinic", "/home")
    page.get_by_role("link", name="分をまとめて入力する").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("数日分をまとめて入力")
    assert cells(page).count() >= 2 * len(LINE)


def test_table_works_without_javascript(without_javascript):
    page = without_javascript("clinic", address("2020-10-26", "2020-10-28"))
    page.get_by_text("表を貼り付ける", exact=True).click()
    lines = [[f"10/{day}", *LINE] for day in (26, 27)]
    page.get_by_label("Excelからコピーした行").fill("\n".join("\t".join(line) for line in lines))
    page.get_by_role("button", name="貼り付けた行と入力した行を報告する").click()
    expect(told(page)).to_contain_text("2日分を報告しました。")
    rows(page).nth(2).get_by_role("button", name="すべて0").click()
    expect(page.get_by_role("status").first).to_contain_text("まだ報告していません。")
    expect(cells(page).first).to_have_value("6.5")
    page.get_by_role("button", name=REPORT).click()
    expect(told(page)).to_contain_text("1日分を報告しました。")


@CHROMIUM
def test_a_weekday_pattern_is_seen_before_it_is_marked_and_taken_back(visit):
    page = visit("clinic")
    report(page, "2020-11-03")
    page.open(address("2020-11-01", "2020-11-14", "closed-days"))
    page.get_by_label("日", exact=True).check()
    page.get_by_label("火", exact=True).check()
    page.get_by_role("button", name="表示する").click()
    marking = page.get_by_role("region", name="2. 「開設なし・実績なし」にする日を確かめる")
    expect(marking).to_contain_text("3日に印をつけてあります")
    expect(marking).to_contain_text("報告がある1日は選べません: 2020年11月3日(火)")
    assert sent(page, "印をつけた日を「開設なし・実績なし」にする") == 303
    expect(page.get_by_role("status")).to_contain_text("3日を「開設なし・実績なし」にしました。")
    page.get_by_label("2020年11月8日(日)").check()
    assert sent(page, "印をつけた日の「開設なし・実績なし」を取り消す") == 303
    expect(page.get_by_role("status")).to_contain_text("1日の「開設なし・実績なし」を取り消しました。")


@CHROMIUM
def test_a_workbook_of_days_comes_back_with_what_is_to_be_mended(visit, tmp_path):
    page = visit("clinic", "/many-days/clinic-daily/file?from=2020-11-16&until=2020-11-18")
    path = save(page, "ひな形(Excel)", tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = [str(cell.value or "") for cell in sheet[2]]

    def column(heading):
        return next(place for place, head in enumerate(heads, 1) if head.startswith(heading))

    for line in (3, 4, 5):
        for heading, figure in FIGURES.items():
            sheet.cell(line, column(heading)).value = figure
    sheet.cell(4, column("発熱患者等")).value = "たくさん"
    book.save(path)
    for told, wrong in (("2行を報告しました。1行は直すところがあります。", True), ("1行を報告しました。", False)):
        page.get_by_label("入力したファイル").set_input_files(path)
        page.get_by_role("button", name="読み取って報告する").click()
        page.wait_for_url("**sent=*")
        expect(page.get_by_role("region", name="送ったファイルの結果")).to_contain_text(told)
        if wrong:
            path = save(page, "直すところを書き込んだファイル(Excel)", tmp_path)
            book = openpyxl.load_workbook(path)
            sheet = book.worksheets[0]
            assert "発熱" in sheet.cell(4, column("直すところ")).value
            sheet.cell(4, column("発熱患者等")).value = 8
            book.save(path)


@CHROMIUM
def test_pages_of_days_look_well(visit, look):
    page = visit("clinic", address("2021-01-01", "2021-01-19"))
    look(page, "many-days")
    page.open(address("2020-12-01", "2020-12-08"))
    lines = [[f"12/{day}", *LINE] for day in range(1, 6)]
    lines[2][1 + list(USUAL).index("pcrPositive")] = "9"
    lines[4][1 + list(USUAL).index("tested")] = "9"
    paste(cells(page).first, "\n".join("\t".join(line) for line in lines))
    rows(page).nth(5).get_by_role("button", name="休診").click()
    assert sent(page, REPORT) == 422
    look(page, "many-days-refused")
    page.open(address("2020-12-01", "2020-12-20", "closed-days") + "&weekday=0&weekday=3")
    look(page, "closed-days")
    page.open("/many-days/clinic-daily/file?from=2020-12-01&until=2020-12-08")
    look(page, "many-days-file")

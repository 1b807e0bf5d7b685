"""An association's workbook: saved in the browser, filled and saved again by another program, sent, mended, sent once more."""

import openpyxl
import pytest
from playwright.sync_api import expect

from demonstration import YESTERDAY

pytestmark = pytest.mark.only_browser("chromium")

PAGE = f"/members/clinic-daily/{YESTERDAY}/file"
FIGURES = {
    "開設時間": 6.5,
    "診療室数": 2,
    "発熱患者等の受診者数": 8,
    "新型コロナウイルス検査実施": 5,
    "うち無症状者": 0,
    "PCR検査実施人数": 3,
    "うち自院": 0,
    "抗原（定量・定性）検査実施人数": 2,
    "PCR検査結果判明件数(": 4,
    "PCR検査結果判明件数 うち": 1,
    "抗原（定量・定性）検査結果判明件数(": 2,
    "抗原（定量・定性）検査結果判明件数 うち": 0,
}


def save(page, link, folder):
    with page.expect_download() as found:
        page.get_by_role("link", name=link).click()
    path = folder / found.value.suggested_filename
    found.value.save_as(path)
    return path


def send(page, path):
    page.get_by_label("入力したファイル").set_input_files(path)
    page.get_by_role("button", name="読み取って報告する").click()
    page.wait_for_url("**/file?sent=*")
    return page.get_by_role("region", name="送ったファイルの結果")


class Sheet:
    """The first sheet of a workbook with its columns by heading."""

    def __init__(self, path):
        self.path, self.book = path, openpyxl.load_workbook(path)
        self.sheet = self.book.worksheets[0]
        self.head = next(row for row in self.sheet.iter_rows() if any(cell.value == "医療機関ID" for cell in row))
        self.lines = range(self.head[0].row + 1, self.sheet.max_row + 1)

    def cell(self, line, heading):
        column = next(cell.column for cell in self.head if str(cell.value or "").startswith(heading))
        return self.sheet.cell(line, column)

    def is_grey(self, line, heading):
        return self.cell(line, heading).fill.fill_type == "solid"

    def fill(self):
        """Those who have not reported yet, as far as they are asked; their lines."""
        blank = [line for line in self.lines if self.cell(line, "開設時間").value is None]
        for line in blank:
            for heading, figure in FIGURES.items():
                if not self.is_grey(line, heading):
                    self.cell(line, heading).value = figure
        return blank

    def save(self):
        self.book.save(self.path)
        return self.path


def test_a_workbook_is_filled_sent_mended_and_sent_again(visit, tmp_path):
    page = visit("association", PAGE)
    sheet = Sheet(save(page, "のひな形(Excel)", tmp_path))
    assert sheet.sheet.freeze_panes == "D3" and sheet.sheet.row_dimensions[1].hidden
    assert all(isinstance(sheet.cell(line, "医療機関ID").value, str) for line in sheet.lines)
    filled = sheet.fill()
    assert len(filled) > 1
    sheet.cell(filled[0], "発熱患者等の受診者数").value = "たくさん"
    sheet.sheet.insert_cols(4)  # the secretary's own column
    sheet.sheet.cell(2, 4).value = "担当"
    result = send(page, sheet.save())
    expect(result).to_contain_text(f"{len(filled) - 1}行を報告しました。1行は直すところがあります。")
    expect(result).to_contain_text("読まなかった列: 「担当」")
    expect(result.get_by_role("rowheader", name=str(filled[0]), exact=True)).to_be_visible()
    back = Sheet(save(page, "直すところを書き込んだファイル", tmp_path))
    bad = back.cell(filled[0], "発熱患者等の受診者数")
    assert bad.value == "たくさん" and bad.fill.fill_type == "solid" and "数字" in bad.comment.text
    assert [line for line in back.lines if back.cell(line, "直すところ").value] == [filled[0]]
    bad.value = 8
    expect(send(page, back.save())).to_contain_text("1行を報告しました。")
    page.open(PAGE)
    whole = Sheet(save(page, "のひな形(Excel)", tmp_path))
    assert all(whole.cell(line, "開設時間").value is not None for line in whole.lines)
    expect(send(page, whole.save())).to_contain_text("新しく報告する行はありませんでした。")


def test_a_week_has_a_row_for_each_day(visit, tmp_path):
    page = visit("association", PAGE)
    sheet = Sheet(save(page, "からの7日分(Excel)", tmp_path))
    days = {sheet.cell(line, "日付").value for line in sheet.lines}
    assert len(days) == 7 and max(days) == YESTERDAY
    assert not any(cell.data_type == "f" for book in sheet.book.worksheets for row in book.iter_rows() for cell in row)


def test_a_file_that_is_none_is_told_and_the_page_is_sound(visit, look, tmp_path):
    page = visit("association", PAGE)
    look(page, "member-file", PAGE)
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    page.get_by_label("入力したファイル").set_input_files(path)
    page.get_by_role("button", name="読み取って報告する").click()
    expect(page.get_by_role("alert")).to_contain_text("ファイルを読み取れませんでした")
    look(page, "member-file-refused")

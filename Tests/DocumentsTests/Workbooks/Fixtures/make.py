"""Makes the workbooks of Files/ anew: python3 make.py (needs openpyxl and LibreOffice; the tests need neither)."""

import datetime
import pathlib
import re
import subprocess
import tempfile
import zipfile

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

FILES = pathlib.Path(__file__).parent / "Files"


def contents(book, hidden_at):
    """What both programs are asked to write; LibreOffice shows a sheet that comes first, hidden or not."""
    sheet = book.active
    sheet.title = "患者数"
    hidden = book.create_sheet("控え", hidden_at)
    hidden.sheet_state = "hidden"
    hidden["A1"] = "見えないシート"
    book.active = sheet
    sheet["A1"] = "見出し"
    sheet.merge_cells("A1:C1")
    rows = [
        ["医療機関コード", "名称", "鍵", "数", "式"],
        ["0310001", "全角１２３", "k1", 6, "=D3*2"],
        ["0310002", "改行\nあり", "k2", 6.5, "=1/0"],
        ["日付", datetime.date(2021, 1, 19), datetime.datetime(2021, 1, 19, 13, 0), datetime.time(13, 0), True],
        ["数", 0.1 + 0.2, 1e10, -0.000125, 0.5],
        ["０１", " 空白 ", "=\"文字\"&\"列\"", "=\"\"", 123456789012345678],
    ]
    for row in rows:
        sheet.append(row)
    sheet["E6"].number_format = "0%"
    sheet["B5"].number_format = 'yyyy"年"m"月"d"日"'
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[4].hidden = True
    for line in range(8, 40):  # rows that were formatted and left empty
        for column in range(1, 6):
            sheet.cell(line, column).font = Font(bold=True)
    return book


def by_openpyxl():
    book = contents(openpyxl.Workbook(), 0)
    book["患者数"]["F1"] = CellRichText("太い", TextBlock(InlineFont(b=True), "文字"))
    book.save(FILES / "openpyxl.xlsx")


def by_libreoffice():
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "libreoffice.xlsx"
        contents(openpyxl.Workbook(), 1).save(source)
        (FILES / "libreoffice.xlsx").write_bytes(converted(source))


def converted(source):
    """By way of LibreOffice's own format, so that nothing of openpyxl's writing is left."""
    out = source.parent / "out"
    for kind, name in (("ods", source), ("xlsx", out / f"{source.stem}.ods")):
        subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", out, name], check=True)
    return (out / source.name).read_bytes()


def from_1904():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([datetime.date(2021, 1, 19), datetime.datetime(1904, 1, 1, 12, 30)])
    book.save(FILES / "from-1904.xlsx")


def with_furigana():
    """As the Japanese Excel stores what was typed: pieces in several styles, each with its pronunciation."""
    book = openpyxl.Workbook()
    book.active["A1"] = "東京都港区"
    folder = tempfile.TemporaryDirectory()
    plain = pathlib.Path(folder.name) / "plain.xlsx"
    book.save(plain)
    plain.write_bytes(converted(plain))
    shared = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"><si>'
        '<r><rPr><b/><sz val="11"/></rPr><t>東京都</t></r><r><rPr><sz val="11"/></rPr><t xml:space="preserve">港区 </t></r>'
        '<rPh sb="0" eb="3"><t>トウキョウト</t></rPh><rPh sb="3" eb="5"><t>ミナトク</t></rPh>'
        '<phoneticPr fontId="1"/></si></sst>'
    )
    cell = re.compile(rb"<sheetData>.*</sheetData>")
    inline = (
        '<sheetData><row r="2" spans="1:3"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><r><t>中の</t></r>'
        '<r><t>文字_x000D_\n</t></r><rPh sb="0" eb="1"><t>ナカ</t></rPh></is></c></row></sheetData>'
    ).encode()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(FILES / "furigana.xlsx", "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/sharedStrings.xml":
                content = shared.encode()
            elif name.startswith("xl/worksheets/"):
                content = cell.sub(lambda _: inline, content)
            new.writestr(zipfile.ZipInfo(name, (2021, 1, 19, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    folder.cleanup()


if __name__ == "__main__":
    FILES.mkdir(exist_ok=True)
    by_openpyxl()
    by_libreoffice()
    from_1904()
    with_furigana()
    for file in sorted(FILES.glob("*.xlsx")):
        print(file.name, file.stat().st_size)
        assert file.stat().st_size < 20_000

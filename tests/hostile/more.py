"""More inputs made to break a reader: odd encodings, formats under other names, packages that lie, and whole folders.

`run.py` reads them with its own; `h` is that module. An input is bytes, a list of two for a pair of reports, or a function:
without a parameter it makes one of these, with one it fills a folder of reports.
"""
import os, random, shutil, socket, struct, zipfile, zlib

HERE = os.path.dirname(os.path.abspath(__file__))
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARA = "<w:p><w:r><w:t>全年审查行政规范性文件59件。</w:t></w:r></w:p>"


def hz(text):
    out = b""
    for piece in text.split("\n"):
        out += b"".join(b"~{" + bytes(b & 127 for b in c.encode("gb2312")) + b"~}" if ord(c) > 127 else c.encode() for c in piece) + b"\n"
    return out


def texts(h):
    body = h.BODY
    odd = body.replace("规", "\u3400").encode("gb18030")
    yield "hz.txt", hz(body)
    yield "hz-cut.txt", hz(body)[:-9]
    yield "utf7.txt", body.encode("utf-7")
    yield "big5.txt", body.replace("规", "規").replace("况", "況").replace("审", "審").replace("报", "報").encode("big5", "ignore")
    yield "utf16le.txt", body.encode("utf-16-le")
    yield "utf16be.txt", body.encode("utf-16-be")
    yield "utf32.txt", body.encode("utf-32")
    yield "four-bytes.txt", odd
    yield "gb18030-cut.txt", body.encode("gb18030")[:-4]
    yield "half-and-half.txt", body.encode() + body.encode("gb18030")
    yield "twice-encoded.txt", body.encode().decode("latin1").encode()
    yield "iso2022jp.txt", "昨年度の報告書を審査した。\n".encode("iso2022_jp") * 50
    yield "euckr.txt", "지난해 보고서를 심사하였다 59건.\n".encode("euc_kr") * 50
    yield "carriage-returns.txt", body.replace("\n", "\r").encode()
    yield "odd-line-ends.txt", body.replace("\n", "\u2028").encode() + "\x0b\x0c\u0085\u2029".encode() * 10_000
    yield "lines-900000.txt", b"1\n" * 900_000
    yield "full-stops.txt", "。".encode() * 600_000
    yield "spaced.txt", ("  ".join("全年办结案件128件") + "\n").encode() * 40_000
    yield "zero-width.txt", ("\u200b".join(body) * 2000).encode()
    yield "percents.txt", ("5%、" * 250_000 + "。").encode()
    yield "dates.txt", ("2024年1月1日至" * 60_000 + "完成。").encode()
    yield "dashes.txt", ("1-2—3－4~5" * 60_000 + "件。").encode()
    yield "wide-digits.txt", ("全年" + "１２３４５６７８９０" * 60_000 + "件。").encode()
    yield "han-numbers.txt", ("一百二十三万四千五百六十七" * 40_000 + "件。").encode()
    yield "titles-40000.txt", ("云溪市2024年法治政府建设情况报告\n" * 40_000).encode()
    yield "glued-100000.txt", ("一、甲乙丙丁全年办结案件59件。（一）戊己庚辛办结案件9件。" * 30_000).encode()
    yield "wide-pipes.md", ("|" + " 1 |" * 4000 + "\n") .encode() * 100
    yield "fences.md", b"```\n" * 100_000 + b"#" * 100_000 + body.encode()
    yield "links.md", ("[" * 50_000 + "a](b)" * 50_000 + "\n" + body).encode()
    yield "pair-shuffled.txt", lambda: [f"云溪市{year}年工作报告\n一、工作\n".encode() + "".join(random.Random(year).sample([f"第{n}类整治完成{n}处，群众满意度提高到{n % 100}%。\n" for n in range(20_000)], 20_000)).encode() for year in (2023, 2024)]
    yield "pair-same-sentence.txt", lambda: [(f"云溪市{year}年工作报告\n一、工作\n" + "全年审查文件59件。\n" * count).encode() for year, count in ((2023, 60_000), (2024, 50_000))]
    yield "list-open.txt", ("云溪市2024年工作报告\n一、工作\n共办结案件100件，其中：" + "".join(f"甲{n}乙{n}件、" for n in range(5000)) + "\n").encode()
    yield "colons.txt", ("云溪市2024年工作报告\n一、工作\n" + "全年：办结：案件：59件：" * 40_000 + "\n").encode()
    yield "pair-claims.txt", lambda: [f"云溪市{year}年工作报告\n一、工作\n审查文件59件。\n".encode() + "".join(f"全市未发生第{n * year % 997}类较大及以上事故，第{n}项率先全覆盖。\n" for n in range(10_000)).encode() for year in (2023, 2024)]
    yield "pair-one-heading.txt", lambda: [f"云溪市{year}年工作报告\n".encode() + "".join(f"（一）推进工作\n办结案件{n * year % 7919}件。\n" for n in range(4000)).encode() for year in (2023, 2024)]
    yield "pair-plans-one-paragraph.txt", lambda: [f"云溪市{year}年工作报告\n一、工作\n{tasks}\n二、下一步工作计划\n{tasks}\n".encode() for tasks in ["".join(f"完成第{n}类整治{n}处，" for n in range(6000)) + "。"] for year in (2023, 2024)]
    yield "pair-one-paragraph.txt", lambda: [(f"云溪市{year}年工作报告\n一、工作\n" + "".join(f"第{n * year % 99991}项完成{n}处，" for n in range(60_000)) + "。\n").encode() for year in (2023, 2024)]


def pages(h):
    body = h.BODY.encode()
    yield "misnested.html", b"<html><body>" + b"<b><i><p>" * 10_000 + b"x</b></i>" * 10_000 + body
    yield "foster.html", b"<html><table>" + b"<b>x<tr>" * 20_000 + body
    yield "anchors.html", b"<html><body>" + b"<a><div>" * 20_000 + body
    yield "select.html", b"<html><body><select>" + b"<option>" * 200_000 + b"</select>" + body
    yield "template.html", b"<html><body>" + b"<template>" * 20_000 + body
    yield "svg.html", b"<html><svg>" + b"<g>" * 60_000 + b"</svg>" + body
    yield "frames.html", b"<html><frameset>" + b"<frame src='a.html'>" * 20_000
    yield "tables-20000.html", b"<html><body>" + b"<table><tr><td>a<td>1</table>" * 20_000 + body
    yield "ids.html", b"<html><body>" + b"".join(b"<p id=a%d class='a%d b'>1</p>" % (n, n) for n in range(100_000)) + body
    yield "pre.html", b"<html><pre>" + h.BODY.encode() * 5000
    yield "html.docx", b"<html><body><p>" + body + b"</p></body></html>"
    yield "no-boundary.mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html><body>" + body
    yield "nested.mhtml", b"MIME-Version: 1.0\n" + b"".join(b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000)) + b"Content-Type: text/html\n\n<p>" + body
    yield "parts-100000.mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n" + b"--b\nContent-Type: text/html\n\n<p>59</p>\n" * 50_000 + b"--b--\n"


def rels(h, target):
    return ("word/_rels/document.xml.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="x/styles" Target="{target}"/><Relationship Id="b" Type="x/numbering" Target="numbering.xml"/><Relationship Id="c" Type="x/footnotes" Target="footnotes.xml"/></Relationships>')


def word(h):
    cell = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
    yield "cells-1000000.docx", lambda: h.docx("<w:tbl>" + ("<w:tr>" + cell * 50 + "</w:tr>") * 20_000 + "</w:tbl>")
    yield "wide-rows.docx", lambda: h.docx("<w:tbl>" + ("<w:tr>" + cell * 20_000 + "</w:tr>") * 5 + "</w:tbl>")
    yield "tall-cells.docx", lambda: h.docx("<w:tbl>" + ("<w:tr>" + ("<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" + cell) * 20 + "</w:tr>") * 5000 + "</w:tbl>" + PARA)
    yield "breaks.docx", lambda: h.docx("<w:p><w:r>" + "<w:br/>" * 500_000 + "<w:t>59件</w:t></w:r></w:p>")
    yield "styles-circle.docx", h.docx('<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>全年59件。</w:t></w:r></w:p>' * 50, [rels(h, "styles.xml"), ("word/styles.xml", f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>')])
    yield "styles-chain.docx", h.docx('<w:p><w:pPr><w:pStyle w:val="s49999"/></w:pPr><w:r><w:t>全年59件。</w:t></w:r></w:p>' * 500, [rels(h, "styles.xml"), ("word/styles.xml", f'<w:styles xmlns:w="{WORD}">' + "".join(f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n - 1}"/></w:style>' for n in range(50_000)) + "</w:styles>")])
    yield "numbers.docx", h.docx('<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>全年59件。</w:t></w:r></w:p>' * 3000, [rels(h, "styles.xml"), ("word/numbering.xml", f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">' + "".join(f'<w:lvl w:ilvl="{n}"><w:start w:val="2147483647"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{"%9" * 5000}"/></w:lvl>' for n in range(9)) + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>')])
    yield "footnotes.docx", lambda: h.docx('<w:p><w:r><w:t>全年59件。</w:t></w:r>' + '<w:r><w:footnoteReference w:id="1"/></w:r>' * 50_000 + "</w:p>", [rels(h, "styles.xml"), ("word/footnotes.xml", f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="1">{PARA * 20}</w:footnote></w:footnotes>')])
    yield "boxes.docx", h.docx("<w:p><w:r><w:drawing><w:txbxContent>" * 60 + PARA + "</w:txbxContent></w:drawing></w:r></w:p>" * 60)
    yield "attributes.docx", lambda: h.docx("<w:p " + " ".join(f'w:a{n}="1"' for n in range(200_000)) + "/>" + PARA)
    yield "long-name.docx", lambda: h.docx("<" + "a" * 5_000_000 + "/>" + PARA)
    yield "comment.docx", lambda: h.docx("<!--" + "x" * 80_000_000 + "-->" + PARA)
    yield "utf16.docx", h.zipped([("word/document.xml", f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{WORD}"><w:body>{PARA}</w:body></w:document>'.encode("utf-16"))])
    yield "twice.docx", h.docx(PARA * 20, [("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{PARA}</w:body></w:document>')])
    yield "sizes-that-lie.docx", lies(h.docx(PARA * 20))
    yield "encrypted-entry.docx", h.docx(PARA * 20).replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    yield "words.txt", h.docx(PARA * 20)
    yield "cut-page.doc", h.cut(open(os.path.join(HERE, "..", "cases", "formats", "report.doc"), "rb").read(), .7)
    for seed in range(3):
        yield f"noisy-{seed}.doc", h.noisy(open(os.path.join(HERE, "..", "cases", "formats", "report.doc"), "rb").read(), seed, 400)
    yield "circle.doc", fat_circle(open(os.path.join(HERE, "..", "cases", "formats", "report.doc"), "rb").read())


def lies(data):
    """A package whose index says four gigabytes of each part."""
    out = bytearray(data)
    at = out.find(b"PK\x01\x02")
    while at >= 0:
        out[at + 24:at + 28] = b"\xfe\xff\xff\xff"
        at = out.find(b"PK\x01\x02", at + 4)
    return bytes(out)


def fat_circle(data):
    """A compound file all of whose sectors are followed by the first."""
    out = bytearray(data)
    first = struct.unpack("<I", out[76:80])[0]
    start = (first + 1) * 512
    for at in range(start, min(start + 512, len(out)), 4):
        out[at:at + 4] = struct.pack("<I", 0)
    return bytes(out)


def others(h):
    yield "cells-1000000.odt", lambda: h.odt("<table:table>" + ("<table:table-row>" + "<table:table-cell><text:p>1</text:p></table:table-cell>" * 50 + "</table:table-row>") * 12_000 + "</table:table>")
    yield "spans.odt", h.odt("<table:table>" + "<table:table-row><table:table-cell table:number-rows-spanned='4000000000' table:number-columns-spanned='4000000000'><text:p>1</text:p></table:table-cell></table:table-row>" * 200 + "</table:table><text:p>59件</text:p>")
    yield "repeated-rows.odt", h.odt("<table:table>" + "<table:table-row table:number-rows-repeated='100000'><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>" * 50 + "</table:table>")
    yield "nested-tables.rtf", b"{\\rtf1 " + b"\\trowd\\cellx10\\intbl\\itap9 {1\\nestcell}{\\nestrow}" * 20_000 + b"\\row}"
    yield "fonts.rtf", b"{\\rtf1{\\fonttbl" + b"".join(b"{\\f%d\\fcharset134 a;}" % n for n in range(200_000)) + b"}59\\par}"
    yield "half-characters.rtf", b"{\\rtf1\\ansi\\ansicpg936 " + b"\\'bc\\b\\'fe\\'bc " * 20_000 + b"\\u20840\r\n?\\u-2147483648?\\uc-5 \\'d6}"
    yield "bin-negative.rtf", b"{\\rtf1 59\\bin-1 a\\bin0 b\\par}"
    sheets = "".join(f'<sheet name="a{n}" r:id="a"/>' for n in range(5000))
    yield "sheets-5000.xlsx", many_sheets(h, sheets)
    yield "strings.xlsx", lambda: h.zipped([*parts(h, '<row>' + '<c t="s"><v>0</v></c>' * 60_000 + "</row>"), ("xl/sharedStrings.xml", "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>" + "全年59件" * 10_000 + "</t></si></sst>")])
    yield "formats.xlsx", h.zipped([*parts(h, '<row>' + "".join(f'<c s="{n}"><v>1e308</v></c><c s="{n}"><v>-9e99</v></c><c s="{n}"><v>nan</v></c>' for n in range(4)) + "</row>" * 1), ("xl/styles.xml", "<styleSheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><numFmts><numFmt numFmtId='200' formatCode='0.%s'/><numFmt numFmtId='201' formatCode='yyyy-mm-dd hh:mm'/><numFmt numFmtId='202' formatCode='%s'/></numFmts><cellXfs><xf numFmtId='200'/><xf numFmtId='201'/><xf numFmtId='202'/><xf numFmtId='14'/></cellXfs></styleSheet>" % ("0" * 200_000, "[Red]&quot;" * 20_000))])
    yield "groups.ofd", h.zipped([("OFD.xml", '<OFD xmlns="http://www.ofdspec.org/2016"><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>'), ("D.xml", '<Document xmlns="http://www.ofdspec.org/2016"><Pages>' + '<Page BaseLoc="P.xml"/>' * 1500 + "</Pages></Document>"),
                                   ("P.xml", '<Page xmlns="http://www.ofdspec.org/2016"><Content><Layer>' + "<PageBlock>" * 80 + '<TextObject Boundary="0 0 90 9" Size="4" CTM="nan inf 1e38 -1e38 0 0"><TextCode X="0" Y="4">全年59件</TextCode></TextObject>' + "</PageBlock>" * 80 + "</Layer></Content></Page>")])
    yield "chapters.epub", h.zipped([("META-INF/container.xml", "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>"), ("a.opf", "<package><manifest>" + "".join(f"<item id='a{n}' href='a{n}.html'/>" for n in range(3000)) + "</manifest><spine>" + "".join(f"<itemref idref='a{n}'/>" for n in range(3000)) + "</spine></package>")] + [(f"a{n}.html", f"<html><body><p>第{n}章全年办结{n}件。</p>") for n in range(3000)])
    yield "zip.txt", h.zipped([("a.txt", h.BODY)])
    yield "text.zip", h.BODY.encode()


def parts(h, rows):
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return [("xl/workbook.xml", f'<workbook {space}><sheets><sheet name="a" r:id="a"/></sheets></workbook>'), ("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="a" Target="sheet1.xml"/></Relationships>'), ("xl/sheet1.xml", f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>")]


def many_sheets(h, sheets):
    found = parts(h, "<row><c><v>1</v></c><c><v>2</v></c></row>" * 20)
    return h.zipped([(found[0][0], found[0][1].replace('<sheet name="a" r:id="a"/>', sheets)), *found[1:]])


def pdfs(h):
    show = b"BT /F1 12 Tf 72 700 Td (59 cases) Tj ET"
    font = b"/F1 5 0 R"
    table = lambda cmap: h.pdf(b"BT /F1 12 Tf 72 700 Td <00410042> Tj ET", [b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 8 0 R /DescendantFonts [7 0 R] >>", b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A >>", h.flate(cmap)]).replace(font, b"/F1 6 0 R")
    yield "ranges.pdf", lambda: table(b"begincmap\n" + b"1 beginbfrange <0000> <ffffffff> <0041> endbfrange\n" * 100_000 + b"endcmap")
    yield "long-meaning.pdf", lambda: table(b"1 beginbfchar <0041> <" + b"4e00" * 200_000 + b"> endbfchar")
    yield "use-itself.pdf", table(b"/Identity-H usecmap /A usecmap\n" * 50_000)
    yield "actual-text.pdf", lambda: h.pdf(b"".join(b"/Span << /ActualText (" + b"x" * 2000 + b") >> BDC BT /F1 9 Tf (1) Tj ET EMC " for _ in range(5000)))
    yield "marks.pdf", h.pdf(b"/A BMC " * 300_000 + show)
    yield "inline-image.pdf", h.pdf(b"BI /W 99999 /H 99999 /BPC 8 ID " + b"\0" * 500_000 + b" EI " + show)
    yield "pages-100000.pdf", h.pdf(show).replace(b"/Kids [3 0 R]", b"/Kids [" + b"3 0 R " * 100_000 + b"]")
    yield "page-tree.pdf", h.pdf(show, [b"<< /Type /Pages /Count 9 /Kids [%s] >>" % (b"%d 0 R " % (n + 7) * 20) for n in range(12)] + [b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"]).replace(b"/Kids [3 0 R] /Count 1", b"/Kids [6 0 R] /Count 1", 1)
    yield "media-box.pdf", h.pdf(show).replace(b"[0 0 595 842]", b"[-1e30 nan 1e30 99999999999999999999]")
    yield "no-resources.pdf", h.pdf(show).replace(b"/Resources <<", b"/Rezources <<")
    yield "own-resources.pdf", h.pdf(b"/X Do", [b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources 6 0 R /Length 5 >>\nstream\n/X Do\nendstream"])
    yield "lzw.pdf", h.pdf(b"", raw=b"<< /Length 400000 /Filter /LZWDecode >>\nstream\n" + random.Random(1).randbytes(400_000) + b"\nendstream")
    yield "predictor.pdf", lambda: h.pdf(b"", raw=b"<< /Length %d /Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 32 /BitsPerComponent 16 >> >>\nstream\n" % 99 + zlib.compress(b"1" * 1_000_000) + b"\nendstream")
    yield "filters.pdf", lambda: h.pdf(b"", raw=b"<< /Length 9 /Filter [" + b"/ASCIIHexDecode " * 200_000 + b"] >>\nstream\n343434\nendstream")
    yield "strings.pdf", h.pdf(b"BT /F1 9 Tf (" + b"(" * 300_000 + b") Tj ET " + show)
    yield "named.txt", h.pdf(show)
    yield "columns.pdf", lambda: h.pdf(b"BT /F1 9 Tf " + b"".join(b"1 0 0 1 %d %d Tm (abcdefgh) Tj " % (50 + 60 * (n % 8), 800 - n // 8 % 800) for n in range(40_000)) + b"ET")


def folders(h):
    def odd(folder):
        os.mkfifo(os.path.join(folder, "pipe.txt"))
        server = socket.socket(socket.AF_UNIX)
        os.chdir(folder)
        server.bind("socket.txt")
        for name, to in [("zero.txt", "/dev/zero"), ("tty.txt", "/dev/tty"), ("self", "."), ("up", ".."), ("a", "b"), ("b", "a"), ("gone.pdf", "nowhere"), ("fd.txt", "/proc/self/fd/0")]:
            os.symlink(to, name)
        os.mkdir("folder.txt")
        os.mkdir("folder.zip")

    def deep(folder):
        path = folder
        for _ in range(200):
            path = os.path.join(path, "a")
            os.mkdir(path)
        open(os.path.join(folder, "a", "云溪市2024.txt"), "w").write(h.BODY)

    def names(folder):
        for name in ["换\n行2024.txt", "\x1b[31m红2025.txt", "\u202etxt.反2026.txt", "=cmd|' '!A1 2027.txt", "＝1+1 2028.txt", " .2029.txt", "-rf.txt", "a" * 251 + ".txt"]:
            open(os.path.join(folder, name), "w").write(h.BODY)
        for raw in [b"\xff\xfe2024.txt", "云溪2025.txt".encode("gb18030"), "雲溪2026.txt".encode("big5")]:
            open(os.path.join(folder.encode(), raw), "w").write(h.BODY)

    def many(folder):
        for n in range(20_000):
            open(os.path.join(folder, f"{n}.json"), "w").close()

    def formulas(folder):
        text = h.BODY.replace("一、主要工作", "一、=HYPERLINK(\"http://x\")").replace("全年审查", "＝1+1全年＋审查")
        open(os.path.join(folder, "云溪市2024.txt"), "w").write(text + "@SUM(1)办结9件。\n\t=1+1办结8件。\n＠办结7件。\n－办结6件。\n")

    def formats(folder):
        page = "".join(f"<p>{p}</p>" for p in h.BODY.splitlines())
        paras = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in h.BODY.splitlines())
        for name, data in [("云溪市2024.txt", h.BODY.encode()), ("云溪市2024.html", f"<html><body>{page}</body></html>".encode()), ("云溪市2024.docx", h.docx(paras)), ("云溪市2024.zip", h.zipped([("云溪市2024.txt", h.BODY)])), ("云溪市2024 (1).txt", h.BODY.replace("61", "62").encode())]:
            open(os.path.join(folder, name), "wb").write(data)

    def archives(folder):
        inner = h.zipped([("2024.txt", h.BODY)])
        for _ in range(40):
            inner = h.zipped([("a.zip", inner)], zipfile.ZIP_STORED)
        open(os.path.join(folder, "russian.zip"), "wb").write(inner)
        open(os.path.join(folder, "locked.zip"), "wb").write(h.zipped([("2024.txt", h.BODY)]).replace(b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x01\x00\x08\x00"))
        open(os.path.join(folder, "many.zip"), "wb").write(h.zipped([(f"{n}.txt", "") for n in range(6000)]))
        open(os.path.join(folder, "lies.zip"), "wb").write(lies(h.zipped([("云溪市2024.txt", h.BODY)])))

    for fill in (odd, deep, names, many, formulas, formats, archives):
        yield f"{fill.__name__}/", fill


def inputs(h):
    for kind in (texts, pages, word, others, pdfs, folders):
        yield from kind(h)

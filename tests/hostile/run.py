#!/usr/bin/env python3
"""Inputs that were made to break a reader, each beside a good report: none may abort, hang or lose the other one; and pairs of
large reports.

  tests/hostile/run.py [--tool BIN] [--only WORD] [--keep DIR]

Everything is made by this file and more.py beside it, but one document of an old word processor. Of each input: how `inspect` and `compare` ended, seconds of work (`inspect --json`, `inspect`,
`compare`), memory. Exit 1 where one aborts, is beyond 10 seconds or 1 GB, says nothing, or where the good report is missing
from the comparison. Takes some minutes.
"""
import argparse, importlib.util, inspect, io, itertools, os, random, resource, shutil, struct, subprocess, sys, tempfile, time, zipfile, zlib

GOOD = "云溪市2023年法治政府建设情况报告\n一、主要工作\n全年审查行政规范性文件59件，比上年增加4件。办结行政复议案件128件。\n二、存在的问题\n基层力量不足。\n三、下一年计划\n2024年审查文件60件。\n"
BODY = GOOD.replace("2023", "2024").replace("59", "61")
SECONDS, KILOBYTES = 10, 1 << 20


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, data in parts:
            z.writestr(name, data)
    return out.getvalue()


def docx(xml, more=()):
    head = '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return zipped([("word/document.xml", head + xml + "</w:body></w:document>"), *more])


def odt(xml):
    spaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    return zipped([("content.xml", f"<office:document-content {spaces}><office:body><office:text>{xml}</office:text></office:body></office:document-content>")])


def xlsx(rows, more=""):
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return zipped([("xl/workbook.xml", f'<workbook {space}><sheets><sheet name="a" r:id="a"/></sheets></workbook>'),
                   ("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="a" Target="sheet1.xml"/></Relationships>'),
                   ("xl/sheet1.xml", f"<worksheet {space}><sheetData>{rows}</sheetData>{more}</worksheet>")])


def ordinary(year, megabytes):
    """A report as they are, many times over: sections, sentences, figures, none twice the same."""
    rng, out, size = random.Random(year), [f"云溪市{year}年法治政府建设情况报告\n"], 0
    acts, things = ["审查", "办理", "受理", "开展", "组织", "完成"], ["行政规范性文件", "行政复议案件", "执法检查", "法治培训", "信访事项", "合同"]
    places = [a + b for a in "东西南北中" for b in ["城区", "山县", "河镇", "湖乡", "林街道"]]
    while size < megabytes * 1_000_000:
        count = len(out)
        if count % 40 == 1:
            line = f"（{'一二三四五六七八九十'[count // 40 % 10]}）推进{rng.choice(places)}{rng.choice(things)}工作\n"
        else:
            line = f"{rng.choice(places)}{rng.choice(acts)}{rng.choice(things)}{rng.randrange(2, 5000)}件，比上年增长{rng.randrange(1, 90)}.{rng.randrange(10)}%。" + "各部门严格落实责任，持续改进服务，群众满意度不断提高。\n"
        out.append(line)
        size += len(line.encode())
    return "".join(out)


def pdf(content, objects=(), page="", catalog="", raw=None):
    stream = raw if raw is not None else b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    all_objects = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog.encode(), b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                   b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> %s >>" % page.encode(),
                   stream, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", *objects]
    out, places = b"%PDF-1.4\n", []
    for number, data in enumerate(all_objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(all_objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(all_objects) + 1, start)


def flate(data, times=1):
    names = b" ".join([b"/FlateDecode"] * times)
    for _ in range(times):
        data = zlib.compress(data, 9)
    return b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(data), names, data)


def form(inner, count=1):
    return b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /X %d 0 R >> >> /Length %d >>\nstream\n%s\nendstream" % (count, len(inner), inner)


def ole(streams=()):
    """A compound file whose directory is broken in some way: only its head is whole."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3e, 3, 0xfffe, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xfffffffe, 0, 0xfffffffe, 0) + struct.pack("<I", 0) + b"\xff" * 432
    return head[:512] + bytes(1024)


def cut(data, share):
    return data[: int(len(data) * share)]


def noisy(data, seed, count=60):
    rng, out = random.Random(seed), bytearray(data)
    for _ in range(count):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def inputs():
    rng = random.Random(7)
    noise = bytes(rng.randrange(256) for _ in range(200_000))
    para = "<w:p><w:r><w:t>全年审查行政规范性文件59件。</w:t></w:r></w:p>"
    word, open_doc = docx(para * 50), odt("<text:p>全年审查文件59件。</text:p>" * 50)
    rich = b"{\\rtf1\\ansi\\ansicpg936 " + b"\\u20840?\\u24180?59\\'bc\\'fe\\par " * 50 + b"}"
    sheet = pdf(b"BT /F1 12 Tf 72 700 Td (Annual report 2024) Tj 0 -40 Td (59 cases) Tj ET")
    # Plain text
    yield "empty.txt", b""
    yield "blank.txt", b" \n\t\n" * 1000
    yield "nul.txt", b"\0" * 100_000
    yield "noise.txt", noise
    yield "one-character.txt", "年".encode()
    yield "digits.txt", b"1234567890" * 300_000
    yield "one-line-3mb.txt", ("全年办结案件128件，同比增长5.6%，" * 60_000).encode()
    yield "thousand-figures-a-sentence.txt", ("全年" + "、".join(f"办结第{n}类案件{n}件" for n in range(8000)) + "。\n").encode()
    yield "short-lines-100000.txt", ("一、甲\n" * 100_000).encode()
    yield "headings-50000.txt", "".join(f"（{'一二三四五六七八九十'[n % 10]}）标题{n}\n" for n in range(50_000)).encode()
    yield "headings-70000.txt", "".join(f"{n}、标题甲乙丙\n全年办结案件{n}件。\n" for n in range(1, 70_000)).encode()
    yield "ordinary-3mb.txt", lambda: ordinary(2024, 3).encode()
    yield "ordinary-44mb.txt", lambda: ordinary(2024, 44).encode()
    yield "pair-1mb.txt", lambda: [ordinary(2023, 1).encode(), ordinary(2024, 1).encode()]
    yield "pair-3mb.txt", lambda: [ordinary(2023, 3).encode(), ordinary(2024, 3).encode()]
    yield "pair-20mb.txt", lambda: [ordinary(2023, 20).encode(), ordinary(2024, 20).encode()]
    yield "pair-headings.txt", lambda: ["".join(f"{n}、标题{n * step}\n全年办结案件{n}件。\n" for n in range(1, 5000)).encode() for step in (1, 2)]
    yield "pair-plans.txt", lambda: [f"云溪市{year}年工作报告\n一、工作情况\n" + "".join(f"全年完成第{n}类整治{n}处。\n" for n in range(half)) + "二、下一步打算\n" + "".join(f"明年完成第{n}类整治{n + 5}处以上，推进第{n}项改革。\n" for n in range(half)) for year, half in ((2023, 5000), (2024, 5000))]
    yield "pair-one-label.txt", lambda: [f"云溪市{year}年工作报告\n一、工作情况\n" + "".join(f"全年审查文件{n * year % 9973}件。\n" for n in range(20_000)) for year in (2023, 2024)]
    yield "parts.txt", ("全年办结案件128件，其中" * 40_000 + "。\n").encode()
    yield "commas.txt", ("1," * 400_000 + "\n").encode()
    yield "quotes.txt", ("《“" * 100_000 + "文件" + "”》" * 100_000 + "59件。\n").encode()
    yield "ordinals.txt", ("一、" * 100_000 + "（一）" * 50_000 + "第一，" * 50_000).encode()
    yield "years.txt", ("2017年至2018年比2016年" * 40_000 + "增长5%。\n").encode()
    yield "units.txt", "".join(f"全年处理{n}甲乙{chr(0x4e00 + n % 900)}。\n" for n in range(20_000)).encode()
    yield "pipes.md", ("| 项目 | 数量 |\n| --- | --- |\n" + "".join(f"| 第{n}项 | {n} |\n" for n in range(20_000))).encode()
    yield "columns.txt", "".join("\t".join(f"{n * m}" for m in range(12)) + "\n" for n in range(10_000)).encode()
    yield "brackets.txt", ("（" * 200_000 + "）" * 100_000).encode()
    yield "tabs.txt", ("\t".join("1" * 3 for _ in range(2000)) + "\n").encode() * 300
    yield "long-number.txt", ("全年收入" + "9" * 200_000 + "万元。").encode()
    yield "han-number.txt", ("全年收入" + "九" * 100_000 + "亿元。").encode()
    yield "combining.txt", ("年" + "\u0301" * 300_000).encode()
    yield "bidi.txt", ("\u202e全年办结案件128件\u202c\u2066abc\u2069\x1b[31mred\x07。\n" * 2000).encode()
    yield "gb18030-damaged.txt", BODY.encode("gb18030")[:60] + b"\xff\xfe\x80" + BODY.encode("gb18030")[60:]
    yield "utf16-odd.txt", BODY.encode("utf-16")[:-1]
    yield "utf8-surrogates.txt", BODY.encode() + b"\xed\xa0\x80" * 5000
    yield "mentions-pdf.txt", (BODY + "文件以 %PDF- 开头，网页写作 <html。\n").encode()
    # Pages
    yield "nested-div.html", b"<html><body>" + b"<div>" * 100_000 + BODY.encode()
    yield "nested-b.html", b"<html><body>" + b"<b>" * 50_000 + BODY.encode()
    yield "nested-table.html", b"<html><body>" + b"<table><tr><td>" * 5000 + BODY.encode()
    yield "nested-list.html", b"<html><body>" + b"<ul><li>" * 20_000 + BODY.encode()
    yield "spans.html", b"<table><tr><td rowspan=65534 colspan=1000>1</td></tr></table>" * 50 + BODY.encode()
    yield "wide-row.html", b"<html><table><tr>" + b"<td>1</td>" * 50_000 + b"</tr></table>" + BODY.encode()
    yield "tall-table.html", b"<html><table>" + b"<tr><td>a</td><td>1</td></tr>" * 30_000 + b"</table>" + BODY.encode()
    yield "heads.html", b"<html><table>" + b"<tr><td>a</td><td>b</td></tr>" * 10_000 + b"<tr><td>a</td><td>1</td></tr>" * 10_000 + b"</table>" + BODY.encode()
    yield "totals.html", ("<html><table><tr><td>甲</td><td>乙</td></tr>" + "<tr><td>合计</td><td>1</td></tr>" * 20_000 + "</table>").encode() + BODY.encode()
    yield "furniture.html", ("<html><body>" + "<nav><p>首页</p></nav><p>全年办结案件59件。</p>" * 20_000).encode()
    yield "attributes.html", b"<html><body><p " + b"".join(b"a%d='1' " % n for n in range(50_000)) + b">" + BODY.encode()
    yield "unclosed.html", b"<html><body><p>" + BODY.encode() + b"<table><tr><td" + b" x" * 10_000
    yield "entities.html", b"<html><body>" + b"&amp;&#x4e00;&#0;&#xffffffff;&nosuch;" * 20_000
    yield "script.html", b"<html><script>" + b"document.write('1');" * 50_000
    yield "comment.html", b"<html><!--" + b"-" * 1_000_000
    yield "charset.html", b"<html><meta charset='utf-7'><body>" + BODY.encode("gb18030")
    # Word
    yield "not-zip.docx", b"PK\x03\x04" + noise
    yield "cut.docx", cut(word, .6)
    yield "noisy.docx", noisy(word, 1)
    yield "bomb.docx", lambda: docx(" " * (200 << 20))
    yield "many-parts.docx", lambda: zipped([(f"a{n}", "") for n in range(30_000)], zipfile.ZIP_STORED)
    yield "deep.docx", docx("<w:sdt>" * 100_000)
    yield "many-elements.docx", lambda: docx("<w:r/>" * 5_000_000)
    yield "entity-bomb.docx", zipped([("word/document.xml", '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;&b;</w:t></w:r></w:p></w:body></w:document>')])
    yield "grid-span.docx", docx("<w:tbl>" + "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr>%s</w:tc><w:tc>%s</w:tc></w:tr>" % (para, para) * 50 + "</w:tbl>")
    yield "table-in-table.docx", docx("<w:tbl><w:tr><w:tc>" * 60 + para + "</w:tc></w:tr></w:tbl>" * 60)
    yield "no-body.docx", zipped([("word/document.xml", "<a/>")])
    yield "quine-relation.docx", docx(para, [("word/_rels/document.xml.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="x/styles" Target="document.xml"/></Relationships>')])
    # OpenDocument, rich text
    yield "cut.odt", cut(open_doc, .5)
    yield "noisy.odt", noisy(open_doc, 2)
    yield "repeated.odt", odt("<table:table>" + "<table:table-row table:number-rows-repeated='1000000'><table:table-cell table:number-columns-repeated='1000000'><text:p>1</text:p></table:table-cell></table:table-row>" * 5 + "</table:table>")
    yield "spaces.odt", odt("<text:p><text:s text:c='4000000000'/>59件</text:p>" * 100)
    yield "deep.odt", odt("<text:section>" * 50_000)
    yield "list-levels.odt", odt("<text:list><text:list-item>" * 90 + "<text:p>1</text:p>" + "</text:list-item></text:list>" * 90)
    yield "cut.rtf", cut(rich, .5)
    yield "noisy.rtf", noisy(rich, 3)
    yield "deep.rtf", b"{\\rtf1 " + b"{" * 1_000_000
    yield "bin.rtf", b"{\\rtf1 a\\bin2147483647 b"
    yield "cells.rtf", b"{\\rtf1 " + b"\\trowd" + b"\\cellx1" * 100_000 + b"\\intbl " + b"1\\cell " * 100_000 + b"\\row}"
    yield "units.rtf", b"{\\rtf1 " + b"\\u-1?\\u55357?\\u99999999999?\\uc9999 " * 20_000 + b"}"
    yield "hex.rtf", b"{\\rtf1 " + b"\\'zz\\'" * 50_000
    # Workbooks
    for name, rows in [("far.xlsx", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), ("many-cells.xlsx", "<row>" + "<c><v>1</v></c>" * 16_000 + "</row>" + "<row><c><v>1</v></c></row>" * 200_000),
                        ("long-number.xlsx", "<row><c><v>" + "9" * 1_000_000 + "e9</v></c></row>"), ("references.xlsx", "<row>" + '<c r="ZZZZZZZZZZ99999999999" t="s" s="99999"><v>99999</v></c>' * 20_000 + "</row>")]:
        yield name, xlsx(rows)
    yield "merged.xlsx", xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>' * 3, '<mergeCells>' + '<mergeCell ref="A1:XFD1048576"/>' * 50_000 + '</mergeCells>')
    yield "noisy.xlsx", noisy(xlsx("<row><c><v>1</v></c><c><v>2</v></c></row>" * 50), 5)
    # Old Word, other packages
    yield "head-only.doc", ole()
    yield "noise.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise
    yield "noise.wps", b"\xd0\xcf\x11\xe0" + noise[:100]
    yield "circle.ofd", zipped([("OFD.xml", '<OFD xmlns="http://www.ofdspec.org/2016"><DocBody><DocRoot>OFD.xml</DocRoot></DocBody></OFD>')])
    yield "steps.ofd", zipped([("OFD.xml", '<OFD xmlns="http://www.ofdspec.org/2016"><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>'), ("D.xml", '<Document xmlns="http://www.ofdspec.org/2016"><Pages><Page BaseLoc="P.xml"/></Pages></Document>'),
                               ("P.xml", '<Page xmlns="http://www.ofdspec.org/2016"><Content><Layer>' + '<TextObject Boundary="1e30 nan 5 5" Size="1e30"><TextCode X="0" Y="0" DeltaX="g 4000000000 1">全年59件</TextCode></TextObject>' * 100 + "</Layer></Content></Page>")])
    yield "spine.epub", zipped([("META-INF/container.xml", "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>"), ("a.opf", "<package><manifest><item id='a' href='a.html'/></manifest><spine>" + "<itemref idref='a'/>" * 2000 + "</spine></package>"), ("a.html", "<p>59</p>" * 2000)])
    # PDF
    yield "cut.pdf", cut(sheet, .7)
    yield "noisy.pdf", noisy(sheet, 4, 20)
    yield "head-only.pdf", b"%PDF-1.7\n"
    yield "noise.pdf", b"%PDF-1.7\n" + noise
    yield "deep-array.pdf", b"%PDF-1.4\n1 0 obj\n" + b"[" * 2_000_000
    yield "deep-dict.pdf", b"%PDF-1.4\n1 0 obj\n" + b"<</a " * 500_000
    yield "deep-content.pdf", pdf(b"[" * 1_000_000)
    yield "page-circle.pdf", pdf(b"").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")
    yield "form-circle.pdf", pdf(b"/X Do", [form(b"/X Do " * 50, 6)])
    yield "form-tree.pdf", pdf(b"/X Do", [form(b"/X Do " * 9, n + 7) for n in range(11)] + [form(b"BT ET", 6)])
    yield "flate-bomb.pdf", lambda: pdf(b"", raw=flate(b" " * (1 << 30)))
    yield "flate-bomb-twice.pdf", lambda: pdf(b"", raw=flate(b" " * (1 << 30), 2))
    yield "far-away.pdf", pdf(b"BT /F1 12 Tf 72 700 Td 99999999999999 Tc (far away) Tj ET")
    yield "nan-matrix.pdf", pdf(b"1e38 1e38 1e38 1e38 1e38 1e38 cm BT /F1 1e38 Tf (59) Tj ET" * 100)
    yield "million-glyphs.pdf", lambda: pdf(b"BT /F1 9 Tf " + b"1 0 0 1 50 700 Tm (12345678901234567890) Tj " * 60_000 + b"ET")
    yield "million-lines.pdf", lambda: pdf(b"".join(b"%d %d m %d %d l S " % (n % 500, n // 500, n % 500 + 9, n // 500) for n in range(300_000)))
    yield "grid.pdf", pdf(b"".join(b"0 %d m 500 %d l S %d 0 m %d 800 l S " % (n, n, n, n) for n in range(0, 2000)))
    yield "states.pdf", pdf(b"q " * 2_000_000)
    yield "widths.pdf", pdf(b"BT /F1 9 Tf (59) Tj ET").replace(b"/BaseFont /Helvetica", b"/FirstChar -2147483648 /Widths [" + b"1e30 " * 50_000 + b"]")
    yield "xref-circle.pdf", sheet.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % sheet.rindex(b"xref\n0"))
    yield "count.pdf", sheet.replace(b"/Count 1", b"/Count 2147483647")
    yield "length.pdf", sheet.replace(b"/Length ", b"/Length 99999999999")
    yield "encrypted.pdf", sheet.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 2 /R 3 /O (a) /U (b) /P -1 >> /ID [(a)(b)]")
    # What is no report at all
    yield "archive-in-archive.zip", zipped([("a.zip", zipped([("b.txt", BODY)]))])
    yield "bomb.zip", lambda: zipped([("a.txt", b"1" * (300 << 20))])
    yield "many.zip", lambda: zipped([(f"{n}/云溪{n}县{2000 + n % 20}.txt", BODY.replace("云溪市2024", f"云溪{n}县{2000 + n % 20}")) for n in range(2000)])
    yield "climbing.zip", zipped([("../../../tmp/x.txt", BODY), ("/etc/x.txt", BODY)])
    yield "broken.zip", b"PK\x03\x04" + noise
    yield "picture.png", b"\x89PNG\r\n\x1a\n" + noise
    yield "sheet.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise
    yield "elf.txt", b"\x7fELF" + noise
    yield "gzip.txt", b"\x1f\x8b" + noise


def more():
    spec = importlib.util.spec_from_file_location("more", os.path.join(os.path.dirname(os.path.abspath(__file__)), "more.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.inputs(sys.modules[__name__])


def bounded():
    """Far beyond what is allowed, so that what has no bound does not take the machine with it."""
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


def run(command, cwd):
    process = subprocess.Popen(command, cwd=cwd, preexec_fn=bounded, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    try:
        said, _ = process.communicate(timeout=900)
    except subprocess.TimeoutExpired:
        process.kill()
        said = process.communicate()[0] + b" HANGS"
    return process.returncode, said.decode(errors="replace")


def measured(command, cwd):
    """Runs in a process of its own, so that its children's time and memory are told alone."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        code, said = run(command, cwd)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(write, f"{code}\n{used.ru_utime + used.ru_stime:.2f}\n{used.ru_maxrss}\n{said[-30000:]}".encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        text = pipe.read().decode(errors="replace")
    os.waitpid(child, 0)
    code, seconds, memory, said = text.split("\n", 3)
    return int(code), float(seconds), int(memory), said


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--tool", default="target/release/nianlun")
    ap.add_argument("--only")
    ap.add_argument("--keep")
    args = ap.parse_args()
    tool, root = os.path.abspath(args.tool), args.keep or tempfile.mkdtemp()
    bad, count, worst = [], 0, [0.0, 0]
    for name, data in itertools.chain(inputs(), more()):
        if args.only and args.only not in name:
            continue
        count += 1
        # What takes long to make is made where it is asked for; what fills a folder has it as its parameter.
        fills = callable(data) and len(inspect.signature(data).parameters) > 0
        data = data() if callable(data) and not fills else data
        folder = os.path.join(root, "case")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(os.path.join(folder, "reports"))
        open(os.path.join(folder, "reports", "云溪市2023.txt"), "w").write(GOOD)
        if isinstance(data, list):
            before, data = [side if isinstance(side, bytes) else side.encode() for side in data]
            open(os.path.join(folder, "reports", "云溪市2023.txt"), "wb").write(before)
        if fills:
            here = os.getcwd()
            data(os.path.join(folder, "reports"))
            os.chdir(here)
        else:
            open(os.path.join(folder, "reports", name), "wb").write(data)
        read = "云溪市2023.txt" if fills else name
        one = measured([tool, "--lang", "en", "inspect", os.path.join("reports", read), "--json"], folder)
        page = measured([tool, "--lang", "en", "inspect", os.path.join("reports", read)], folder)
        all_of_it = measured([tool, "--lang", "en", "compare"], folder)
        runs = [one, page, all_of_it]
        seconds, memory = max(run[1] for run in runs), max(run[2] for run in runs)
        worst = [max(worst[0], seconds), max(worst[1], memory)]
        trends = os.path.join(folder, "output", "trends.csv")
        kept = os.path.exists(trends) and "云溪市2023" in open(trends).read()
        # Two files of 20 MB: nothing is left to compare where both are over the limit, and it is said so.
        limited = name.startswith("pair-20mb") and "beyond a limit" in all_of_it[3]
        faults = [word for word, holds in [("ABORTS", one[0] not in (0, 1, 2) or page[0] not in (0, 1, 2) or all_of_it[0] not in ((0, 1, 2) if limited else (0, 1))), ("SLOW", seconds > SECONDS), ("LARGE", memory > KILOBYTES), ("LOST", not kept and not limited), ("PANIC", any("panicked" in run[3] for run in runs)), ("SILENT", one[0] == 2 and "nianlun:" not in page[3])] if holds]
        bad += [(name, faults)] if faults else []
        said = next((line for line in one[3].splitlines() if line.startswith("nianlun:")), "read")
        print(f"{name:32} {one[0]:3} {all_of_it[0]:3} {one[1]:6.2f} {page[1]:6.2f} {all_of_it[1]:6.2f} s {memory / 1024:7.0f} MB  {said[:90]} {' '.join(faults)}", flush=True)
    print(f"{count} inputs, {len(bad)} with faults; at most {worst[0]:.1f} s and {worst[1] / 1024:.0f} MB")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()

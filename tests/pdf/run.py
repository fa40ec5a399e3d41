#!/usr/bin/env python3
"""PDFs of many makers against pdftotext: no character and no digit of a page may be lost.

  tests/pdf/run.py [--tool BIN] [--only WORD] [--keep DIR] [FILE.pdf ...]

Makes one report with a statutory table as PDFs, with whatever is here: Chromium, LibreOffice, wkhtmltopdf, and the Python
modules typst, reportlab, fpdf2, pymupdf, pypdf (what is absent is left out, and said); and reads the files that are named.
Of each: characters and digits that pdftotext (poppler-utils, poppler-data) finds and `inspect --text` does not, whole numbers that
only one of them finds, and cells of the table that are not where they belong. Exit 1 where characters or digits are lost that
are not said to be left out, or cells are wrong. Takes a few minutes.
"""
import argparse, collections, html, importlib.util, io, json, os, re, shutil, subprocess, sys, tempfile, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
REPORT = [line.strip(" \t\u3000") for line in open(os.path.join(ROOT, "reports", "2017.txt"), encoding="utf-8") if line.strip()]
STYLE = "<meta charset=utf-8><style>body{font:16px/1.6 'Noto Serif CJK SC','AR PL UMing CN',serif}p{text-indent:2em;margin:0;text-align:justify}table{border-collapse:collapse;width:100%}td,th{border:1px solid #000;padding:2px 4px}</style>"
KINDS = ["法人或其他组织", "其他"]
GROUPS = [("（一）予以公开", 1), ("（二）部分公开", 1), ("（三）不予公开", 8), ("（四）无法提供", 3), ("（五）不予处理", 5), ("（六）其他处理", 3), ("（七）总计", 1)]


def value(row, column):
    """No two cells have the same number."""
    return f"{(row + 1) * 1000003 + column * 50051:,}" if column == 2 else str((row + 1) * 101 + column * 13)


def statutory():
    """The rows of the table: a tall cell at the side, groups, reasons, three figures each."""
    rows, at = [], 0
    for name, count in GROUPS:
        for n in range(count):
            rows.append((name if n == 0 else None, count, f"{n + 1}.第{'一二三四五六七八'[n]}类情形" if count > 1 else None, [value(at, c) for c in range(3)]))
            at += 1
    return rows


def table_html(times=1):
    out = "<table><tr><th colspan=3 rowspan=2>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</th><th colspan=3>申请人情况</th></tr><tr><th>自然人</th><th>法人</th><th>总计</th></tr>"
    rows = statutory()
    for at, (name, count, reason, figures) in enumerate(rows):
        side = f"<td rowspan={len(rows)}>三、本年度办理结果</td>" if at == 0 else ""
        head = (f"<td rowspan={count}>{name}</td>" if count > 1 else f"<td colspan=2>{name}</td>") if name else ""
        out += f"<tr>{side}{head}" + (f"<td>{reason}</td>" if reason else "") + "".join(f"<td>{f}</td>" for f in figures) + "</tr>"
    return out + "</table>"


def page(body, more=""):
    return f"<!DOCTYPE html><html><head>{STYLE}<style>{more}</style></head><body>{body}</body></html>"


def prose(paras=REPORT):
    return "".join(f"<p>{html.escape(p)}</p>" for p in paras)


def pages():
    """Pages for browsers and the like."""
    lead = prose(REPORT[:12])
    yield "plain", page(prose()), ""
    yield "columns", page(f"<h1>{REPORT[0]}</h1><div>{prose(REPORT[1:])}</div>", "div{column-count:2;column-gap:2em}"), ""
    yield "table", page(lead + table_html() + prose(REPORT[12:20])), "table"
    yield "table-breaks", page(prose(REPORT[:17]) + table_html(), "td{padding:9px 4px}"), "table"
    yield "landscape", page(lead + table_html(), "@page{size:A4 landscape}"), "table"
    # What lies beyond the edge of the paper is not in the file.
    yield "wide", page(prose() + table_html(), "body{width:1500px}"), ""
    yield "sideways", page(lead + f"<div>{table_html()}</div>", "div{writing-mode:sideways-rl;break-before:page;height:900px;width:600px}td,th{white-space:normal}"), ""
    yield "upright", page(prose(REPORT[:15]), "body{writing-mode:vertical-rl}"), ""
    yield "hidden", page(prose() + "<p style='color:transparent'>看不见的一段文字有31415926件</p>"), ""
    yield "spread", page(prose(), "p{letter-spacing:3px}"), ""
    yield "clipped", page("<div style='overflow:hidden;height:60px'>" + prose(REPORT[3:8]) + "</div>" + prose()), ""


def chromium(folder):
    program = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    if not program:
        return absent("chromium")
    for name, text, kind in pages():
        source, out = os.path.join(folder, name + ".html"), os.path.join(folder, f"chromium-{name}.pdf")
        open(source, "w").write(text)
        more = [] if name == "plain" else ["--no-pdf-header-footer"]
        quiet([program, "--headless", "--no-sandbox", "--disable-gpu", *more, f"--print-to-pdf={out}", "file://" + source])
        yield out, kind


def wkhtmltopdf(folder):
    if not shutil.which("wkhtmltopdf"):
        return absent("wkhtmltopdf")
    for name, text, kind in pages():
        if name in ("plain", "table", "table-breaks"):
            source, out = os.path.join(folder, name + ".html"), os.path.join(folder, f"wkhtmltopdf-{name}.pdf")
            open(source, "w").write(text)
            quiet(["wkhtmltopdf", "-q", source, out])
            yield out, kind


def office(folder):
    if not shutil.which("soffice"):
        return absent("soffice")
    for name, text, kind in pages():
        if name in ("plain", "table", "table-breaks", "landscape"):
            source = os.path.join(folder, f"office-{name}.html")
            open(source, "w").write(text)
            quiet(["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, source])
            # It draws no lines around these cells.
            yield os.path.join(folder, f"office-{name}.pdf"), ""
    for name, style in [("columns", '<style:columns fo:column-count="2" fo:column-gap="0.8cm"/>'), ("three", '<style:columns fo:column-count="3" fo:column-gap="0.6cm"/>')]:
        source = os.path.join(folder, f"office-{name}.fodt")
        spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"' for n, u in [("office", "office"), ("style", "style"), ("text", "text"), ("fo", "xsl-fo-compatible")])
        body = "".join(f'<text:p text:style-name="P">{html.escape(p)}</text:p>' for p in REPORT[1:])
        open(source, "w").write(f'<?xml version="1.0"?><office:document {spaces} office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.2"><office:automatic-styles><style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:text-indent="0.8cm"/></style:style><style:style style:name="S" style:family="section"><style:section-properties text:dont-balance-text-columns="false">{style}</style:section-properties></style:style></office:automatic-styles><office:body><office:text><text:p>{REPORT[0]}</text:p><text:section text:style-name="S" text:name="a">{body}</text:section></office:text></office:body></office:document>')
        quiet(["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, source])
        yield os.path.join(folder, f"office-{name}.pdf"), ""


def typst(folder):
    typst = module("typst")
    if not typst:
        return
    escape = lambda s: re.sub(r"([\\#*_`$<>@=\-+/~\[\]\"'])", r"\\\1", s)
    font = '#set text(font: ("Noto Serif CJK SC", "AR PL UMing CN"), lang: "zh", size: 11pt)\n'
    text = "\n\n".join(map(escape, REPORT))
    rows = statutory()
    cells = "table.cell(rowspan: 2, colspan: 3)[（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）], table.cell(colspan: 3)[申请人情况], [自然人], [法人], [总计],\n"
    for at, (name, count, reason, figures) in enumerate(rows):
        cells += f"table.cell(rowspan: {len(rows)})[三、本年度办理结果], " if at == 0 else ""
        cells += (f"table.cell(rowspan: {count})[{name}], " if count > 1 else f"table.cell(colspan: 2)[{name}], ") if name else ""
        cells += (f"[{escape(reason)}], " if reason else "") + ", ".join(f"[{f}]" for f in figures) + ",\n"
    table = f"#table(columns: (1fr, 2fr, 2fr, 1fr, 1fr, 2fr), {cells})\n"
    for name, source, kind in [("plain", text, ""), ("columns", f"= {escape(REPORT[0])}\n#columns(2)[{text}]", ""), ("table", text[:900] + "\n\n" + table, "table"),
                               ("table-breaks", "\n\n".join(map(escape, REPORT[:18])) + "\n\n#set table(inset: 9pt)\n" + table, "table"), ("turned", "#set page(flipped: true)\n" + text[:600] + "\n\n" + table, "table"),
                               ("rotated", text[:600] + "\n#pagebreak()\n#rotate(-90deg, reflow: true, block(width: 24cm, " + table.strip().lstrip("#") + "))", ""), ("notes", "\n\n".join(escape(p) + f"#footnote[注释第{n}条共{n * 37}件。]" for n, p in enumerate(REPORT)), "")]:
        out = os.path.join(folder, f"typst-{name}.pdf")
        path = os.path.join(folder, f"typst-{name}.typ")
        open(path, "w").write(font + source)
        typst.compile(path, output=out)
        yield out, kind


def reportlab(folder):
    if not module("reportlab"):
        return
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, SimpleDocTemplate, Table
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("a", fontName="STSong-Light", fontSize=11, leading=18, firstLineIndent=22, wordWrap="CJK")
    paras = lambda: [Paragraph(html.escape(p), style) for p in REPORT]
    out = os.path.join(folder, "reportlab-song.pdf")
    SimpleDocTemplate(out).build(paras())
    yield out, ""
    out = os.path.join(folder, "reportlab-columns.pdf")
    doc = BaseDocTemplate(out, pagesize=A4)
    doc.addPageTemplates(PageTemplate(frames=[Frame(40, 40, 250, 760), Frame(305, 40, 250, 760)]))
    doc.build(paras())
    yield out, ""
    rows = statutory()
    cells = [["（勾稽关系）", "", "", "申请人情况", "", ""], ["", "", "", "自然人", "法人", "总计"]]
    spans = [("SPAN", (0, 0), (2, 1)), ("SPAN", (3, 0), (5, 0)), ("SPAN", (0, 2), (0, len(rows) + 1))]
    for at, (name, count, reason, figures) in enumerate(rows):
        cells.append(["三、办理结果" if at == 0 else "", name or "", reason or "", *figures])
        if name and count > 1:
            spans.append(("SPAN", (1, at + 2), (1, at + 1 + count)))
        elif name:
            spans.append(("SPAN", (1, at + 2), (2, at + 2)))
    grid = [("GRID", (0, 0), (-1, -1), .5, colors.black), ("FONT", (0, 0), (-1, -1), "STSong-Light", 10), *spans]
    out = os.path.join(folder, "reportlab-table.pdf")
    SimpleDocTemplate(out).build(paras()[:5] + [Table(cells, colWidths=[70, 90, 90, 40, 40, 44], style=grid)])
    yield out, "table"
    # A scan with the recognized text under it, and one whose page also shows text.
    for name, shown in [("layer", False), ("merged", True)]:
        out = os.path.join(folder, f"reportlab-{name}.pdf")
        c = canvas.Canvas(out, pagesize=A4)
        for n in range(3):
            c.rect(50, 50, 300, 10, fill=1)
            for mode, x, lines in [(3, 60, REPORT[n * 6:n * 6 + 6])] + ([(0, 60, REPORT[n * 6:n * 6 + 6])] if shown else []):
                text = c.beginText(x, 780)
                text.setFont("STSong-Light", 10)
                text.setTextRenderMode(mode)
                for p in lines:
                    for at in range(0, len(p), 44):
                        text.textLine(p[at:at + 44])
                c.drawText(text)
            c.showPage()
        c.save()
        yield out, ""


def raw_fonts(folder):
    """Fonts that are not in the file and say by the name of an encoding alone what their codes mean."""
    spec = importlib.util.spec_from_file_location("hostile", os.path.join(HERE, "..", "hostile", "run.py"))
    h = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(h)
    for name, encoding, codec in [("gbk", "GBK-EUC-H", "gbk"), ("gb", "GB-EUC-H", "gb2312"), ("ucs2", "UniGB-UCS2-H", "utf-16-be"), ("utf16", "UniGB-UTF16-H", "utf-16-be"), ("big5", "ETen-B5-H", "big5"), ("gbk2k", "GBK2K-H", "gb18030")]:
        lines = [p[at:at + 40] for p in (REPORT if name != "big5" else ["雲溪市2017年工作報告", "全年審查行政規範性文件59件，比上年增加4件。", "辦結行政復議案件1,284件。"]) for at in range(0, len(p), 40)][:38]
        content = b"BT /F1 12 Tf 60 800 Td 18 TL " + b"".join(b"<%s> Tj T* " % line.encode(codec, "ignore").hex().encode() for line in lines) + b"ET"
        data = h.pdf(content, [b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /%s /DescendantFonts [7 0 R] >>" % encoding.encode(), b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (%s) /Supplement 2 >> /DW 1000 >>" % (b"CNS1" if name == "big5" else b"GB1")])
        out = os.path.join(folder, f"raw-{name}.pdf")
        open(out, "wb").write(data.replace(b"/F1 5 0 R", b"/F1 6 0 R"))
        yield out, ""
    # Glyphs of a known collection, by number: 中 is 5168 of Adobe-GB1, the digits follow 17.
    content = b"BT /F1 12 Tf 60 800 Td <1430> Tj <001200130014001500160017> Tj ET"
    data = h.pdf(content, [b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [7 0 R] >>", b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>"])
    out = os.path.join(folder, "raw-collection.pdf")
    open(out, "wb").write(data.replace(b"/F1 5 0 R", b"/F1 6 0 R"))
    yield out, ""


def others(folder):
    """Pages changed by other programs."""
    plain, table = (os.path.join(folder, f"chromium-{name}.pdf") for name in ("plain", "table"))
    fpdf, pymupdf, pypdf = module("fpdf", "fpdf2"), module("pymupdf"), module("pypdf")
    if pypdf and os.path.exists(table):
        for name, change, kind in [("rotate-90", lambda p: p.rotate(90), ""), ("rotate-180", lambda p: p.rotate(180), "")]:
            writer = pypdf.PdfWriter(clone_from=table)
            for p in writer.pages:
                change(p)
            out = os.path.join(folder, f"pypdf-{name}.pdf")
            writer.write(out)
            yield out, kind
        writer = pypdf.PdfWriter(clone_from=plain)
        writer.encrypt("", "owner", algorithm="AES-128") if module("cryptography") or module("Crypto") else writer.encrypt("", "owner")
        out = os.path.join(folder, "pypdf-encrypted.pdf")
        writer.write(out)
        yield out, ""
        # Two pages to a sheet.
        source, writer = pypdf.PdfReader(plain), pypdf.PdfWriter()
        for at in range(0, len(source.pages) - 1, 2):
            sheet = writer.add_blank_page(1190, 842)
            sheet.merge_page(source.pages[at])
            sheet.merge_transformed_page(source.pages[at + 1], pypdf.Transformation().translate(595, 0))
        out = os.path.join(folder, "pypdf-two-up.pdf")
        writer.write(out)
        yield out, ""
        # Nothing says what the glyphs mean.
        writer = pypdf.PdfWriter(clone_from=plain)
        for o in writer._objects:
            if isinstance(o, dict) and "/ToUnicode" in o:
                del o["/ToUnicode"]
        out = os.path.join(folder, "pypdf-no-unicode.pdf")
        writer.write(out)
        yield out, "unreadable"
    if pymupdf:
        doc = pymupdf.open()
        for at in range(0, len(REPORT), 8):
            p = doc.new_page()
            p.insert_textbox((60, 60, 535, 800), "\n".join("　　" + t for t in REPORT[at:at + 8]), fontname="china-s", fontsize=10)
        out = os.path.join(folder, "pymupdf-song.pdf")
        doc.save(out)
        yield out, ""
        if os.path.exists(plain):
            doc = pymupdf.open(plain)
            out = os.path.join(folder, "pymupdf-streams.pdf")
            doc.subset_fonts()
            doc.save(out, garbage=4, deflate=True, use_objstms=1)
            yield out, ""
        story = pymupdf.Story(table_html())
        writer = pymupdf.DocumentWriter(os.path.join(folder, "pymupdf-story.pdf"))
        more = 1
        while more:
            device = writer.begin_page(pymupdf.paper_rect("a4"))
            more, _ = story.place(pymupdf.paper_rect("a4") + (40, 40, -40, -40))
            story.draw(device)
            writer.end_page()
        writer.close()
        yield os.path.join(folder, "pymupdf-story.pdf"), ""
    font = subprocess.run(["fc-match", "-f", "%{file}", "WenQuanYi Zen Hei"], capture_output=True, text=True).stdout if shutil.which("fc-match") else ""
    if fpdf and font.endswith((".ttf", ".ttc", ".otf")):
        doc = fpdf.FPDF()
        doc.add_font("a", fname=font)
        doc.set_font("a", size=11)
        doc.add_page()
        for p in REPORT:
            doc.multi_cell(0, 7, "　　" + p, align="J", new_x="LMARGIN", new_y="NEXT")
        out = os.path.join(folder, "fpdf-plain.pdf")
        doc.output(out)
        yield out, ""


def module(name, called=None):
    try:
        return __import__(name)
    except ImportError:
        return absent(called or name)


def absent(name):
    print(f"LEFT OUT: no {name} here", file=sys.stderr)


def quiet(command):
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)


def letters(text):
    """What is compared: letters and digits in plain forms."""
    return collections.Counter(c for c in unicodedata.normalize("NFKC", text.translate(RADICALS)).replace("戶", "户") if c.isalnum())


# The radicals that have no compatibility mapping of their own and that fonts name in place of characters.
RADICALS = {0x2ec5: "见", 0x2ec6: "角", 0x2eda: "页", 0x2ee9: "黄", 0x2eec: "齐", 0x2ed3: "长", 0x2ed4: "门", 0x2ec9: "贝", 0x2ecb: "车", 0x2edb: "风", 0x2edd: "食", 0x2ee2: "马", 0x2eb6: "羊", 0x2ea0: "民", 0x2e85: "亻"}


def numbers(text):
    return collections.Counter(n for n in re.findall(r"\d[\d,.]*\d|\d", unicodedata.normalize("NFKC", text)))


def wrong_cells(tool, path):
    """Cells of the statutory table that are not in the row and the column that they belong to."""
    said = json.loads(subprocess.run([tool, "inspect", path, "--json"], capture_output=True).stdout)
    labels = [(i.get("printed") or i.get("surface") or str(i["value"]), i["label"]) for i in said["indicators"]]
    wrong, group = [], ""
    for at, (name, count, reason, figures) in enumerate(statutory()):
        group = name or group
        for column, figure in enumerate(figures):
            plain = figure.replace(",", "")
            label = next((label for printed, label in labels if printed.replace(",", "") == plain), None)
            wanted = [("自然人", "法人", "总计")[column], (reason or group).split(".")[-1].split("）")[-1]]
            if label is None or not all(w in label for w in wanted):
                wrong.append((figure, label))
    return wrong


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--tool", default="target/release/nianlun")
    ap.add_argument("--only")
    ap.add_argument("--keep")
    ap.add_argument("files", nargs="*")
    args = ap.parse_args()
    tool, folder = os.path.abspath(args.tool), args.keep or tempfile.mkdtemp()
    os.makedirs(folder, exist_ok=True)
    made = ((path, kind) for maker in (chromium, wkhtmltopdf, office, typst, reportlab, raw_fonts, others) for path, kind in maker(folder) or ())
    bad = count = 0
    print(f"{'':36} characters  lost  digits  lost  numbers only there / only here  cells wrong")
    for path, kind in [*((f, "") for f in args.files), *made]:
        name = os.path.basename(path)
        if args.only and args.only not in name:
            continue
        if not os.path.exists(path):
            print(f"{name:36} was not made")
            continue
        count += 1
        theirs = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True).stdout.decode(errors="replace")
        run = subprocess.run([tool, "--lang", "en", "inspect", path, "--text"], capture_output=True)
        ours, said = run.stdout.decode(errors="replace"), run.stderr.decode(errors="replace").strip().splitlines()
        a, b = letters(theirs), letters(ours)
        lost = a - b
        digits = sum(n for c, n in lost.items() if c.isdigit())
        only_there, only_here = numbers(theirs) - numbers(ours), numbers(ours) - numbers(theirs)
        cells = wrong_cells(tool, path) if kind == "table" and run.returncode == 0 else []
        # Letters that nobody sees are left out, and said; what nobody can read is an error.
        explained = kind == "unreadable" and run.returncode == 2 or any("nobody sees" in line for line in said)
        wrong = sum(lost.values()) > 0 and not explained or bool(cells)
        bad += wrong
        print(f"{name:36} {sum(a.values()):10} {sum(lost.values()):5} {sum(n for c, n in a.items() if c.isdigit()):7} {digits:5}  {sum(only_there.values())} / {sum(only_here.values())}  {len(cells) if kind == 'table' else '-':>4}  {'SHORT ' if wrong else ''}{(said or [''])[0][:80]}")
        if wrong:
            print("    lost:", "".join(sorted(lost))[:60], "numbers:", list(only_there)[:5], list(only_here)[:5], "cells:", cells[:3])
    print(f"{count} files, {bad} short")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()

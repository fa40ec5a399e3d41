#!/usr/bin/env python3
"""Real files of every format, spoiled in many small ways, read one by one: no reader may abort, hang or take a gigabyte.

  tests/fuzz/mutate.py [--tool BIN] [--seeds DIR] [--minutes N] [--only ENDING] [--seed N] [--keep DIR]

For compilers without libFuzzer. The files that are spoiled are those in DIR and a small one of each format; in packages it is the
parts that are spoiled, and numbers become the largest there are. What breaks a reader is kept, with its message. Not for CI: it runs as
long as it is told (2 minutes).
"""
import argparse, collections, importlib.util, io, os, random, re, resource, subprocess, sys, tempfile, time, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
SECONDS, BYTES = 10, 1 << 30
EXTREME = [b"0", b"-1", b"65535", b"65536", b"2147483647", b"2147483648", b"4294967295", b"4294967296", b"9223372036854775807", b"99999999999999999999", b"1e308", b"nan", b"0.0000001"]
ENDINGS = ["txt", "md", "html", "mhtml", "docx", "odt", "rtf", "doc", "xlsx", "pdf", "ofd", "epub", "zip"]


def hostile():
    spec = importlib.util.spec_from_file_location("hostile", os.path.join(HERE, "..", "hostile", "run.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def small(h):
    """A small sound file of each format."""
    text = "<w:p><w:pPr><w:pStyle w:val='1'/></w:pPr><w:r><w:t>一、主要工作</w:t></w:r></w:p><w:p><w:r><w:t>全年审查文件59件。</w:t></w:r></w:p>"
    table = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + text + "</w:tc></w:tr><w:tr><w:tc>" + text + "</w:tc><w:tc>" + text + "</w:tc></w:tr></w:tbl>"
    yield "a.txt", h.GOOD.encode()
    yield "b.txt", h.GOOD.encode("gb18030")
    yield "c.txt", h.GOOD.encode("utf-16")
    yield "d.txt", ("地区\t申请\t办结\n甲县\t12\t11\n乙县\t13\t12\n合计\t25\t23\n" + h.GOOD).encode()
    yield "a.md", ("# 报告\n\n| 项目 | 数 |\n| --- | --- |\n| 审查 | 59 |\n\n## 一、工作\n" + h.GOOD).encode()
    yield "a.html", ("<html><head><meta charset='utf-8'><title>报告</title></head><body><nav><a>首页</a></nav><h1>云溪市2023年报告</h1><p>全年审查文件59件。</p><table><tr><th rowspan=2>地区</th><td colspan=2>申请</td></tr><tr><td>1</td><td>2</td></tr></table><ol><li>一</li></ol></body></html>").encode()
    yield "a.mhtml", ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<html><body><p>" + h.GOOD + "</p></body></html>\n--x--\n").encode()
    yield "a.docx", h.docx(text + table, [("word/styles.xml", "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:style w:styleId='1'><w:name w:val='heading 1'/></w:style></w:styles>")])
    yield "a.odt", h.odt("<text:h text:outline-level='1'>一、工作</text:h><text:p>全年<text:s text:c='2'/>59件。</text:p><table:table><table:table-row><table:table-cell table:number-columns-repeated='2'><text:p>1</text:p></table:table-cell></table:table-row></table:table>")
    yield "a.rtf", b"{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}\\f0 \\u20840?\\u24180?59\\'bc\\'fe\\par\\trowd\\cellx100\\cellx200\\intbl 1\\cell 2\\cell\\row}"
    yield "a.xlsx", h.xlsx("<row r='1'><c r='A1' t='inlineStr'><is><t>项目</t></is></c><c r='B1'><v>59</v></c></row>", "<mergeCells><mergeCell ref='A1:A2'/></mergeCells>")
    yield "a.pdf", h.pdf(b"BT /F1 12 Tf 72 700 Td (Annual report 2024) Tj 0 -40 Td (59 cases) Tj ET 0 0 m 100 0 l S")
    yield "a.ofd", h.zipped([("OFD.xml", '<OFD xmlns="http://www.ofdspec.org/2016"><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>'), ("D.xml", '<Document xmlns="http://www.ofdspec.org/2016"><Pages><Page BaseLoc="P.xml"/></Pages></Document>'), ("P.xml", '<Page xmlns="http://www.ofdspec.org/2016"><Content><Layer><TextObject Boundary="0 0 90 9" Size="4"><TextCode X="0" Y="4" DeltaX="g 4 4">全年59件</TextCode></TextObject></Layer></Content></Page>')])
    yield "a.epub", h.zipped([("META-INF/container.xml", "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>"), ("a.opf", "<package><manifest><item id='a' href='a.html'/></manifest><spine><itemref idref='a'/></spine></package>"), ("a.html", "<p>59</p>")])


def spoiled(data, rng, others):
    """Bytes with one to six small changes."""
    data = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 3, 6])):
        if not data:
            break
        at, kind = rng.randrange(len(data)), rng.randrange(9)
        length = min(len(data) - at, rng.choice([1, 2, 4, 16, 64, 1024]))
        if kind == 0:
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            data[at] = rng.choice([0, 9, 10, 13, 32, 34, 38, 60, 62, 92, 123, 125, 127, 128, 255])
        elif kind == 2:
            del data[at:at + length]
        elif kind == 3:
            data[at:at] = data[at:at + length] * rng.choice([1, 2, 50])
        elif kind == 4:
            data[at:at + length] = bytes(rng.randrange(256) for _ in range(length))
        elif kind == 5:
            other = rng.choice(others)
            if other:
                start = rng.randrange(len(other))
                data[at:at] = other[start:start + rng.choice([8, 64, 512])]
        elif kind == 6:
            del data[at:]
        elif kind == 7:
            numbers = list(re.finditer(rb"\d+", bytes(data[:1 << 16])))
            if numbers:
                found = rng.choice(numbers)
                data[found.start():found.end()] = rng.choice(EXTREME)
        else:
            tags = list(re.finditer(rb"<[^<>]{1,60}>|\\[a-z]+-?\d*", bytes(data[:1 << 16])))
            if tags:
                found = rng.choice(tags)
                data[found.end():found.end()] = found.group() * rng.choice([1, 3, 300])
    return bytes(data)


def spoiled_package(data, rng, others):
    try:
        parts = [(name, zipfile.ZipFile(io.BytesIO(data)).read(name)) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()]
    except Exception:
        return spoiled(data, rng, others)
    chosen = rng.randrange(len(parts)) if parts else 0
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for at, (name, content) in enumerate(parts):
            package.writestr(name, spoiled(content, rng, [other for _, other in parts]) if at == chosen else content)
    return out.getvalue()


def bounded():
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (4 * SECONDS, 4 * SECONDS))


def fault(tool, path):
    """What went wrong with a file, or nothing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen([tool, "--lang", "en", "inspect", path, "--json"], preexec_fn=bounded, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    said = process.communicate()[1].decode(errors="replace")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if "panicked" in said or process.returncode not in (0, 1, 2):
        return f"ABORTS {process.returncode} {said[:300]}"
    if "reading it failed" in said:
        return "CHILD ABORTS"
    if process.returncode == 2 and "nianlun:" not in said:
        return "SILENT"
    return f"SLOW {seconds:.1f} s" if seconds > SECONDS else "LARGE" if after.ru_maxrss > BYTES >> 10 else ""


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--tool", default="target/release/nianlun")
    ap.add_argument("--seeds")
    ap.add_argument("--minutes", type=float, default=2)
    ap.add_argument("--only")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--keep", default=os.path.join(HERE, "artifacts"))
    args = ap.parse_args()
    tool, rng = os.path.abspath(args.tool), random.Random(args.seed)
    files = collections.defaultdict(list)
    for name, data in small(hostile()):
        files[name.rsplit(".", 1)[1]].append(data)
    for folder, _, names in os.walk(args.seeds or os.devnull):
        for name in sorted(names):
            ending, path = name.rsplit(".", 1)[-1].lower(), os.path.join(folder, name)
            if ending in ENDINGS and os.path.getsize(path) < 300_000:
                files[ending].append(open(path, "rb").read())
    endings = sorted(ending for ending in files if not args.only or ending == args.only)
    count, found, until = collections.Counter(), [], time.monotonic() + args.minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until:
            ending = endings[sum(count.values()) % len(endings)]
            data = rng.choice(files[ending])
            change = spoiled_package if data.startswith(b"PK") and rng.random() < .8 else spoiled
            data = change(data, rng, files[ending])
            path = os.path.join(folder, f"2016.{ending}")
            open(path, "wb").write(data)
            count[ending] += 1
            wrong = fault(tool, path)
            if wrong:
                os.makedirs(args.keep, exist_ok=True)
                kept = os.path.join(args.keep, f"{args.seed}-{sum(count.values())}.{ending}")
                open(kept, "wb").write(data)
                found.append(kept)
                print(f"{kept}: {wrong}", flush=True)
    print(f"{sum(count.values())} files ({', '.join(f'{n} {ending}' for ending, n in sorted(count.items()))}), {len(found)} with faults")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()

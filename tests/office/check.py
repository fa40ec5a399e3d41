#!/usr/bin/env python3
"""Whether LibreOffice, accepting and rejecting all of a redline document, gives the later and the earlier text.

  check.py NIANLUN A B [A B ...]    NIANLUN: the program; A, B: reports of any format

Runs with the Python that has `uno` (Debian: libreoffice-writer-nogui, python3-uno; /usr/bin/python3). White space at line
ends aside. Exit status 1 where a text differs.
"""
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.uno import RuntimeException


def prop(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


def desktop(folder):
    pipe = "nianlun-%d" % os.getpid()
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", "-env:UserInstallation=file://%s/profile" % folder,
         "--accept=pipe,name=%s;urp;" % pipe],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
            make = context.ServiceManager.createInstanceWithContext
            return office, make("com.sun.star.frame.Desktop", context), make("com.sun.star.frame.DispatchHelper", context)
        except Exception:
            time.sleep(0.2)
    sys.exit("LibreOffice did not start")


def lines(text):
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\x0c", " ")
    kept = [line.rstrip() for line in text.split("\n")]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def text_after(office, redline, command, folder):
    """A document's text with the command done to all of its changes. They are not asked for one by one: with some thousand of them
    the office now and then falls over at that."""
    _, top, helper = office
    document = top.loadComponentFromURL("file://" + redline, "_blank", 0, (prop("Hidden", True),))
    helper.executeDispatch(document.CurrentController.Frame, ".uno:" + command, "", 0, ())
    out = os.path.join(folder, "out.txt")
    document.storeToURL("file://" + out, (prop("FilterName", "Text (encoded)"), prop("FilterOptions", "UTF8,LF")))
    document.close(True)
    with open(out, "rb") as text:
        return text.read().decode("utf-8")


def changes(redline):
    """How many changes are marked in a document."""
    with zipfile.ZipFile(redline) as parts:
        return len(re.findall(rb"<w:(?:ins|del|moveFrom|moveTo) ", parts.read("word/document.xml")))


def stop(office):
    try:
        office[1].terminate()
    except Exception:
        pass
    try:
        office[0].wait(60)
    except subprocess.TimeoutExpired:
        office[0].kill()
        office[0].wait()


def main():
    program, files = sys.argv[1], sys.argv[2:]
    folder = tempfile.mkdtemp(prefix="nianlun-office-")
    office = desktop(folder)
    wrong = 0
    for a, b in zip(files[::2], files[1::2]):
        redline = os.path.join(folder, "redline.docx")
        code = subprocess.run([program, "diff", a, b, "--docx", redline], stdout=subprocess.DEVNULL).returncode
        assert code in (0, 1), code
        for command, wanted in (("AcceptAllTrackedChanges", b), ("RejectAllTrackedChanges", a)):
            try:
                got = text_after(office, redline, command, folder)
            except RuntimeException as error:
                if "disposed" not in str(error):
                    raise
                # The office itself fell over, which now and then it does: once more with a new one, and then it counts.
                print("LibreOffice fell over at %s; started again" % command)
                stop(office)
                office = desktop(folder)
                got = text_after(office, redline, command, folder)
            text = subprocess.run([program, "inspect", wanted, "--text"], capture_output=True).stdout.decode("utf-8")
            got, want = lines(got), lines(text)
            first = next((i for i, pair in enumerate(zip(got, want)) if pair[0] != pair[1]), min(len(got), len(want)))
            same = got == want
            wrong += not same
            print("%s: %s of %d changes gives %s: %s" % (
                os.path.basename(a) + " → " + os.path.basename(b), command, changes(redline), os.path.basename(wanted),
                "as it is" if same else "differs from line %d on: %r, not %r" % (
                    first + 1, got[first:first + 1], want[first:first + 1])))
    stop(office)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

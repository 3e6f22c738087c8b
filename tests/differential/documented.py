"""Writes the accepted differences of known-*.json into docs/compatibility.md; with --check only compares, and looks whether
every difference in its tables names a test that is there."""
import json
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parents[2]
page = root / "docs/compatibility.md"
end = "<!-- end -->\n"


def listed(text, peer):
    """The page with the reasons of one peer's list between its marks."""
    known = json.loads((root / ("tests/differential/known-%s.json" % peer)).read_text(encoding="utf-8"))
    begin = "<!-- from tests/differential/known-%s.json, by hack/update-compatibility.sh -->\n" % peer
    # What comes of the comparison, and not of the servers, is noise.
    reasons = dict.fromkeys(entry["why"] for entry in known if not entry.get("noise"))
    before, rest = text.split(begin)
    after = rest.split(end, 1)[1]
    return before + begin + "".join("* %s\n" % reason for reason in reasons) + end + after


def unshown(text):
    """The rows of tables whose last column names no test, or one that is not there."""
    for row in re.findall(r"^\|(?!---|.*\| shown by \|$).*\|$", text, re.M):
        last = row.strip("|").split("|")[-1]
        names = re.findall(r"`([^`]+)`", last)
        if not names and "golden files" not in last:
            yield "nothing shows: " + row
        for name in names:
            found = (root / name).exists() if "/" in name else any(root.glob("*/src/test/java/**/%s.java" % name))
            if not found:
                yield "docs/compatibility.md names %s, which is not there" % name


text = page.read_text(encoding="utf-8")
wanted = listed(listed(text, "sample"), "apiextensions")
if "--check" not in sys.argv:
    page.write_text(wanted, encoding="utf-8")
elif wanted != text:
    sys.exit("docs/compatibility.md does not list the accepted differences; run hack/update-compatibility.sh")
elif problems := list(unshown(text)):
    sys.exit("\n".join(problems))
else:
    print("docs/compatibility.md lists the accepted differences, and a test for every other")

"""Writes the accepted differences of known-*.json into docs/compatibility.md; with --check only compares."""
import json
import pathlib
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


text = page.read_text(encoding="utf-8")
wanted = listed(listed(text, "sample"), "apiextensions")
if "--check" not in sys.argv:
    page.write_text(wanted, encoding="utf-8")
elif wanted != text:
    sys.exit("docs/compatibility.md does not list the accepted differences; run hack/update-compatibility.sh")
else:
    print("docs/compatibility.md lists the accepted differences")

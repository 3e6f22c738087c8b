"""Writes the accepted differences of known-sample.json into docs/compatibility.md; with --check only compares."""
import json
import pathlib
import sys

root = pathlib.Path(__file__).resolve().parents[2]
page = root / "docs/compatibility.md"
begin, end = "<!-- from tests/differential/known-sample.json, by hack/update-compatibility.sh -->\n", "<!-- end -->\n"

known = json.loads((root / "tests/differential/known-sample.json").read_text(encoding="utf-8"))
# What comes of the comparison, and not of the servers, is noise.
reasons = dict.fromkeys(entry["why"] for entry in known if not entry.get("noise"))
text = page.read_text(encoding="utf-8")
before, rest = text.split(begin)
after = rest.split(end)[1]
wanted = before + begin + "".join("* %s\n" % reason for reason in reasons) + end + after
if "--check" not in sys.argv:
    page.write_text(wanted, encoding="utf-8")
elif wanted != text:
    sys.exit("docs/compatibility.md does not list the accepted differences; run hack/update-compatibility.sh")
else:
    print("docs/compatibility.md lists the accepted differences")

#!/usr/bin/env python3
"""Which versions of which clients do what with the registry: from what the suites printed to docs/version-skew.md.

  skew.py update   takes what the last runs of tests/kubectl/every.sh and tests/clients/*/run.sh left in target, keeps in
                   results.json what did not run, and writes the page
  skew.py check    fails if the page is not what results.json says, if results.json holds a failure, or another version of
                   a client than the one that the suites use now

A check belongs to the first family whose expression its name matches; one that matches none is an error here.
"""
import json
import pathlib
import re
import sys
import xml.etree.ElementTree

root = pathlib.Path(__file__).resolve().parents[2]
page = root / "docs/version-skew.md"
results = pathlib.Path(__file__).with_name("results.json")
begin, end = "<!-- from tests/skew/results.json, by hack/update-version-skew.sh -->\n", "<!-- end -->\n"

KUBECTL = [
    ("apply on the server", "apply-(server-side|client-then-server-side)|diff-server-side"),
    ("roles, reviews, namespaces", "whoami|can-i|refused|bind|allowed|role|reconcile|namespace$|nowhere|contents-gone|escalation|forbidden|^namespaces$"),
    ("kustomize", "kustomize"),
    ("explain", "explain"),
    ("discovery, raw paths", "api-(versions|resources)|readyz|get-raw|^version$|no-(services|events|all)|cluster-info|^top$|proxy"),
    ("watch, wait", "get-watch|watch|wait|delete-waits"),
    ("diff", "diff"),
    ("apply", "apply|view-last|set-last|unchanged"),
    ("delete", "delete"),
    ("replace", "replace"),
    ("patch, edit, label, annotate", "patch|edit|label(?!-column)|annotate|unknown-field-ignored"),
    ("create", "create|unknown-field|invalid|wrong-version"),
    ("get, describe", "get|all-namespaces|describe|select|several|sort|chunk|show-kind|no-server-print|not-found|nothing|field-selector|label-column"),
]
CLIENTS = [
    ("informers, controllers", "informer|controller"),
    ("apply", "appl"),
    ("status", "status"),
    ("watch", "watch"),
    ("lists in pages, metadata", "page|metadata"),
    ("protobuf, discovery", "protobuf|discovery"),
    ("create, read, update, patch, delete", "create|generated|retry"),
]


def family(name, families):
    for title, expression in families:
        if re.search(expression, name, re.I):
            return title
    sys.exit("tests/skew/skew.py: %s belongs to no family of checks; add it to one" % name)


def counted(lines, families):
    """How many checks of each family passed and failed."""
    counts = {}
    for good, name in lines:
        pair = counts.setdefault(family(name, families), [0, 0])
        pair[0 if good else 1] += 1
    return counts


def printed(log):
    """The PASS and FAIL lines of a log."""
    found = re.findall(r"^(PASS|FAIL) \w+(?:/|: )(.*?)(?:@[\d.]+)?(?:  \[.*)?$", log.read_text(encoding="utf-8"), re.M)
    return [(verdict == "PASS", name) for verdict, name in found]


def reported(folder):
    """The test cases of surefire's reports."""
    cases = []
    for report in sorted(folder.glob("target/surefire-reports/TEST-*.xml")):
        for case in xml.etree.ElementTree.parse(report).getroot().iter("testcase"):
            cases.append((case.find("failure") is None and case.find("error") is None, case.get("name")))
    return cases


def pinned():
    """The versions of the libraries that the suites use."""
    clients = root / "tests/clients"

    def one(path, expression):
        return re.search(expression, (clients / path).read_text(encoding="utf-8")).group(1)

    return {
        "client-go": one("go/go.mod", r"k8s.io/client-go v(\S+)"),
        "controller-runtime": one("go/go.mod", r"controller-runtime v(\S+)"),
        "fabric8": one("java/pom.xml", r"<fabric8.version>([^<]+)"),
        "fabric8, previous major version": one("java/pom.xml", r"<fabric8.previous.version>([^<]+)"),
        "official Java client": one("java/pom.xml", r"<official.version>([^<]+)"),
        "official Python client": one("python/requirements.txt", r"kubernetes==(\S+)"),
        "@kubernetes/client-node": one("javascript/package.json", r'client-node": "([^"]+)'),
    }


def built():
    """The minor versions of kubectl that tests/kubectl/every.sh builds itself."""
    text = (root / "tests/kubectl/every.sh").read_text(encoding="utf-8")
    return {version.split(".")[1] for version in re.findall(r"\b0\.\d+\.\d+\b", text)}


def collect(data):
    for log in (root / "target/kubectl").glob("1.*.log"):
        lines = printed(log)
        if lines:
            data["kubectl"][log.stem[2:]] = counted(lines, KUBECTL)
    versions, suites = pinned(), {}
    go = root / "target/clients/go.log"
    if go.exists():
        lines = printed(go)
        suites["client-go"] = [line for line in lines if "Controller" not in line[1]]
        suites["controller-runtime"] = [line for line in lines if "Controller" in line[1]]
    for title, log in (("official Python client", "python"), ("@kubernetes/client-node", "javascript")):
        log = root / "target/clients" / (log + ".log")
        suites[title] = printed(log) if log.exists() else []
    java = root / "tests/clients/java"
    suites["fabric8"], suites["fabric8, previous major version"] = reported(java / "fabric8"), reported(java / "fabric8-previous")
    suites["official Java client"] = reported(java / "official")
    for title, lines in suites.items():
        if lines:
            data["clients"][title] = {"version": versions[title], "checks": counted(lines, CLIENTS)}


def cell(pair):
    if pair is None:
        return "–"
    good, bad = pair
    return str(good) if bad == 0 else "%d of %d" % (good, good + bad)


def table(heading, columns, families, lookup):
    """A table of families by columns; families that nobody has are left out."""
    rows = ["| %s | %s |" % (heading, " | ".join(columns)), "|---|" + "---|" * len(columns)]
    for title, _ in families:
        cells = [lookup(column, title) for column in columns]
        if any(cells):
            rows.append("| %s | %s |" % (title, " | ".join(cell(pair) for pair in cells)))
    return "\n".join(rows) + "\n"


def rendered(data):
    minors = sorted(data["kubectl"], key=int)
    kubectl = table("kubectl", ["1." + minor for minor in minors], KUBECTL, lambda column, title: data["kubectl"][column[2:]].get(title))
    clients = data["clients"]
    columns = {"%s %s" % (name, clients[name]["version"]): name for name in pinned() if name in clients}
    libraries = table("library", list(columns), CLIENTS, lambda column, title: clients[columns[column]]["checks"].get(title))
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(begin)
    return before + begin + "\n" + kubectl + "\n" + libraries + "\n" + end + rest.split(end, 1)[1]


def problems(data):
    for minor, counts in data["kubectl"].items():
        for title, (_, bad) in counts.items():
            if bad:
                yield "kubectl 1.%s fails in %s" % (minor, title)
    for minor in built() - set(data["kubectl"]):
        yield "kubectl 1.%s has no results: run tests/kubectl/every.sh --all" % minor
    for name, version in pinned().items():
        client = data["clients"].get(name)
        if client is None or client["version"] != version:
            yield "%s %s has no results: run its suite in tests/clients" % (name, version)
        elif any(bad for _, bad in client["checks"].values()):
            yield "%s %s fails" % (name, version)
    if rendered(data) != page.read_text(encoding="utf-8"):
        yield "docs/version-skew.md is not what tests/skew/results.json says: run hack/update-version-skew.sh"


def main():
    data = json.loads(results.read_text(encoding="utf-8"))
    if sys.argv[1:] == ["update"]:
        collect(data)
        text = json.dumps(data, indent=1, sort_keys=True)
        results.write_text(re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", text) + "\n", encoding="utf-8")
        page.write_text(rendered(data), encoding="utf-8")
    found = list(problems(data))
    if found:
        sys.exit("\n".join(found))
    print("docs/version-skew.md holds %d kubectls and %d libraries" % (len(data["kubectl"]), len(data["clients"])))


if __name__ == "__main__":
    main()

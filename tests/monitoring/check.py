"""Whether the dashboard and the alert rules ask for metrics that a server has: check.py METRICS DASHBOARD ALERTS."""

import json
import re
import sys

import yaml

FROM_PROMETHEUS = {"job", "instance", "le"}
WORDS = {"sum", "max", "min", "avg", "count", "by", "without", "rate", "increase", "histogram_quantile", "label_values", "time"}
metrics, dashboard, alerts = sys.argv[1:]

labels = {"up": set()}
for line in open(metrics):
    sample = re.match(r"([a-z_]+)(?:\{(.*)\})? ", line)
    if sample:
        labels.setdefault(sample[1], set()).update(re.findall(r'(\w+)="', sample[2] or ""))

expressions = {}
board = json.load(open(dashboard))
for panel in board["panels"]:
    for target in panel["targets"]:
        expressions[f"panel {panel['title']!r}, {target['refId']}"] = target["expr"]
for variable in board["templating"]["list"]:
    if variable["type"] == "query":
        expressions[f"variable {variable['name']!r}"] = variable["query"]
for group in yaml.safe_load(open(alerts))["groups"]:
    for rule in group["rules"]:
        assert {"summary", "description"} <= rule["annotations"].keys(), rule
        expressions[f"alert {rule['alert']}"] = rule["expr"]

passed = failed = 0
for where, expression in expressions.items():
    wrong = []
    if any(expression.count(a) != expression.count(b) for a, b in ("()", "{}", "[]")):
        wrong.append("brackets do not match")
    plain = re.sub(r'"[^"]*"', '""', expression)
    asked = set()
    for name, matchers in re.findall(r"\b([a-z][a-z_]+)\b(?:\{([^}]*)\})?", re.sub(r"\bby \([^)]*\)|\[\w+\]", "", plain)):
        if name in WORDS or name in FROM_PROMETHEUS:
            continue
        if re.search(rf"\b{name}\s*(=|!=|=~|!~)\s*\"", plain):
            continue  # a label inside a matcher
        asked.add(name)
        if name not in labels:
            wrong.append(f"no metric {name}")
            continue
        used = set(re.findall(r"(\w+)\s*[=!]", matchers)) - FROM_PROMETHEUS
        wrong += [f"{name} has no label {label}" for label in used - labels[name]]
    grouped = {label.strip() for group in re.findall(r"\bby \(([^)]*)\)", plain) for label in group.split(",")}
    known = set().union(*(labels.get(name, set()) for name in asked)) | FROM_PROMETHEUS
    wrong += [f"nothing in it has the label {label}" for label in grouped - known]
    if not asked:
        wrong.append("asks for no metric")
    print(f"{'FAIL' if wrong else 'PASS'} {where}" + "".join(f": {one}" for one in wrong))
    passed, failed = passed + (not wrong), failed + bool(wrong)
print(f"{passed} passed, {failed} failed")
sys.exit(failed != 0)

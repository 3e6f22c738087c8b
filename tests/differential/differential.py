#!/usr/bin/env python3
"""Sends the same random requests to two API servers that serve an equivalent kind, and reports where answers differ.

  differential.py --subject flunders|clusters --server URL --ca FILE --token T --peer URL --peer-cert FILE --peer-key FILE
                  [--seed N] [--sequences N] [--steps N] [--known FILE] [--only N] [--without apply,watch] [--verbose]

A sequence works on names of its own, and is normalised as the conformance suite does (conformance/README.md). The same
seed makes the same requests; --only N replays one sequence. A file of known differences is a list of {"request": RE,
"difference": RE, "why": text}; what they cover is counted, not shown. With "apart": true the servers have different
objects from there on, and the sequence ends; with "noise": true it comes of the comparison. Exit status 1 if another
difference is found.
"""
import argparse
import collections
import json
import os
import random
import re
import sys
import types
import urllib.parse

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../conformance")]
sys.dont_write_bytecode = True
from conformance import Normaliser, Server, differences, rank  # noqa: E402
from generate import Requests, changed  # noqa: E402
from subjects import SUBJECTS  # noqa: E402

HEADERS = ("Content-Type", "Warning", "Retry-After", "Allow", "Accept-Patch", "Cache-Control")


class Side:
    """One of the two servers during one sequence, with what it has answered."""

    def __init__(self, server, subject, unique):
        self.server, self.subject, self.unique = server, subject, unique
        target = {"base": subject["base"], "rename": [], "namespace": "", "ignoreWarnings": subject["ignoreWarnings"]}
        self.normaliser = Normaliser(unique, {"managedFields": True, "ignoreGeneration": not subject["generation"]}, target)
        self.objects, self.memory = {}, {"continue": ""}

    def fill(self, value):
        if isinstance(value, str):
            return re.sub(r"\{(n|base|rv|listrv|uid|continue)\}", lambda m: self.variable(m.group(1)), value)
        if isinstance(value, list):
            return [self.fill(x) for x in value]
        if isinstance(value, dict):
            return {self.fill(k): self.fill(v) for k, v in value.items()}
        return value

    def variable(self, name):
        return {"n": self.unique, "base": self.subject["base"]}.get(name) or str(self.memory.get(name, "0" if name != "continue" else ""))

    def body(self, request):
        body = request["body"]
        if body is None:
            return None
        if isinstance(body, dict) and "text" in body:
            return self.own(self.fill(body["text"])).encode("utf-8", "surrogatepass")
        if isinstance(body, dict) and "last" in body:
            name = body["last"]
            last = self.objects.get(name, {"apiVersion": self.subject["apiVersion"], "kind": self.subject["kind"], "metadata": {"name": name}})
            self.memory["oldrv"] = self.memory.get("firstrv", "1")
            body = changed(last, body["changes"], self.memory)
        return self.own(json.dumps(self.fill(body), ensure_ascii=False)).encode("utf-8", "surrogatepass")

    def own(self, text):
        """Names of this sequence: s0 becomes UNIQUE-s0."""
        return re.sub(r"(?<![\w-])s([0-3])\b", self.unique + r"-s\1", text)

    def send(self, request):
        return self.watched(request) if "writes" in request else self.sent(request)

    def watched(self, request):
        """The answer to a watch, with what was answered to the writes during it."""
        if any("{listrv}" in value for _, value in request["query"]):
            self.sent({"method": "GET", "path": "{base}", "query": [], "headers": {}, "body": None})
        connection, answer = self.opened(request)
        writes = [self.sent(write) for write in request["writes"]] if answer.status == 200 else []
        raw = answer.read()
        connection.close()
        out = self.told(answer, raw)
        if answer.status == 200:
            events = out["body"] if isinstance(out["body"], list) else [out["body"]]
            out["body"] = [event for event in events if event]
        return dict(out, writes=writes)

    def opened(self, request):
        path = self.own(self.fill(request["path"]))
        query = [(k, self.own(self.fill(v))) for k, v in request["query"]]
        if query:
            path += "?" + urllib.parse.urlencode(query)
        return self.server.open(request["method"], path, request["headers"], self.body(request), timeout=20)

    def sent(self, request):
        connection, answer = self.opened(request)
        raw = answer.read()
        connection.close()
        return self.told(answer, raw)

    def told(self, answer, raw):
        out = {"status": answer.status, "headers": {}, "body": self.content(raw, answer.getheader("Content-Type") or "")}
        for header in HEADERS:
            values = [v for k, v in answer.getheaders() if k.lower() == header.lower()]
            if header == "Warning" and self.subject["ignoreWarnings"]:
                values = [v for v in values if not re.search(self.subject["ignoreWarnings"], v)]
            if values:
                out["headers"][header] = [self.normaliser.text(v) for v in values]
        return out

    def content(self, raw, content_type):
        lines = raw.decode("utf-8", "replace")
        try:
            parsed = [json.loads(line) for line in lines.splitlines()] if "\n{" in lines.strip() and '"type":"' in lines[:20] else json.loads(lines)
        except ValueError:
            return self.text(lines)
        if isinstance(parsed, list):
            parsed = [event for event in parsed if not is_reminder(event)]
        if parsed == [] or is_reminder(parsed):
            return ""  # as a watch that brings nothing
        for one in parsed if isinstance(parsed, list) else [parsed]:
            if isinstance(one, dict):
                self.remember(one)
                if str(one.get("kind", "")).endswith("List") and one.get("items", 0) is None:
                    one["items"] = []  # Go's empty list
        return json.loads(self.text(json.dumps(self.normaliser.json(parsed))))

    def remember(self, answer):
        metadata = answer.get("metadata") if isinstance(answer.get("metadata"), dict) else {}
        version = str(metadata.get("resourceVersion") or "")
        if answer.get("kind") == self.subject["kind"] and version:
            self.objects[str(metadata.get("name", "")).replace(self.unique + "-", "")] = answer
            self.memory.update(rv=version, uid=metadata.get("uid"))
            self.memory.setdefault("firstrv", version)
        elif str(answer.get("kind", "")).endswith("List") and version:
            self.memory.update({"listrv": version, "continue": metadata.get("continue", "")})

    def text(self, text):
        text = self.normaliser.text(text)
        text = re.sub(r"(current: |revision: |rv: |in record \()\d+", r"\1<revision>", text)
        # Objects that messages quote: what the normalisation takes from those of answers.
        text = re.sub(r'(resourceVersion\\*":\\*")\d+', r"\1<revision>", text)
        text = re.sub(r',\\+"status\\+":\{\}|\\+"generation\\+":\d+,', "", text)
        return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "<time>", text)

    def clean(self):
        for item in self.listed():
            metadata = item["metadata"]
            url = self.subject["base"] + "/" + metadata["name"]
            if metadata.get("finalizers"):
                self.finish("PATCH", url, {"Content-Type": "application/merge-patch+json"}, b'{"metadata":{"finalizers":null}}')
            self.finish("DELETE", url, {}, None)

    def listed(self):
        connection, answer = self.server.open("GET", self.subject["base"], {}, None)
        items = json.loads(answer.read()).get("items") or []
        connection.close()
        return items

    def finish(self, *request):
        connection, answer = self.server.open(*request)
        answer.read()
        connection.close()


def is_reminder(event):
    """A bookmark that only the clock calls for: one server may send it before the watch ends, the other not."""
    return isinstance(event, dict) and event.get("type") == "BOOKMARK" and "initial-events-end" not in json.dumps(event)


def described(side, request):
    path = request["path"]
    query = "&".join("%s=%s" % pair for pair in request["query"])
    body = request["body"]
    line = "%s %s%s %s %s" % (request["method"], path, "?" + query if query else "", json.dumps(request["headers"]), json.dumps(body) if body is not None else "")
    return line + "".join("\n     meanwhile " + described(side, write) for write in request.get("writes", []))


def statuses(answer):
    return [answer.get("status")] + [write.get("status") for write in answer.get("writes", [])]


def answered(answer):
    """An answer in a few words, for when the two have nothing in common."""
    body = answer.get("body")
    said = body.get("message", body.get("kind")) if isinstance(body, dict) else body
    return "%s %s" % (answer.get("status", answer.get("failure")), shown(json.dumps(said), 500))


def shown(text, limit=1500):
    return text if len(text) <= limit else text[:limit] + "…"


class Report:
    def __init__(self, known):
        self.known, self.covered, self.found, self.examples = known, collections.Counter(), collections.Counter(), {}

    def add(self, where, request, line, difference):
        for entry in self.known:
            if re.search(entry.get("request", ""), line, re.S) and re.search(entry["difference"], difference, re.S):
                self.covered[entry["why"]] += 1
                return entry.get("apart", False)
        signature = request["class"] + " " + re.sub(r"\d+", "#", difference)[:160]
        self.found[signature] += 1
        self.examples.setdefault(signature, (where, line, difference))
        return False

    def show(self):
        for signature, count in self.found.most_common():
            where, line, difference = self.examples[signature]
            print("DIFFERENT %d times, first in %s" % (count, where))
            print("     " + shown(line))
            print("     " + shown(difference))
        for why, count in self.covered.most_common():
            print("known, %d times: %s" % (count, why))


def sequence(sides, subject, seed, number, steps, report, without, verbose):
    chance = random.Random("%s/%s" % (seed, number))
    unique = "d" + "".join(chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(7))
    requests = Requests(chance, subject)
    pair = [Side(server, subject, unique) for server in sides]
    sent, answers = [], ([], [])
    for _ in range(steps):
        request = requests.next()
        if request["class"] in without:
            continue
        sent.append(request)
        for side, collected in zip(pair, answers):
            try:
                collected.append(side.send(request))
            except Exception as e:
                collected.append({"failure": "%s: %s" % (type(e).__name__, e)})
    for step, (request, ours, theirs) in enumerate(zip(sent, rank(answers[0]), rank(answers[1]))):
        line = described(pair[0], request)
        if verbose:
            print("%d/%d %s\n  ours   %s\n  theirs %s" % (number, step, shown(line, 3000), shown(json.dumps(ours), 3000), shown(json.dumps(theirs), 3000)))
        apart = statuses(ours) != statuses(theirs)
        found = ["got %s, want %s" % (answered(ours), answered(theirs))] if ours.get("status") != theirs.get("status") else differences(theirs, ours)[:4]
        for difference in found:
            apart |= report.add("sequence %d, step %d" % (number, step), request, line, difference)
        if apart and (request["method"] != "GET" or "writes" in request):
            break  # from here on the two have different objects
    for side in pair:
        side.clean()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for flag in ("server", "ca", "token", "cert", "key", "peer", "peer-ca", "peer-token", "peer-cert", "peer-key", "known"):
        parser.add_argument("--" + flag)
    parser.add_argument("--subject", choices=sorted(SUBJECTS), required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sequences", type=int, default=50)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--only", type=int)
    parser.add_argument("--without", default="", help="kinds of requests to leave out, such as apply,watch")
    parser.add_argument("--verbose", action="store_true")
    o = parser.parse_args()
    server = Server(types.SimpleNamespace(server=o.server, ca=o.ca, users=None, token=o.token, cert=o.cert, key=o.key))
    peer = Server(types.SimpleNamespace(server=o.peer, ca=o.peer_ca, users=None, token=o.peer_token, cert=o.peer_cert, key=o.peer_key))
    report = Report(json.load(open(o.known)) if o.known else [])
    numbers = [o.only] if o.only is not None else range(o.sequences)
    for number in numbers:
        sequence((server, peer), SUBJECTS[o.subject], o.seed, number, o.steps, report, o.without.split(","), o.verbose)
    report.show()
    requests = len(list(numbers)) * o.steps
    print("seed %d: %d requests, %d kinds of differences, %d known" % (o.seed, requests, len(report.found), len(report.covered)))
    return 1 if report.found else 0


if __name__ == "__main__":
    sys.exit(main())

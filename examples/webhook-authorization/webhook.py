#!/usr/bin/env python3
"""An authorization webhook: who may do what with clusters stands in a file that can be changed at any time.

    webhook.py --rules rules.json --certificate tls.crt --key tls.key [--port 8444]

A rule names a user or a group and the verbs that it allows, "*" for all:

    [{"user": "alice", "verbs": ["*"]}, {"group": "devs", "verbs": ["get", "list", "watch"]}]
"""

import argparse
import http.server
import json
import pathlib
import ssl
import sys

GROUP = "clusterregistry.k8s.io"
DISCOVERY = {"api", "apis", "openapi", "version"}


def decide(rules, spec):
    """Returns a SubjectAccessReview's status. Without an opinion, the registry asks whoever comes next, or refuses."""
    groups = spec.get("groups") or spec.get("group") or []  # as v1 and v1beta1 call them
    path = spec.get("nonResourceAttributes", {}).get("path", "")
    if path and path.split("/")[1] in DISCOVERY:  # what kubectl reads before it asks for anything
        return {"allowed": "system:authenticated" in groups}
    wanted = spec.get("resourceAttributes")
    if not wanted or wanted.get("group") != GROUP:
        return {"allowed": False, "reason": "this webhook knows clusters only"}
    for rule in rules:
        subject = rule.get("user") == spec.get("user") or rule.get("group") in groups
        if subject and ("*" in rule["verbs"] or wanted.get("verb") in rule["verbs"]):
            return {"allowed": True}
    return {"allowed": False, "reason": f"no rule lets {spec.get('user')} {wanted.get('verb')} clusters"}


class Webhook(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    rules = None

    def do_POST(self):
        try:
            review = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            rules = json.loads(self.rules.read_text(encoding="utf-8"))
            review["status"] = decide(rules, review["spec"])
            code, answer = 200, review
        except (KeyError, TypeError, ValueError, OSError) as problem:
            code, answer = 500, {"error": str(problem)}
        body = json.dumps(answer).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def main():
    flags = argparse.ArgumentParser(description="Answers the registry's questions about who may do what.")
    flags.add_argument("--rules", type=pathlib.Path, required=True)
    flags.add_argument("--certificate", required=True)
    flags.add_argument("--key", required=True)
    flags.add_argument("--port", type=int, default=8444)
    given = flags.parse_args()
    Webhook.rules = given.rules
    server = http.server.ThreadingHTTPServer(("127.0.0.1", given.port), Webhook)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(given.certificate, given.key)
    server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    print(f"answering on https://127.0.0.1:{server.server_port}/authorize", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(0)

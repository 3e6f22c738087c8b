"""Random requests: what a client could send to an API server, right and wrong.

A request is made once from a seeded source of chance, as if names and versions were known, and filled in for each
server: what differs from server to server (uids, resource versions, continue tokens, whole objects to update) is
taken from what that server last answered.
"""
import copy
import json

JSON, MERGE, JSON_PATCH = "application/json", "application/merge-patch+json", "application/json-patch+json"
STRATEGIC, APPLY, YAML = "application/strategic-merge-patch+json", "application/apply-patch+yaml", "application/yaml"
TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io"
PARTIAL = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io"
PARTIAL_LIST = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io"

BAD_NAMES = ["", "A", "-a", "a-", "a_b", "a.b", "a..b", "a/b", "a%", ".", "..", "x" * 253, "x" * 254, "ä", 5, None, {}]
BAD_LABELS = [{"a": "b c"}, {"": "x"}, {"a/b/c": "x"}, {"A.b/c": "x"}, {"-": "x"}, {"k": "v" * 64}, {"k" * 64: "v"}, {"k": 5},
              {"k": None}, {"a" * 254 + "/k": "v"}, [], "text", None]
BAD_ANNOTATIONS = [{"a b": "c"}, {"UPPER": "fine"}, {"": ""}, {"k": 1}, {"k": "v" * 300_000}, None, []]
OWNER = {"apiVersion": "v1", "kind": "ConfigMap", "name": "o", "uid": "11111111-1111-4111-8111-111111111111"}
BAD_OWNERS = [[OWNER], [dict(OWNER, controller=True)], [dict(OWNER, controller=True), dict(OWNER, controller=True, uid="x")],
              [{}], [dict(OWNER, apiVersion="a/b/c")], [dict(OWNER, uid="")], [OWNER, OWNER], [dict(OWNER, nope=1)], {},
              [dict(OWNER, apiVersion="v1", kind="Event")], [dict(OWNER, blockOwnerDeletion="yes")], [None]]
BAD_FINALIZERS = [["a"], ["example.com/f"], ["example.com/f", "example.com/f"], ["a b"], [""], ["orphan"], ["foregroundDeletion"],
                  ["foregroundDeletion", "orphan"], [5], "x", ["x" * 64 + ".com/y"], [None]]
SELECTORS = ["a=1", "a==1", "a!=1", "a in (1,2)", "a notin (1)", "a", "!a", "a=1,b", "a in ()", "a in", "a=1,", ",", "a=b=c",
             "a>1", "a<x", "(a)", "a in (1", "=1", "a b", "a=%20", "-a=1", "a=" + "v" * 64, "a in (1,,2)", "!a=1", "a notin 1"]
FIELDS = ["metadata.name=s0", "metadata.name!=s0", "metadata.name==s1", "metadata.namespace=default", "spec.nope=1", "metadata.name",
          "metadata.name=a,metadata.name=b", "=", ",", "metadata.uid=1", "metadata.name in (a)", "a\\=b=c", "metadata.name=a\\", ""]
VERSIONS = ["", "0", "1", "{rv}", "{listrv}", "-1", "x", "1.5", " 1", "18446744073709551616", "007"] * 3 + ["99999999999"]
MATCHES = ["Exact", "NotOlderThan", "", "exact", "Nope"]
BOOLEANS = ["true", "false", "1", "0", "", "yes", "True", "TRUE", "t"]


class Requests:
    """Makes requests for one kind. `subject` says which: see subjects.py."""

    def __init__(self, chance, subject):
        self.chance, self.subject = chance, subject
        self.names = ["s%d" % i for i in range(4)]
        self.kinds = [(self.create, 10), (self.create_wrong, 14), (self.get, 5), (self.list, 8), (self.list_wrong, 8), (self.update, 10),
                      (self.update_wrong, 10), (self.merge_patch, 8), (self.json_patch, 8), (self.strategic_patch, 5), (self.apply, 16), (self.apply_yaml, 8),
                      (self.patch_wrong, 8), (self.delete, 7), (self.delete_wrong, 6), (self.delete_all, 1), (self.routes, 6), (self.watch, 2), (self.watched, 3), (self.create_yaml, 6)]
        if subject["status"]:
            self.kinds += [(self.status_update, 5), (self.status_patch, 6), (self.status_apply, 8), (self.status_get, 1)]

    def next(self):
        make = self.chance.choices([k for k, _ in self.kinds], [w for _, w in self.kinds])[0]
        request = make()
        request["class"] = make.__name__
        return request

    # ------------------------------------------------------------------------------------------------ pieces
    def pick(self, *values):
        return self.chance.choice(values)

    def maybe(self, probability):
        return self.chance.random() < probability

    def name(self):
        return self.chance.choice(self.names)

    def labels(self):
        return {k: self.pick("1", "2", "") for k in ("a", "b") if self.maybe(0.5)}

    def object(self, name):
        metadata = {"name": name, "labels": dict(self.labels(), t="{n}")}
        if self.maybe(0.3):
            metadata["annotations"] = {"note": self.pick("x", "<&>", "\u2028", "ä")}
        if self.maybe(0.1):
            metadata["finalizers"] = ["example.com/f"]
        return {"apiVersion": self.subject["apiVersion"], "kind": self.subject["kind"], "metadata": metadata,
                "spec": self.subject["spec"](self.chance)}

    def query(self, *more):
        """Parameters that every write takes."""
        query = list(more)
        if self.maybe(0.15):
            query.append(("dryRun", self.pick("All", "All", "All", "", "None", "all")))
        if self.maybe(0.25):
            query.append(("fieldManager", self.pick("one", "two", "m" * 129, "a b", "\x01", "")))
        if self.maybe(0.3):
            query.append(("fieldValidation", self.pick("Strict", "Warn", "Ignore", "Nope", "")))
        if self.maybe(0.1):
            query.append(("pretty", self.pick(*BOOLEANS)))
        if self.maybe(0.03):
            query.append(("nope", "1"))
        return query

    def request(self, method, path="{base}", query=(), body=None, content_type=None, accept=None):
        headers = {}
        if content_type is not None:
            headers["Content-Type"] = content_type
        if accept is not None:
            headers["Accept"] = accept
        return {"method": method, "path": path, "query": list(query), "body": body, "headers": headers}

    def one(self, name=None):
        return "{base}/" + (name or self.name())

    # ------------------------------------------------------------------------------------------------ writes
    def create(self):
        body = self.object(self.name())
        return self.request("POST", query=self.query(), body=body, content_type=JSON)

    def spoil(self, body):
        """Does one thing wrong, or at least strange, to an object."""
        metadata, spec = body["metadata"], body["spec"]
        spoil = self.chance.randrange(26)
        if spoil == 0:
            metadata["name"] = self.chance.choice(BAD_NAMES)
        elif spoil == 1:
            metadata["labels"] = self.chance.choice(BAD_LABELS)
        elif spoil == 2:
            metadata["annotations"] = self.chance.choice(BAD_ANNOTATIONS)
        elif spoil == 3:
            metadata["ownerReferences"] = self.chance.choice(BAD_OWNERS)
        elif spoil == 4:
            metadata["finalizers"] = self.chance.choice(BAD_FINALIZERS)
        elif spoil == 5:
            metadata["resourceVersion"] = self.pick("1", "x", "0", 5, "-1", "99999999999")
        elif spoil == 6:
            metadata["uid"] = self.pick("11111111-1111-4111-8111-111111111111", "x", 5, "")
        elif spoil == 7:
            metadata["namespace"] = self.pick("other", "", "default", 5, "A B")
        elif spoil == 8:
            body["kind"] = self.pick("Nope", "", None, 5, self.subject["kind"] + "List")
        elif spoil == 9:
            body["apiVersion"] = self.pick("v1", "", None, 5, "a/b/c", self.subject["apiVersion"].split("/")[0] + "/v9", "nope/v1")
        elif spoil == 10:
            body.update(self.pick({"nope": 1}, {"spec ": {}}, {"Spec": {}}, {"status": {"nope": 1}}, {"a\"b": []}))
        elif spoil == 11:
            if isinstance(spec, dict):
                spec.update(self.pick({"nope": 1}, {"nope": {"x": [1]}}, {"": 1}))
        elif spoil == 12:
            body["spec"] = self.pick(None, [], "x", 5, True, {}, 1.5)
        elif spoil == 13:
            metadata.update(self.pick({"nope": 1}, {"generation": 9}, {"generation": -1}, {"generation": "1"}, {"selfLink": "/x"},
                                      {"deletionGracePeriodSeconds": 30}, {"clusterName": "c"}, {"generation": 1.5}))
        elif spoil == 14:
            metadata["creationTimestamp"] = self.pick("2020-01-01T00:00:00Z", None, "", "yesterday", 5, "2020-01-01T00:00:00.5Z", "2020-13-01T00:00:00Z")
        elif spoil == 15:
            metadata["deletionTimestamp"] = self.pick("2020-01-01T00:00:00Z", None, "nope", 5)
        elif spoil == 16:
            metadata["managedFields"] = self.pick([], [{}], [{"manager": "x", "operation": "Update"}], None, 5, [{"manager": "x", "operation": "Nope"}],
                                                  [{"manager": "x", "operation": "Apply", "apiVersion": self.subject["apiVersion"],
                                                    "fieldsType": "FieldsV1", "fieldsV1": {"f:spec": {}}}])
        elif spoil == 17:
            metadata["generateName"] = self.pick("g-", "x" * 60, "G_", 5)
        elif spoil == 18:
            metadata.pop("name", None)
        elif spoil == 19:
            metadata.pop("name", None)
            metadata["generateName"] = self.pick("g-", "x" * 70, "G_", "", "x" * 260)
        elif spoil == 20:
            body["metadata"] = self.pick(None, [], "x", 5, {})
        elif spoil == 21:
            body.pop(self.pick("kind", "apiVersion", "metadata", "spec"), None)
        else:
            body["spec"] = self.subject["wrong"](self.chance)
        return body

    def garble(self, text):
        """Spoils the text of a body rather than the object in it."""
        garble = self.chance.randrange(14)
        if garble == 0:
            return text[:len(text) // 2]
        if garble == 1:
            return text + self.pick(" ", "x", "{}", "\n\n", "]", ",")
        if garble == 2:
            return self.pick("", "null", "[]", "5", "\"x\"", "true", "{", "{}", "[1", "nope", " ", "\x00", "{\"a\"}", "{,}", "{\"kind\":}", "NaN")
        if garble == 3:
            return text.replace('"metadata"', '"metadata":{"name":"first"},"metadata"', 1)
        if garble == 4:
            return text.replace('"name"', '"name":"first","name"', 1)
        if garble == 5:
            return text.replace('"spec"', '"Spec"', 1)
        if garble == 6:
            return text.replace("{", "{ // comment\n", 1)
        if garble == 7:
            return text.replace(":", " : ", 3)
        if garble == 8:
            return text.replace('"kind"', '"kind":"First","kind"', 1)
        if garble == 9:
            return text.replace('"t"', '"t":"x","t"', 1)
        if garble == 10:
            return text.replace('"', "'", 2)
        if garble == 11:
            return text.replace('"labels": {', '"labels": {"bad": "\\ud800", ', 1)
        if garble == 12:
            return text.replace('"labels": {', '"labels": {"bad": 1e400, ', 1)
        return "\ufeff" + text

    def create_yaml(self):
        """A body in YAML, often with fields that are unknown or come twice."""
        name = self.name()
        lines = ["apiVersion: " + self.subject["apiVersion"], "kind: " + self.subject["kind"], "metadata:", "  name: " + name, "  labels:", "    t: '{n}'"]
        for _ in range(self.pick(0, 1, 1, 2, 3)):
            lines.insert(self.pick(0, 2, 3, len(lines)), "  " * 0 + self.pick("nope: 1", "kind: " + self.subject["kind"], "Spec: {}", "# a comment", "nope:\n- a: 1\n  a: 2"))
        for _ in range(self.pick(0, 0, 1, 2)):
            lines.append("    " + self.pick("t: x", "a: '1'", "a: 1", "b: yes", "c: 2001-01-01", "d: ~", "'e': 0x1f", "<<: {f: g}", "? h", "a: [", "i: &x j", "k: *x", "l: !!str 5"))
        if self.maybe(0.1):
            lines.append(self.pick("---", "--- {}", "...", "\t", "%YAML 1.1", "- x", "}"))
        path, method = ("{base}", "POST") if self.maybe(0.7) else (self.one(name), "PUT")
        return self.request(method, path, self.query(), {"text": "\n".join(lines) + self.pick("", "\n")}, YAML)

    def create_wrong(self):
        body = self.object(self.name())
        path, content_type, accept = "{base}", JSON, None
        if self.maybe(0.75):
            for _ in range(self.pick(1, 1, 1, 2)):
                if isinstance(body.get("metadata"), dict) and "spec" in body and isinstance(body["metadata"], dict):
                    body = self.spoil(body)
        elif self.maybe(0.5):
            body = {"text": self.garble(json.dumps(body, ensure_ascii=False))}
        else:
            content_type = self.pick("", "text/plain", "application/json; charset=utf-8", "application/json;", YAML, "application/xml", "/", MERGE,
                                     "application/json;as=Table")
            accept = self.pick(None, "text/plain", "*/*", "application/*", TABLE, PARTIAL, YAML, "application/json;q=0.1,application/yaml;q=0.9", "nope", "")
        return self.request("POST", path, self.query(), body, content_type, accept)

    def update(self):
        """A PUT of what the server last said of the object, changed."""
        name = self.name()
        changes = {"labels": dict(self.labels(), t="{n}"), "spec": self.subject["spec"](self.chance),
                   "version": self.pick("keep", "keep", "keep", "keep", "old", "none"), "finalizers": self.pick("keep", "keep", "none")}
        return self.request("PUT", self.one(name), self.query(), {"last": name, "changes": changes}, JSON)

    def update_wrong(self):
        name = self.name()
        spoiled = None
        while not (isinstance(spoiled, dict) and isinstance(spoiled.get("metadata"), dict)):
            spoiled = self.spoil(self.object(name))
        body = {"last": name, "changes": {"whole": spoiled, "version": self.pick("keep", "keep", "none", "old", "given")}}
        if self.maybe(0.2):
            body = {"text": self.garble(json.dumps(spoiled, ensure_ascii=False))}
        path = self.one(name if self.maybe(0.9) else self.name())
        return self.request("PUT", path, self.query(), body, self.pick(JSON, JSON, JSON, JSON, "text/plain", YAML))

    def merge_patch(self):
        patch = self.pick(
            {"metadata": {"labels": dict(self.labels(), a=self.pick("3", None))}}, {"spec": self.subject["spec"](self.chance)}, {},
            {"metadata": {"annotations": {"x": self.pick("y", None)}}}, {"metadata": {"finalizers": self.pick(None, [], ["example.com/f"])}},
            {"metadata": {"resourceVersion": self.pick("1", "{rv}", None)}}, {"metadata": {"labels": None}}, {"metadata": {"uid": "x"}},
            {"metadata": {"name": "other"}}, {"kind": "Nope"}, {"apiVersion": "v9"}, {"nope": 1}, {"spec": None}, {"metadata": None},
            {"spec": self.subject["wrong"](self.chance)}, {"metadata": {"generateName": "x"}}, {"metadata": {"managedFields": []}},
            {"metadata": {"ownerReferences": self.chance.choice(BAD_OWNERS)}}, {"metadata": {"labels": self.chance.choice(BAD_LABELS)}},
            {"metadata": {"creationTimestamp": None}}, {"metadata": {"deletionTimestamp": "2020-01-01T00:00:00Z"}}, {"metadata": {"namespace": "other"}})
        return self.request("PATCH", self.one(), self.query(), patch, MERGE)

    def strategic_patch(self):
        patch = self.pick(
            {"metadata": {"labels": dict(self.labels(), a=self.pick("3", None))}}, {"spec": self.subject["spec"](self.chance)}, {},
            {"metadata": {"finalizers": ["example.com/f"]}}, {"metadata": {"$deleteFromPrimitiveList/finalizers": ["example.com/f"]}},
            {"metadata": {"labels": {"$patch": "replace", "t": "{n}"}}}, {"metadata": {"labels": {"$patch": "delete"}}}, {"$patch": "nope"},
            {"metadata": {"ownerReferences": [OWNER]}}, {"metadata": {"ownerReferences": [{"uid": OWNER["uid"], "$patch": "delete"}]}},
            {"metadata": {"$setElementOrder/ownerReferences": [{"uid": "x"}]}}, {"spec": {"$retainKeys": ["nope"]}}, {"spec": {"nope": 1}},
            {"metadata": {"ownerReferences": [{"name": "no key"}]}}, {"spec": None}, {"spec": 5}, {"spec": {"$patch": "delete"}},
            {"metadata": {"ownerReferences": "x"}}, {"metadata": {"$deleteFromPrimitiveList/finalizers": "x"}}, {"metadata": {"finalizers": [1]}})
        return self.request("PATCH", self.one(), self.query(), patch, STRATEGIC)

    def json_patch(self):
        operation = self.pick(
            {"op": "add", "path": "/metadata/labels/a", "value": self.pick("1", "2", 5, None)}, {"op": "remove", "path": "/metadata/labels/a"},
            {"op": "replace", "path": "/metadata/labels/t", "value": "{n}"}, {"op": "test", "path": "/metadata/name", "value": self.name()},
            {"op": "copy", "from": "/metadata/name", "path": "/metadata/labels/c"}, {"op": "move", "from": "/metadata/labels/a", "path": "/metadata/labels/b"},
            {"op": "add", "path": "/spec", "value": self.subject["spec"](self.chance)}, {"op": "replace", "path": "/nope/x", "value": 1},
            {"op": "add", "path": "/nope", "value": 1}, {"op": "remove", "path": ""}, {"op": "nope", "path": "/a"}, {"op": "add", "path": "a", "value": 1},
            {"op": "add"}, {"path": "/a"}, {"op": "add", "path": "/metadata/finalizers", "value": ["example.com/f"]},
            {"op": "remove", "path": "/metadata/finalizers/0"}, {"op": "remove", "path": "/metadata/finalizers/9"}, {"op": "add", "path": "/metadata/finalizers/-", "value": "example.com/g"},
            {"op": "replace", "path": "/metadata/resourceVersion", "value": "1"}, {"op": "test", "path": "/metadata/nope", "value": None},
            {"op": "replace", "path": "", "value": {}}, {"op": "add", "path": "/metadata/labels/x~1y", "value": "1"}, {"op": "test", "path": "/spec", "value": {}},
            {"op": "copy", "from": "/nope", "path": "/metadata/labels/c"}, {"op": "move", "from": "/metadata", "path": "/metadata/labels"})
        more = [operation] if self.maybe(0.8) else [operation, {"op": "add", "path": "/metadata/labels/d", "value": "1"}]
        return self.request("PATCH", self.one(), self.query(), more, JSON_PATCH)

    def patch_wrong(self):
        text = self.pick("", "null", "[]", "{}", "5", "{", "[{}]", "[5]", "x: y", "- a", "\"x\"", "[{\"op\":\"add\"}", "{\"metadata\":5}", "{\"metadata\":{\"labels\":{\"a\":\"1\",\"a\":\"2\"}}}")
        content_type = self.pick(MERGE, JSON_PATCH, STRATEGIC, APPLY, JSON, "", "text/plain", YAML, MERGE + "; charset=utf-8", "application/apply-patch+json")
        query = self.query() + ([("force", self.pick(*BOOLEANS))] if self.maybe(0.3) else [])
        return self.request("PATCH", self.one(self.pick(self.name(), "absent", "Bad_Name")), query, {"text": text}, content_type)

    def apply(self):
        name = self.name()
        body = self.object(name)
        body["metadata"].pop("finalizers", None)
        if self.maybe(0.3):
            body["spec"] = {}
        if self.maybe(0.2):
            body["metadata"]["labels"] = dict(self.labels(), t="{n}")
        if self.maybe(0.15):
            body = self.spoil(body)
        query = [("fieldManager", self.pick("one", "two", "three"))] if self.maybe(0.95) else []
        if self.maybe(0.4):
            query.append(("force", self.pick("true", "true", "true", "false", "", "nope")))
        if self.maybe(0.1):
            query.append(("dryRun", "All"))
        if self.maybe(0.1):
            query.append(("fieldValidation", self.pick("Strict", "Warn", "Ignore")))
        return self.request("PATCH", self.one(name), query, body, APPLY)

    def apply_yaml(self):
        """An apply as people write it: in YAML, with lists that have several owners, nulls and anchors."""
        name = self.name()
        lines = ["apiVersion: " + self.subject["apiVersion"], "kind: " + self.subject["kind"], "metadata:", "  name: " + name, "  labels:", "    t: '{n}'"]
        if self.maybe(0.5):
            lines.append("    a: " + self.pick("'1'", "null", "&a '2'", "yes", "''"))
        if self.maybe(0.4):
            lines += ["  finalizers:"] + ["  - " + self.pick("example.com/f", "example.com/g", "example.com/h") for _ in range(self.pick(1, 2))]
        if self.maybe(0.3):
            lines += ["  ownerReferences:"] + ["  - {apiVersion: v1, kind: ConfigMap, name: %s, uid: %s}" % (uid, uid) for uid in self.pick("a", "ab", "aa")]
        if self.maybe(0.3):
            lines.append("  annotations: " + self.pick("{x: y}", "null", "{}", "{x: null}", "{<<: {x: y}, z: w}"))
        if self.maybe(0.2):
            lines.append(self.pick("spec:", "spec: {}", "spec: null", "---", "nope: 1", "# end", "metadata: {}", "  uid: nope", "  generation: 5"))
        query = [("fieldManager", self.pick("one", "two", "three"))]
        if self.maybe(0.5):
            query.append(("force", "true"))
        if self.maybe(0.2):
            query.append(("fieldValidation", self.pick("Strict", "Warn", "Ignore")))
        return self.request("PATCH", self.one(name), query, {"text": "\n".join(lines) + "\n"}, APPLY)

    # ---------------------------------------------------------------------------------------- the status
    def status_update(self):
        """A PUT to /status of what the server last said of the object, with another status and more that does not count."""
        name = self.name()
        changes = {"labels": dict(self.labels(), t="{n}"), "spec": self.subject["spec"](self.chance), "status": self.subject["status"](self.chance),
                   "version": self.pick("keep", "keep", "keep", "old"), "finalizers": self.pick("keep", "none")}
        return self.request("PUT", self.one(name) + "/status", self.query(), {"last": name, "changes": changes}, JSON)

    def status_patch(self):
        status = self.subject["status"](self.chance)
        merge = self.pick({"status": status}, {"status": status, "metadata": {"labels": {"no": "way"}}}, {"status": status, "spec": self.subject["spec"](self.chance)},
                          {"status": None}, {"status": {"nope": 1, **status}}, {"status": 5}, {"status": {}}, {}, {"metadata": {"finalizers": None}}, {"nope": 1},
                          {"metadata": {"resourceVersion": "1"}, "status": status}, {"metadata": {"name": "other"}}, {"spec": self.subject["wrong"](self.chance)})
        if self.maybe(0.3):
            operations = self.pick([{"op": "add", "path": "/status", "value": status}], [{"op": "remove", "path": "/status"}],
                                   [{"op": "add", "path": "/spec", "value": {}}], [{"op": "add", "path": "/status/nope", "value": 1}], [])
            return self.request("PATCH", self.one() + "/status", self.query(), operations, JSON_PATCH)
        return self.request("PATCH", self.one() + "/status", self.query(), merge, MERGE)

    def status_apply(self):
        name = self.name()
        body = {"apiVersion": self.subject["apiVersion"], "kind": self.subject["kind"], "metadata": {"name": name}, "status": self.subject["status"](self.chance)}
        if self.maybe(0.3):
            body["spec"] = self.subject["spec"](self.chance)
        if self.maybe(0.2):
            body["metadata"]["labels"] = self.labels()
        if self.maybe(0.1):
            body["status"]["nope"] = 1
        query = [("fieldManager", self.pick("one", "two", "three"))]
        if self.maybe(0.4):
            query.append(("force", self.pick("true", "true", "false")))
        if self.maybe(0.1):
            query.append(("dryRun", "All"))
        return self.request("PATCH", self.one(name) + "/status", query, body, APPLY)

    def status_get(self):
        return self.request("GET", self.one() + "/status", accept=self.pick(None, None, TABLE, PARTIAL))

    def delete(self):
        return self.request("DELETE", self.one(), [("dryRun", "All")] if self.maybe(0.1) else [])

    def delete_wrong(self):
        options = self.pick(
            {}, {"preconditions": {"uid": "x"}}, {"preconditions": {"resourceVersion": "1"}}, {"preconditions": {"uid": "{uid}", "resourceVersion": "{rv}"}},
            {"propagationPolicy": self.pick("Foreground", "Orphan", "Background", "Nope", "")}, {"orphanDependents": self.pick(True, False)},
            {"orphanDependents": True, "propagationPolicy": "Orphan"}, {"gracePeriodSeconds": self.pick(0, 5, -1, "x", 1.5)}, {"dryRun": self.pick(["All"], ["Nope"], [], "All", ["All", "All"])},
            {"kind": "DeleteOptions", "apiVersion": self.pick("v1", "meta.k8s.io/v1", self.subject["apiVersion"], "nope/v1")}, {"kind": "Nope", "apiVersion": "v1"},
            {"nope": 1}, {"preconditions": []}, {"preconditions": {"nope": 1}}, {"ignoreStoreReadErrorWithClusterBreakingPotential": True},
            {"text": self.pick("null", "[]", "x", "{", "5")})
        query = []
        if self.maybe(0.4):
            query.append(self.pick(("propagationPolicy", self.pick("Foreground", "Orphan", "Nope")), ("gracePeriodSeconds", self.pick("0", "x", "-1")),
                                   ("orphanDependents", self.pick("true", "x")), ("dryRun", self.pick("All", "x")), ("preconditions", "x")))
        return self.request("DELETE", self.one(self.pick(self.name(), "absent")), query, options if self.maybe(0.8) else None,
                            self.pick(JSON, JSON, JSON, YAML, "text/plain", ""))

    def delete_all(self):
        query = [("labelSelector", "t={n}" + self.pick("", ",a=1", ",a in (1,2)", ",!a"))]
        if self.maybe(0.3):
            query.append(self.pick(("fieldSelector", "metadata.name=" + self.name()), ("fieldSelector", "metadata.name!=" + self.name()), ("dryRun", "All"),
                                   ("limit", "0"), ("continue", "x"), ("resourceVersion", self.pick("0", "x")), ("uid", "x"), ("propagationPolicy", "Background")))
        body = {"preconditions": {"uid": "x"}} if self.maybe(0.1) else None
        return self.request("DELETE", "{base}", query, body, JSON if body else None)

    # ------------------------------------------------------------------------------------------------- reads
    def get(self):
        query = []
        if self.maybe(0.4):
            query.append(("resourceVersion", self.chance.choice(VERSIONS)))
        if self.maybe(0.1):
            query.append(("pretty", self.pick(*BOOLEANS)))
        accept = self.pick(None, None, None, PARTIAL, TABLE, "text/plain", "*/*", "application/json;as=Nope;v=v1;g=meta.k8s.io", PARTIAL_LIST,
                           "application/json;as=Table;v=v1beta1;g=meta.k8s.io", "application/json;as=Table;v=v9;g=meta.k8s.io", "", PARTIAL + "," + JSON)
        return self.request("GET", self.one(self.pick(self.name(), self.name(), "absent", "Bad_Name")), query, accept=accept)

    def list(self):
        query = [("labelSelector", "t={n}" + self.pick("", "", ",a=1", ",a!=1", ",a in (1,2)", ",!a"))]
        if self.maybe(0.5):
            query.append(("limit", self.pick("1", "2", "500", "0")))
            if self.maybe(0.5):
                query.append(("continue", "{continue}"))
        if self.maybe(0.2):
            query.append(("fieldSelector", self.chance.choice(FIELDS)))
        if self.maybe(0.3):
            query.append(("resourceVersion", self.chance.choice(VERSIONS)))
            if self.maybe(0.5):
                query.append(("resourceVersionMatch", self.chance.choice(MATCHES)))
        accept = self.pick(None, None, None, PARTIAL_LIST, TABLE, PARTIAL, "text/plain")
        return self.request("GET", "{base}", query, accept=accept)

    def list_wrong(self):
        query = []
        for _ in range(self.pick(1, 1, 2, 3)):
            query.append(self.pick(
                ("labelSelector", self.chance.choice(SELECTORS)), ("fieldSelector", self.chance.choice(FIELDS)), ("limit", self.pick("-1", "x", "1.5", "", "99999999999999999999")),
                ("continue", self.pick("x", "", "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiJhIn0", "e30")), ("resourceVersion", self.chance.choice(VERSIONS)),
                ("resourceVersionMatch", self.chance.choice(MATCHES)), ("watch", self.pick("nope", "false", "0", "")), ("timeoutSeconds", self.pick("x", "-1", "1", "0")),
                ("sendInitialEvents", self.pick(*BOOLEANS)), ("allowWatchBookmarks", self.pick(*BOOLEANS)), ("pretty", self.pick(*BOOLEANS)), ("nope", "x"),
                ("includeObject", self.pick("None", "Object", "Nope"))))
        if any(k == "watch" for k, _ in query):
            query = [(k, v) for k, v in query if k != "timeoutSeconds"] + [("timeoutSeconds", "1")]
        # Only this sequence's objects, unless the point is another selector.
        if not any(k == "labelSelector" for k, _ in query):
            query.append(("labelSelector", "t={n}"))
        else:
            query = [(k, v + ",t={n}" if k == "labelSelector" and v in SELECTORS[:8] else v) for k, v in query]
        return self.request("GET", "{base}", query, accept=self.pick(None, None, TABLE))

    def watch(self):
        query = [("watch", self.pick("true", "1")), ("timeoutSeconds", "1"), ("labelSelector", "t={n}")]
        query.append(("resourceVersion", self.pick("{listrv}", "{listrv}", "0", "", "x", "-1", "99999999999")))
        if self.maybe(0.3):
            query.append(("sendInitialEvents", self.pick("true", "false")))
        if self.maybe(0.4):
            query.append(("resourceVersionMatch", self.chance.choice(MATCHES)))
        if self.maybe(0.3):
            query.append(("allowWatchBookmarks", "true"))
        return self.request("GET", "{base}", query, accept=self.pick(None, None, TABLE, PARTIAL))

    def watched(self):
        """A watch, what is written while it is open, and so the events of it. See Side.watched."""
        query = [("watch", "1"), ("timeoutSeconds", "1")]
        selector = "t={n}" + self.pick("", "", ",a=1", ",a!=1", ",!b", ",a in (1,2)")
        query.append(("labelSelector", selector))
        if self.maybe(0.25):
            query.append(("fieldSelector", "metadata.name" + self.pick("=", "!=") + self.name()))
        start = self.pick("from", "from", "now", "state", "any", "initial")
        if start == "from":
            query.append(("resourceVersion", "{listrv}"))
        elif start == "any":
            query.append(("resourceVersion", "0"))
        elif start == "now":
            query += [("sendInitialEvents", "false"), ("resourceVersionMatch", "NotOlderThan")]
        elif start == "initial":
            query += [("sendInitialEvents", "true"), ("resourceVersionMatch", "NotOlderThan")]
        if self.maybe(0.5):
            query.append(("allowWatchBookmarks", "true"))
        if self.maybe(0.2):
            query.append(("includeObject", self.pick("None", "Object", "Metadata")))
        watch = self.request("GET", "{base}", query, accept=self.pick(None, None, TABLE, PARTIAL, "application/json;stream=watch", YAML))
        makers = [self.create, self.update, self.merge_patch, self.apply, self.delete, self.json_patch, self.delete_all]
        if self.subject["status"]:
            makers += [self.status_update, self.status_patch, self.status_apply]
        watch["writes"] = [self.chance.choice(makers)() for _ in range(self.chance.randrange(1, 7))]
        return watch

    def routes(self):
        """Methods and paths that are none."""
        group, version = self.subject["apiVersion"].split("/")
        path = self.pick("{base}/s0/nope", "{base}/s0/status", "{base}/s0/scale", "/apis/" + group + "/" + version + "/nope", "/apis/" + group + "/v9",
                         "/apis/nope/v1", "{base}/s0/status/x", "{base}/", "/nope", "/apis/" + group + "/" + version + "/namespaces/default/nope",
                         "{base}", "{base}/s0", "/apis/" + group + "/" + version + "/watch/" + self.subject["plural"] + "?timeoutSeconds=1", "/api/v2")
        method = self.pick("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "NOPE")
        if path == "{base}" and method in ("DELETE", "GET"):
            method = "PUT"
        body = self.object("s0") if method in ("POST", "PUT", "PATCH") else None
        return self.request(method, path, [], body, {"POST": JSON, "PUT": JSON, "PATCH": MERGE}.get(method))


def changed(last, changes, memory):
    """An object to PUT: what the server last said of it, with the changes of Requests.update and update_wrong."""
    if "whole" in changes:
        body = copy.deepcopy(changes["whole"])
    else:
        body = copy.deepcopy(last)
        body.setdefault("metadata", {})["labels"] = changes["labels"]
        body["spec"] = changes["spec"]
        if "status" in changes:
            body["status"] = changes["status"]
        if changes["finalizers"] == "none":
            body["metadata"].pop("finalizers", None)
    version = {"keep": last.get("metadata", {}).get("resourceVersion"), "old": memory.get("oldrv", "1")}.get(changes["version"])
    if changes["version"] != "given":
        body["metadata"].pop("resourceVersion", None)
        if version:
            body["metadata"]["resourceVersion"] = version
    return body

"""The kinds that requests can be made for: right and wrong values of their specs."""


def flunder_spec(chance):
    return chance.choice([{"reference": "a", "referenceType": "Flunder"}, {"reference": "b", "referenceType": "Flunder"},
                          {"reference": "<&>\u2028", "referenceType": "Flunder"}])


def flunder_wrong(chance):
    """Wrong in type only: what a flunder's values may be is its own business."""
    good = {"reference": "a", "referenceType": "Flunder"}
    return chance.choice([{"reference": 5}, {"reference": ["a"]}, {"reference": {}}, dict(good, nope=1), dict(good, nope={"a": [1]}, other=2),
                          dict(good, Reference="x"), dict(good, reference=True), dict(good, **{"refer\"ence": 1})])


def cluster_spec(chance):
    spec = {}
    if chance.random() < 0.7:
        spec["kubernetesApiEndpoints"] = {"serverEndpoints": [
            {"clientCIDR": chance.choice(["0.0.0.0/0", "10.0.0.0/8"]), "serverAddress": "100.0.0.%d" % chance.randrange(3)}
            for _ in range(chance.randrange(1, 3))]}
        if chance.random() < 0.3:
            spec["kubernetesApiEndpoints"]["caBundle"] = chance.choice(["YQ==", "Yg=="])
    if chance.random() < 0.5:
        spec["authInfo"] = {"providers": [{"name": chance.choice("pq"), "type": {"name": "oidc"}, "config": {chance.choice("xy"): "1"}}]}
    if chance.random() < 0.3:
        spec.setdefault("authInfo", {})["user"] = {"name": chance.choice("uv")}
    return spec


def cluster_wrong(chance):
    return chance.choice([{"nope": 1}, {"authInfo": {"nope": 1}}, {"authInfo": {"providers": [{"name": "p", "nope": 1}]}}, {"authInfo": {"providers": "x"}},
                          {"kubernetesApiEndpoints": {"serverEndpoints": [{"clientCIDR": 5}]}}, {"authInfo": {"user": []}}])


def cluster_status(chance):
    """Of several writers, each with conditions of its own."""
    conditions = [dict({"type": t, "status": chance.choice(["True", "False", "Unknown"])}, **({"reason": "r"} if chance.random() < 0.3 else {}))
                  for t in "ABC" if chance.random() < 0.5]
    return {"conditions": conditions} if conditions or chance.random() < 0.3 else {}


SUBJECTS = {
    "flunders": {"apiVersion": "wardle.example.com/v1alpha1", "kind": "Flunder", "plural": "flunders", "spec": flunder_spec, "wrong": flunder_wrong,
                 "base": "/apis/wardle.example.com/v1alpha1/namespaces/default/flunders", "ignoreWarnings": "is deprecated in v1", "generation": False, "status": None},
    "clusters": {"apiVersion": "clusterregistry.k8s.io/v1alpha1", "kind": "Cluster", "plural": "clusters", "spec": cluster_spec, "wrong": cluster_wrong,
                 "base": "/apis/clusterregistry.k8s.io/v1alpha1/clusters", "ignoreWarnings": None, "generation": True, "status": cluster_status},
}

"""Tests a registry with the official Python client; KUBECONFIG names the access to a server of its own."""
import threading
import unittest

from kubernetes import client, config, dynamic, watch
from kubernetes.client.exceptions import ApiException
from kubernetes.dynamic.exceptions import ConflictError

GROUP = ("clusterregistry.k8s.io", "v1alpha1", "clusters")


def cluster(name, address="1.1.1.1", label="python"):
    return {"apiVersion": "clusterregistry.k8s.io/v1alpha1", "kind": "Cluster", "metadata": {"name": name, "labels": {"test": label}},
            "spec": {"kubernetesApiEndpoints": {"serverEndpoints": [{"clientCIDR": "0.0.0.0/0", "serverAddress": address}]}}}


class PythonClient(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        config.load_kube_config()
        cls.api = client.CustomObjectsApi()

    def test_create_read_replace_patch_delete(self):
        made = self.api.create_cluster_custom_object(*GROUP, cluster("py-crud"))
        self.assertEqual(made["metadata"]["generation"], 1)
        with self.assertRaises(ApiException) as again:
            self.api.create_cluster_custom_object(*GROUP, cluster("py-crud"))
        self.assertEqual(again.exception.status, 409)
        made["spec"] = cluster("py-crud", "2.2.2.2")["spec"]
        replaced = self.api.replace_cluster_custom_object(*GROUP, "py-crud", made)
        self.assertEqual(replaced["metadata"]["generation"], 2)
        patched = self.api.patch_cluster_custom_object(*GROUP, "py-crud", {"metadata": {"annotations": {"a": "b"}}})
        self.assertEqual(patched["metadata"]["annotations"], {"a": "b"})
        operations = [{"op": "remove", "path": "/metadata/annotations/a"}]
        patched = self.api.patch_cluster_custom_object(*GROUP, "py-crud", operations, _content_type="application/json-patch+json")
        self.assertNotIn("a", patched["metadata"].get("annotations", {}))
        made["status"] = {"conditions": [{"type": "Ready", "status": "True"}]}
        made["metadata"].pop("resourceVersion")
        status = self.api.patch_cluster_custom_object_status(*GROUP, "py-crud", {"status": made["status"]})
        self.assertEqual(status["status"], made["status"])
        self.assertEqual(self.api.get_cluster_custom_object(*GROUP, "py-crud")["spec"], replaced["spec"])
        self.api.delete_cluster_custom_object(*GROUP, "py-crud")
        with self.assertRaises(ApiException) as gone:
            self.api.get_cluster_custom_object(*GROUP, "py-crud")
        self.assertEqual(gone.exception.status, 404)

    def test_list_in_pages(self):
        for i in range(5):
            self.api.create_cluster_custom_object(*GROUP, cluster("py-page-%d" % i, label="py-page"))
        names, token, pages = [], "", 0
        while pages == 0 or token:
            page = self.api.list_cluster_custom_object(*GROUP, label_selector="test=py-page", limit=2, _continue=token)
            names += [item["metadata"]["name"] for item in page["items"]]
            token, pages = page["metadata"].get("continue", ""), pages + 1
        self.assertEqual((names, pages), (["py-page-%d" % i for i in range(5)], 3))
        self.api.delete_collection_cluster_custom_object(*GROUP, label_selector="test=py-page")
        self.assertEqual(self.api.list_cluster_custom_object(*GROUP, label_selector="test=py-page")["items"], [])

    def test_watch(self):
        start = self.api.list_cluster_custom_object(*GROUP)["metadata"]["resourceVersion"]

        def change():
            self.api.create_cluster_custom_object(*GROUP, cluster("py-watch", label="py-watch"))
            self.api.patch_cluster_custom_object(*GROUP, "py-watch", {"metadata": {"annotations": {"a": "b"}}})
            self.api.delete_cluster_custom_object(*GROUP, "py-watch")

        changer = threading.Thread(target=change)
        changer.start()
        events = []
        watching = watch.Watch()
        for event in watching.stream(self.api.list_cluster_custom_object, *GROUP, label_selector="test=py-watch",
                                     resource_version=start, timeout_seconds=60):
            events.append(event["type"])
            if event["type"] == "DELETED":
                watching.stop()
        changer.join()
        self.assertEqual(events, ["ADDED", "MODIFIED", "DELETED"])

    def test_watch_from_an_impossible_version(self):
        with self.assertRaises(ApiException) as refused:
            for _ in watch.Watch().stream(self.api.list_cluster_custom_object, *GROUP, resource_version="x", timeout_seconds=5):
                pass
        self.assertEqual(refused.exception.status, 400)

    def test_dynamic_client_and_apply(self):
        clusters = dynamic.DynamicClient(client.ApiClient()).resources.get(api_version="clusterregistry.k8s.io/v1alpha1", kind="Cluster")
        applied = clusters.server_side_apply(body=cluster("py-apply"), name="py-apply", field_manager="one")
        self.assertEqual(applied.metadata.managedFields[0].operation, "Apply")
        with self.assertRaises(ConflictError):
            clusters.server_side_apply(body=cluster("py-apply", "2.2.2.2"), name="py-apply", field_manager="two")
        forced = clusters.server_side_apply(body=cluster("py-apply", "2.2.2.2"), name="py-apply", field_manager="two", force_conflicts=True)
        self.assertEqual(forced.spec.kubernetesApiEndpoints.serverEndpoints[0].serverAddress, "2.2.2.2")
        merged = clusters.patch(name="py-apply", body={"spec": {"authInfo": {"user": {"name": "u"}}}}, content_type="application/strategic-merge-patch+json")
        self.assertEqual(merged.spec.authInfo.user.name, "u")
        clusters.delete(name="py-apply")


if __name__ == "__main__":
    unittest.main(verbosity=2)

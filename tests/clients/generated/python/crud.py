"""CRUD and list with a client that openapi-generator has made."""

import os

import clusterregistry
from clusterregistry.models.io_k8s_apimachinery_pkg_apis_meta_v1_object_meta import IoK8sApimachineryPkgApisMetaV1ObjectMeta as Meta
from clusterregistry.models.io_k8s_clusterregistry_v1alpha1_cluster import IoK8sClusterregistryV1alpha1Cluster as Cluster

configuration = clusterregistry.Configuration(
    host=os.environ["SERVER"],
    ssl_ca_cert=os.environ["DATA"] + "/pki/ca.crt",
    api_key={"BearerToken": "admin-token"},
    api_key_prefix={"BearerToken": "Bearer"},
)
with clusterregistry.ApiClient(configuration) as client:
    clusters = clusterregistry.ClusterregistryV1alpha1Api(client)
    spec = {"kubernetesApiEndpoints": {"serverEndpoints": [{"clientCIDR": "0.0.0.0/0", "serverAddress": "a:6443"}]}}
    wanted = Cluster.from_dict(
        {"apiVersion": "clusterregistry.k8s.io/v1alpha1", "kind": "Cluster", "metadata": {"name": "python"}, "spec": spec}
    )
    made = clusters.create_clusterregistry_v1alpha1_cluster(wanted)
    assert made.metadata.uid and made.metadata.creation_timestamp, made
    made.metadata.labels = {"made-by": "python"}
    made.spec.kubernetes_api_endpoints.server_endpoints[0].server_address = "b:6443"
    updated = clusters.replace_clusterregistry_v1alpha1_cluster("python", made)
    assert updated.metadata.generation == 2, updated
    read = clusters.read_clusterregistry_v1alpha1_cluster("python")
    assert read.spec.kubernetes_api_endpoints.server_endpoints[0].server_address == "b:6443", read
    listed = clusters.list_clusterregistry_v1alpha1_cluster(label_selector="made-by=python")
    assert [item.metadata.name for item in listed.items] == ["python"], listed
    try:
        clusters.create_clusterregistry_v1alpha1_cluster(wanted)
        raise AssertionError("created twice")
    except clusterregistry.ApiException as refused:
        assert refused.status == 409, refused
    clusters.delete_clusterregistry_v1alpha1_cluster("python")
    assert not clusters.list_clusterregistry_v1alpha1_cluster().items
    assert isinstance(made.metadata, Meta)

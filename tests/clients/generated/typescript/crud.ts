// CRUD and list with a client that openapi-generator has made.
import assert from "node:assert/strict";
import { ClusterregistryV1alpha1Api, Configuration, ResponseError } from "./client/index.js";
import type { IoK8sClusterregistryV1alpha1Cluster as Cluster } from "./client/index.js";

const clusters = new ClusterregistryV1alpha1Api(
  new Configuration({ basePath: process.env["SERVER"], headers: { Authorization: "Bearer admin-token" } }),
);
const wanted: Cluster = {
  apiVersion: "clusterregistry.k8s.io/v1alpha1",
  kind: "Cluster",
  metadata: { name: "typescript" },
  spec: { kubernetesApiEndpoints: { serverEndpoints: [{ clientCIDR: "0.0.0.0/0", serverAddress: "a:6443" }] } },
};
const create = () => clusters.createClusterregistryV1alpha1Cluster({ ioK8sClusterregistryV1alpha1Cluster: wanted });
const name = "typescript";

const made = await create();
assert.ok(made.metadata?.uid);
made.metadata.labels = { "made-by": name };
made.spec!.kubernetesApiEndpoints!.serverEndpoints![0]!.serverAddress = "b:6443";
const updated = await clusters.replaceClusterregistryV1alpha1Cluster({ name, ioK8sClusterregistryV1alpha1Cluster: made });
assert.equal(updated.metadata?.generation, 2);
const read = await clusters.readClusterregistryV1alpha1Cluster({ name });
assert.equal(read.spec?.kubernetesApiEndpoints?.serverEndpoints?.[0]?.serverAddress, "b:6443");
const listed = await clusters.listClusterregistryV1alpha1Cluster({ labelSelector: "made-by=typescript" });
assert.deepEqual(listed.items.map((item) => item.metadata?.name), [name]);
await assert.rejects(create, (refused) => refused instanceof ResponseError && refused.response.status === 409);
await clusters.deleteClusterregistryV1alpha1Cluster({ name });
assert.equal((await clusters.listClusterregistryV1alpha1Cluster({})).items.length, 0);

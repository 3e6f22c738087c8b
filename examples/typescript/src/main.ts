// Prints the registered clusters, then every change, until it is stopped. The registry is that of KUBECONFIG.
import { CustomObjectsApi, KubeConfig, makeInformer } from "@kubernetes/client-node";
import { address, type Cluster, type ClusterList, group, plural, version } from "./cluster.js";

const config = new KubeConfig();
config.loadFromDefault();
const api = config.makeApiClient(CustomObjectsApi);

const list = async (): Promise<ClusterList> =>
  (await api.listClusterCustomObject({ group, version, plural })) as ClusterList;

const informer = makeInformer<Cluster>(config, `/apis/${group}/${version}/${plural}`, list);
const print = (change: string) => (cluster: Cluster) =>
  console.log(`${change} ${cluster.metadata.name} ${address(cluster)}`);
informer.on("add", print("added"));
informer.on("update", print("updated"));
informer.on("delete", print("deleted"));
informer.on("error", (problem) => {
  console.error(`trying again: ${problem}`);
  setTimeout(() => void informer.start(), 1000);
});
await informer.start();
console.log(`${informer.list().length} clusters`);

import type { KubernetesListObject, KubernetesObject, V1ObjectMeta } from "@kubernetes/client-node";

export const group = "clusterregistry.k8s.io";
export const version = "v1alpha1";
export const plural = "clusters";

/** As much of a cluster as this example looks at. */
export interface Cluster extends KubernetesObject {
  metadata: V1ObjectMeta;
  spec?: {
    kubernetesApiEndpoints?: {
      serverEndpoints?: { clientCIDR?: string; serverAddress?: string }[];
      caBundle?: string;
    };
  };
  status?: { conditions?: { type: string; status: string; message?: string }[] };
}

export type ClusterList = KubernetesListObject<Cluster>;

export function address(cluster: Cluster): string {
  return cluster.spec?.kubernetesApiEndpoints?.serverEndpoints?.[0]?.serverAddress ?? "(no address)";
}

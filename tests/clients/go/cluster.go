package clients

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

// Cluster is what a Go program would declare for the kind: no generated code is needed to use the registry.
type Cluster struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`
	Spec              ClusterSpec   `json:"spec,omitempty"`
	Status            ClusterStatus `json:"status,omitempty"`
}

type ClusterSpec struct {
	KubernetesAPIEndpoints struct {
		ServerEndpoints []metav1.ServerAddressByClientCIDR `json:"serverEndpoints,omitempty"`
		CABundle        []byte                             `json:"caBundle,omitempty"`
	} `json:"kubernetesApiEndpoints,omitempty"`
}

type ClusterStatus struct {
	Conditions []Condition `json:"conditions,omitempty"`
}

type Condition struct {
	Type               string      `json:"type"`
	Status             string      `json:"status"`
	LastTransitionTime metav1.Time `json:"lastTransitionTime,omitempty"`
	Reason             string      `json:"reason,omitempty"`
}

type ClusterList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Cluster `json:"items"`
}

func (c *Cluster) DeepCopyObject() runtime.Object {
	out := *c
	c.ObjectMeta.DeepCopyInto(&out.ObjectMeta)
	out.Spec.KubernetesAPIEndpoints.ServerEndpoints = append([]metav1.ServerAddressByClientCIDR(nil), c.Spec.KubernetesAPIEndpoints.ServerEndpoints...)
	out.Status.Conditions = append([]Condition(nil), c.Status.Conditions...)
	return &out
}

func (l *ClusterList) DeepCopyObject() runtime.Object {
	out := *l
	out.Items = nil
	for i := range l.Items {
		out.Items = append(out.Items, *l.Items[i].DeepCopyObject().(*Cluster))
	}
	return &out
}

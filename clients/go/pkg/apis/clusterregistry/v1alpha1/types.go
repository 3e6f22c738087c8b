// Code generated from the registry's schema by hack/update-go-client.sh. DO NOT EDIT.

package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// +genclient
// +genclient:nonNamespaced
// +k8s:deepcopy-gen:interfaces=k8s.io/apimachinery/pkg/runtime.Object

// Cluster: A Kubernetes cluster that is known to the registry: where its API server is reached, and how
// clients can authenticate to it.
type Cluster struct {
	metav1.TypeMeta `json:",inline"`
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`

	// How to reach the cluster and how to authenticate to it. Written by those who register it.
	// +optional
	Spec ClusterSpec `json:"spec,omitempty,omitzero"`
	// What was last observed of the cluster. Written by controllers through the status subresource.
	// +optional
	Status ClusterStatus `json:"status,omitempty,omitzero"`
}

// +k8s:deepcopy-gen:interfaces=k8s.io/apimachinery/pkg/runtime.Object

// ClusterList is a list of clusters at one revision.
type ClusterList struct {
	metav1.TypeMeta `json:",inline"`
	// +optional
	metav1.ListMeta `json:"metadata,omitempty"`

	Items []Cluster `json:"items"`
}

// ClusterSpec: How to reach the cluster and how to authenticate to it. Written by those who register it.
type ClusterSpec struct {
	// The endpoints of the cluster's API server, all of one and the same server.
	// +optional
	KubernetesAPIEndpoints KubernetesAPIEndpoints `json:"kubernetesApiEndpoints,omitempty,omitzero"`
	// Public information on how clients get credentials for the cluster. Nothing secret belongs here: the
	// registry does not protect it more than the rest.
	// +optional
	AuthInfo AuthInfo `json:"authInfo,omitempty,omitzero"`
}

// KubernetesAPIEndpoints: The endpoints of the cluster's API server, all of one and the same server.
type KubernetesAPIEndpoints struct {
	// The addresses of the API server, each for the clients of one network. Clients use the first one whose
	// network they are in.
	// +optional
	// +listType=atomic
	ServerEndpoints []ServerAddressByClientCIDR `json:"serverEndpoints,omitempty"`
	// The certificate authorities that clients should trust when they connect to the API server, in PEM,
	// base64-encoded.
	// +optional
	CABundle []byte `json:"caBundle,omitempty"`
}

// ServerAddressByClientCIDR: An address of the API server and the clients it is meant for.
type ServerAddressByClientCIDR struct {
	// The network of the clients that should use this address, such as 10.0.0.0/8, 2001:db8::/32, or 0.0.0.0/0
	// for all.
	// +optional
	ClientCIDR string `json:"clientCIDR,omitempty"`
	// The address: a host name or an IP address, with or without a port, such as api.example.com,
	// api.example.com:6443, 192.0.2.1 or [2001:db8::1]:6443. Not a URL.
	// +optional
	ServerAddress string `json:"serverAddress,omitempty"`
}

// AuthInfo: Public information on how clients get credentials for the cluster. Nothing secret belongs here:
// the registry does not protect it more than the rest.
type AuthInfo struct {
	// The ways to authenticate that the cluster offers.
	// +optional
	// +listType=atomic
	Providers []AuthProviderConfig `json:"providers,omitempty"`
	// An object that holds what people need to authenticate. The reader must have access to it; the registry
	// never follows the reference.
	// +optional
	User *ObjectReference `json:"user,omitempty"`
	// An object that holds what controllers need to authenticate. The registry never follows the reference.
	// +optional
	Controller *ObjectReference `json:"controller,omitempty"`
}

// AuthProviderConfig: One way to authenticate.
type AuthProviderConfig struct {
	// The name of this configuration.
	// +optional
	Name string `json:"name,omitempty"`
	// What sort of provider this is, so that a client can choose the one that suits it: a controller may look
	// for a service account, a person for a login page.
	// +optional
	Type AuthProviderType `json:"type,omitempty,omitzero"`
	// What a client must know to use the provider, such as the address of an issuer. The keys depend on the
	// type.
	// +optional
	Config map[string]string `json:"config,omitempty"`
}

// AuthProviderType: What sort of provider this is, so that a client can choose the one that suits it: a
// controller may look for a service account, a person for a login page.
type AuthProviderType struct {
	// The name of the type.
	// +optional
	Name string `json:"name,omitempty"`
}

// ObjectReference: An object that holds what people need to authenticate. The reader must have access to it;
// the registry never follows the reference.
type ObjectReference struct {
	// The kind of the object, such as Secret.
	// +optional
	Kind string `json:"kind,omitempty"`
	// The name of the object.
	// +optional
	Name string `json:"name,omitempty"`
	// The namespace of the object.
	// +optional
	Namespace string `json:"namespace,omitempty"`
}

// ClusterStatus: What was last observed of the cluster. Written by controllers through the status
// subresource.
type ClusterStatus struct {
	// The conditions of the cluster, one per type. Several controllers may own one each.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []ClusterCondition `json:"conditions,omitempty" patchStrategy:"merge" patchMergeKey:"type"`
}

// ClusterCondition: One aspect of the cluster's state.
type ClusterCondition struct {
	// The aspect, such as OK.
	Type string `json:"type"`
	// Whether the condition holds. True, False or Unknown.
	Status string `json:"status"`
	// When the condition was last checked.
	// +optional
	LastHeartbeatTime metav1.Time `json:"lastHeartbeatTime,omitempty,omitzero"`
	// When the status last changed.
	// +optional
	LastTransitionTime metav1.Time `json:"lastTransitionTime,omitempty,omitzero"`
	// Why it changed, as one word for programs.
	// +optional
	Reason string `json:"reason,omitempty"`
	// Why it changed, as a sentence for people.
	// +optional
	Message string `json:"message,omitempty"`
}

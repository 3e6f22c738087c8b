// Code generated from the registry's schema by hack/update-go-client.sh. DO NOT EDIT.

// Package v1alpha1 has the types of clusterregistry.k8s.io/v1alpha1.
//
// +k8s:deepcopy-gen=package
// +groupName=clusterregistry.k8s.io
package v1alpha1

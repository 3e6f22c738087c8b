// Package clients tests the registry with the Go clients: client-go, and controller-runtime on top of it.
//
// KUBECONFIG names the administrator's access to a server of the test's own.
package clients

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
)

const patience = 30 * time.Second

var (
	clusters = schema.GroupVersionResource{Group: "clusterregistry.k8s.io", Version: "v1alpha1", Resource: "clusters"}
	kind     = clusters.GroupVersion().WithKind("Cluster")
)

func TestMain(m *testing.M) {
	flags := flag.NewFlagSet("klog", flag.ContinueOnError)
	klog.InitFlags(flags)
	_ = flags.Set("logtostderr", "false")
	_ = flags.Set("alsologtostderr", "false")
	klog.SetOutput(io.Discard)
	os.Exit(m.Run())
}

func config(t *testing.T) *rest.Config {
	t.Helper()
	c, err := clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG"))
	if err != nil {
		t.Fatal(err)
	}
	c.QPS = -1
	return c
}

func resource(t *testing.T) dynamic.ResourceInterface {
	t.Helper()
	return dynamic.NewForConfigOrDie(config(t)).Resource(clusters)
}

func background(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
	t.Cleanup(cancel)
	return ctx
}

// cluster makes an object with one endpoint.
func cluster(name, label, address string) *unstructured.Unstructured {
	u := &unstructured.Unstructured{Object: map[string]any{
		"spec": map[string]any{"kubernetesApiEndpoints": map[string]any{"serverEndpoints": []any{
			map[string]any{"clientCIDR": "0.0.0.0/0", "serverAddress": address}}}},
	}}
	u.SetGroupVersionKind(kind)
	u.SetName(name)
	u.SetLabels(map[string]string{"test": label})
	return u
}

func address(u *unstructured.Unstructured) string {
	endpoints, _, _ := unstructured.NestedSlice(u.Object, "spec", "kubernetesApiEndpoints", "serverEndpoints")
	if len(endpoints) == 0 {
		return ""
	}
	return fmt.Sprint(endpoints[0].(map[string]any)["serverAddress"])
}

func must[T any](value T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	end := time.Now().Add(patience)
	for !holds() {
		if time.Now().After(end) {
			t.Fatalf("not within %s: %s", patience, what)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

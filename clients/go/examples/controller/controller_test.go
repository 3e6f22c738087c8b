package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"dev.clusterregistry/client-go/pkg/apis/clusterregistry/v1alpha1"
	"dev.clusterregistry/client-go/pkg/client/clientset_generated/clientset/fake"
	informers "dev.clusterregistry/client-go/pkg/client/informers_generated/externalversions"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// The generated fake serves the controller; the web hook fails once, to be asked again.
func TestAddedAndRemovedClustersAreTold(t *testing.T) {
	messages, failures := make(chan string, 10), make(chan bool, 1)
	failures <- true
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-failures:
			http.Error(w, "not now", http.StatusServiceUnavailable)
		default:
			body := map[string]string{}
			_ = json.NewDecoder(r.Body).Decode(&body)
			messages <- body["text"]
		}
	}))
	defer hook.Close()

	clusters := fake.NewSimpleClientset(&v1alpha1.Cluster{ObjectMeta: metav1.ObjectMeta{Name: "a"}})
	factory := informers.NewSharedInformerFactory(clusters, time.Minute)
	c := newController(factory.Clusterregistry().V1alpha1().Clusters(), &slack{url: hook.URL})
	factory.Start(t.Context().Done())
	go func() { _ = c.run(t.Context(), 2) }()

	expect := func(wanted string) {
		t.Helper()
		select {
		case got := <-messages:
			if got != wanted {
				t.Fatalf("expected %q, got %q", wanted, got)
			}
		case <-time.After(time.Minute):
			t.Fatalf("not told: %s", wanted)
		}
	}
	expect("Cluster a was added.")
	api := clusters.ClusterregistryV1alpha1().Clusters()
	if _, err := api.Create(t.Context(), &v1alpha1.Cluster{ObjectMeta: metav1.ObjectMeta{Name: "b"}}, metav1.CreateOptions{}); err != nil {
		t.Fatal(err)
	}
	expect("Cluster b was added.")
	if err := api.Delete(t.Context(), "a", metav1.DeleteOptions{}); err != nil {
		t.Fatal(err)
	}
	expect("Cluster a was removed.")
}

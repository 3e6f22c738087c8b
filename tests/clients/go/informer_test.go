package clients

import (
	"sync/atomic"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/dynamicinformer"
	clientfeatures "k8s.io/client-go/features"
	clientfeaturestesting "k8s.io/client-go/features/testing"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/metadata/metadatainformer"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
)

// watchLists runs a test with and without lists that are streamed as watches.
func watchLists(t *testing.T, test func(t *testing.T)) {
	for name, on := range map[string]bool{"WatchList": true, "List": false} {
		t.Run(name, func(t *testing.T) {
			clientfeaturestesting.SetFeatureDuringTest(t, clientfeatures.WatchListClient, on)
			test(t)
		})
	}
}

func TestDynamicInformer(t *testing.T) {
	watchLists(t, func(t *testing.T) {
		factory := dynamicinformer.NewDynamicSharedInformerFactory(dynamic.NewForConfigOrDie(config(t)), 0)
		factory.ForResource(clusters).Informer()
		factory.Start(t.Context().Done())
		factory.WaitForCacheSync(t.Context().Done())
		follow(t, factory.ForResource(clusters).Informer())
	})
}

func TestMetadataInformer(t *testing.T) {
	watchLists(t, func(t *testing.T) {
		factory := metadatainformer.NewSharedInformerFactory(metadata.NewForConfigOrDie(config(t)), 0)
		factory.ForResource(clusters).Informer()
		factory.Start(t.Context().Done())
		factory.WaitForCacheSync(t.Context().Done())
		follow(t, factory.ForResource(clusters).Informer())
	})
}

// A program that has declared the kind reads it with the REST client, as generated clients do.
func TestTypedInformer(t *testing.T) {
	watchLists(t, func(t *testing.T) {
		scheme := runtime.NewScheme()
		scheme.AddKnownTypes(clusters.GroupVersion(), &Cluster{}, &ClusterList{})
		metav1.AddToGroupVersion(scheme, clusters.GroupVersion())
		c := config(t)
		version := clusters.GroupVersion()
		c.GroupVersion, c.APIPath = &version, "/apis"
		c.NegotiatedSerializer = serializer.NewCodecFactory(scheme).WithoutConversion()
		client, err := rest.RESTClientFor(c)
		if err != nil {
			t.Fatal(err)
		}
		source := cache.NewListWatchFromClient(client, "clusters", metav1.NamespaceAll, fields.Everything())
		informer := cache.NewSharedIndexInformer(source, &Cluster{}, 0, cache.Indexers{})
		go informer.Run(t.Context().Done())
		cache.WaitForCacheSync(t.Context().Done(), informer.HasSynced)
		follow(t, informer)
		for _, object := range informer.GetStore().List() {
			if _, ok := object.(*Cluster); !ok {
				t.Fatalf("not typed: %T", object)
			}
		}
	})
}

// follow changes clusters and expects the informer to say so.
func follow(t *testing.T, informer cache.SharedIndexInformer) {
	ctx, c := background(t), resource(t)
	var added, updated, deleted atomic.Int32
	mine := func(object any, count *atomic.Int32) {
		if unknown, ok := object.(cache.DeletedFinalStateUnknown); ok {
			object = unknown.Obj
		}
		if object.(metav1.Object).GetLabels()["test"] == "informed" {
			count.Add(1)
		}
	}
	registration, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(o any) { mine(o, &added) },
		UpdateFunc: func(_, o any) { mine(o, &updated) },
		DeleteFunc: func(o any) { mine(o, &deleted) },
	})
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "synced", registration.HasSynced)
	for _, name := range []string{"go-informed-a", "go-informed-b"} {
		made := must(c.Create(ctx, cluster(name, "informed", "1.1.1.1"), metav1.CreateOptions{}))(t)
		must(c.Update(ctx, withAddress(made, "2.2.2.2"), metav1.UpdateOptions{}))(t)
	}
	eventually(t, "two added, two updated", func() bool { return added.Load() == 2 && updated.Load() == 2 })
	listed := 0
	for _, object := range informer.GetStore().List() {
		if labels.SelectorFromSet(labels.Set{"test": "informed"}).Matches(labels.Set(object.(metav1.Object).GetLabels())) {
			listed++
		}
	}
	if listed != 2 {
		t.Fatalf("%d in the store", listed)
	}
	if err := c.DeleteCollection(ctx, metav1.DeleteOptions{}, metav1.ListOptions{LabelSelector: "test=informed"}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "two deleted", func() bool { return deleted.Load() == 2 })
}

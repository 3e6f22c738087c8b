package clients

import (
	"testing"
	"time"

	"dev.clusterregistry/client-go/pkg/apis/clusterregistry/v1alpha1"
	applied "dev.clusterregistry/client-go/pkg/client/applyconfigurations_generated/clusterregistry/v1alpha1"
	"dev.clusterregistry/client-go/pkg/client/clientset_generated/clientset"
	informers "dev.clusterregistry/client-go/pkg/client/informers_generated/externalversions"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/watch"
)

// typed makes a cluster of the generated type.
func typed(name, label, address string) *v1alpha1.Cluster {
	return &v1alpha1.Cluster{
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{"test": label}},
		Spec: v1alpha1.ClusterSpec{
			KubernetesAPIEndpoints: v1alpha1.KubernetesAPIEndpoints{
				CABundle:        []byte("ca"),
				ServerEndpoints: []v1alpha1.ServerAddressByClientCIDR{{ClientCIDR: "0.0.0.0/0", ServerAddress: address}},
			},
			AuthInfo: v1alpha1.AuthInfo{User: &v1alpha1.ObjectReference{Kind: "Secret", Name: name}},
		},
	}
}

func TestGeneratedClient(t *testing.T) {
	ctx := background(t)
	clusters := must(clientset.NewForConfig(config(t)))(t).ClusterregistryV1alpha1().Clusters()
	made := must(clusters.Create(ctx, typed("go-generated", "generated", "a:6443"), metav1.CreateOptions{}))(t)
	if made.UID == "" || string(made.Spec.KubernetesAPIEndpoints.CABundle) != "ca" || made.Spec.AuthInfo.User.Name != made.Name {
		t.Fatalf("made %v", made)
	}
	events := must(clusters.Watch(ctx, metav1.ListOptions{LabelSelector: "test=generated", ResourceVersion: made.ResourceVersion}))(t)
	defer events.Stop()

	made.Spec.KubernetesAPIEndpoints.ServerEndpoints[0].ServerAddress = "b:6443"
	updated := must(clusters.Update(ctx, made, metav1.UpdateOptions{}))(t)
	if _, err := clusters.Update(ctx, made, metav1.UpdateOptions{}); !apierrors.IsConflict(err) {
		t.Fatalf("expected a conflict, got %v", err)
	}
	updated.Status.Conditions = []v1alpha1.ClusterCondition{{Type: "OK", Status: "True", LastHeartbeatTime: metav1.Now()}}
	observed := must(clusters.UpdateStatus(ctx, updated, metav1.UpdateOptions{}))(t)
	if len(observed.Status.Conditions) != 1 || observed.Status.Conditions[0].LastHeartbeatTime.IsZero() {
		t.Fatalf("observed %v", observed.Status)
	}
	patch := []byte(`{"status":{"conditions":[{"type":"Late","status":"False"}]}}`)
	patched := must(clusters.Patch(ctx, made.Name, types.StrategicMergePatchType, patch, metav1.PatchOptions{}, "status"))(t)
	if len(patched.Status.Conditions) != 2 {
		t.Fatalf("patched %v", patched.Status)
	}
	wanted := applied.Cluster(made.Name).WithLabels(map[string]string{"applied": "yes"})
	if got := must(clusters.Apply(ctx, wanted, metav1.ApplyOptions{FieldManager: "go"}))(t); got.Labels["applied"] != "yes" {
		t.Fatalf("applied %v", got.Labels)
	}
	if got := must(clusters.Get(ctx, made.Name, metav1.GetOptions{}))(t); got.Spec.KubernetesAPIEndpoints.ServerEndpoints[0].ServerAddress != "b:6443" {
		t.Fatalf("got %v", got.Spec)
	}
	if list := must(clusters.List(ctx, metav1.ListOptions{LabelSelector: "test=generated"}))(t); len(list.Items) != 1 {
		t.Fatalf("listed %d", len(list.Items))
	}
	if err := clusters.Delete(ctx, made.Name, metav1.DeleteOptions{}); err != nil {
		t.Fatal(err)
	}
	for event := range events.ResultChan() {
		if _, ok := event.Object.(*v1alpha1.Cluster); !ok {
			t.Fatalf("watched %T", event.Object)
		}
		if event.Type == watch.Deleted {
			break
		}
	}
	if _, err := clusters.Get(ctx, made.Name, metav1.GetOptions{}); !apierrors.IsNotFound(err) {
		t.Fatalf("expected that it is gone, got %v", err)
	}
}

func TestGeneratedInformer(t *testing.T) {
	watchLists(t, func(t *testing.T) {
		factory := informers.NewSharedInformerFactory(must(clientset.NewForConfig(config(t)))(t), time.Minute)
		shared := factory.Clusterregistry().V1alpha1().Clusters()
		shared.Informer()
		factory.Start(t.Context().Done())
		factory.WaitForCacheSync(t.Context().Done())
		follow(t, shared.Informer())
		eventually(t, "the lister is empty", func() bool {
			left, err := shared.Lister().List(labels.SelectorFromSet(labels.Set{"test": "informed"}))
			return err == nil && len(left) == 0
		})
	})
}

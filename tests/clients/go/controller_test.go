package clients

import (
	"context"
	"testing"

	"github.com/go-logr/logr"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"
)

const finalizer = "tests.clusterregistry.dev/finalizer"

// reconciler marks every cluster as seen, and lets go of those that are deleted.
type reconciler struct{ client.Client }

func (r *reconciler) Reconcile(ctx context.Context, request ctrl.Request) (ctrl.Result, error) {
	var c Cluster
	if err := r.Get(ctx, request.NamespacedName, &c); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if c.Labels["test"] != "controller" {
		return ctrl.Result{}, nil
	}
	if !c.DeletionTimestamp.IsZero() {
		controllerutil.RemoveFinalizer(&c, finalizer)
		return ctrl.Result{}, client.IgnoreNotFound(r.Update(ctx, &c))
	}
	if controllerutil.AddFinalizer(&c, finalizer) {
		return ctrl.Result{}, r.Update(ctx, &c)
	}
	before := c.DeepCopyObject().(*Cluster)
	c.Status.Conditions = []Condition{{Type: "Seen", Status: "True"}}
	return ctrl.Result{}, r.Status().Patch(ctx, &c, client.MergeFrom(before))
}

func TestControllerReconcilesClusters(t *testing.T) {
	ctrl.SetLogger(logr.Discard())
	scheme := runtime.NewScheme()
	scheme.AddKnownTypes(clusters.GroupVersion(), &Cluster{}, &ClusterList{})
	metav1.AddToGroupVersion(scheme, clusters.GroupVersion())
	manager := must(ctrl.NewManager(config(t), ctrl.Options{
		Scheme: scheme, LeaderElection: false, Metrics: server.Options{BindAddress: "0"}}))(t)
	if err := ctrl.NewControllerManagedBy(manager).For(&Cluster{}).Complete(&reconciler{manager.GetClient()}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(background(t))
	ended := make(chan error, 1)
	go func() { ended <- manager.Start(ctx) }()

	c := must(client.New(config(t), client.Options{Scheme: scheme}))(t)
	names := []string{"go-controller-a", "go-controller-b", "go-controller-c"}
	for _, name := range names {
		made := &Cluster{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{"test": "controller"}}}
		if err := c.Create(ctx, made); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "every cluster is seen", func() bool {
		var list ClusterList
		if err := c.List(ctx, &list, client.MatchingLabels{"test": "controller"}); err != nil {
			t.Fatal(err)
		}
		seen := 0
		for _, item := range list.Items {
			if len(item.Status.Conditions) == 1 && controllerutil.ContainsFinalizer(&item, finalizer) {
				seen++
			}
		}
		return seen == len(names)
	})
	if err := c.DeleteAllOf(ctx, &Cluster{}, client.MatchingLabels{"test": "controller"}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "every cluster is let go", func() bool {
		var list ClusterList
		if err := c.List(ctx, &list, client.MatchingLabels{"test": "controller"}); err != nil {
			t.Fatal(err)
		}
		return len(list.Items) == 0
	})
	stop()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
}

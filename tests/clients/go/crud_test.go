package clients

import (
	"context"
	"sync"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/openapi3"
	"k8s.io/client-go/tools/pager"
	"k8s.io/client-go/util/retry"
)

func TestDiscovery(t *testing.T) {
	d := discovery.NewDiscoveryClientForConfigOrDie(config(t))
	groups, lists, err := d.ServerGroupsAndResources()
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, list := range lists {
		for _, r := range list.APIResources {
			found = found || list.GroupVersion == clusters.GroupVersion().String() && r.Kind == "Cluster" && !r.Namespaced
		}
	}
	if !found || len(groups) == 0 {
		t.Fatalf("clusters are not among %v %v", groups, lists)
	}
	version := must(d.ServerVersion())(t)
	if version.Major != "1" {
		t.Fatalf("version %v", version)
	}
	must(openapi3.NewRoot(d.OpenAPIV3()).GVSpec(clusters.GroupVersion()))(t)
	must(d.OpenAPISchema())(t)
}

func TestCreateReadUpdateDeleteOfADynamicObject(t *testing.T) {
	ctx, c := background(t), resource(t)
	made := must(c.Create(ctx, cluster("go-crud", "crud", "1.1.1.1"), metav1.CreateOptions{FieldManager: "go", FieldValidation: "Strict"}))(t)
	if made.GetUID() == "" || made.GetGeneration() != 1 {
		t.Fatalf("made %v", made)
	}
	_, err := c.Create(ctx, cluster("go-crud", "crud", "1.1.1.1"), metav1.CreateOptions{})
	if !apierrors.IsAlreadyExists(err) {
		t.Fatalf("expected AlreadyExists, got %v", err)
	}
	changed := must(c.Update(ctx, withAddress(made, "2.2.2.2"), metav1.UpdateOptions{}))(t)
	if changed.GetGeneration() != 2 || address(changed) != "2.2.2.2" {
		t.Fatalf("changed %v", changed)
	}
	_, err = c.Update(ctx, withAddress(made, "3.3.3.3"), metav1.UpdateOptions{})
	if !apierrors.IsConflict(err) {
		t.Fatalf("expected Conflict, got %v", err)
	}
	patched := must(c.Patch(ctx, "go-crud", types.MergePatchType, []byte(`{"metadata":{"annotations":{"a":"b"}}}`), metav1.PatchOptions{}))(t)
	if patched.GetAnnotations()["a"] != "b" || patched.GetGeneration() != 2 {
		t.Fatalf("patched %v", patched)
	}
	must(c.Patch(ctx, "go-crud", types.JSONPatchType, []byte(`[{"op":"remove","path":"/metadata/annotations/a"}]`), metav1.PatchOptions{}))(t)
	_, err = c.Patch(ctx, "go-crud", types.MergePatchType, []byte(`{"metadata":{"labels":{"a b":"c"}}}`), metav1.PatchOptions{})
	if !apierrors.IsInvalid(err) || !apierrors.HasStatusCause(err, metav1.CauseTypeFieldValueInvalid) {
		t.Fatalf("expected Invalid, got %v", err)
	}
	wrong := types.UID("wrong")
	err = c.Delete(ctx, "go-crud", metav1.DeleteOptions{Preconditions: &metav1.Preconditions{UID: &wrong}})
	if !apierrors.IsConflict(err) {
		t.Fatalf("expected Conflict, got %v", err)
	}
	if err = c.Delete(ctx, "go-crud", metav1.DeleteOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err = c.Get(ctx, "go-crud", metav1.GetOptions{}); !apierrors.IsNotFound(err) {
		t.Fatalf("expected NotFound, got %v", err)
	}
}

func withAddress(u *unstructured.Unstructured, to string) *unstructured.Unstructured {
	out := u.DeepCopy()
	out.Object["spec"] = cluster("", "", to).Object["spec"]
	return out
}

func TestStatusIsWrittenByItsSubresourceOnly(t *testing.T) {
	ctx, c := background(t), resource(t)
	made := must(c.Create(ctx, cluster("go-status", "status", "1.1.1.1"), metav1.CreateOptions{}))(t)
	made.Object["status"] = map[string]any{"conditions": []any{map[string]any{"type": "OK", "status": "True"}}}
	updated := must(c.Update(ctx, made, metav1.UpdateOptions{}))(t)
	if _, found, _ := unstructured.NestedSlice(updated.Object, "status", "conditions"); found {
		t.Fatalf("update wrote the status: %v", updated)
	}
	status := must(c.UpdateStatus(ctx, made, metav1.UpdateOptions{}))(t)
	var typed Cluster
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(status.Object, &typed); err != nil {
		t.Fatal(err)
	}
	if len(typed.Status.Conditions) != 1 || typed.Status.Conditions[0].Status != "True" || typed.Generation != 1 {
		t.Fatalf("status %v", status)
	}
}

func TestApplyTakesOverOnlyByForce(t *testing.T) {
	ctx, c := background(t), resource(t)
	one := must(c.Apply(ctx, "go-apply", cluster("go-apply", "apply", "1.1.1.1"), metav1.ApplyOptions{FieldManager: "one"}))(t)
	again := must(c.Apply(ctx, "go-apply", cluster("go-apply", "apply", "1.1.1.1"), metav1.ApplyOptions{FieldManager: "one"}))(t)
	if one.GetResourceVersion() != again.GetResourceVersion() {
		t.Fatal("an apply of the same wrote")
	}
	_, err := c.Apply(ctx, "go-apply", cluster("go-apply", "apply", "2.2.2.2"), metav1.ApplyOptions{FieldManager: "two"})
	if !apierrors.IsConflict(err) || !apierrors.HasStatusCause(err, metav1.CauseTypeFieldManagerConflict) {
		t.Fatalf("expected a conflict of field managers, got %v", err)
	}
	forced := must(c.Apply(ctx, "go-apply", cluster("go-apply", "apply", "2.2.2.2"), metav1.ApplyOptions{FieldManager: "two", Force: true}))(t)
	if address(forced) != "2.2.2.2" || len(forced.GetManagedFields()) != 2 {
		t.Fatalf("forced %v", forced)
	}
	status := cluster("go-apply", "apply", "")
	delete(status.Object, "spec")
	status.SetLabels(nil)
	status.Object["status"] = map[string]any{"conditions": []any{map[string]any{"type": "OK", "status": "True"}}}
	applied := must(c.ApplyStatus(ctx, "go-apply", status, metav1.ApplyOptions{FieldManager: "probe"}))(t)
	if conditions, _, _ := unstructured.NestedSlice(applied.Object, "status", "conditions"); len(conditions) != 1 {
		t.Fatalf("applied %v", applied)
	}
}

func TestWritersThatRetryOnConflictLoseNothing(t *testing.T) {
	ctx, c := background(t), resource(t)
	must(c.Create(ctx, cluster("go-retry", "retry", "1.1.1.1"), metav1.CreateOptions{}))(t)
	const writers, times = 6, 10
	var group sync.WaitGroup
	backoff := retry.DefaultRetry
	backoff.Steps = 500
	for range writers {
		group.Go(func() {
			for range times {
				if err := retry.RetryOnConflict(backoff, func() error {
					u, err := c.Get(ctx, "go-retry", metav1.GetOptions{})
					if err != nil {
						return err
					}
					u.SetAnnotations(map[string]string{"count": u.GetAnnotations()["count"] + "x"})
					_, err = c.Update(ctx, u, metav1.UpdateOptions{})
					return err
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if count := len(must(c.Get(ctx, "go-retry", metav1.GetOptions{}))(t).GetAnnotations()["count"]); count != writers*times {
		t.Fatalf("%d writes are there, expected %d", count, writers*times)
	}
}

func TestPagesAndMetadata(t *testing.T) {
	ctx, c := background(t), resource(t)
	for _, name := range []string{"go-page-a", "go-page-b", "go-page-c", "go-page-d", "go-page-e"} {
		must(c.Create(ctx, cluster(name, "page", "1.1.1.1"), metav1.CreateOptions{}))(t)
	}
	pages := 0
	p := pager.New(func(ctx context.Context, options metav1.ListOptions) (runtime.Object, error) {
		pages++
		options.LabelSelector = "test=page"
		return c.List(ctx, options)
	})
	p.PageSize = 2
	seen := 0
	if err := p.EachListItem(ctx, metav1.ListOptions{}, func(runtime.Object) error { seen++; return nil }); err != nil {
		t.Fatal(err)
	}
	if seen != 5 || pages != 3 {
		t.Fatalf("%d objects on %d pages", seen, pages)
	}
	m := metadata.NewForConfigOrDie(config(t)).Resource(clusters)
	list := must(m.List(ctx, metav1.ListOptions{LabelSelector: "test=page"}))(t)
	if len(list.Items) != 5 || list.Items[0].Labels["test"] != "page" {
		t.Fatalf("metadata %v", list)
	}
	if one := must(m.Get(ctx, "go-page-a", metav1.GetOptions{}))(t); one.Name != "go-page-a" || one.UID == "" {
		t.Fatalf("metadata %v", one)
	}
	must(m.Patch(ctx, "go-page-a", types.MergePatchType, []byte(`{"metadata":{"labels":{"test":"paged"}}}`), metav1.PatchOptions{}))(t)
	if err := m.DeleteCollection(ctx, metav1.DeleteOptions{}, metav1.ListOptions{LabelSelector: "test in (page,paged)"}); err != nil {
		t.Fatal(err)
	}
	if left := must(c.List(ctx, metav1.ListOptions{LabelSelector: "test in (page,paged)"}))(t); len(left.Items) != 0 {
		t.Fatalf("left %v", left)
	}
}

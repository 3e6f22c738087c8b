package clients

import (
	"testing"

	authorization "k8s.io/api/authorization/v1"
	rbac "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/rest"
)

// protobuf is a configuration that takes no JSON.
func protobuf(t *testing.T) *rest.Config {
	t.Helper()
	c := config(t)
	c.ContentType = runtime.ContentTypeProtobuf
	c.AcceptContentTypes = runtime.ContentTypeProtobuf
	return c
}

func TestTypedClientsSpeakProtobuf(t *testing.T) {
	ctx := background(t)
	client := must(kubernetes.NewForConfig(protobuf(t)))(t)
	roles := client.RbacV1().ClusterRoles()
	wanted := &rbac.ClusterRole{
		ObjectMeta: metav1.ObjectMeta{Name: "go-protobuf", Labels: map[string]string{"test": "protobuf", "empty": ""}},
		Rules:      []rbac.PolicyRule{{Verbs: []string{"get"}, APIGroups: []string{""}, Resources: []string{"namespaces"}}},
	}
	made := must(roles.Create(ctx, wanted, metav1.CreateOptions{FieldManager: "go"}))(t)
	if made.UID == "" || made.CreationTimestamp.IsZero() || len(made.Rules) != 1 || made.Rules[0].APIGroups[0] != "" {
		t.Fatalf("made %v", made)
	}
	if len(made.ManagedFields) != 1 || len(made.ManagedFields[0].FieldsV1.Raw) == 0 {
		t.Fatalf("managed by %v", made.ManagedFields)
	}
	selected := metav1.ListOptions{LabelSelector: "test=protobuf"}
	list := must(roles.List(ctx, selected))(t)
	if len(list.Items) != 1 || list.ResourceVersion == "" {
		t.Fatalf("listed %v", list)
	}
	selected.ResourceVersion = list.ResourceVersion
	events := must(roles.Watch(ctx, selected))(t)
	defer events.Stop()
	made.Rules[0].Verbs = []string{"get", "list"}
	must(roles.Update(ctx, made, metav1.UpdateOptions{}))(t)
	if err := roles.Delete(ctx, made.Name, metav1.DeleteOptions{Preconditions: metav1.NewUIDPreconditions(string(made.UID))}); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []watch.EventType{watch.Modified, watch.Deleted} {
		event := <-events.ResultChan()
		role, ok := event.Object.(*rbac.ClusterRole)
		if event.Type != kind || !ok || len(role.Rules[0].Verbs) != 2 {
			t.Fatalf("expected %s, got %v", kind, event)
		}
	}
	review := must(client.AuthorizationV1().SelfSubjectAccessReviews().Create(ctx, &authorization.SelfSubjectAccessReview{
		Spec: authorization.SelfSubjectAccessReviewSpec{ResourceAttributes: &authorization.ResourceAttributes{Verb: "list", Resource: "namespaces"}},
	}, metav1.CreateOptions{}))(t)
	if !review.Status.Allowed {
		t.Fatalf("reviewed %v", review)
	}
}

func TestTheMetadataClientSpeaksProtobuf(t *testing.T) {
	ctx, objects := background(t), resource(t)
	made := must(objects.Create(ctx, cluster("go-protobuf", "protobuf", "1.1.1.1"), metav1.CreateOptions{}))(t)
	client := metadata.NewForConfigOrDie(config(t)).Resource(clusters)
	one := must(client.Get(ctx, made.GetName(), metav1.GetOptions{}))(t)
	if one.UID != made.GetUID() || one.Labels["test"] != "protobuf" {
		t.Fatalf("got %v", one)
	}
	list := must(client.List(ctx, metav1.ListOptions{LabelSelector: "test=protobuf"}))(t)
	events := must(client.Watch(ctx, metav1.ListOptions{LabelSelector: "test=protobuf", ResourceVersion: list.ResourceVersion}))(t)
	defer events.Stop()
	if err := client.Delete(ctx, made.GetName(), metav1.DeleteOptions{}); err != nil {
		t.Fatal(err)
	}
	if event := <-events.ResultChan(); event.Type != watch.Deleted || len(list.Items) != 1 {
		t.Fatalf("got %v", event)
	}
}

func TestDiscoveryDocumentsAreProtobufToo(t *testing.T) {
	ctx := background(t)
	client := must(kubernetes.NewForConfig(protobuf(t)))(t)
	list := &metav1.APIResourceList{}
	request := client.Discovery().RESTClient().Get().AbsPath("/apis/" + clusters.GroupVersion().String())
	if err := request.Do(ctx).Into(list); err != nil {
		t.Fatal(err)
	}
	if len(list.APIResources) == 0 || list.APIResources[0].Name != "clusters" || len(list.APIResources[0].Verbs) != 8 {
		t.Fatalf("got %v", list)
	}
}

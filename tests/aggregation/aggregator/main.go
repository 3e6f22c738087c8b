// The aggregation layer of kube-apiserver alone: k8s.io/kube-aggregator as kube-apiserver runs it, with APIServices in an
// etcd. Another API server, the host, knows its users and their rights. There is one Service, --service, and --backend says where it leads.
package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"

	"github.com/spf13/cobra"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/sets"
	openapinamer "k8s.io/apiserver/pkg/endpoints/openapi"
	genericapiserver "k8s.io/apiserver/pkg/server"
	"k8s.io/apiserver/pkg/server/filters"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/component-base/cli"
	"k8s.io/kube-aggregator/pkg/apiserver"
	aggregatorscheme "k8s.io/kube-aggregator/pkg/apiserver/scheme"
	"k8s.io/kube-aggregator/pkg/cmd/server"
	"k8s.io/kube-aggregator/pkg/generated/openapi"
)


// backend is where the one Service leads.
type backend string

func (b backend) ResolveEndpoint(_, _ string, _ int32) (*url.URL, error) {
	return &url.URL{Scheme: "https", Host: string(b)}, nil
}

// cluster plays the Service and the EndpointSlice that a cluster would have.
func cluster(namespace, service string) informers.SharedInformerFactory {
	ready, name, port := true, "https", int32(443)
	labels := map[string]string{discoveryv1.LabelServiceName: service}
	return informers.NewSharedInformerFactory(fake.NewClientset(
		&corev1.Service{
			ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: service},
			Spec: corev1.ServiceSpec{
				Type:  corev1.ServiceTypeClusterIP,
				Ports: []corev1.ServicePort{{Name: name, Port: port}},
			},
		},
		&discoveryv1.EndpointSlice{
			ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: service, Labels: labels},
			Endpoints: []discoveryv1.Endpoint{{
				Addresses:  []string{"127.0.0.1"},
				Conditions: discoveryv1.EndpointConditions{Ready: &ready},
			}},
			Ports: []discoveryv1.EndpointPort{{Name: &name, Port: &port}},
		},
	), 0)
}

func run(ctx context.Context, o *server.AggregatorOptions, namespace, service string, to backend) error {
	recommended := o.RecommendedOptions
	if err := o.Complete(); err != nil {
		return err
	}
	if err := recommended.SecureServing.MaybeDefaultWithSelfSignedCerts("localhost", nil, nil); err != nil {
		return err
	}
	config := genericapiserver.NewRecommendedConfig(aggregatorscheme.Codecs)
	if err := o.ServerRunOptions.ApplyTo(&config.Config); err != nil {
		return err
	}
	if err := recommended.ApplyTo(config); err != nil {
		return err
	}
	if err := o.APIEnablement.ApplyTo(&config.Config, apiserver.DefaultAPIResourceConfigSource(), aggregatorscheme.Scheme); err != nil {
		return err
	}
	config.LongRunningFunc = filters.BasicLongRunningRequestCheck(sets.NewString("watch"), sets.NewString())
	names := openapinamer.NewDefinitionNamer(aggregatorscheme.Scheme)
	config.OpenAPIConfig = genericapiserver.DefaultOpenAPIConfig(openapi.GetOpenAPIDefinitions, names)
	config.OpenAPIConfig.Info.Title = "kube-aggregator"
	config.OpenAPIV3Config = genericapiserver.DefaultOpenAPIV3Config(openapi.GetOpenAPIDefinitions, names)
	config.OpenAPIV3Config.Info.Title = "kube-aggregator"
	config.SkipOpenAPIInstallation = true
	config.SharedInformerFactory = cluster(namespace, service)
	aggregator, err := (&apiserver.Config{
		GenericConfig: config,
		ExtraConfig: apiserver.ExtraConfig{
			ProxyClientCertFile:       o.ProxyClientCertFile,
			ProxyClientKeyFile:        o.ProxyClientKeyFile,
			ServiceResolver:           to,
			RejectForwardingRedirects: true, // as kube-apiserver
		},
	}).Complete().NewWithDelegate(genericapiserver.NewEmptyDelegate())
	if err != nil {
		return err
	}
	prepared, err := aggregator.PrepareRun()
	if err != nil {
		return err
	}
	return prepared.Run(ctx)
}

func main() {
	ctx := genericapiserver.SetupSignalContext()
	o := server.NewDefaultOptions(os.Stdout, os.Stderr)
	o.RecommendedOptions.CoreAPI = nil // what would need a whole cluster
	o.RecommendedOptions.Admission = nil
	o.RecommendedOptions.Features.EnablePriorityAndFairness = false
	var name, to string
	command := &cobra.Command{
		Use: "aggregator",
		PersistentPreRunE: func(*cobra.Command, []string) error {
			return o.ServerRunOptions.ComponentGlobalsRegistry.Set()
		},
		RunE: func(c *cobra.Command, _ []string) error {
			namespace, service, found := strings.Cut(name, "/")
			if to == "" || !found {
				return fmt.Errorf("--backend says where the service %q (namespace/name) is", name)
			}
			return run(c.Context(), o, namespace, service, backend(to))
		},
	}
	command.SetContext(ctx)
	o.AddFlags(command.Flags())
	command.Flags().StringVar(&name, "service", "registry/clusterregistry", "the one Service that there is")
	command.Flags().StringVar(&to, "backend", "", "address and port of the aggregated API server")
	os.Exit(cli.Run(command))
}

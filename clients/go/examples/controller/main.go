// Command controller tells a web hook, such as Slack's, of clusters that are added to the registry and removed from it.
package main

import (
	"context"
	"flag"
	"log"
	"os/signal"
	"syscall"
	"time"

	"dev.clusterregistry/client-go/pkg/client/clientset_generated/clientset"
	informers "dev.clusterregistry/client-go/pkg/client/informers_generated/externalversions"
	"k8s.io/client-go/tools/clientcmd"
)

func main() {
	kubeconfig := flag.String("kubeconfig", "", "a kubeconfig of the registry; without one, access from inside of a pod")
	master := flag.String("master", "", "the registry's address, instead of the kubeconfig's")
	hook := flag.String("slack-url", "", "where to post")
	flag.Parse()
	if *hook == "" {
		log.Fatal("--slack-url is needed: the address that messages are posted to")
	}
	config, err := clientcmd.BuildConfigFromFlags(*master, *kubeconfig)
	if err != nil {
		log.Fatalf("cannot read the kubeconfig: %v", err)
	}
	clusters, err := clientset.NewForConfig(config)
	if err != nil {
		log.Fatalf("cannot make a client: %v", err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()

	factory := informers.NewSharedInformerFactory(clusters, 30*time.Second)
	c := newController(factory.Clusterregistry().V1alpha1().Clusters(), &slack{url: *hook})
	factory.Start(ctx.Done())
	if err := c.run(ctx, 2); err != nil {
		log.Fatal(err)
	}
}

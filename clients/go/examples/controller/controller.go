package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"sync"

	informers "dev.clusterregistry/client-go/pkg/client/informers_generated/externalversions/clusterregistry/v1alpha1"
	listers "dev.clusterregistry/client-go/pkg/client/listers_generated/clusterregistry/v1alpha1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
)

// notifier takes messages for people.
type notifier interface {
	notify(ctx context.Context, message string) error
}

// controller compares what it has told with what is there: a message that cannot be delivered is tried again.
type controller struct {
	lister   listers.ClusterLister
	synced   cache.InformerSynced
	queue    workqueue.TypedRateLimitingInterface[string]
	notifier notifier
	told     sync.Map // names of clusters that people know of
}

func newController(clusters informers.ClusterInformer, n notifier) *controller {
	c := &controller{
		lister:   clusters.Lister(),
		synced:   clusters.Informer().HasSynced,
		queue:    workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[string]()),
		notifier: n,
	}
	enqueue := func(object any) {
		if name, err := cache.DeletionHandlingMetaNamespaceKeyFunc(object); err == nil {
			c.queue.Add(name)
		}
	}
	// The only error is that the informer has stopped, and then there is nothing to tell.
	_, _ = clusters.Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    enqueue,
		UpdateFunc: func(_, object any) { enqueue(object) },
		DeleteFunc: enqueue,
	})
	return c
}

// run works until the context ends.
func (c *controller) run(ctx context.Context, workers int) error {
	if !cache.WaitForCacheSync(ctx.Done(), c.synced) {
		return errors.New("the registry was never read")
	}
	var working sync.WaitGroup
	for range workers {
		working.Go(func() {
			for c.next(ctx) {
			}
		})
	}
	<-ctx.Done()
	c.queue.ShutDown()
	working.Wait()
	return nil
}

func (c *controller) next(ctx context.Context) bool {
	name, ended := c.queue.Get()
	if ended {
		return false
	}
	defer c.queue.Done(name)
	if err := c.tell(ctx, name); err != nil {
		log.Printf("trying %s again: %v", name, err)
		c.queue.AddRateLimited(name)
		return true
	}
	c.queue.Forget(name)
	return true
}

func (c *controller) tell(ctx context.Context, name string) error {
	_, err := c.lister.Get(name)
	if err != nil && !apierrors.IsNotFound(err) {
		return err
	}
	_, known := c.told.Load(name)
	there := err == nil
	if there == known {
		return nil
	}
	what := "removed"
	if there {
		what = "added"
	}
	if err := c.notifier.notify(ctx, fmt.Sprintf("Cluster %s was %s.", name, what)); err != nil {
		return err
	}
	if there {
		c.told.Store(name, true)
	} else {
		c.told.Delete(name)
	}
	return nil
}

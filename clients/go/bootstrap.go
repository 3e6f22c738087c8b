package bootstrap

import (
	_ "k8s.io/client-go/discovery"
	_ "k8s.io/client-go/discovery/fake"
	_ "k8s.io/client-go/testing"
	_ "k8s.io/client-go/tools/cache"
)

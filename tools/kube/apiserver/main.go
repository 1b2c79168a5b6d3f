// Command kube runs one part of a Kubernetes control plane: `kube etcd DIR PORT`, `kube apiserver …`, `kube controller-manager …`, `kube redis PORT`.
package main

import (
	"fmt"
	"net/url"
	"os"

	"github.com/alicebob/miniredis/v2"
	"go.etcd.io/etcd/server/v3/embed"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app"
)

func main() {
	part := os.Args[1]
	os.Args = append([]string{"kube-" + part}, os.Args[2:]...)
	switch part {
	case "apiserver":
		os.Exit(cli.Run(apiserver.NewAPIServerCommand()))
	case "controller-manager":
		os.Exit(cli.Run(controllers.NewControllerManagerCommand()))
	case "etcd":
		must(etcd(os.Args[1], os.Args[2]))
	case "redis":
		must(miniredis.NewMiniRedis().StartAddr("127.0.0.1:" + os.Args[1]))
		select {}
	default:
		must(fmt.Errorf("no part %q", part))
	}
}

// etcd keeps what the API server stores in a folder, and answers on loopback only.
func etcd(folder, port string) error {
	config := embed.NewConfig()
	config.Dir = folder
	config.LogLevel = "error"
	config.UnsafeNoFsync = true
	clients := []url.URL{{Scheme: "http", Host: "127.0.0.1:" + port}}
	config.ListenClientUrls, config.AdvertiseClientUrls = clients, clients
	config.ListenPeerUrls = []url.URL{{Scheme: "http", Host: "127.0.0.1:0"}}
	server, err := embed.StartEtcd(config)
	if err != nil {
		return err
	}
	return <-server.Err()
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

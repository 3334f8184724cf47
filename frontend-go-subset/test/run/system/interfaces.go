// Network interfaces: their flags, and what is said when there is none.
package main

import (
	"errors"
	"fmt"
	"net"
)

func main() {
	fmt.Println(net.Flags(0), net.FlagUp, net.FlagUp|net.FlagLoopback|net.FlagRunning, net.FlagBroadcast|net.FlagPointToPoint|net.FlagMulticast)
	_, err := net.InterfaceByName("")
	fmt.Println(err)
	_, err = net.InterfaceByName("nothere0")
	fmt.Println(err)
	_, err = net.InterfaceByIndex(0)
	fmt.Println(err)
	_, err = net.InterfaceByIndex(1 << 30)
	fmt.Println(err)
	var op *net.OpError
	fmt.Println(errors.As(err, &op), op.Timeout())
	var none *net.Interface
	_, err = none.Addrs()
	fmt.Println(err)
	_, err = none.MulticastAddrs()
	fmt.Println(err)
	_, err = net.Interfaces()
	fmt.Println(err)
	_, err = net.InterfaceAddrs()
	fmt.Println(err)
	fmt.Println(net.Interface{Index: 2, MTU: 1500, Name: "eth0", HardwareAddr: net.HardwareAddr{1, 2, 3, 4, 5, 6}, Flags: net.FlagUp})
}

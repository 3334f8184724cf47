// A little of packages that no other program here uses.
package main

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"log"
	"net/url"
	"os"
	"path"
	"strings"
	"unicode/utf16"
)

func main() {
	fmt.Println(path.Join("a", "../b", "/c"), path.Base("/x/y.go"), path.Ext("y.tar.gz"), path.Clean("a//b/./c/.."))
	ok, err := path.Match("a[b-d]*.go", "acme.go")
	fmt.Println(ok, err, path.IsAbs("/a"), path.Dir("/a/b"))

	text := "Hello, 世界"
	h := hex.EncodeToString([]byte(text))
	back, err := hex.DecodeString(h)
	fmt.Println(h, string(back), err)
	_, err = hex.DecodeString("0g")
	fmt.Println(err)
	b := base64.StdEncoding.EncodeToString([]byte(text))
	back, err = base64.URLEncoding.DecodeString("Pz8_")
	fmt.Println(b, string(back), err, base64.RawStdEncoding.EncodedLen(10))
	_, err = base64.StdEncoding.DecodeString("a$==")
	fmt.Println(err)

	u, err := url.Parse("https://user:pw@example.com:8080/a%20b/c?q=1&q=2&r=x+y#frag")
	fmt.Println(u.Scheme, u.Host, u.Port(), u.Path, u.Query()["q"], u.Query().Get("r"), u.Fragment, u.User, err)
	fmt.Println(url.QueryEscape("a b&c=ü"), u.JoinPath("../d"))
	_, err = url.Parse("http://[::1")
	fmt.Println(err)

	flags := flag.NewFlagSet("tool", flag.ContinueOnError)
	flags.SetOutput(os.Stdout)
	n := flags.Int("n", 3, "how `many`")
	verbose := flags.Bool("v", false, "say more")
	name := flags.String("name", "none", "a name")
	fmt.Println(flags.Parse([]string{"-n=5", "-v", "--name", "x", "rest", "-v"}), *n, *verbose, *name, flags.Args())
	fmt.Println(flags.Parse([]string{"-n", "many"}))
	flags.PrintDefaults()
	fmt.Println(errors.Is(flags.Parse([]string{"-h"}), flag.ErrHelp))

	var out strings.Builder
	l := log.New(&out, "tool: ", log.Lmsgprefix)
	l.Printf("%d items", 3)
	l.SetPrefix("")
	l.Println("done", true)
	fmt.Print(out.String())

	fmt.Println(utf16.Encode([]rune("a😀")), string(utf16.Decode([]uint16{0x61, 0xd83d, 0xde00, 0xdc00})))
}

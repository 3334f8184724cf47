// Cookies: written, read in requests and answers, refused.
package main

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

func main() {
	at := time.Date(2030, 1, 2, 3, 4, 5, 0, time.FixedZone("x", 3600))
	for _, c := range []*http.Cookie{
		{Name: "a", Value: "b"},
		{Name: "a", Value: "b c", Path: "/x", Domain: ".example.com", MaxAge: 5, Secure: true, HttpOnly: true},
		{Name: "a", Value: "b", Quoted: true, Expires: at, SameSite: http.SameSiteStrictMode, Partitioned: true},
		{Name: "a", MaxAge: -1, SameSite: http.SameSiteNoneMode, Domain: "127.0.0.1"},
		{Name: "a", Expires: time.Date(1600, 1, 1, 0, 0, 0, 0, time.UTC)},
		{Name: "a b", Value: "c"},
		{Name: "p", Value: "1", Partitioned: true},
		nil,
	} {
		fmt.Printf("%q %v\n", c.String(), c.Valid())
	}
	for _, domain := range []string{"", "a", ".a.b", "a..b", "-a.b", "a-.b", "a_b", "1.2", "::1", "a.b.", strings.Repeat("a", 64), "ä.de"} {
		c := &http.Cookie{Name: "n", Domain: domain}
		fmt.Printf("%q %v\n", domain, c.Valid())
	}
	fmt.Println((&http.Cookie{Name: "n", Value: "a;b"}).Valid(), (&http.Cookie{Name: "n", Path: "/\n"}).Valid())

	r := &http.Request{Header: http.Header{}}
	r.AddCookie(&http.Cookie{Name: "one", Value: "1", Path: "/never"})
	r.AddCookie(&http.Cookie{Name: "two", Value: "a b"})
	r.AddCookie(&http.Cookie{Name: "one", Value: "other"})
	fmt.Println(r.Header)
	r.Header.Add("Cookie", ` x = y;bad name=1; =2; n; v="q"; w="open; ü=1; u=ü`)
	for _, c := range r.Cookies() {
		fmt.Printf("%s %q %v\n", c.Name, c.Value, c.Quoted)
	}
	fmt.Println(len(r.CookiesNamed("one")), len(r.CookiesNamed("")), len(r.CookiesNamed("none")))
	_, err := r.Cookie("none")
	two, _ := r.Cookie("two")
	fmt.Println(err, two)

	answer := &http.Response{Header: http.Header{"Set-Cookie": {
		"a=b; Path=/x; Domain=example.com; Max-Age=7; Secure; HttpOnly; SameSite=Lax; Partitioned",
		`c="d"; expires=Wed, 02 Jan 2030 03:04:05 GMT; max-age=0; samesite=odd`,
		"e=f; Expires=Wed, 02-Jan-2030 03:04:05 GMT; Max-Age=07; Strange=1; Empty;; ", "nothing", "=x", " g = h ",
	}}}
	for _, c := range answer.Cookies() {
		fmt.Printf("%+v\n", *c)
	}
	for _, line := range []string{"", "a=b; c=d", "a", "a b=c", `a="b`, "a=b;"} {
		list, err := http.ParseCookie(line)
		one, err1 := http.ParseSetCookie(line)
		fmt.Println(len(list), err, one, err1)
	}
}

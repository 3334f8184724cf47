// Tokens and values of a stream of JSON, the mistakes in it, and where they are said to be.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"strings"
)

// oneByte reads a byte at a time.
type oneByte struct{ r io.Reader }

func (o oneByte) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return o.r.Read(p[:1])
}

func main() {
	for _, s := range []string{`1 "x" 3`, `{"a": 1, "b": [1, "x", {"c": true}]} `, "[1, \"two\", 3.5e2, null, false, {\"deep\": [[]]}]  17", `  {} x`, `[1,,2]`, `{"a",1}`, `{"a":1 "b"}`, `"abc`, `12`, `tru`, `{ "\a" }`, ` \a`, `]`, `{1:2}`, `[1,]`, `{"a":1,}`, `[1,2] x`, `{"a":`, `[`, ``} {
		for _, slow := range []bool{false, true} {
			var r io.Reader = strings.NewReader(s)
			if slow {
				r = oneByte{r}
			}
			d := json.NewDecoder(r)
			for range 3 {
				var v []int
				err := d.Decode(&v)
				fmt.Printf("%v %T %v %d", v, err, err, d.InputOffset())
				switch e := err.(type) {
				case *json.UnmarshalTypeError:
					fmt.Print(" off ", e.Offset, e.Field, e.Struct)
				case *json.SyntaxError:
					fmt.Print(" off ", e.Offset)
				}
				fmt.Println()
			}
			d = json.NewDecoder(strings.NewReader(s))
			for range 12 {
				t, err := d.Token()
				fmt.Printf("%T %v %v %d|", t, t, err, d.InputOffset())
				if e, ok := err.(*json.SyntaxError); ok {
					fmt.Print(" off ", e.Offset)
				}
			}
			fmt.Println()
		}
	}
	for _, s := range []string{`123`, `true`, `[1]`, `{"a":1}`, `"zz"`, `null`, `  5`} {
		var ip net.IP
		err := json.Unmarshal([]byte(s), &ip)
		fmt.Println(ip, err)
		if e, ok := err.(*json.UnmarshalTypeError); ok {
			fmt.Println(e.Value, e.Offset)
		}
		var st struct{ A struct{ IP net.IP } }
		err = json.Unmarshal([]byte(`{"A":{"IP":`+s+`}}`), &st)
		fmt.Println(st, err)
		if e, ok := err.(*json.UnmarshalTypeError); ok {
			fmt.Println(e.Value, e.Offset, e.Field, e.Struct)
		}
	}

	d := json.NewDecoder(strings.NewReader(" [\n [ ] , [ \"one\" , 2 ] , { } , { \"alpha\" : \"bravo\" , \"n\" : 1 }\n ] "))
	for {
		token, err := d.Token()
		before := d.InputOffset()
		more := d.More()
		fmt.Println(token, err, before, more, d.InputOffset())
		if err != nil {
			break
		}
	}
}

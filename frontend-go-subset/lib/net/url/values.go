package url

import (
	"errors"
	"sort"
	"strings"
)

// Values maps each key of a query or form to its values.
type Values map[string][]string

// Get is the first value of key, or "".
func (v Values) Get(key string) string {
	if vs := v[key]; len(vs) > 0 {
		return vs[0]
	}
	return ""
}

// Set replaces the values of key by one.
func (v Values) Set(key, value string) { v[key] = []string{value} }

// Add adds a value to key.
func (v Values) Add(key, value string) { v[key] = append(v[key], value) }

// Del removes key.
func (v Values) Del(key string) { delete(v, key) }

// Has says whether key is there.
func (v Values) Has(key string) bool {
	_, ok := v[key]
	return ok
}

// Encode writes the values as a query, keys sorted.
func (v Values) Encode() string {
	keys := make([]string, 0, len(v))
	for k := range v {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var b strings.Builder
	for _, k := range keys {
		key := QueryEscape(k)
		for _, value := range v[k] {
			if b.Len() > 0 {
				b.WriteByte('&')
			}
			b.WriteString(key)
			b.WriteByte('=')
			b.WriteString(QueryEscape(value))
		}
	}
	return b.String()
}

// ParseQuery reads a query. It keeps what it can read and reports the first mistake.
func ParseQuery(query string) (Values, error) {
	values := make(Values)
	var first error
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		if pair == "" {
			continue
		}
		if strings.Contains(pair, ";") {
			first = firstOf(first, errors.New("invalid semicolon separator in query"))
			continue
		}
		k, v, _ := strings.Cut(pair, "=")
		key, err := QueryUnescape(k)
		if err == nil {
			v, err = QueryUnescape(v)
		}
		if err != nil {
			first = firstOf(first, err)
			continue
		}
		values[key] = append(values[key], v)
	}
	return values, first
}

func firstOf(first, next error) error {
	if first != nil {
		return first
	}
	return next
}

package os

import (
	"internal/wasi"
	"syscall"
)

// Environ returns a copy of the environment, as "key=value".
func Environ() []string { return append([]string(nil), wasi.Environ()...) }

// LookupEnv returns the value of an environment variable and whether it is set.
func LookupEnv(key string) (string, bool) { return wasi.LookupEnv(key) }

// Getenv returns the value of an environment variable, "" if it is not set.
func Getenv(key string) string {
	value, _ := wasi.LookupEnv(key)
	return value
}

// Setenv sets an environment variable.
func Setenv(key, value string) error {
	if !wasi.Setenv(key, value) {
		return NewSyscallError("setenv", syscall.EINVAL)
	}
	return nil
}

// Unsetenv removes an environment variable.
func Unsetenv(key string) error {
	wasi.Unsetenv(key)
	return nil
}

// Clearenv removes all environment variables.
func Clearenv() { wasi.Clearenv() }

// ExpandEnv replaces $var and ${var} in s by the environment's values.
func ExpandEnv(s string) string { return Expand(s, Getenv) }

// Expand replaces $var and ${var} in s by mapping(var).
func Expand(s string, mapping func(string) string) string {
	var b []byte
	for i := 0; i < len(s); {
		if s[i] != '$' || i+1 == len(s) {
			b = append(b, s[i])
			i++
			continue
		}
		name, width := variable(s[i+1:])
		switch {
		case name != "":
			b = append(b, mapping(name)...)
		case width == 0:
			// A lone dollar sign stays.
			b = append(b, '$')
		}
		i += 1 + width
	}
	return string(b)
}

// variable reads the name after a dollar sign and says how many bytes it took; bad syntax gives no name.
func variable(s string) (name string, width int) {
	if s[0] == '{' {
		if len(s) > 2 && isSpecial(s[1]) && s[2] == '}' {
			return s[1:2], 3
		}
		for i := 1; i < len(s); i++ {
			if s[i] == '}' {
				if i == 1 {
					return "", 2
				}
				return s[1:i], i + 1
			}
		}
		return "", 1
	}
	if isSpecial(s[0]) {
		return s[:1], 1
	}
	i := 0
	for i < len(s) && (s[i] == '_' || '0' <= s[i] && s[i] <= '9' || 'a' <= s[i]|0x20 && s[i]|0x20 <= 'z') {
		i++
	}
	return s[:i], i
}

func isSpecial(c byte) bool {
	switch c {
	case '*', '#', '$', '@', '!', '?', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return true
	}
	return false
}

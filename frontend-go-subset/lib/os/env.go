package os

import (
	"internal/host"
	"syscall"
	"unsafe"
)

var (
	environment []string
	envLoaded   bool
)

// environ is the environment, read at the first use.
func environ() []string {
	if !envLoaded {
		envLoaded = true
		environment = hostStrings(environSizes, environGet)
	}
	return environment
}

func environSizes(count, size unsafe.Pointer) int32 { return host.WasiEnvironSizesGet(count, size) }
func environGet(list, text unsafe.Pointer) int32    { return host.WasiEnvironGet(list, text) }

// Environ returns a copy of the environment, as "key=value".
func Environ() []string { return append([]string(nil), environ()...) }

// entry finds a key; -1 when it is not set.
func entry(key string) int {
	for i, e := range environ() {
		if len(e) > len(key) && e[len(key)] == '=' && e[:len(key)] == key {
			return i
		}
	}
	return -1
}

// LookupEnv returns the value of an environment variable and whether it is set.
func LookupEnv(key string) (string, bool) {
	if i := entry(key); i >= 0 {
		return environment[i][len(key)+1:], true
	}
	return "", false
}

// Getenv returns the value of an environment variable, "" if it is not set.
func Getenv(key string) string {
	value, _ := LookupEnv(key)
	return value
}

// Setenv sets an environment variable.
func Setenv(key, value string) error {
	bad := key == ""
	for i := 0; i < len(key); i++ {
		bad = bad || key[i] == '=' || key[i] == 0
	}
	for i := 0; i < len(value); i++ {
		bad = bad || value[i] == 0
	}
	if bad {
		return NewSyscallError("setenv", syscall.EINVAL)
	}
	text := key + "=" + value
	if i := entry(key); i >= 0 {
		environment[i] = text
	} else {
		environment = append(environment, text)
	}
	return nil
}

// Unsetenv removes an environment variable.
func Unsetenv(key string) error {
	if i := entry(key); i >= 0 {
		environment = append(environment[:i], environment[i+1:]...)
	}
	return nil
}

// Clearenv removes all environment variables.
func Clearenv() {
	envLoaded = true
	environment = nil
}

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

// Package wasi has what several packages need of the system that a program runs in, below package os: the environment, where
// the program's paths lie, reading a file.
package wasi

import (
	"internal/host"
	"unsafe"
)

var (
	environment []string
	envLoaded   bool
)

// Environ is the environment, "key=value", read at the first use; not to be changed.
func Environ() []string {
	if !envLoaded {
		envLoaded = true
		environment = Strings(environSizes, environGet)
	}
	return environment
}

func environSizes(count, size unsafe.Pointer) int32 { return host.WasiEnvironSizesGet(count, size) }
func environGet(list, text unsafe.Pointer) int32    { return host.WasiEnvironGet(list, text) }

// entry finds a key; -1 when it is not set.
func entry(key string) int {
	for i, e := range Environ() {
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

// Setenv sets an environment variable; false when the words cannot be one.
func Setenv(key, value string) bool {
	if key == "" {
		return false
	}
	for i := 0; i < len(key); i++ {
		if key[i] == '=' || key[i] == 0 {
			return false
		}
	}
	for i := 0; i < len(value); i++ {
		if value[i] == 0 {
			return false
		}
	}
	text := key + "=" + value
	if i := entry(key); i >= 0 {
		environment[i] = text
	} else {
		environment = append(environment, text)
	}
	return true
}

// Unsetenv removes an environment variable.
func Unsetenv(key string) {
	if i := entry(key); i >= 0 {
		environment = append(environment[:i], environment[i+1:]...)
	}
}

// Clearenv removes all environment variables.
func Clearenv() {
	envLoaded = true
	environment = nil
}

// Strings reads one of the host's lists of NUL-terminated texts.
func Strings(sizes, get func(a, b unsafe.Pointer) int32) []string {
	var count, size uint32
	if sizes(unsafe.Pointer(&count), unsafe.Pointer(&size)) != 0 || count == 0 {
		return nil
	}
	pointers := make([]uint32, count)
	text := make([]byte, size)
	base := unsafe.Pointer(unsafe.SliceData(text))
	if get(unsafe.Pointer(unsafe.SliceData(pointers)), base) != 0 {
		return nil
	}
	list := make([]string, count)
	for i, p := range pointers {
		start := p - uint32(uintptr(base))
		end := start
		for end < size && text[end] != 0 {
			end++
		}
		list[i] = string(text[start:end])
	}
	return list
}

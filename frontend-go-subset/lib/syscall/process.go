package syscall

import (
	"internal/host"
	"internal/wasi"
)

// ImplementsGetwd: Getwd is there.
const ImplementsGetwd = true

// Getenv returns the value of an environment variable and whether it is set.
func Getenv(key string) (value string, found bool) { return wasi.LookupEnv(key) }

// Setenv sets an environment variable.
func Setenv(key, value string) error {
	if !wasi.Setenv(key, value) {
		return EINVAL
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

// Environ returns a copy of the environment, as "key=value".
func Environ() []string { return append([]string(nil), wasi.Environ()...) }

// Exit ends the program at once.
func Exit(code int) { host.WasiProcExit(int32(code)) }

// Getpid and Getppid return 1 and 0: the program is alone in its world. Its user and groups are made up.
func Getpid() int                        { return 1 }
func Getppid() int                       { return 0 }
func Getuid() int                        { return 1 }
func Geteuid() int                       { return 1 }
func Getgid() int                        { return 1 }
func Getegid() int                       { return 1 }
func Getgroups() (gids []int, err error) { return nil, ENOSYS }

// Getpagesize returns the size of a page of memory that the engine gives out.
func Getpagesize() int { return 65536 }

// ByteSliceFromString returns s with a zero byte behind it; EINVAL if there is one inside.
func ByteSliceFromString(s string) ([]byte, error) {
	for i := 0; i < len(s); i++ {
		if s[i] == 0 {
			return nil, EINVAL
		}
	}
	b := make([]byte, len(s)+1)
	copy(b, s)
	return b, nil
}

// BytePtrFromString returns a pointer to the first byte of ByteSliceFromString's result.
func BytePtrFromString(s string) (*byte, error) {
	b, err := ByteSliceFromString(s)
	if err != nil {
		return nil, err
	}
	return &b[0], nil
}

// Package testenv tells tests of Go's packages what there is where they run: no processes, no Go tool, no network.
package testenv

import (
	"context"
	"errors"
	"flag"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
	"testing"
)

// Builder returns "": the program does not run on one of Go's builders.
func Builder() string { return "" }

func HasExec() bool            { return false }
func HasGoBuild() bool         { return false }
func HasGoRun() bool           { return false }
func HasSrc() bool             { return os.Getenv("GOROOT") != "" }
func HasCGO() bool             { return false }
func HasLink() bool            { return true }
func HasSymlink() bool         { return true }
func HasParallelism() bool     { return false }
func HasExternalNetwork() bool { return false }
func CPUIsSlow() bool          { return true }
func CPUProfilingBroken() bool { return true }

// OptimizationOff says whether the program was compiled without optimisation, when the one who runs the tests tells.
func OptimizationOff() bool { return os.Getenv("TESTENV_OPTIMIZE") == "0" }

func CanInternalLink(withCgo bool) bool { return false }

func skip(t testing.TB, what string) {
	t.Helper()
	t.Skipf("skipping test: %s not available on %s/%s", what, runtime.GOOS, runtime.GOARCH)
}

func MustHaveExec(t testing.TB)                  { t.Helper(); skip(t, "exec") }
func MustHaveExecPath(t testing.TB, path string) { t.Helper(); skip(t, path) }
func MustHaveGoBuild(t testing.TB)               { t.Helper(); skip(t, "'go build'") }
func MustHaveGoRun(t testing.TB)                 { t.Helper(); skip(t, "'go run'") }
func MustHaveParallelism(t testing.TB)           { t.Helper(); skip(t, "parallelism") }
func MustHaveExternalNetwork(t testing.TB)       { t.Helper(); skip(t, "the network") }
func MustHaveCGO(t testing.TB)                   { t.Helper(); skip(t, "cgo") }
func MustHaveLink(t testing.TB)                  {}
func MustHaveSymlink(t testing.TB)               {}

func MustHaveBuildMode(t testing.TB, buildmode string) { t.Helper(); skip(t, "-buildmode="+buildmode) }
func MustInternalLinkPIE(t testing.TB)                 { t.Helper(); skip(t, "the linker") }

// SpecialBuildTypes are builds with checks that are not made here.
type SpecialBuildTypes struct{ Cgo, Asan, Msan, Race bool }

var NoSpecialBuildTypes SpecialBuildTypes

func MustInternalLink(t testing.TB, with SpecialBuildTypes) { t.Helper(); skip(t, "the linker") }

// MustHaveSource skips the test where the Go tree it belongs to is not known.
func MustHaveSource(t testing.TB) {
	t.Helper()
	if !HasSrc() {
		skip(t, "the source tree")
	}
}

func GoToolPath(t testing.TB) string { t.Helper(); skip(t, "the go tool"); return "" }
func GoTool() (string, error)        { return "", errors.New("no go tool") }

// GOROOT returns the Go tree the test belongs to. t may be nil, in TestMain.
func GOROOT(t testing.TB) string {
	root := os.Getenv("GOROOT")
	switch {
	case t != nil:
		t.Helper()
		MustHaveSource(t)
	case root == "":
		panic("testenv: GOROOT is not set")
	}
	return root
}

func Executable(t testing.TB) string { t.Helper(); skip(t, "exec"); return "" }

func Command(t testing.TB, name string, args ...string) *exec.Cmd {
	t.Helper()
	skip(t, "exec")
	return nil
}

func CommandContext(t testing.TB, ctx context.Context, name string, args ...string) *exec.Cmd {
	t.Helper()
	skip(t, "exec")
	return nil
}

func CleanCmdEnv(cmd *exec.Cmd) *exec.Cmd { return cmd }

func WriteImportcfg(t testing.TB, dstPath string, packageFiles map[string]string, pkgs ...string) {
	t.Helper()
	skip(t, "'go list'")
}

var flaky = flag.Bool("flaky", false, "run known-flaky tests too")

func SkipFlaky(t testing.TB, issue int) {
	t.Helper()
	if !*flaky {
		t.Skip("skipping known flaky test without the -flaky flag; see golang.org/issue/" + strconv.Itoa(issue))
	}
}

func SkipFlakyNet(t testing.TB) { t.Helper(); skip(t, "the network") }

func SkipIfShortAndSlow(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skipf("skipping test in -short mode on %s", runtime.GOARCH)
	}
}

func SkipIfOptimizationOff(t testing.TB) {
	t.Helper()
	if OptimizationOff() {
		t.Skip("skipping test with optimizations disabled")
	}
}

// ParallelOn64Bit runs the test in parallel where memory is plenty: not here.
func ParallelOn64Bit(t *testing.T) {}

// SyscallIsNotSupported says whether an error comes from something that the host does not do.
func SyscallIsNotSupported(err error) bool {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		switch errno {
		case syscall.ENOSYS, syscall.EPERM, syscall.EROFS, syscall.ENOTSUP:
			return true
		}
	}
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, os.ErrPermission)
}

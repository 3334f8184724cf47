package os

import (
	"internal/host"
	"internal/wasi"
	"syscall"
	"unsafe"
)

// Getwd returns the current directory: $PWD at the start, "/" without it.
func Getwd() (dir string, err error) { return wasi.WorkDir(), nil }

// Chdir changes the current directory.
func Chdir(dir string) error {
	info, err := Stat(dir)
	if err != nil {
		if e, ok := err.(*PathError); ok {
			e.Op = "chdir"
		}
		return err
	}
	if !info.IsDir() {
		return &PathError{"chdir", dir, syscall.ENOTDIR}
	}
	wasi.SetWorkDir(dir)
	return nil
}

// Mkdir makes a directory. Permissions are the host's business.
func Mkdir(name string, perm FileMode) error {
	dir, rest, errno := wasi.Place(name)
	if errno == 0 {
		errno = host.WasiPathCreateDirectory(dir, wasi.StringData(rest), uint32(len(rest)))
	}
	return result("mkdir", name, errno)
}

// MkdirAll makes a directory and those above it that do not exist.
func MkdirAll(path string, perm FileMode) error {
	if info, err := Stat(path); err == nil {
		if info.IsDir() {
			return nil
		}
		return &PathError{"mkdir", path, syscall.ENOTDIR}
	}
	end := len(path)
	for end > 0 && path[end-1] == '/' {
		end--
	}
	for end > 0 && path[end-1] != '/' {
		end--
	}
	if end > 1 {
		if err := MkdirAll(path[:end-1], perm); err != nil {
			return err
		}
	}
	err := Mkdir(path, perm)
	if err != nil {
		if info, statErr := Lstat(path); statErr == nil && info.IsDir() {
			return nil
		}
	}
	return err
}

// Remove removes a file or an empty directory.
func Remove(name string) error {
	dir, rest, errno := wasi.Place(name)
	if errno != 0 {
		return result("remove", name, errno)
	}
	return result("remove", name, removeAt(dir, rest))
}

func removeAt(dir int32, rest string) int32 {
	errno := host.WasiPathUnlinkFile(dir, wasi.StringData(rest), uint32(len(rest)))
	if errno == 0 {
		return 0
	}
	dirErrno := host.WasiPathRemoveDirectory(dir, wasi.StringData(rest), uint32(len(rest)))
	if dirErrno != int32(syscall.ENOTDIR) {
		errno = dirErrno
	}
	return errno
}

// RemoveAll removes a path and everything below it. It is no error if there is nothing.
func RemoveAll(path string) error {
	if path == "" {
		return nil
	}
	err := Remove(path)
	if err == nil || IsNotExist(err) {
		return nil
	}
	info, statErr := Lstat(path)
	if statErr != nil || !info.IsDir() {
		return err
	}
	entries, err := ReadDir(path)
	for _, e := range entries {
		if childErr := RemoveAll(path + "/" + e.Name()); childErr != nil && err == nil {
			err = childErr
		}
	}
	if err != nil {
		return err
	}
	return Remove(path)
}

// Rename moves oldpath to newpath, in place of what is there.
func Rename(oldpath, newpath string) error {
	from, fromRest, errno := wasi.Place(oldpath)
	if errno == 0 {
		var to int32
		var toRest string
		if to, toRest, errno = wasi.Place(newpath); errno == 0 {
			errno = host.WasiPathRename(from, wasi.StringData(fromRest), uint32(len(fromRest)), to, wasi.StringData(toRest), uint32(len(toRest)))
		}
	}
	return linkResult("rename", oldpath, newpath, errno)
}

func linkResult(op, old, new string, errno int32) error {
	if errno == 0 {
		return nil
	}
	return &LinkError{op, old, new, syscall.Errno(errno)}
}

// Symlink makes newname a symbolic link to oldname.
func Symlink(oldname, newname string) error {
	dir, rest, errno := wasi.Place(newname)
	if errno == 0 {
		errno = host.WasiPathSymlink(wasi.StringData(oldname), uint32(len(oldname)), dir, wasi.StringData(rest), uint32(len(rest)))
	}
	return linkResult("symlink", oldname, newname, errno)
}

// Link makes newname a hard link to oldname.
func Link(oldname, newname string) error {
	from, fromRest, errno := wasi.Place(oldname)
	if errno == 0 {
		var to int32
		var toRest string
		if to, toRest, errno = wasi.Place(newname); errno == 0 {
			errno = host.WasiPathLink(from, 0, wasi.StringData(fromRest), uint32(len(fromRest)), to, wasi.StringData(toRest), uint32(len(toRest)))
		}
	}
	return linkResult("link", oldname, newname, errno)
}

// Readlink returns what a symbolic link points to.
func Readlink(name string) (string, error) {
	dir, rest, errno := wasi.Place(name)
	if errno != 0 {
		return "", result("readlink", name, errno)
	}
	target, errno := readlinkAt(dir, rest)
	return target, result("readlink", name, errno)
}

func readlinkAt(dir int32, rest string) (target string, errno int32) {
	for size := 128; ; size *= 2 {
		buf := make([]byte, size)
		var used uint32
		errno = host.WasiPathReadlink(dir, wasi.StringData(rest), uint32(len(rest)), unsafe.Pointer(unsafe.SliceData(buf)), uint32(size), unsafe.Pointer(&used))
		if errno != 0 {
			return "", errno
		}
		if int(used) < size {
			return string(buf[:used]), 0
		}
	}
}

// TempDir returns the directory for temporary files: $TMPDIR or /tmp.
func TempDir() string {
	if dir := Getenv("TMPDIR"); dir != "" {
		return dir
	}
	return "/tmp"
}

// UserHomeDir returns $HOME.
func UserHomeDir() (string, error) {
	if home := Getenv("HOME"); home != "" {
		return home, nil
	}
	return "", &PathError{"userhomedir", "$HOME", syscall.ENOENT}
}

func randomSuffix() string {
	var n uint32
	host.WasiRandomGet(unsafe.Pointer(&n), 4)
	var b [10]byte
	i := len(b)
	for {
		i--
		b[i] = byte('0' + n%10)
		if n /= 10; n == 0 {
			return string(b[i:])
		}
	}
}

// tempName replaces the last star in pattern by something random, or appends it.
func tempName(op, dir, pattern string) (string, error) {
	if dir == "" {
		dir = TempDir()
	}
	prefix, suffix := pattern, ""
	for i := range len(pattern) {
		if pattern[i] == '/' {
			return "", &PathError{Op: op, Path: pattern, Err: errPatternHasSeparator}
		}
	}
	for i := len(pattern) - 1; i >= 0; i-- {
		if pattern[i] == '*' {
			prefix, suffix = pattern[:i], pattern[i+1:]
			break
		}
	}
	if dir[len(dir)-1] != '/' {
		dir += "/"
	}
	return dir + prefix + randomSuffix() + suffix, nil
}

// CreateTemp makes and opens a new file with a name of its own.
func CreateTemp(dir, pattern string) (*File, error) {
	for try := 0; ; try++ {
		name, err := tempName("createtemp", dir, pattern)
		if err != nil {
			return nil, err
		}
		f, err := OpenFile(name, O_RDWR|O_CREATE|O_EXCL, 0600)
		if err == nil || !IsExist(err) || try > 10000 {
			return f, err
		}
	}
}

// MkdirTemp makes a new directory with a name of its own.
func MkdirTemp(dir, pattern string) (string, error) {
	for try := 0; ; try++ {
		name, err := tempName("mkdirtemp", dir, pattern)
		if err != nil {
			return "", err
		}
		err = Mkdir(name, 0700)
		if err == nil {
			return name, nil
		}
		if IsNotExist(err) {
			// The folder around it may be what is missing.
			if dir == "" {
				dir = TempDir()
			}
			if _, missing := Stat(dir); IsNotExist(missing) {
				return "", missing
			}
		}
		if !IsExist(err) || try > 10000 {
			return "", err
		}
	}
}

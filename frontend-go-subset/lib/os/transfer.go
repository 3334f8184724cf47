package os

import (
	"io"
	"io/fs"
	"syscall"
)

// IsPathSeparator says whether c separates the elements of paths.
func IsPathSeparator(c uint8) bool { return c == PathSeparator }

// UserCacheDir returns $XDG_CACHE_HOME or $HOME/.cache.
func UserCacheDir() (string, error) { return homeFolder("XDG_CACHE_HOME", "/.cache") }

// UserConfigDir returns $XDG_CONFIG_HOME or $HOME/.config.
func UserConfigDir() (string, error) { return homeFolder("XDG_CONFIG_HOME", "/.config") }

type pathMessage string

func (m pathMessage) Error() string { return string(m) }

func homeFolder(variable, below string) (string, error) {
	dir := Getenv(variable)
	if dir == "" {
		home := Getenv("HOME")
		if home == "" {
			return "", pathMessage("neither $" + variable + " nor $HOME are defined")
		}
		return home + below, nil
	}
	if dir[0] != PathSeparator {
		return "", pathMessage("path in $" + variable + " is relative")
	}
	return dir, nil
}

// Chown fails: the host has no owners.
func Chown(name string, uid, gid int) error { return &PathError{"chown", name, syscall.ENOSYS} }

// Lchown fails: the host has no owners.
func Lchown(name string, uid, gid int) error { return &PathError{"lchown", name, syscall.ENOSYS} }

// Chown fails: the host has no owners.
func (f *File) Chown(uid, gid int) error {
	if err := f.check("chown"); err != nil {
		return err
	}
	return &PathError{"chown", f.name, syscall.ENOSYS}
}

// Chdir makes f, a directory, the working directory.
func (f *File) Chdir() error {
	if err := f.check("chdir"); err != nil {
		return err
	}
	return Chdir(f.name)
}

// SyscallConn fails: descriptors are used by this package only.
func (f *File) SyscallConn() (syscall.RawConn, error) {
	if err := f.check("SyscallConn"); err != nil {
		return nil, err
	}
	return nil, &PathError{"SyscallConn", f.name, syscall.ENOSYS}
}

// onlyWriter hides the methods that io.Copy would call again.
type onlyWriter struct{ io.Writer }

// fileWithoutWriteTo is a file for io.Copy but for WriteTo, which noWriteTo makes ambiguous.
type fileWithoutWriteTo struct {
	noWriteTo
	*File
}

type noWriteTo struct{}

func (noWriteTo) WriteTo(io.Writer) (int64, error) { panic("os: not to be called") }

// ReadFrom writes all that r gives to f.
func (f *File) ReadFrom(r io.Reader) (n int64, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	return io.Copy(onlyWriter{f}, r)
}

// WriteTo writes all that f gives to w.
func (f *File) WriteTo(w io.Writer) (n int64, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	return io.Copy(w, fileWithoutWriteTo{File: f})
}

// CopyFS copies a file system into a directory. Files that exist are not overwritten.
func CopyFS(dir string, fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := dir
		if path != "." {
			target = dir + "/" + path
		}
		switch d.Type() {
		case ModeDir:
			return MkdirAll(target, 0777)
		case ModeSymlink:
			link, err := fs.ReadLink(fsys, path)
			if err != nil {
				return err
			}
			return Symlink(link, target)
		case 0:
			return copyOne(fsys, path, target)
		default:
			return &PathError{Op: "CopyFS", Path: path, Err: ErrInvalid}
		}
	})
}

func copyOne(fsys fs.FS, path, target string) error {
	r, err := fsys.Open(path)
	if err != nil {
		return err
	}
	defer r.Close()
	info, err := r.Stat()
	if err != nil {
		return err
	}
	w, err := OpenFile(target, O_CREATE|O_EXCL|O_WRONLY, 0666|info.Mode()&0777)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, r); err != nil {
		w.Close()
		return &PathError{Op: "Copy", Path: target, Err: err}
	}
	return w.Close()
}

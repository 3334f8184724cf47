package os

import (
	"errors"
	"internal/host"
	"internal/wasi"
	"io/fs"
	"syscall"
	"time"
)

// Root is a directory in which files are found by name, and nothing outside of it: symbolic links may not lead out, nor may
// "..". Absolute names and absolute links are refused.
type Root struct {
	fd     int32
	name   string
	closed bool
}

var (
	errFileMode    = errors.New("unsupported file mode")
	errNoDirectory = errors.New("not a directory")
)

// OpenRoot opens the named directory.
func OpenRoot(name string) (*Root, error) {
	dir, rest, errno := wasi.Place(name)
	if errno != 0 {
		return nil, result("open", name, errno)
	}
	fd, errno := openAt(dir, 1, rest, openDirectory)
	if errno == int32(syscall.ENOTDIR) {
		return nil, &PathError{"open", name, errNoDirectory}
	}
	if errno != 0 {
		return nil, result("open", name, errno)
	}
	return &Root{fd: fd, name: name}, nil
}

// OpenInRoot opens the file name in the directory dir, as a Root would.
func OpenInRoot(dir, name string) (*File, error) {
	r, err := OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.Open(name)
}

// Name returns the name of the directory as OpenRoot got it.
func (r *Root) Name() string { return r.name }

// Close closes the Root; files opened in it stay open.
func (r *Root) Close() error {
	if !r.closed {
		r.closed = true
		host.WasiFdClose(r.fd)
	}
	return nil
}

// join is the name of a file in r for others.
func (r *Root) join(name string) string {
	if r.name != "" && r.name[len(r.name)-1] == '/' {
		return r.name + name
	}
	return r.name + "/" + name
}

// at does something to the file name, and tells of an error as that of op.
func (r *Root) at(op, name string, do step) error {
	if err := r.walk(name, false, nil, do); err != nil {
		return &PathError{op, name, err}
	}
	return nil
}

// Open opens the named file for reading.
func (r *Root) Open(name string) (*File, error) { return r.OpenFile(name, O_RDONLY, 0) }

// Create makes or empties the named file and opens it for reading and writing.
func (r *Root) Create(name string) (*File, error) {
	return r.OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666)
}

// OpenFile opens the named file.
func (r *Root) OpenFile(name string, flag int, perm FileMode) (*File, error) {
	if perm&0o777 != perm {
		return nil, &PathError{"openat", name, errFileMode}
	}
	f := &File{name: r.join(name), appends: flag&O_APPEND != 0}
	// A new file is not made where a link points to.
	isNew := flag&(O_CREATE|O_EXCL) == O_CREATE|O_EXCL
	err := r.at("openat", name, func(dir int32, elem string) error {
		if err := orLink(dir, elem, nil); err != nil && !isNew {
			return err
		}
		var errno int32
		if f.fd, errno = openAt(dir, 0, elem, flag); errno == 0 {
			return nil
		}
		switch e := syscall.Errno(errno); {
		case isNew && e == syscall.ELOOP:
			return syscall.EEXIST
		case !isNew && (e == syscall.ELOOP || e == syscall.ENOTDIR):
			return orLink(dir, elem, e)
		default:
			return e
		}
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

// OpenRoot opens the named directory as a Root of its own.
func (r *Root) OpenRoot(name string) (*Root, error) {
	inner := &Root{name: r.join(name)}
	isOther := false
	err := r.at("openat", name, func(dir int32, elem string) (err error) {
		inner.fd, err = openElem(dir, elem)
		isOther = err == syscall.ENOTDIR
		return err
	})
	switch {
	case isOther:
		return nil, &PathError{"open", inner.name, errNoDirectory}
	case err != nil:
		return nil, err
	}
	return inner, nil
}

// ReadFile returns the contents of the named file.
func (r *Root) ReadFile(name string) ([]byte, error) {
	f, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.contents()
}

// WriteFile makes or empties the named file and writes data to it.
func (r *Root) WriteFile(name string, data []byte, perm FileMode) error {
	f, err := r.OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	return f.fill(data)
}

func makeDirAt(dir int32, elem string) error {
	return errnoError(host.WasiPathCreateDirectory(dir, wasi.StringData(elem), uint32(len(elem))))
}

// Mkdir makes a directory. Permissions are the host's business.
func (r *Root) Mkdir(name string, perm FileMode) error {
	if perm&0o777 != perm {
		return &PathError{"mkdirat", name, errFileMode}
	}
	if err := r.walk(name, true, nil, makeDirAt); err != nil {
		return &PathError{"mkdirat", name, err}
	}
	return nil
}

// MkdirAll makes a directory and those above it that do not exist.
func (r *Root) MkdirAll(name string, perm FileMode) error {
	if perm&0o777 != perm {
		return &PathError{"mkdirat", name, errFileMode}
	}
	err := r.walk(name, true, openOrMake, func(dir int32, elem string) error {
		err := makeDirAt(dir, elem)
		if err == nil {
			return nil
		}
		if info, errno := statAt(dir, 0, elem, elem); err == syscall.EEXIST && errno == 0 {
			switch {
			case info.IsDir():
				return nil
			case info.Mode()&ModeSymlink != 0:
				if target, statErr := r.Stat(name); statErr == nil && target.IsDir() {
					return nil
				} else if statErr == nil {
					err = syscall.ENOTDIR
				} else if !IsNotExist(statErr) {
					err = statErr
				}
			}
		}
		return &PathError{Op: "mkdirat", Err: err}
	})
	if _, ok := err.(*PathError); err != nil && !ok {
		err = &PathError{"mkdirat", name, err}
	}
	return err
}

// openOrMake opens a directory, which it makes if it is not there.
func openOrMake(dir int32, elem string) (int32, error) {
	for try := 0; ; try++ {
		fd, err := openElem(dir, elem)
		if _, isLink := err.(linkTo); err == nil || isLink {
			return fd, err
		}
		if try > 0 || !IsNotExist(err) {
			return -1, &PathError{Op: "openat", Err: err}
		}
		if err := makeDirAt(dir, elem); err != nil && err != syscall.EEXIST {
			return -1, &PathError{Op: "mkdirat", Err: err}
		}
	}
}

func (r *Root) stat(name string, follows bool) (FileInfo, error) {
	var info *fileInfo
	err := r.at("statat", name, func(dir int32, elem string) error {
		found, errno := statAt(dir, 0, elem, name)
		if errno == 0 && follows && found.Mode()&ModeSymlink != 0 {
			return orLink(dir, elem, syscall.ELOOP)
		}
		info = found
		return errnoError(errno)
	})
	if err != nil {
		return nil, err
	}
	return info, nil
}

// Stat describes the named file.
func (r *Root) Stat(name string) (FileInfo, error) { return r.stat(name, true) }

// Lstat is like Stat, but describes a symbolic link itself.
func (r *Root) Lstat(name string) (FileInfo, error) { return r.stat(name, false) }

// Readlink returns what a symbolic link points to.
func (r *Root) Readlink(name string) (target string, err error) {
	err = r.at("readlinkat", name, func(dir int32, elem string) error {
		var errno int32
		target, errno = readlinkAt(dir, elem)
		return errnoError(errno)
	})
	return target, err
}

// Chmod does nothing but look for the file: permissions are the host's business.
func (r *Root) Chmod(name string, mode FileMode) error {
	return r.at("chmodat", name, through(func(dir int32, elem string) error {
		_, errno := statAt(dir, 0, elem, elem)
		return errnoError(errno)
	}))
}

func noOwners(dir int32, elem string) error { return syscall.ENOSYS }

// Chown fails: the host has no owners.
func (r *Root) Chown(name string, uid, gid int) error {
	return r.at("chownat", name, through(noOwners))
}

// Lchown fails: the host has no owners.
func (r *Root) Lchown(name string, uid, gid int) error { return r.at("lchownat", name, noOwners) }

// Chtimes sets a file's access and modification times; a zero Time leaves one as it is.
func (r *Root) Chtimes(name string, atime time.Time, mtime time.Time) error {
	return r.at("chtimesat", name, through(func(dir int32, elem string) error {
		return errnoError(setTimesAt(dir, 0, elem, atime, mtime))
	}))
}

// Remove removes a file or an empty directory.
func (r *Root) Remove(name string) error {
	return r.at("removeat", name, func(dir int32, elem string) error { return errnoError(removeAt(dir, elem)) })
}

// RemoveAll removes what is named and everything below it. It is no error if there is nothing.
func (r *Root) RemoveAll(name string) error {
	for len(name) > 0 && name[len(name)-1] == '/' {
		name = name[:len(name)-1]
	}
	if name == "." || len(name) >= 2 && name[len(name)-2:] == "/." {
		return &PathError{"RemoveAll", name, syscall.EINVAL}
	}
	err := r.at("RemoveAll", name, removeTree)
	if IsNotExist(err) {
		return nil
	}
	return err
}

func removeTree(dir int32, elem string) error {
	errno := removeAt(dir, elem)
	if errno == 0 || errno == int32(syscall.ENOENT) {
		return nil
	}
	fd, err := openElem(dir, elem)
	if err != nil {
		return syscall.Errno(errno)
	}
	f := &File{fd: fd, name: elem}
	defer f.Close()
	entries, err := f.readAll()
	for _, e := range entries {
		if childErr := removeTree(fd, e.Name()); err == nil {
			err = childErr
		}
	}
	if err != nil {
		return underlying(err)
	}
	return errnoError(removeAt(dir, elem))
}

// both does something to two files.
func (r *Root) both(op, oldname, newname string, do func(from int32, old string, to int32, new string) int32) error {
	err := r.walk(oldname, false, nil, func(from int32, old string) error {
		return r.walk(newname, true, nil, func(to int32, new string) error { return errnoError(do(from, old, to, new)) })
	})
	if err != nil {
		return &LinkError{op, oldname, newname, err}
	}
	return nil
}

// Rename moves oldname to newname, in place of what is there.
func (r *Root) Rename(oldname, newname string) error {
	return r.both("renameat", oldname, newname, func(from int32, old string, to int32, new string) int32 {
		return host.WasiPathRename(from, wasi.StringData(old), uint32(len(old)), to, wasi.StringData(new), uint32(len(new)))
	})
}

// Link makes newname a hard link to oldname; if that is a symbolic link, to the link itself.
func (r *Root) Link(oldname, newname string) error {
	return r.both("linkat", oldname, newname, func(from int32, old string, to int32, new string) int32 {
		return host.WasiPathLink(from, 0, wasi.StringData(old), uint32(len(old)), to, wasi.StringData(new), uint32(len(new)))
	})
}

// Symlink makes newname a symbolic link to oldname, which is not looked at.
func (r *Root) Symlink(oldname, newname string) error {
	err := r.walk(newname, false, nil, func(dir int32, elem string) error {
		return errnoError(host.WasiPathSymlink(wasi.StringData(oldname), uint32(len(oldname)), dir, wasi.StringData(elem), uint32(len(elem))))
	})
	if err != nil {
		return &LinkError{"symlinkat", oldname, newname, err}
	}
	return nil
}

// FS returns the file system in the Root. Its names are those of package io/fs: without "..".
func (r *Root) FS() fs.FS { return (*rootFS)(r) }

package os

import (
	"internal/host"
	"internal/wasi"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"
	"unsafe"
)

type (
	// A FileInfo describes a file.
	FileInfo = fs.FileInfo
	// A FileMode has a file's type and permissions.
	FileMode = fs.FileMode
	// A DirEntry is an entry read from a directory.
	DirEntry = fs.DirEntry
)

// The bits of FileMode.
const (
	ModeDir        = fs.ModeDir
	ModeAppend     = fs.ModeAppend
	ModeExclusive  = fs.ModeExclusive
	ModeTemporary  = fs.ModeTemporary
	ModeSymlink    = fs.ModeSymlink
	ModeDevice     = fs.ModeDevice
	ModeNamedPipe  = fs.ModeNamedPipe
	ModeSocket     = fs.ModeSocket
	ModeSetuid     = fs.ModeSetuid
	ModeSetgid     = fs.ModeSetgid
	ModeCharDevice = fs.ModeCharDevice
	ModeSticky     = fs.ModeSticky
	ModeIrregular  = fs.ModeIrregular
	ModeType       = fs.ModeType
	ModePerm       = fs.ModePerm
)

// filestat is WASI's struct.
type filestat struct {
	dev, ino         uint64
	filetype         uint8
	nlink            uint64
	size             uint64
	atim, mtim, ctim uint64
}

// modeOf turns WASI's file type into mode bits; permissions are made up.
func modeOf(filetype uint8) FileMode {
	switch filetype {
	case 1:
		return ModeDevice | 0600
	case 2:
		return ModeDevice | ModeCharDevice | 0600
	case 3:
		return ModeDir | 0700
	case 4:
		return 0600
	case 5, 6:
		return ModeSocket | 0600
	case 7:
		return ModeSymlink | 0600
	}
	return ModeIrregular | 0600
}

type fileInfo struct {
	name string
	stat filestat
}

func (i *fileInfo) Name() string       { return i.name }
func (i *fileInfo) Size() int64        { return int64(i.stat.size) }
func (i *fileInfo) Mode() FileMode     { return modeOf(i.stat.filetype) }
func (i *fileInfo) ModTime() time.Time { return time.Unix(0, int64(i.stat.mtim)) }
func (i *fileInfo) IsDir() bool        { return i.Mode().IsDir() }
func (i *fileInfo) Sys() any           { return nil }

// base is the last element of a path.
func base(path string) string {
	for len(path) > 1 && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' && i+1 < len(path) {
			return path[i+1:]
		}
	}
	return path
}

func stat(op, name string, flags int32) (FileInfo, error) {
	dir, rest, errno := wasi.Place(name)
	if errno != 0 {
		return nil, result(op, name, errno)
	}
	info, errno := statAt(dir, flags, rest, name)
	if errno != 0 {
		return nil, result(op, name, errno)
	}
	return info, nil
}

// statAt describes what a path names below a directory; flags 1: what a symbolic link there points to.
func statAt(dir, flags int32, rest, name string) (*fileInfo, int32) {
	info := &fileInfo{name: base(name)}
	errno := host.WasiPathFilestatGet(dir, flags, wasi.StringData(rest), uint32(len(rest)), unsafe.Pointer(&info.stat))
	return info, errno
}

// Stat describes the named file.
func Stat(name string) (FileInfo, error) { return stat("stat", name, 1) }

// Lstat is like Stat, but describes a symbolic link itself.
func Lstat(name string) (FileInfo, error) { return stat("lstat", name, 0) }

// Stat describes f.
func (f *File) Stat() (FileInfo, error) {
	if err := f.check("stat"); err != nil {
		return nil, err
	}
	info := &fileInfo{name: base(f.name)}
	if errno := host.WasiFdFilestatGet(f.fd, unsafe.Pointer(&info.stat)); errno != 0 {
		return nil, result("stat", f.name, errno)
	}
	return info, nil
}

// SameFile says whether two descriptions are of one file.
func SameFile(fi1, fi2 FileInfo) bool {
	a, ok1 := fi1.(*fileInfo)
	b, ok2 := fi2.(*fileInfo)
	return ok1 && ok2 && a.stat.dev == b.stat.dev && a.stat.ino == b.stat.ino
}

// Chtimes sets a file's access and modification times; a zero Time leaves one as it is.
func Chtimes(name string, atime time.Time, mtime time.Time) error {
	dir, rest, errno := wasi.Place(name)
	if errno == 0 {
		errno = setTimesAt(dir, 1, rest, atime, mtime)
	}
	return result("chtimes", name, errno)
}

func setTimesAt(dir, follow int32, rest string, atime, mtime time.Time) (errno int32) {
	flags := int32(0)
	if !atime.IsZero() {
		flags |= 1
	}
	if !mtime.IsZero() {
		flags |= 4
	}
	return host.WasiPathFilestatSetTimes(dir, follow, wasi.StringData(rest), uint32(len(rest)), atime.UnixNano(), mtime.UnixNano(), flags)
}

// ---------------------------------------------------------------- directories

// dirState is how far a directory has been read.
type dirState struct {
	entries []DirEntry
	next    int
}

type dirEntry struct {
	dir  string
	name string
	typ  uint8
}

func (e *dirEntry) Name() string            { return e.name }
func (e *dirEntry) IsDir() bool             { return e.typ == 3 }
func (e *dirEntry) Type() FileMode          { return modeOf(e.typ).Type() }
func (e *dirEntry) Info() (FileInfo, error) { return Lstat(e.dir + "/" + e.name) }
func (e *dirEntry) String() string          { return fs.FormatDirEntry(e) }

// dirent is WASI's struct; the name follows it.
type dirent struct {
	next    uint64
	ino     uint64
	namelen uint32
	typ     uint8
}

const direntSize = 24

// readAll reads all entries of a directory but "." and "..".
func (f *File) readAll() ([]DirEntry, error) {
	var list []DirEntry
	buf := make([]byte, 8192)
	for cookie := uint64(0); ; {
		errno := host.WasiFdReaddir(f.fd, unsafe.Pointer(unsafe.SliceData(buf)), uint32(len(buf)), int64(cookie), unsafe.Pointer(&hostSize))
		if errno != 0 {
			return list, result("readdirent", f.name, errno)
		}
		used := int(hostSize)
		at := 0
		for at+direntSize <= used {
			e := (*dirent)(unsafe.Pointer(&buf[at]))
			end := at + direntSize + int(e.namelen)
			if end > used {
				break
			}
			if name := string(buf[at+direntSize : end]); name != "." && name != ".." {
				list = append(list, &dirEntry{f.name, name, e.typ})
			}
			cookie = e.next
			at = end
		}
		if used < len(buf) {
			return list, nil
		}
		if at == 0 {
			// One name longer than the buffer.
			buf = make([]byte, 2*len(buf))
		}
	}
}

// ReadDir returns the next n entries of the directory f in the order of the directory, all that are left if n <= 0. With n > 0
// the end is reported as io.EOF.
func (f *File) ReadDir(n int) ([]DirEntry, error) {
	if err := f.check("readdir"); err != nil {
		return nil, err
	}
	if f.dir == nil {
		entries, err := f.readAll()
		if err != nil {
			return entries, err
		}
		f.dir = &dirState{entries: entries}
	}
	d := f.dir
	left := d.entries[d.next:]
	if n > 0 {
		if len(left) == 0 {
			return nil, io.EOF
		}
		if len(left) > n {
			left = left[:n]
		}
	}
	d.next += len(left)
	return append([]DirEntry{}, left...), nil
}

// Readdirnames is like ReadDir but returns the names.
func (f *File) Readdirnames(n int) (names []string, err error) {
	entries, err := f.ReadDir(n)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

// Readdir is like ReadDir but returns descriptions.
func (f *File) Readdir(n int) (infos []FileInfo, err error) {
	entries, err := f.ReadDir(n)
	for _, e := range entries {
		if info, infoErr := e.Info(); infoErr == nil {
			infos = append(infos, info)
		}
	}
	return infos, err
}

// ReadDir returns the entries of the named directory, sorted by name.
func ReadDir(name string) ([]DirEntry, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, err := f.ReadDir(-1)
	slices.SortFunc(list, func(a, b DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, err
}

package os

import (
	"internal/host"
	"internal/wasi"
	"io"
	"io/fs"
	"runtime"
	"syscall"
	"time"
	"unsafe"
)

// Flags of OpenFile: one of the first three, and any of the others.
const (
	O_RDONLY int = 0x0      // read only
	O_WRONLY int = 0x1      // write only
	O_RDWR   int = 0x2      // read and write
	O_APPEND int = 0x400    // writes go to the end
	O_CREATE int = 0x40     // make the file if it does not exist
	O_EXCL   int = 0x80     // with O_CREATE: it must not exist
	O_SYNC   int = 0x101000 // writes are on the disk when they return
	O_TRUNC  int = 0x200    // empty the file
)

// Values of whence in Seek, by their old names.
const (
	SEEK_SET int = 0
	SEEK_CUR int = 1
	SEEK_END int = 2
)

const (
	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
)

// File is an open file.
type File struct {
	fd   int32
	name string
	// appends: opened with O_APPEND.
	appends bool
	closed  bool
	// waits: reading may take long (standard input), so other goroutines run meanwhile.
	waits bool
	dir   *dirState
	// An end of a Pipe has no descriptor.
	pipe     *pipe
	isWriter bool
}

// The standard streams.
var (
	Stdin  = &File{fd: 0, name: "/dev/stdin", waits: true}
	Stdout = &File{fd: 1, name: "/dev/stdout"}
	Stderr = &File{fd: 2, name: "/dev/stderr"}
)

//go:linkname waitReadable runtime.waitReadable
func waitReadable(fd int32)

// What the host reads and writes; nothing else runs between setting one and the call.
var (
	iov struct {
		data unsafe.Pointer
		size uint32
	}
	hostSize  uint32
	hostInt64 int64
)

// NewFile returns a File for a descriptor.
func NewFile(fd uintptr, name string) *File { return &File{fd: int32(fd), name: name} }

// Open opens a file for reading.
func Open(name string) (*File, error) { return OpenFile(name, O_RDONLY, 0) }

// Create makes or empties a file and opens it for reading and writing.
func Create(name string) (*File, error) { return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666) }

// Rights and flags of WASI's path_open.
const (
	openDirectory = 0x10000 // for openAt: it must be a directory, and files in it are meant

	rightsAll   = 1<<28 - 1
	rightsRead  = 1<<1 | 1<<2 | 1<<5 | 1<<14 | 1<<21 | 1<<27
	rightsPath  = 0xfff<<9 | 0xf<<23 // to do something to what is in a directory
	rightsWrite = 1<<0 | 1<<2 | 1<<4 | 1<<5 | 1<<6 | 1<<8 | 1<<21 | 1<<22 | 1<<27
)

// OpenFile opens a file. perm is the host's business.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	dir, rest, errno := wasi.Place(name)
	if errno != 0 {
		return nil, result("open", name, errno)
	}
	fd, errno := openAt(dir, 1, rest, flag)
	if errno != 0 {
		return nil, result("open", name, errno)
	}
	return &File{fd: fd, name: name, appends: flag&O_APPEND != 0}, nil
}

// openAt opens what a path names below a directory; follow 0: the last element is no symbolic link.
func openAt(dir, follow int32, rest string, flag int) (fd, errno int32) {
	openFlags, fdFlags := int32(0), int32(0)
	set := func(on bool, flags *int32, bit int32) {
		if on {
			*flags |= bit
		}
	}
	set(flag&O_CREATE != 0, &openFlags, 1)
	set(rest[len(rest)-1] == '/' || flag&openDirectory != 0, &openFlags, 2)
	set(flag&O_EXCL != 0, &openFlags, 4)
	set(flag&O_TRUNC != 0, &openFlags, 8)
	set(flag&O_APPEND != 0, &fdFlags, 1)
	set(flag&O_SYNC != 0, &fdFlags, 16)
	rights := int64(rightsRead)
	switch {
	case flag&openDirectory != 0:
		rights |= rightsPath
	case flag&3 == O_WRONLY:
		rights = rightsWrite
	case flag&3 == O_RDWR:
		rights |= rightsWrite
	}
	errno = host.WasiPathOpen(dir, follow, wasi.StringData(rest), uint32(len(rest)), openFlags, rights, rightsAll, fdFlags, unsafe.Pointer(&hostSize))
	return int32(hostSize), errno
}

// check finds out whether f can be used.
func (f *File) check(op string) error {
	switch {
	case f == nil:
		return ErrInvalid
	case f.closed:
		return &PathError{op, f.name, ErrClosed}
	}
	return nil
}

// failed is the error of a read or write. A host that misses the right to do it says so where Unix finds the descriptor bad.
func (f *File) failed(op string, errno int32) error {
	if errno == int32(syscall.ENOTCAPABLE) {
		errno = int32(syscall.EBADF)
	}
	return result(op, f.name, errno)
}

// readFailed is failed for a read: nobody has the right to read a directory, whose number is another one in Unix.
func (f *File) readFailed(errno int32) error {
	var stat filestat
	if host.WasiFdFilestatGet(f.fd, unsafe.Pointer(&stat)) == 0 && modeOf(stat.filetype).IsDir() {
		errno = int32(syscall.EISDIR)
	}
	return f.failed("read", errno)
}

// Name returns the name f was opened with.
func (f *File) Name() string { return f.name }

// Fd returns f's descriptor.
func (f *File) Fd() uintptr {
	if f == nil || f.closed {
		return ^uintptr(0)
	}
	return uintptr(f.fd)
}

// Close closes f.
func (f *File) Close() error {
	if err := f.check("close"); err != nil {
		return err
	}
	f.closed = true
	if f.pipe != nil {
		f.pipe.close(f.isWriter)
		return nil
	}
	return result("close", f.name, host.WasiFdClose(f.fd))
}

// Read reads up to len(b) bytes; io.EOF at the end of the file.
func (f *File) Read(b []byte) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if len(b) == 0 {
		return 0, nil
	}
	if f.pipe != nil && !f.isWriter {
		return f.pipe.read(b)
	}
	if f.waits && runtime.NumGoroutine() > 1 {
		waitReadable(f.fd)
	}
	for {
		iov.data = unsafe.Pointer(unsafe.SliceData(b))
		iov.size = uint32(len(b))
		errno := host.WasiFdRead(f.fd, unsafe.Pointer(&iov), 1, unsafe.Pointer(&hostSize))
		if errno == 0 {
			break
		}
		if errno != int32(syscall.EAGAIN) {
			return 0, f.readFailed(errno)
		}
		// A socket with nothing to read yet.
		waitReadable(f.fd)
		runtime.Gosched()
	}
	if hostSize == 0 {
		return 0, io.EOF
	}
	return int(hostSize), nil
}

// ReadAt reads len(b) bytes at an offset; io.EOF when there are fewer.
func (f *File) ReadAt(b []byte, off int64) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if off < 0 {
		return 0, &PathError{"readat", f.name, negativeOffset{}}
	}
	for len(b) > 0 {
		iov.data = unsafe.Pointer(unsafe.SliceData(b))
		iov.size = uint32(len(b))
		if errno := host.WasiFdPread(f.fd, unsafe.Pointer(&iov), 1, off, unsafe.Pointer(&hostSize)); errno != 0 {
			return n, f.readFailed(errno)
		}
		if hostSize == 0 {
			return n, io.EOF
		}
		n += int(hostSize)
		off += int64(hostSize)
		b = b[hostSize:]
	}
	return n, nil
}

type negativeOffset struct{}

func (negativeOffset) Error() string { return "negative offset" }

// Write writes all of b.
func (f *File) Write(b []byte) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	if f.pipe != nil && f.isWriter {
		n, err := f.pipe.write(b)
		if err != nil {
			err = &PathError{"write", f.name, err}
		}
		return n, err
	}
	for {
		iov.data = unsafe.Pointer(unsafe.SliceData(b))
		iov.size = uint32(len(b))
		if errno := host.WasiFdWrite(f.fd, unsafe.Pointer(&iov), 1, unsafe.Pointer(&hostSize)); errno != 0 {
			if errno == int32(syscall.EAGAIN) {
				runtime.Gosched()
				continue
			}
			return n, f.failed("write", errno)
		}
		n += int(hostSize)
		b = b[hostSize:]
		if len(b) == 0 {
			return n, nil
		}
	}
}

// WriteString writes all of s.
func (f *File) WriteString(s string) (n int, err error) {
	return f.Write(unsafe.Slice(unsafe.StringData(s), len(s)))
}

// WriteAt writes all of b at an offset.
func (f *File) WriteAt(b []byte, off int64) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	switch {
	case f.appends:
		return 0, errWriteAtInAppendMode{}
	case off < 0:
		return 0, &PathError{"writeat", f.name, negativeOffset{}}
	}
	for len(b) > 0 {
		iov.data = unsafe.Pointer(unsafe.SliceData(b))
		iov.size = uint32(len(b))
		if errno := host.WasiFdPwrite(f.fd, unsafe.Pointer(&iov), 1, off, unsafe.Pointer(&hostSize)); errno != 0 {
			return n, f.failed("write", errno)
		}
		n += int(hostSize)
		off += int64(hostSize)
		b = b[hostSize:]
	}
	return n, nil
}

type errWriteAtInAppendMode struct{}

func (errWriteAtInAppendMode) Error() string {
	return "os: invalid use of WriteAt on file opened with O_APPEND"
}

// Seek sets where the next Read or Write is: offset bytes from the start (whence 0), from here (1) or from the end (2).
func (f *File) Seek(offset int64, whence int) (ret int64, err error) {
	if err := f.check("seek"); err != nil {
		return 0, err
	}
	if errno := host.WasiFdSeek(f.fd, offset, int32(whence), unsafe.Pointer(&hostInt64)); errno != 0 {
		return 0, result("seek", f.name, errno)
	}
	if f.dir != nil && offset == 0 && whence == 0 {
		f.dir = nil
	}
	return hostInt64, nil
}

// Sync has the file's contents written to the disk.
func (f *File) Sync() error {
	if err := f.check("sync"); err != nil {
		return err
	}
	return result("sync", f.name, host.WasiFdSync(f.fd))
}

// Truncate sets the size of the file.
func (f *File) Truncate(size int64) error {
	if err := f.check("truncate"); err != nil {
		return err
	}
	return result("truncate", f.name, host.WasiFdFilestatSetSize(f.fd, size))
}

// Chmod does nothing: permissions are the host's business.
func (f *File) Chmod(mode FileMode) error { return f.check("chmod") }

// SetDeadline is not there for files.
func (f *File) SetDeadline(t time.Time) error { return ErrNoDeadline }

// SetReadDeadline is not there for files.
func (f *File) SetReadDeadline(t time.Time) error { return ErrNoDeadline }

// SetWriteDeadline is not there for files.
func (f *File) SetWriteDeadline(t time.Time) error { return ErrNoDeadline }

// ReadFile returns the contents of a file.
func ReadFile(name string) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.contents()
}

// contents reads to the end.
func (f *File) contents() ([]byte, error) {
	size := 512
	if info, err := f.Stat(); err == nil && info.Size() < 1<<30 {
		size = int(info.Size()) + 1
	}
	data := make([]byte, 0, size)
	for {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return data, err
		}
	}
}

// WriteFile makes or empties a file and writes data to it.
func WriteFile(name string, data []byte, perm FileMode) error {
	f, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	return f.fill(data)
}

// fill writes data and closes f.
func (f *File) fill(data []byte) error {
	_, err := f.Write(data)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}

// Truncate sets the size of the named file.
func Truncate(name string, size int64) error {
	f, err := OpenFile(name, O_WRONLY, 0)
	if err != nil {
		if e, ok := err.(*PathError); ok {
			e.Op = "truncate"
		}
		return err
	}
	defer f.Close()
	return f.Truncate(size)
}

// Chmod does nothing but look for the file: permissions are the host's business.
func Chmod(name string, mode FileMode) error {
	_, err := Stat(name)
	return err
}

// DirFS returns the file system below dir.
func DirFS(dir string) fs.FS { return dirFS(dir) }

type dirFS string

func (d dirFS) join(op, name string) (string, error) {
	if !fs.ValidPath(name) {
		return "", &PathError{op, name, ErrInvalid}
	}
	return string(d) + "/" + name, nil
}

// named makes an error speak of the name within the tree.
func named(err error, name string) error {
	if e, ok := err.(*PathError); ok {
		e.Path = name
	}
	return err
}

func (d dirFS) Open(name string) (fs.File, error) {
	full, err := d.join("open", name)
	if err != nil {
		return nil, err
	}
	f, err := Open(full)
	if err != nil {
		return nil, named(err, name)
	}
	return f, nil
}

func (d dirFS) ReadFile(name string) ([]byte, error) {
	full, err := d.join("readfile", name)
	if err != nil {
		return nil, err
	}
	data, err := ReadFile(full)
	return data, named(err, name)
}

func (d dirFS) ReadDir(name string) ([]DirEntry, error) {
	full, err := d.join("readdir", name)
	if err != nil {
		return nil, err
	}
	list, err := ReadDir(full)
	return list, named(err, name)
}

func (d dirFS) Stat(name string) (fs.FileInfo, error) {
	full, err := d.join("stat", name)
	if err != nil {
		return nil, err
	}
	info, err := Stat(full)
	if err != nil {
		return nil, named(err, name)
	}
	return info, nil
}

func (d dirFS) ReadLink(name string) (string, error) {
	full, err := d.join("readlink", name)
	if err != nil {
		return "", err
	}
	target, err := Readlink(full)
	return target, named(err, name)
}

func (d dirFS) Lstat(name string) (fs.FileInfo, error) {
	full, err := d.join("lstat", name)
	if err != nil {
		return nil, err
	}
	info, err := Lstat(full)
	if err != nil {
		return nil, named(err, name)
	}
	return info, nil
}

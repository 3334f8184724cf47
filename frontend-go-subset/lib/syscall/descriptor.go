package syscall

import (
	"internal/host"
	"internal/wasi"
	"unsafe"
)

// The standard streams' descriptors.
var (
	Stdin  = 0
	Stdout = 1
	Stderr = 2
)

// Stat_t describes a file.
type Stat_t struct {
	Dev      uint64
	Ino      uint64
	Filetype uint8
	Nlink    uint64
	Size     uint64
	Atime    uint64
	Mtime    uint64
	Ctime    uint64

	// Mode is made up from Filetype; the host has neither permissions nor owners.
	Mode uint32
	Uid  uint32
	Gid  uint32
}

func (s *Stat_t) made(errno int32) error {
	modes := [...]uint32{1: S_IFBLK, 2: S_IFCHR, 3: S_IFDIR | S_IXUSR, 4: S_IFREG, 5: S_IFSOCK, 6: S_IFSOCK, 7: S_IFLNK}
	if int(s.Filetype) < len(modes) {
		s.Mode = modes[s.Filetype] | S_IRUSR | S_IWUSR
	}
	return result(errno)
}

// Stat describes the file that a path names.
func Stat(path string, s *Stat_t) error { return statAt(path, 1, s) }

// Lstat is like Stat, but describes a symbolic link itself.
func Lstat(path string, s *Stat_t) error { return statAt(path, 0, s) }

func statAt(path string, follow int32, s *Stat_t) error {
	dir, rest, errno := wasi.Place(path)
	if errno == 0 {
		errno = host.WasiPathFilestatGet(dir, follow, wasi.StringData(rest), uint32(len(rest)), unsafe.Pointer(s))
	}
	return s.made(errno)
}

// Fstat describes an open file.
func Fstat(fd int, s *Stat_t) error {
	return s.made(host.WasiFdFilestatGet(int32(fd), unsafe.Pointer(s)))
}

// Open opens a file; permissions are the host's business.
func Open(path string, mode int, perm uint32) (fd int, err error) {
	const read, write, all = 1<<1 | 1<<2 | 1<<5 | 1<<14 | 1<<21 | 1<<27, 1<<0 | 1<<2 | 1<<4 | 1<<5 | 1<<6 | 1<<8 | 1<<21 | 1<<22 | 1<<27, 1<<28 - 1
	rights := [...]int64{O_RDONLY: read, O_WRONLY: write, O_RDWR: read | write, 3: 0}[mode&3]
	openFlags, fdFlags := int32(0), int32(0)
	for _, f := range [...]struct {
		flag int
		to   *int32
		bit  int32
	}{{O_CREAT, &openFlags, 1}, {O_EXCL, &openFlags, 4}, {O_TRUNC, &openFlags, 8}, {O_APPEND, &fdFlags, 1}, {O_NONBLOCK, &fdFlags, 4}, {O_SYNC, &fdFlags, 16}} {
		if mode&f.flag == f.flag {
			*f.to |= f.bit
		}
	}
	var opened int32
	err = at(path, func(dir int32, name unsafe.Pointer, size uint32) int32 {
		return host.WasiPathOpen(dir, 1, name, size, openFlags, rights, all, fdFlags, unsafe.Pointer(&opened))
	})
	if err != nil {
		return -1, err
	}
	return int(opened), nil
}

// Close closes a descriptor.
func Close(fd int) error { return result(host.WasiFdClose(int32(fd))) }

type ioVec struct {
	data unsafe.Pointer
	size uint32
}

func vecOf(b []byte) ioVec { return ioVec{unsafe.Pointer(unsafe.SliceData(b)), uint32(len(b))} }

func count(n uint32, errno int32) (int, error) {
	if errno != 0 {
		return -1, Errno(errno)
	}
	return int(n), nil
}

// Read reads up to len(b) bytes; 0 at the end.
func Read(fd int, b []byte) (int, error) {
	vec, n := vecOf(b), uint32(0)
	errno := host.WasiFdRead(int32(fd), unsafe.Pointer(&vec), 1, unsafe.Pointer(&n))
	return count(n, errno)
}

// Write writes b, or a part of it.
func Write(fd int, b []byte) (int, error) {
	vec, n := vecOf(b), uint32(0)
	errno := host.WasiFdWrite(int32(fd), unsafe.Pointer(&vec), 1, unsafe.Pointer(&n))
	return count(n, errno)
}

// Pread is Read at an offset.
func Pread(fd int, b []byte, offset int64) (int, error) {
	vec, n := vecOf(b), uint32(0)
	errno := host.WasiFdPread(int32(fd), unsafe.Pointer(&vec), 1, offset, unsafe.Pointer(&n))
	return count(n, errno)
}

// Pwrite is Write at an offset.
func Pwrite(fd int, b []byte, offset int64) (int, error) {
	vec, n := vecOf(b), uint32(0)
	errno := host.WasiFdPwrite(int32(fd), unsafe.Pointer(&vec), 1, offset, unsafe.Pointer(&n))
	return count(n, errno)
}

// Seek sets where the next Read or Write is: offset bytes from the start (whence 0), from here (1) or from the end (2).
func Seek(fd int, offset int64, whence int) (int64, error) {
	var position int64
	err := result(host.WasiFdSeek(int32(fd), offset, int32(whence), unsafe.Pointer(&position)))
	return position, err
}

// Fsync has a file's contents written to the disk.
func Fsync(fd int) error { return result(host.WasiFdSync(int32(fd))) }

// Ftruncate sets the size of an open file.
func Ftruncate(fd int, length int64) error {
	return result(host.WasiFdFilestatSetSize(int32(fd), length))
}

// Truncate sets the size of a file.
func Truncate(path string, length int64) error {
	fd, err := Open(path, O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer Close(fd)
	return Ftruncate(fd, length)
}

// Dup fails: the host cannot give a descriptor a second number.
func Dup(fd int) (int, error) { return 0, ENOSYS }

// Pipe fails: the host has no pipes.
func Pipe(fd []int) error { return ENOSYS }

// Chdir changes the current directory.
func Chdir(path string) error {
	var s Stat_t
	if err := Stat(path, &s); err != nil {
		return err
	}
	if s.Mode&S_IFMT != S_IFDIR {
		return ENOTDIR
	}
	wasi.SetWorkDir(path)
	return nil
}

// Chmod does nothing but look for the file: permissions are the host's business.
func Chmod(path string, mode uint32) error {
	var s Stat_t
	return Stat(path, &s)
}

// Fchmod does nothing.
func Fchmod(fd int, mode uint32) error { return nil }

// Chown, Lchown and Fchown fail: the host has no owners.
func Chown(path string, uid, gid int) error  { return ENOSYS }
func Lchown(path string, uid, gid int) error { return ENOSYS }
func Fchown(fd int, uid, gid int) error      { return ENOSYS }

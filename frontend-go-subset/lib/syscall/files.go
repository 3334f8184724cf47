package syscall

import (
	"internal/host"
	"internal/wasi"
	"unsafe"
)

// Flags of package os's OpenFile.
const (
	O_RDONLY   = 0x0
	O_WRONLY   = 0x1
	O_RDWR     = 0x2
	O_APPEND   = 0x400
	O_ASYNC    = 0x2000
	O_CLOEXEC  = 0x80000
	O_CREAT    = 0x40
	O_EXCL     = 0x80
	O_NOCTTY   = 0x100
	O_NONBLOCK = 0x800
	O_SYNC     = 0x101000
	O_TRUNC    = 0x200
)

// The kinds of files and the permissions, as Unix has them in one number.
const (
	S_IFMT   = 0xf000
	S_IFSOCK = 0xc000
	S_IFLNK  = 0xa000
	S_IFREG  = 0x8000
	S_IFBLK  = 0x6000
	S_IFDIR  = 0x4000
	S_IFCHR  = 0x2000
	S_IFIFO  = 0x1000
	S_ISUID  = 0x800
	S_ISGID  = 0x400
	S_ISVTX  = 0x200
	S_IRUSR  = 0x100
	S_IWUSR  = 0x80
	S_IXUSR  = 0x40
)

func result(errno int32) error {
	if errno == 0 {
		return nil
	}
	return Errno(errno)
}

// at calls f with the directory and the name below it that stand for a path.
func at(path string, f func(dir int32, name unsafe.Pointer, size uint32) int32) error {
	dir, rest, errno := wasi.Place(path)
	if errno == 0 {
		errno = f(dir, wasi.StringData(rest), uint32(len(rest)))
	}
	return result(errno)
}

// Mkdir makes a directory; permissions are the host's business.
func Mkdir(path string, mode uint32) error { return at(path, host.WasiPathCreateDirectory) }

// Rmdir removes an empty directory.
func Rmdir(path string) error { return at(path, host.WasiPathRemoveDirectory) }

// Unlink removes a file.
func Unlink(path string) error { return at(path, host.WasiPathUnlinkFile) }

// Rename moves a file or directory.
func Rename(from, to string) error {
	return at(from, func(fromDir int32, fromName unsafe.Pointer, fromSize uint32) int32 {
		dir, rest, errno := wasi.Place(to)
		if errno != 0 {
			return errno
		}
		return host.WasiPathRename(fromDir, fromName, fromSize, dir, wasi.StringData(rest), uint32(len(rest)))
	})
}

// Link makes a hard link.
func Link(path, link string) error {
	return at(path, func(fromDir int32, fromName unsafe.Pointer, fromSize uint32) int32 {
		dir, rest, errno := wasi.Place(link)
		if errno != 0 {
			return errno
		}
		return host.WasiPathLink(fromDir, 0, fromName, fromSize, dir, wasi.StringData(rest), uint32(len(rest)))
	})
}

// Symlink makes a symbolic link.
func Symlink(path, link string) error {
	return at(link, func(dir int32, name unsafe.Pointer, size uint32) int32 {
		return host.WasiPathSymlink(wasi.StringData(path), uint32(len(path)), dir, name, size)
	})
}

// Readlink writes where a symbolic link points to.
func Readlink(path string, buf []byte) (n int, err error) {
	var used uint32
	err = at(path, func(dir int32, name unsafe.Pointer, size uint32) int32 {
		return host.WasiPathReadlink(dir, name, size, unsafe.Pointer(unsafe.SliceData(buf)), uint32(len(buf)), unsafe.Pointer(&used))
	})
	return int(used), err
}

// Getwd returns the current directory.
func Getwd() (string, error) { return wasi.WorkDir(), nil }

package wasi

import (
	"internal/host"
	"unsafe"
)

// Error numbers of WASI preview 1.
const (
	errInvalid int32 = 28
	errNoEntry int32 = 44
)

// preopen is a directory that the host has opened for the program. All paths are relative to one of them.
type preopen struct {
	fd   int32
	name string
}

var (
	preopens       []preopen
	preopensLoaded bool
	workDir        string
)

func loadPreopens() {
	preopensLoaded = true
	var stat [2]uint32
	for fd := int32(3); host.WasiFdPrestatGet(fd, unsafe.Pointer(&stat)) == 0; fd++ {
		name := make([]byte, stat[1])
		if host.WasiFdPrestatDirName(fd, unsafe.Pointer(unsafe.SliceData(name)), stat[1]) != 0 {
			continue
		}
		preopens = append(preopens, preopen{fd, Clean(string(name))})
	}
}

// Clean makes a path absolute and takes "." and ".." and doubled slashes out.
func Clean(path string) string {
	if path == "" || path[0] != '/' {
		path = WorkDir() + "/" + path
	}
	b := make([]byte, 0, len(path))
	for i := 0; i < len(path); {
		if path[i] == '/' {
			i++
			continue
		}
		end := i
		for end < len(path) && path[end] != '/' {
			end++
		}
		switch elem := path[i:end]; elem {
		case ".":
		case "..":
			for len(b) > 0 && b[len(b)-1] != '/' {
				b = b[:len(b)-1]
			}
			if len(b) > 0 {
				b = b[:len(b)-1]
			}
		default:
			b = append(b, '/')
			b = append(b, elem...)
		}
		i = end
	}
	if len(b) == 0 {
		return "/"
	}
	return string(b)
}

// Place finds the preopened directory for a path and the path below it. A slash at the end is kept: it asks for a directory.
func Place(path string) (dir int32, rest string, errno int32) {
	if path == "" {
		return 0, "", errNoEntry
	}
	for i := 0; i < len(path); i++ {
		if path[i] == 0 {
			return 0, "", errInvalid
		}
	}
	if !preopensLoaded {
		loadPreopens()
	}
	full := Clean(path)
	best := -1
	for i, p := range preopens {
		fits := p.name == "/" || full == p.name || len(full) > len(p.name) && full[:len(p.name)] == p.name && full[len(p.name)] == '/'
		if fits && (best < 0 || len(p.name) > len(preopens[best].name)) {
			best = i
		}
	}
	if best < 0 {
		return 0, "", errNoEntry
	}
	rest = full[len(preopens[best].name):]
	for rest != "" && rest[0] == '/' {
		rest = rest[1:]
	}
	if rest == "" {
		rest = "."
	} else if path[len(path)-1] == '/' {
		rest += "/"
	}
	return preopens[best].fd, rest, 0
}

// WorkDir is the current directory: $PWD at the start, "/" without it.
func WorkDir() string {
	if workDir == "" {
		workDir, _ = LookupEnv("PWD")
		if workDir == "" || workDir[0] != '/' {
			workDir = "/"
		}
	}
	return workDir
}

// SetWorkDir changes the current directory to one that is there.
func SetWorkDir(dir string) { workDir = Clean(dir) }

// StringData is the address of a string's bytes.
func StringData(s string) unsafe.Pointer { return unsafe.Pointer(unsafe.StringData(s)) }

// Rights of WASI's path_open to read a file, and to ask for its attributes.
const rightsRead = 1<<1 | 1<<2 | 1<<21

// TooLarge is ReadFile's number for a file with more bytes than the limit.
const TooLarge int32 = -1

// ReadFile returns the contents of a file, or an error number.
func ReadFile(name string, limit int) ([]byte, int32) {
	dir, rest, errno := Place(name)
	if errno != 0 {
		return nil, errno
	}
	var fd int32
	errno = host.WasiPathOpen(dir, 1, StringData(rest), uint32(len(rest)), 0, rightsRead, rightsRead, 0, unsafe.Pointer(&fd))
	if errno != 0 {
		return nil, errno
	}
	defer host.WasiFdClose(fd)
	var data []byte
	buf := make([]byte, 4096)
	for {
		iov := struct {
			data unsafe.Pointer
			size uint32
		}{unsafe.Pointer(unsafe.SliceData(buf)), uint32(len(buf))}
		var n uint32
		if errno := host.WasiFdRead(fd, unsafe.Pointer(&iov), 1, unsafe.Pointer(&n)); errno != 0 {
			return nil, errno
		}
		if n == 0 {
			return data, 0
		}
		if len(data)+int(n) > limit {
			return nil, TooLarge
		}
		data = append(data, buf[:n]...)
	}
}

// How a Root finds what a name stands for: one element after the other, each opened in the directory before it and never
// following a symbolic link. What a link says is put in its place in the name, so that every step is checked alike.
package os

import (
	"errors"
	"internal/host"
	"io/fs"
	"slices"
	"syscall"
)

var errPathEscapes = errors.New("path escapes from parent")

const (
	rootMaxLinks = 8
	// A walk ends when it has taken more steps and begun anew more often than this.
	rootMaxSteps    = 255
	rootMaxRestarts = 8
)

// linkTo is the error of a step onto a symbolic link, with what the link says.
type linkTo string

func (linkTo) Error() string { return "symbolic link" }

// step is something done to an element of a directory.
type step func(dir int32, elem string) error

// errnoError is nil for 0.
func errnoError(errno int32) error {
	if errno == 0 {
		return nil
	}
	return syscall.Errno(errno)
}

// orLink is a linkTo if elem is a symbolic link, and else err.
func orLink(dir int32, elem string, err error) error {
	if target, errno := readlinkAt(dir, elem); errno == 0 {
		return linkTo(target)
	}
	return err
}

// through makes a step follow links.
func through(do step) step {
	return func(dir int32, elem string) error {
		if err := orLink(dir, elem, nil); err != nil {
			return err
		}
		return do(dir, elem)
	}
}

// openElem opens the directory elem. Links are looked for before (some hosts follow them although they should not) and after
// (it may just have become one).
func openElem(dir int32, elem string) (int32, error) {
	if err := orLink(dir, elem, nil); err != nil {
		return -1, err
	}
	fd, errno := openAt(dir, 0, elem, openDirectory)
	switch syscall.Errno(errno) {
	case 0:
		return fd, nil
	case syscall.ELOOP, syscall.ENOTDIR:
		return -1, orLink(dir, elem, syscall.Errno(errno))
	}
	return -1, syscall.Errno(errno)
}

// splitPath is the elements of a name between those before and after it.
func splitPath(name string, before, after []string) (elems []string, endsInSlash bool, err error) {
	if name == "" {
		return nil, false, errors.New("empty path")
	}
	if name[0] == '/' {
		return nil, false, errPathEscapes
	}
	elems = slices.Clone(before)
	for i := 0; i < len(name); {
		end := i
		for end < len(name) && name[end] != '/' {
			end++
		}
		next := end
		for next < len(name) && name[next] == '/' {
			next++
		}
		isLast := next == len(name)
		if name[i:end] != "." || isLast && len(after) == 0 {
			elems = append(elems, name[i:end])
		}
		endsInSlash = isLast && next > end
		i = next
	}
	return append(elems, after...), endsInSlash, nil
}

// walker is on its way to elems[at], in the directory dir.
type walker struct {
	root, dir int32
	elems     []string
	at        int
	// asksDir: the name ends in a slash.
	asksDir bool
}

func (w *walker) enter(dir int32) {
	if w.dir != w.root {
		host.WasiFdClose(w.dir)
	}
	w.dir = dir
}

func (w *walker) restart() {
	w.enter(w.root)
	w.at = 0
}

// up takes the elements ".." out, with as many before them. The walk begins anew: the directory may have moved since.
func (w *walker) up() error {
	end := w.at + 1
	for end < len(w.elems) && w.elems[end] == ".." {
		end++
	}
	count := end - w.at
	if count > w.at {
		return errPathEscapes
	}
	w.elems = slices.Delete(w.elems, w.at-count, end)
	if len(w.elems) == 0 {
		w.elems = []string{"."}
	}
	w.restart()
	return nil
}

// follow puts what a link says in its place.
func (w *walker) follow(link linkTo) error {
	isLast := w.at == len(w.elems)-1
	elems, endsInSlash, err := splitPath(string(link), w.elems[:w.at], w.elems[w.at+1:])
	if err != nil {
		return err
	}
	w.asksDir = w.asksDir || isLast && endsInSlash
	w.elems = elems
	return nil
}

// checkDir: an element before a slash must be a directory, or a link to one.
func (w *walker) checkDir(elem string, mayBeNew bool) error {
	info, errno := statAt(w.dir, 0, elem, elem)
	switch {
	case errno == int32(syscall.ENOENT) && mayBeNew:
		return nil
	case errno != 0:
		return syscall.Errno(errno)
	case info.IsDir():
		return nil
	case info.Mode()&fs.ModeSymlink != 0:
		return orLink(w.dir, elem, syscall.ENOTDIR)
	}
	return syscall.ENOTDIR
}

// walk calls last with the directory and the last element that name stands for, and open for those before it (nil: openElem).
// mayBeNew: last makes a directory.
func (r *Root) walk(name string, mayBeNew bool, open func(dir int32, elem string) (int32, error), last step) error {
	if r.closed {
		return ErrClosed
	}
	elems, asksDir, err := splitPath(name, nil, nil)
	if err != nil {
		return err
	}
	if open == nil {
		open = openElem
	}
	w := &walker{root: r.fd, dir: r.fd, elems: elems, asksDir: asksDir}
	defer w.restart() // closes what is open
	links, restarts := 0, 0
	for steps := 1; ; steps++ {
		if steps > rootMaxSteps && restarts > rootMaxRestarts {
			return syscall.ENAMETOOLONG
		}
		elem := w.elems[w.at]
		if elem == ".." {
			restarts++
			if err := w.up(); err != nil {
				return err
			}
			continue
		}
		var err error
		if w.at == len(w.elems)-1 {
			if w.asksDir {
				err = w.checkDir(elem, mayBeNew)
			}
			if err == nil {
				if err = last(w.dir, elem); err == nil {
					return nil
				}
			}
		} else {
			var dir int32
			if dir, err = open(w.dir, elem); err == nil {
				w.enter(dir)
				w.at++
				continue
			}
		}
		switch e := err.(type) {
		case linkTo:
			if links++; links > rootMaxLinks {
				return syscall.ELOOP
			}
			if err := w.follow(e); err != nil {
				return err
			}
		case *PathError:
			e.Path = w.elems[0]
			for _, elem := range w.elems[1 : w.at+1] {
				e.Path += "/" + elem
			}
			return e
		default:
			return err
		}
	}
}

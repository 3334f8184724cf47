// Package embed gives access to files that the compiler puts into the program where a //go:embed line asks for it.
package embed

import (
	"errors"
	"io"
	"io/fs"
	"strings"
	"time"
)

// FS is a tree of files that cannot be changed. The compiler writes its memory: all files, and the directories above them
// with a slash at the end of their names, in the order of their names.
type FS struct {
	files []file
}

// file is known to the compiler (lower/embed.ts).
type file struct {
	name string
	data string
}

var (
	_ fs.ReadDirFS  = FS{}
	_ fs.ReadFileFS = FS{}
)

func (f *file) path() string               { return strings.TrimSuffix(f.name, "/") }
func (f *file) Name() string               { return f.path()[strings.LastIndexByte(f.path(), '/')+1:] }
func (f *file) Size() int64                { return int64(len(f.data)) }
func (f *file) ModTime() time.Time         { return time.Time{} }
func (f *file) IsDir() bool                { return strings.HasSuffix(f.name, "/") }
func (f *file) Sys() any                   { return nil }
func (f *file) Type() fs.FileMode          { return f.Mode().Type() }
func (f *file) Info() (fs.FileInfo, error) { return f, nil }
func (f *file) String() string             { return fs.FormatFileInfo(f) }

func (f *file) Mode() fs.FileMode {
	if f.IsDir() {
		return fs.ModeDir | 0555
	}
	return 0444
}

var root = &file{name: "./"}

func (f FS) lookup(op, name string) (*file, error) {
	if fs.ValidPath(name) {
		if name == "." {
			return root, nil
		}
		for i := range f.files {
			if f.files[i].path() == name {
				return &f.files[i], nil
			}
		}
	}
	return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// entries are the files in a directory, not those further below.
func (f FS) entries(dir *file) []fs.DirEntry {
	prefix := dir.name
	if dir == root {
		prefix = ""
	}
	var list []fs.DirEntry
	for i := range f.files {
		below, ok := strings.CutPrefix(f.files[i].path(), prefix)
		if ok && below != "" && !strings.Contains(below, "/") {
			list = append(list, &f.files[i])
		}
	}
	return list
}

// Open opens a file or directory; files can also be sought in and read at a place.
func (f FS) Open(name string) (fs.File, error) {
	found, err := f.lookup("open", name)
	if err != nil {
		return nil, err
	}
	if found.IsDir() {
		return &openDir{found, f.entries(found)}, nil
	}
	return &openFile{found, strings.NewReader(found.data)}, nil
}

// ReadDir returns the entries of a directory by name.
func (f FS) ReadDir(name string) ([]fs.DirEntry, error) {
	found, err := f.lookup("open", name)
	if err != nil {
		return nil, err
	}
	if !found.IsDir() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("not a directory")}
	}
	return f.entries(found), nil
}

// ReadFile returns a copy of a file's contents.
func (f FS) ReadFile(name string) ([]byte, error) {
	found, err := f.lookup("open", name)
	if err != nil {
		return nil, err
	}
	if found.IsDir() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("is a directory")}
	}
	return []byte(found.data), nil
}

type openFile struct {
	*file
	*strings.Reader
}

func (f *openFile) Size() int64                { return f.file.Size() }
func (f *openFile) Close() error               { return nil }
func (f *openFile) Stat() (fs.FileInfo, error) { return f.file, nil }

func (f *openFile) ReadAt(b []byte, offset int64) (int, error) {
	if offset < 0 || offset > f.file.Size() {
		return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
	}
	return f.Reader.ReadAt(b, offset)
}

func (f *openFile) Seek(offset int64, whence int) (int64, error) {
	at, err := f.Reader.Seek(offset, whence)
	if err != nil || at > f.file.Size() {
		return 0, &fs.PathError{Op: "seek", Path: f.name, Err: fs.ErrInvalid}
	}
	return at, nil
}

type openDir struct {
	*file
	left []fs.DirEntry
}

func (d *openDir) Close() error               { return nil }
func (d *openDir) Stat() (fs.FileInfo, error) { return d.file, nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: errors.New("is a directory")}
}

func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(d.left)
	} else if len(d.left) == 0 {
		return nil, io.EOF
	}
	list := d.left[:min(n, len(d.left))]
	d.left = d.left[len(list):]
	return list, nil
}

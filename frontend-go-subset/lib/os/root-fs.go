package os

import (
	"io/fs"
	"slices"
	"strings"
)

// rootFS is a Root's file system.
type rootFS Root

// in calls do if name is one that package io/fs allows.
func in[T any](f *rootFS, op, name string, do func(r *Root, name string) (T, error)) (result T, err error) {
	if !fs.ValidPath(name) {
		return result, &PathError{op, name, ErrInvalid}
	}
	return do((*Root)(f), name)
}

func (f *rootFS) Open(name string) (fs.File, error) {
	file, err := in(f, "open", name, (*Root).Open)
	if err != nil {
		return nil, err
	}
	return file, nil
}

func (f *rootFS) ReadDir(name string) ([]DirEntry, error) {
	dir, err := in(f, "readdir", name, (*Root).Open)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	list, err := dir.ReadDir(-1)
	slices.SortFunc(list, func(a, b DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, err
}

func (f *rootFS) ReadFile(name string) ([]byte, error) {
	return in(f, "readfile", name, (*Root).ReadFile)
}

func (f *rootFS) ReadLink(name string) (string, error) {
	return in(f, "readlink", name, (*Root).Readlink)
}

func (f *rootFS) Stat(name string) (FileInfo, error) { return in(f, "stat", name, (*Root).Stat) }

func (f *rootFS) Lstat(name string) (FileInfo, error) { return in(f, "lstat", name, (*Root).Lstat) }

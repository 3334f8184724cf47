package fs

// ReadLinkFS is a file system with symbolic links.
type ReadLinkFS interface {
	FS
	ReadLink(name string) (string, error)
	// Lstat describes a link itself, not what it points to.
	Lstat(name string) (FileInfo, error)
}

// ReadLink returns where a symbolic link points to.
func ReadLink(fsys FS, name string) (string, error) {
	if links, ok := fsys.(ReadLinkFS); ok {
		return links.ReadLink(name)
	}
	return "", &PathError{Op: "readlink", Path: name, Err: ErrInvalid}
}

// Lstat describes a file; a link itself where the file system has links.
func Lstat(fsys FS, name string) (FileInfo, error) {
	if links, ok := fsys.(ReadLinkFS); ok {
		return links.Lstat(name)
	}
	return Stat(fsys, name)
}

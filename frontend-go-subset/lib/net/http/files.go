package http

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"sort"
	"strconv"
	"strings"
	"time"
)

// A FileSystem has files by paths with slashes, the first of which is /.
type FileSystem interface {
	Open(name string) (File, error)
}

// A File of a FileSystem.
type File interface {
	io.Closer
	io.Reader
	io.Seeker
	Readdir(count int) ([]fs.FileInfo, error)
	Stat() (fs.FileInfo, error)
}

// A Dir is the FileSystem of what lies in a folder; "" is the current one.
type Dir string

// Open opens a file below the folder.
func (d Dir) Open(name string) (File, error) {
	dir := string(d)
	if dir == "" {
		dir = "."
	}
	full := path.Join(dir, path.Clean("/"+name))
	f, err := os.Open(full)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// FS makes a FileSystem of a file system of package fs, whose files must be able to Seek to serve more than folders.
func FS(fsys fs.FS) FileSystem { return ioFS{fsys} }

type ioFS struct{ fsys fs.FS }

func (f ioFS) Open(name string) (File, error) {
	if name == "/" {
		name = "."
	} else {
		name = strings.TrimPrefix(name, "/")
	}
	file, err := f.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	return ioFile{file}, nil
}

type ioFile struct{ fs.File }

func (f ioFile) Seek(offset int64, whence int) (int64, error) {
	if s, ok := f.File.(io.Seeker); ok {
		return s.Seek(offset, whence)
	}
	return 0, errors.New("io.File missing Seek method")
}

func (f ioFile) Readdir(count int) ([]fs.FileInfo, error) {
	d, ok := f.File.(fs.ReadDirFile)
	if !ok {
		return nil, errors.New("io.File directory missing ReadDir method")
	}
	var list []fs.FileInfo
	entries, err := d.ReadDir(count)
	for _, e := range entries {
		info, infoErr := e.Info()
		if infoErr != nil {
			return list, infoErr
		}
		list = append(list, info)
	}
	return list, err
}

// FileServer serves the files of root. A folder is its index.html, or a list of what is in it.
func FileServer(root FileSystem) Handler { return &fileServer{root} }

// FileServerFS is FileServer for a file system of package fs.
func FileServerFS(root fs.FS) Handler { return FileServer(FS(root)) }

type fileServer struct{ root FileSystem }

func (f *fileServer) ServeHTTP(w ResponseWriter, r *Request) {
	name := r.URL.Path
	if !strings.HasPrefix(name, "/") {
		name = "/" + name
		r.URL.Path = name
	}
	serveFile(w, r, f.root, path.Clean(name), true)
}

// ServeFile answers with a file or a folder of the system. A path of the request with ".." in it is refused.
func ServeFile(w ResponseWriter, r *Request, name string) {
	dir, file := path.Split(name)
	serveNamed(w, r, Dir(dir), file)
}

// ServeFileFS is ServeFile for a file system of package fs.
func ServeFileFS(w ResponseWriter, r *Request, fsys fs.FS, name string) {
	serveNamed(w, r, FS(fsys), name)
}

func serveNamed(w ResponseWriter, r *Request, root FileSystem, name string) {
	for part := range strings.FieldsFuncSeq(r.URL.Path, func(c rune) bool { return c == '/' || c == '\\' }) {
		if part == ".." {
			Error(w, "invalid URL path", StatusBadRequest)
			return
		}
	}
	serveFile(w, r, root, name, false)
}

const indexPage = "/index.html"

// serveFile answers with what has the name. With redirects, every file and folder has one address.
func serveFile(w ResponseWriter, r *Request, root FileSystem, name string, redirects bool) {
	if redirects && strings.HasSuffix(r.URL.Path, indexPage) {
		localRedirect(w, r, "./")
		return
	}
	f, err := root.Open(name)
	if err != nil {
		fileError(w, err)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		fileError(w, err)
		return
	}
	if redirects {
		switch slash := strings.HasSuffix(r.URL.Path, "/"); {
		case info.IsDir() && !slash:
			localRedirect(w, r, path.Base(r.URL.Path)+"/")
			return
		case !info.IsDir() && slash:
			localRedirect(w, r, "../"+path.Base(r.URL.Path))
			return
		}
	}
	if info.IsDir() {
		if index, err := root.Open(strings.TrimSuffix(name, "/") + indexPage); err == nil {
			defer index.Close()
			if indexInfo, err := index.Stat(); err == nil {
				ServeContent(w, r, indexInfo.Name(), indexInfo.ModTime(), index)
				return
			}
		}
		if notModifiedSince(r, info.ModTime()) {
			w.WriteHeader(StatusNotModified)
			return
		}
		setModified(w, info.ModTime())
		listFolder(w, f)
		return
	}
	ServeContent(w, r, info.Name(), info.ModTime(), f)
}

func localRedirect(w ResponseWriter, r *Request, to string) {
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.WriteHeader(StatusMovedPermanently)
}

func fileError(w ResponseWriter, err error) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		Error(w, "404 page not found", StatusNotFound)
	case errors.Is(err, fs.ErrPermission):
		Error(w, "403 Forbidden", StatusForbidden)
	default:
		Error(w, "500 Internal Server Error", StatusInternalServerError)
	}
}

func listFolder(w ResponseWriter, f File) {
	list, err := f.Readdir(-1)
	if err != nil {
		Error(w, "Error reading directory", StatusInternalServerError)
		return
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name() < list[j].Name() })
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, "<!doctype html>\n<meta name=\"viewport\" content=\"width=device-width\">\n<pre>\n")
	for _, info := range list {
		name := info.Name()
		if info.IsDir() {
			name += "/"
		}
		address := url.URL{Path: name}
		fmt.Fprintf(w, "<a href=\"%s\">%s</a>\n", address.String(), escapeHTML(name))
	}
	fmt.Fprint(w, "</pre>\n")
}

func setModified(w ResponseWriter, t time.Time) {
	if !t.IsZero() && !t.Equal(time.Unix(0, 0)) {
		w.Header().Set("Last-Modified", t.UTC().Format(TimeFormat))
	}
}

// notModifiedSince says whether the client has what was there at t.
func notModifiedSince(r *Request, t time.Time) bool {
	if r.Method != MethodGet && r.Method != MethodHead || t.IsZero() || t.Equal(time.Unix(0, 0)) {
		return false
	}
	since, err := ParseTime(r.Header.Get("If-Modified-Since"))
	return err == nil && !t.Truncate(time.Second).After(since)
}

// contentTypes are the types of common files by the end of their names; what is not here is guessed from the content.
var contentTypes = map[string]string{
	".avif": "image/avif", ".css": "text/css; charset=utf-8", ".gif": "image/gif", ".htm": "text/html; charset=utf-8",
	".html": "text/html; charset=utf-8", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".mjs": "text/javascript; charset=utf-8", ".pdf": "application/pdf", ".png": "image/png",
	".svg": "image/svg+xml", ".wasm": "application/wasm", ".webp": "image/webp", ".xml": "text/xml; charset=utf-8",
}

// ServeContent answers with content: all of it, the part that the request's Range asks for, or that the client has it already
// (by the header's Etag, which the caller may have set, or the time). The name tells the type when the header does not.
func ServeContent(w ResponseWriter, r *Request, name string, modified time.Time, content io.ReadSeeker) {
	size, err := content.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = content.Seek(0, io.SeekStart)
	}
	if err != nil {
		contentError(w, "seeker can't seek", StatusInternalServerError)
		return
	}
	h := w.Header()
	setModified(w, modified)
	wanted, status := checkConditions(h, r, modified)
	if status != 0 {
		if status == StatusNotModified {
			h.Del("Content-Type")
			h.Del("Content-Length")
			h.Del("Content-Encoding")
			if h.Get("Etag") != "" {
				h.Del("Last-Modified")
			}
		}
		w.WriteHeader(status)
		return
	}
	if _, ok := h["Content-Type"]; !ok {
		kind := contentTypes[strings.ToLower(path.Ext(name))]
		if kind == "" {
			var head [512]byte
			n, _ := io.ReadFull(content, head[:])
			kind = DetectContentType(head[:n])
			if _, err := content.Seek(0, io.SeekStart); err != nil {
				contentError(w, "seeker can't seek", StatusInternalServerError)
				return
			}
		}
		h.Set("Content-Type", kind)
	}
	ranges, err := parseRange(wanted, size)
	switch {
	case err != nil:
		if err == errNoOverlap {
			h.Set("Content-Range", fmt.Sprintf("bytes */%d", size))
		}
		contentError(w, err.Error(), StatusRequestedRangeNotSatisfiable)
		return
	case total(ranges) > size:
		ranges = nil // more than all of it: somebody is wasting our time
	}
	status = StatusOK
	part := httpRange{0, size}
	if len(ranges) == 1 {
		part, status = ranges[0], StatusPartialContent
		h.Set("Content-Range", part.header(size))
	}
	h.Set("Accept-Ranges", "bytes")
	if len(ranges) > 1 {
		serveParts(w, r, ranges, size, content)
		return
	}
	if _, err := content.Seek(part.start, io.SeekStart); err != nil {
		contentError(w, err.Error(), StatusRequestedRangeNotSatisfiable)
		return
	}
	if h.Get("Content-Encoding") == "" {
		h.Set("Content-Length", strconv.FormatInt(part.length, 10))
	}
	w.WriteHeader(status)
	if r.Method != MethodHead {
		io.CopyN(w, content, part.length)
	}
}

// serveParts answers with several ranges, one after the other, each with a header (RFC 9110, section 14.6).
func serveParts(w ResponseWriter, r *Request, ranges []httpRange, size int64, content io.ReadSeeker) {
	h := w.Header()
	kind := h.Get("Content-Type")
	boundary := fmt.Sprintf("weft%016x%016x", time.Now().UnixNano(), size)
	heads := make([]string, len(ranges))
	end := "\r\n--" + boundary + "--\r\n"
	length := total(ranges) + int64(len(end))
	for i, part := range ranges {
		lead := "\r\n"
		if i == 0 {
			lead = ""
		}
		heads[i] = fmt.Sprintf("%s--%s\r\nContent-Range: %s\r\nContent-Type: %s\r\n\r\n", lead, boundary, part.header(size), kind)
		length += int64(len(heads[i]))
	}
	h.Set("Content-Type", "multipart/byteranges; boundary="+boundary)
	if h.Get("Content-Encoding") == "" {
		h.Set("Content-Length", strconv.FormatInt(length, 10))
	}
	w.WriteHeader(StatusPartialContent)
	if r.Method == MethodHead {
		return
	}
	for i, part := range ranges {
		io.WriteString(w, heads[i])
		if _, err := content.Seek(part.start, io.SeekStart); err != nil {
			return
		}
		if _, err := io.CopyN(w, content, part.length); err != nil {
			return
		}
	}
	io.WriteString(w, end)
}

// contentError answers with an error in place of content, of which the header must not speak then.
func contentError(w ResponseWriter, text string, code int) {
	for _, name := range []string{"Cache-Control", "Content-Encoding", "Etag", "Last-Modified"} {
		w.Header().Del(name)
	}
	Error(w, text, code)
}

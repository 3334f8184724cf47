// os.Root: what is found in a directory, by way of links and "..", and what would lead out of it.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"time"
)

var base string

// show prints an error without the name of the temporary directory.
func show(what string, err error) {
	if err == nil {
		fmt.Println(what, "ok")
		return
	}
	fmt.Println(what, strings.ReplaceAll(err.Error(), base, "BASE"))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	dir, err := os.MkdirTemp("", "weft-root")
	must(err)
	base = dir
	defer os.RemoveAll(base)
	must(os.WriteFile(base+"/outside", []byte("secret"), 0o666))
	must(os.MkdirAll(base+"/root/a/b", 0o777))
	must(os.WriteFile(base+"/root/a/file", []byte("in a"), 0o666))
	for link, target := range map[string]string{
		"in":        "a/file",
		"dir":       "a/b/..",
		"dirslash":  "a/b/",
		"up":        "../outside",
		"a/up":      "../../outside",
		"a/back":    "../a/file",
		"loop":      "loop",
		"nowhere":   "missing",
		"a/b/deep":  "../../dir/file",
		"fileslash": "a/file/",
	} {
		must(os.Symlink(target, base+"/root/"+link))
	}

	r, err := os.OpenRoot(base + "/root")
	must(err)
	fmt.Println(r.Name() == base+"/root")
	names := []string{
		"a/file", "./a//file", "a/../a/file", "a/b/../../a/file", "in", "dir/file", "dir/b/../file", "a/back", "a/b/deep",
		"up", "a/up", "../outside", "a/../../outside", "a/b/../../../outside", "/etc/passwd", "", "missing", "a/missing",
		"missing/x", "a/file/x", "loop", "nowhere", "a", "a/", ".", "a/file/", "fileslash", "dirslash", "..", "a/..", "dir",
	}
	for _, name := range names {
		data, err := r.ReadFile(name)
		show(fmt.Sprintf("read %q %q", name, data), err)
	}
	for _, name := range names {
		info, err := r.Stat(name)
		linfo, lerr := r.Lstat(name)
		if err == nil {
			fmt.Print(info.Name(), " ", info.IsDir(), " ")
		}
		if lerr == nil {
			fmt.Print(linfo.Name(), " ", linfo.Mode().Type(), " ")
		}
		show(fmt.Sprintf("stat %q", name), err)
		show("lstat", lerr)
	}
	target, err := r.Readlink("a/b/deep")
	show("readlink "+target, err)
	_, err = r.Readlink("a/file")
	show("readlink", err)

	// Making things.
	show("write", r.WriteFile("new", []byte("new"), 0o644))
	show("through link", r.WriteFile("nowhere", []byte("made"), 0o644))
	data, err := os.ReadFile(base + "/root/missing")
	show(string(data), err)
	show("escape", r.WriteFile("up", []byte("overwritten"), 0o644))
	data, _ = os.ReadFile(base + "/outside")
	fmt.Println(string(data))
	_, err = r.OpenFile("up", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	show("exclusive", err)
	fmt.Println(errors.Is(err, fs.ErrExist))
	_, err = r.OpenFile("x", os.O_CREATE|os.O_WRONLY, os.ModeSetuid)
	show("mode", err)
	f, err := r.OpenFile("new", os.O_APPEND|os.O_RDWR, 0)
	must(err)
	fmt.Fprint(f, " and more")
	f.Seek(0, io.SeekStart)
	data, _ = io.ReadAll(f)
	fmt.Println(string(data), f.Name() == base+"/root/new")
	f.Close()
	show("mkdir", r.Mkdir("m", 0o777))
	show("mkdir", r.Mkdir("m", 0o777))
	show("mkdir", r.Mkdir("m/n/", 0o777))
	show("mkdir", r.Mkdir("q/n", 0o777))
	show("mkdir", r.Mkdir("../m", 0o777))
	show("mkdirall", r.MkdirAll("m/n/o/p", 0o777))
	show("mkdirall", r.MkdirAll("m/n/o/p/", 0o777))
	show("mkdirall", r.MkdirAll("dir/x/y", 0o777))
	show("mkdirall", r.MkdirAll("new/x", 0o777))
	show("mkdirall", r.MkdirAll("dir", 0o777))
	show("mkdirall", r.MkdirAll("in", 0o777))
	show("mkdirall", r.MkdirAll("up/x", 0o777))
	show("mkdirall", r.MkdirAll("../x", 0o777))

	// Moving and linking.
	show("rename", r.Rename("new", "m/moved"))
	show("rename", r.Rename("new", "m/moved"))
	show("rename", r.Rename("m/moved", "../moved"))
	show("rename", r.Rename("up", "down"))
	show("link", r.Link("m/moved", "hard"))
	show("link", r.Link("m/moved", "../hard"))
	show("symlink", r.Symlink("anything/..", "sym"))
	show("symlink", r.Symlink("x", "../sym"))
	show("symlink", r.Symlink("x", "sym"))
	info1, _ := r.Stat("hard")
	info2, _ := r.Stat("m/moved")
	fmt.Println(os.SameFile(info1, info2), info1.Size())
	then := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	show("chtimes", r.Chtimes("hard", then, then))
	show("chtimes", r.Chtimes("in", then, then))
	show("chtimes", r.Chtimes("down", then, then))
	info, _ := r.Stat("in")
	fmt.Println(info.ModTime().UTC())
	show("chmod", r.Chmod("in", 0o600))
	show("chmod", r.Chmod("down", 0o600))
	show("chmod", r.Chmod("gone", 0o600))

	// Roots in roots.
	inner, err := r.OpenRoot("dir")
	must(err)
	fmt.Println(inner.Name() == base+"/root/dir")
	data, err = inner.ReadFile("file")
	show(string(data), err)
	_, err = inner.ReadFile("back")
	show("inner", err)
	_, err = r.OpenRoot("up")
	show("openroot", err)
	_, err = r.OpenRoot("in")
	show("openroot", err)
	_, err = os.OpenRoot(base + "/outside")
	show("openroot", err)
	_, err = os.OpenRoot(base + "/gone")
	show("openroot", err)
	f, err = os.OpenInRoot(base+"/root", "in")
	must(err)
	data, _ = io.ReadAll(f)
	fmt.Println(string(data))
	_, err = os.OpenInRoot(base+"/root", "up")
	show("openinroot", err)

	// As a file system.
	fsys := r.FS()
	must(fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		fmt.Println(path, d.Type(), err)
		return err
	}))
	data, err = fs.ReadFile(fsys, "in")
	show(string(data), err)
	_, err = fs.ReadFile(fsys, "../outside")
	show("fs", err)
	_, err = fsys.Open("./in")
	show("fs", err)
	_, err = fs.Stat(fsys, "down")
	show("fs", err)
	link, err := fs.ReadLink(fsys, "dir")
	show(link, err)

	// Removing.
	show("remove", r.Remove("m"))
	show("remove", r.Remove("down"))
	show("remove", r.Remove("../outside"))
	show("remove", r.Remove("gone"))
	show("removeall", r.RemoveAll("m/"))
	show("removeall", r.RemoveAll("gone"))
	show("removeall", r.RemoveAll("../outside"))
	show("removeall", r.RemoveAll("."))
	show("removeall", r.RemoveAll("up"))
	show("removeall", r.RemoveAll("a"))
	_, err = os.Stat(base + "/outside")
	show("outside", err)

	open, err := r.Open("hard")
	must(err)
	show("close", r.Close())
	show("close", r.Close())
	data, err = io.ReadAll(open)
	show(string(data), err)
	open.Close()
	_, err = r.Open("hard")
	show("closed", err)
	fmt.Println(errors.Is(err, os.ErrClosed), errors.Is(err, syscall.EBADF))
}

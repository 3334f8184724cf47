// Package path works on paths with slashes, such as those of URLs.
package path

// Clean returns the shortest path that is equivalent: no double slashes, no ".", and
// no ".." that can be resolved. The empty path becomes ".".
func Clean(path string) string {
	if path == "" {
		return "."
	}
	rooted := path[0] == '/'
	out := make([]byte, 0, len(path))
	if rooted {
		out = append(out, '/')
	}
	bottom := len(out) // what ".." must not remove
	for i := 0; i < len(path); {
		end := i
		for end < len(path) && path[end] != '/' {
			end++
		}
		part := path[i:end]
		i = end + 1
		switch part {
		case "", ".":
			continue
		case "..":
			if len(out) > bottom {
				for len(out) > bottom && out[len(out)-1] != '/' {
					out = out[:len(out)-1]
				}
				if len(out) > bottom {
					out = out[:len(out)-1] // the slash
				}
				continue
			}
			if rooted {
				continue
			}
		}
		if len(out) > 0 && out[len(out)-1] != '/' {
			out = append(out, '/')
		}
		out = append(out, part...)
		if part == ".." {
			bottom = len(out)
		}
	}
	if len(out) == 0 {
		return "."
	}
	return string(out)
}

// Split splits behind the last slash.
func Split(path string) (dir, file string) {
	i := len(path)
	for i > 0 && path[i-1] != '/' {
		i--
	}
	return path[:i], path[i:]
}

// Join puts slashes between the elements that are not empty, and cleans the result.
func Join(elem ...string) string {
	joined := ""
	for _, e := range elem {
		if e == "" {
			continue
		}
		if joined != "" {
			joined += "/"
		}
		joined += e
	}
	if joined == "" {
		return ""
	}
	return Clean(joined)
}

// Ext returns the extension: from the last dot in the last element on.
func Ext(path string) string {
	for i := len(path) - 1; i >= 0 && path[i] != '/'; i-- {
		if path[i] == '.' {
			return path[i:]
		}
	}
	return ""
}

// Base returns the last element, "." for an empty path and "/" for slashes only.
func Base(path string) string {
	if path == "" {
		return "."
	}
	for path != "" && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	if path == "" {
		return "/"
	}
	_, file := Split(path)
	return file
}

// IsAbs reports whether the path begins with a slash.
func IsAbs(path string) bool { return path != "" && path[0] == '/' }

// Dir returns all but the last element, cleaned.
func Dir(path string) string {
	dir, _ := Split(path)
	return Clean(dir)
}

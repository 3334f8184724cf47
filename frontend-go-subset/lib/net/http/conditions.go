package http

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// checkConditions looks at the request's conditions in the order of RFC 9110, section 13.2.2, against the Etag in the answer's
// header and the time. A status other than 0 is the answer; else wanted is the Range that is to be served.
func checkConditions(h Header, r *Request, modified time.Time) (wanted string, status int) {
	tag := h.Get("Etag")
	isRead := r.Method == MethodGet || r.Method == MethodHead
	hasTime := !modified.IsZero() && !modified.Equal(time.Unix(0, 0))
	seconds := modified.Truncate(time.Second)
	if match := r.Header.Get("If-Match"); match != "" {
		if !tagIn(match, tag, true) {
			return "", StatusPreconditionFailed
		}
	} else if since, err := ParseTime(r.Header.Get("If-Unmodified-Since")); err == nil && hasTime && seconds.After(since) {
		return "", StatusPreconditionFailed
	}
	if match := r.Header.Get("If-None-Match"); match != "" {
		if tagIn(match, tag, false) {
			if isRead {
				return "", StatusNotModified
			}
			return "", StatusPreconditionFailed
		}
	} else if notModifiedSince(r, modified) {
		return "", StatusNotModified
	}
	wanted = r.Header.Get("Range")
	if condition := r.Header.Get("If-Range"); wanted != "" && condition != "" && isRead {
		if condition[0] == '"' || strings.HasPrefix(condition, "W/") {
			if !tagIn(condition, tag, true) {
				wanted = ""
			}
		} else if at, err := ParseTime(condition); err != nil || !hasTime || !at.Equal(seconds) {
			wanted = ""
		}
	}
	return wanted, 0
}

// tagIn says whether a tag is in a list of them, or the list is a star. Weak tags (W/"...") are equal to nothing when compared
// strongly, else their mark does not count.
func tagIn(list, tag string, strongly bool) bool {
	for {
		list = strings.TrimLeft(list, " \t,")
		if list == "" {
			return false
		}
		if list[0] == '*' {
			return true
		}
		one := list
		if strings.HasPrefix(one, "W/") {
			one = one[2:]
		}
		if one == "" || one[0] != '"' {
			return false
		}
		end := strings.IndexByte(one[1:], '"')
		if end < 0 {
			return false
		}
		isWeak := len(one) < len(list)
		here := one[:end+2]
		list = one[end+2:]
		if strongly && !isWeak && here == tag || !strongly && here == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
}

// httpRange is a part of some content.
type httpRange struct{ start, length int64 }

func (r httpRange) header(size int64) string {
	return fmt.Sprintf("bytes %d-%d/%d", r.start, r.start+r.length-1, size)
}

func total(ranges []httpRange) (n int64) {
	for _, r := range ranges {
		n += r.length
	}
	return n
}

var (
	errNoOverlap = errors.New("invalid range: failed to overlap")
	errRange     = errors.New("invalid range")
)

// parseRange reads "bytes=0-4,10-,-5" for content of that size; no text is no range.
func parseRange(text string, size int64) ([]httpRange, error) {
	if text == "" {
		return nil, nil
	}
	list, ok := strings.CutPrefix(text, "bytes=")
	if !ok {
		return nil, errRange
	}
	var ranges []httpRange
	isOutside := false
	for part := range strings.SplitSeq(list, ",") {
		if part = strings.Trim(part, " \t"); part == "" {
			continue
		}
		from, to, ok := strings.Cut(part, "-")
		if !ok {
			return nil, errRange
		}
		from, to = strings.Trim(from, " \t"), strings.Trim(to, " \t")
		if from == "" {
			// The last bytes.
			n, err := strconv.ParseUint(to, 10, 63)
			if err != nil || to[0] == '+' {
				return nil, errRange
			}
			length := min(int64(n), size)
			ranges = append(ranges, httpRange{size - length, length})
			continue
		}
		start, err := strconv.ParseUint(from, 10, 63)
		if err != nil {
			return nil, errRange
		}
		if int64(start) >= size {
			isOutside = true
			continue
		}
		end := size - 1
		if to != "" {
			n, err := strconv.ParseUint(to, 10, 63)
			if err != nil || start > n {
				return nil, errRange
			}
			end = min(int64(n), size-1)
		}
		ranges = append(ranges, httpRange{int64(start), end - int64(start) + 1})
	}
	if isOutside && len(ranges) == 0 {
		return nil, errNoOverlap
	}
	return ranges, nil
}

package net

import "internal/wasi"

// The machine's files of names. They are read again for every lookup: they are short, and may change.

const largestFile = 1 << 20

// eachLine calls f with the words of each line of a file, comments left out. False when the file cannot be read.
func eachLine(file, comment string, f func(words []string)) bool {
	data, errno := wasi.ReadFile(file, largestFile)
	if errno != 0 {
		return false
	}
	eachLineOf(string(data), comment, f)
	return true
}

func eachLineOf(text, comment string, f func(words []string)) {
	for text != "" {
		end := indexByte(text, '\n')
		line := text
		if end >= 0 {
			line, text = text[:end], text[end+1:]
		} else {
			text = ""
		}
		for i := 0; i < len(line); i++ {
			if indexByte(comment, line[i]) >= 0 {
				line = line[:i]
				break
			}
		}
		if words := fields(line); len(words) > 0 {
			f(words)
		}
	}
}

func fields(line string) (words []string) {
	start := -1
	for i := 0; i <= len(line); i++ {
		if i == len(line) || line[i] <= ' ' {
			if start >= 0 {
				words = append(words, line[start:i])
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	return words
}

// lookupHosts returns the addresses that /etc/hosts has for a name, and the first name of the first line with it.
func lookupHosts(name string) (addrs []IPAddr, canonical string) {
	name = foldName(name)
	eachLine("/etc/hosts", "#", func(words []string) {
		addr, ok := parseIPAddr(words[0])
		if !ok {
			return
		}
		for _, word := range words[1:] {
			if foldName(word) == name {
				if canonical == "" {
					canonical = words[1]
				}
				addrs = append(addrs, addr)
				return
			}
		}
	})
	return addrs, canonical
}

// namesInHosts returns the names that /etc/hosts has for an address.
func namesInHosts(ip IPAddr) (names []string) {
	eachLine("/etc/hosts", "#", func(words []string) {
		if at, ok := parseIPAddr(words[0]); ok && at.IP.Equal(ip.IP) && at.Zone == ip.Zone {
			for _, word := range words[1:] {
				names = append(names, absolute(word))
			}
		}
	})
	return names
}

// foldName makes names that are the same equal: in lower case, without a dot at the end.
func foldName(name string) string {
	b := []byte(name)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	if n := len(b); n > 0 && b[n-1] == '.' {
		b = b[:n-1]
	}
	return string(b)
}

// absolute puts a dot after a name that has dots in it.
func absolute(name string) string {
	if indexByte(name, '.') >= 0 && name[len(name)-1] != '.' {
		name += "."
	}
	return name
}

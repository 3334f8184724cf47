package debug

import (
	"fmt"
	"strconv"
	"strings"
)

// BuildInfo tells from what a program was built. Its text has a line for each part, the columns of which tabs divide:
//
//	go     version
//	path   import path
//	mod    path  version  sum          (the main module)
//	dep    path  version  sum          (a module it needs)
//	=>     path  version  sum          (what replaces the module above)
//	build  key=value
type BuildInfo struct {
	GoVersion string
	Path      string
	Main      Module
	Deps      []*Module
	Settings  []BuildSetting
}

// A Module describes a module of a build.
type Module struct {
	Path    string
	Version string
	Sum     string
	Replace *Module
}

// A BuildSetting is a setting of a build.
type BuildSetting struct{ Key, Value string }

// ReadBuildInfo reports that a program carries no such information.
func ReadBuildInfo() (info *BuildInfo, ok bool) { return nil, false }

// String writes the information as ParseBuildInfo reads it.
func (b *BuildInfo) String() string {
	var text strings.Builder
	if b.GoVersion != "" {
		text.WriteString("go\t" + b.GoVersion + "\n")
	}
	if b.Path != "" {
		text.WriteString("path\t" + b.Path + "\n")
	}
	if b.Main != (Module{}) {
		writeModule(&text, "mod", &b.Main)
	}
	for _, dep := range b.Deps {
		writeModule(&text, "dep", dep)
	}
	for _, s := range b.Settings {
		key, value := s.Key, s.Value
		if mustQuoteKey(key) {
			key = strconv.Quote(key)
		}
		if mustQuoteValue(value) {
			value = strconv.Quote(value)
		}
		text.WriteString("build\t" + key + "=" + value + "\n")
	}
	return text.String()
}

func writeModule(text *strings.Builder, word string, m *Module) {
	text.WriteString(word + "\t" + m.Path + "\t" + m.Version)
	if m.Replace == nil {
		text.WriteString("\t" + m.Sum + "\n")
		return
	}
	text.WriteString("\n")
	writeModule(text, "=>", m.Replace)
}

func mustQuoteKey(key string) bool     { return key == "" || strings.ContainsAny(key, "= \t\r\n\"`") }
func mustQuoteValue(value string) bool { return strings.ContainsAny(value, " \t\r\n\"`") }

// ParseBuildInfo reads what String writes. It leaves out the version of Go.
func ParseBuildInfo(data string) (*BuildInfo, error) {
	b := new(BuildInfo)
	var last *Module
	for n := 1; ; n++ {
		line, rest, ok := strings.Cut(data, "\n")
		if !ok {
			return b, nil
		}
		data = rest
		if err := b.parseLine(line, &last); err != nil {
			return nil, fmt.Errorf("could not parse Go build info: line %d: %w", n, err)
		}
	}
}

// parseLine adds a line's part; last is the module that "=>" may replace.
func (b *BuildInfo) parseLine(line string, last **Module) error {
	word, rest, ok := strings.Cut(line, "\t")
	if !ok {
		return nil
	}
	switch word {
	case "path":
		b.Path = rest
	case "mod", "dep":
		columns := strings.Split(rest, "\t")
		if len(columns) != 2 && len(columns) != 3 {
			return fmt.Errorf("expected 2 or 3 columns; got %d", len(columns))
		}
		m := Module{Path: columns[0], Version: columns[1]}
		if len(columns) == 3 {
			m.Sum = columns[2]
		}
		if word == "mod" {
			b.Main = m
			*last = &b.Main
		} else {
			*last = &m
			b.Deps = append(b.Deps, &m)
		}
	case "=>":
		columns := strings.Split(rest, "\t")
		if len(columns) != 3 {
			return fmt.Errorf("expected 3 columns for replacement; got %d", len(columns))
		}
		if *last == nil {
			return fmt.Errorf("replacement with no module on previous line")
		}
		(*last).Replace = &Module{Path: columns[0], Version: columns[1], Sum: columns[2]}
		*last = nil
	case "build":
		setting, err := parseSetting(rest)
		if err != nil {
			return err
		}
		b.Settings = append(b.Settings, setting)
	}
	return nil
}

// parseSetting reads key=value, each of which may be quoted.
func parseSetting(text string) (s BuildSetting, err error) {
	if text == "" {
		return s, fmt.Errorf("build line missing '='")
	}
	value := ""
	switch text[0] {
	case '=':
		return s, fmt.Errorf("build line with missing key")
	case '`', '"':
		quoted, err := strconv.QuotedPrefix(text)
		if err != nil {
			return s, fmt.Errorf("invalid quoted key in build line")
		}
		value = text[len(quoted):]
		if value == "" {
			return s, fmt.Errorf("build line missing '=' after quoted key")
		}
		if value[0] != '=' {
			return s, fmt.Errorf("unexpected character after quoted key: %q", value[0])
		}
		s.Key, _ = strconv.Unquote(quoted)
		value = value[1:]
	default:
		var ok bool
		if s.Key, value, ok = strings.Cut(text, "="); !ok {
			return s, fmt.Errorf("build line missing '=' after key")
		}
		if mustQuoteKey(s.Key) {
			return s, fmt.Errorf("unquoted key %q must be quoted", s.Key)
		}
	}
	s.Value = value
	if value != "" && (value[0] == '`' || value[0] == '"') {
		if s.Value, err = strconv.Unquote(value); err != nil {
			return s, fmt.Errorf("invalid quoted value in build line")
		}
	} else if mustQuoteValue(value) {
		return s, fmt.Errorf("unquoted value %q must be quoted", value)
	}
	return s, nil
}

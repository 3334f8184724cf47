// Package trace remembers the order of initialisation.
package trace

var lines []string

// Log adds a line and returns it.
func Log(s string) string {
	lines = append(lines, s)
	return s
}

// Lines are the lines so far.
func Lines() []string { return lines }

func init() { Log("trace init") }

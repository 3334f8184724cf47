// Package internal connects packages log and log/slog.
package internal

// DefaultOutput writes a line with log's default Logger; pc is in the call that the line is about. Package log sets it.
var DefaultOutput func(pc uintptr, data []byte) error

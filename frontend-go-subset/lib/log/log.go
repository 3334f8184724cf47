// Package log writes lines with a time in front.
package log

import (
	"fmt"
	"io"
	"log/internal"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

// What stands before a message.
const (
	Ldate         = 1 << iota // 2009/01/23
	Ltime                     // 01:23:23
	Lmicroseconds             // 01:23:23.123123
	Llongfile                 // /a/b/c/d.go:23
	Lshortfile                // d.go:23
	LUTC                      // the time in UTC
	Lmsgprefix                // the prefix right before the message
	LstdFlags     = Ldate | Ltime
)

// A Logger writes to one writer, one line at a time.
type Logger struct {
	mu     sync.Mutex
	prefix string
	flag   int
	out    io.Writer
}

// New makes a Logger.
func New(out io.Writer, prefix string, flag int) *Logger {
	return &Logger{out: out, prefix: prefix, flag: flag}
}

var std = New(os.Stderr, "", LstdFlags)

// Default is the Logger of the package's functions.
func Default() *Logger { return std }

// Output writes a line. calldepth says how many calls lie between the place that Llongfile and Lshortfile show and this one.
func (l *Logger) Output(calldepth int, s string) error { return l.output(0, calldepth+1, s) }

// discards: nobody would see a message, so that it need not be made.
func (l *Logger) discards() bool { return l.out == io.Discard }

// output is Output for the place that pc is in, unless it is 0.
func (l *Logger) output(pc uintptr, calldepth int, s string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	line := l.header(make([]byte, 0, len(s)+32), pc, calldepth+1)
	line = append(line, s...)
	if len(line) == 0 || line[len(line)-1] != '\n' {
		line = append(line, '\n')
	}
	_, err := l.out.Write(line)
	return err
}

func init() {
	internal.DefaultOutput = func(pc uintptr, data []byte) error { return std.output(pc, 0, string(data)) }
}

func (l *Logger) header(b []byte, pc uintptr, calldepth int) []byte {
	if l.flag&Lmsgprefix == 0 {
		b = append(b, l.prefix...)
	}
	if l.flag&(Ldate|Ltime|Lmicroseconds) != 0 {
		t := time.Now()
		if l.flag&LUTC != 0 {
			t = t.UTC()
		}
		if l.flag&Ldate != 0 {
			b = t.AppendFormat(b, "2006/01/02 ")
		}
		if l.flag&Lmicroseconds != 0 {
			b = t.AppendFormat(b, "15:04:05.000000 ")
		} else if l.flag&Ltime != 0 {
			b = t.AppendFormat(b, "15:04:05 ")
		}
	}
	if l.flag&(Llongfile|Lshortfile) != 0 {
		b = appendPlace(b, pc, calldepth, l.flag&Lshortfile != 0)
	}
	if l.flag&Lmsgprefix != 0 {
		b = append(b, l.prefix...)
	}
	return b
}

// appendPlace adds file and line of a caller of its caller.
func appendPlace(b []byte, pc uintptr, calldepth int, isShort bool) []byte {
	var file string
	var line int
	var ok bool
	if pc != 0 {
		frame, _ := runtime.CallersFrames([]uintptr{pc}).Next()
		file, line = frame.File, frame.Line
		ok = file != ""
	} else {
		_, file, line, ok = runtime.Caller(calldepth + 1)
	}
	if !ok {
		file, line = "???", 0
	}
	if isShort {
		file = file[strings.LastIndexByte(file, '/')+1:]
	}
	b = append(append(b, file...), ':')
	b = strconv.AppendInt(b, int64(line), 10)
	return append(b, ": "...)
}

func (l *Logger) Print(v ...any) {
	if !l.discards() {
		l.output(0, 2, fmt.Sprint(v...))
	}
}

func (l *Logger) Printf(format string, v ...any) {
	if !l.discards() {
		l.output(0, 2, fmt.Sprintf(format, v...))
	}
}

func (l *Logger) Println(v ...any) {
	if !l.discards() {
		l.output(0, 2, fmt.Sprintln(v...))
	}
}

// Fatal writes and ends the program with 1.
func (l *Logger) Fatal(v ...any) {
	l.output(0, 2, fmt.Sprint(v...))
	os.Exit(1)
}

func (l *Logger) Fatalf(format string, v ...any) {
	l.output(0, 2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

func (l *Logger) Fatalln(v ...any) {
	l.output(0, 2, fmt.Sprintln(v...))
	os.Exit(1)
}

// Panic writes and panics with the text.
func (l *Logger) Panic(v ...any) {
	s := fmt.Sprint(v...)
	l.output(0, 2, s)
	panic(s)
}

func (l *Logger) Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	l.output(0, 2, s)
	panic(s)
}

func (l *Logger) Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	l.output(0, 2, s)
	panic(s)
}

func (l *Logger) Flags() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.flag
}

func (l *Logger) SetFlags(flag int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flag = flag
}

func (l *Logger) Prefix() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.prefix
}

func (l *Logger) SetPrefix(prefix string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.prefix = prefix
}

func (l *Logger) Writer() io.Writer {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.out
}

func (l *Logger) SetOutput(w io.Writer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.out = w
}

// The same for the default Logger.

func Print(v ...any) {
	if !std.discards() {
		std.output(0, 2, fmt.Sprint(v...))
	}
}

func Printf(format string, v ...any) {
	if !std.discards() {
		std.output(0, 2, fmt.Sprintf(format, v...))
	}
}

func Println(v ...any) {
	if !std.discards() {
		std.output(0, 2, fmt.Sprintln(v...))
	}
}

func Flags() int                           { return std.Flags() }
func SetFlags(flag int)                    { std.SetFlags(flag) }
func Prefix() string                       { return std.Prefix() }
func SetPrefix(prefix string)              { std.SetPrefix(prefix) }
func Writer() io.Writer                    { return std.Writer() }
func SetOutput(w io.Writer)                { std.SetOutput(w) }
func Output(calldepth int, s string) error { return std.Output(calldepth+1, s) }

func Fatal(v ...any) {
	std.output(0, 2, fmt.Sprint(v...))
	os.Exit(1)
}

func Fatalf(format string, v ...any) {
	std.output(0, 2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

func Fatalln(v ...any) {
	std.output(0, 2, fmt.Sprintln(v...))
	os.Exit(1)
}

func Panic(v ...any) {
	s := fmt.Sprint(v...)
	std.output(0, 2, s)
	panic(s)
}

func Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	std.output(0, 2, s)
	panic(s)
}

func Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	std.output(0, 2, s)
	panic(s)
}

// Package stopwatch is what every benchmark program here reports with: the size it was asked for, its time, its result.
//
// A program prints two lines, which the bench's harness reads:
//
//	time NANOSECONDS OPERATIONS
//	result TEXT
//
// and, when it measured something besides, lines "metric NAME VALUE".
package stopwatch

import (
	"os"
	"strconv"
	"time"
)

var started time.Time

// Size returns the program's first argument: how much work to do.
func Size() int { return Arg(1) }

// Arg returns the i-th argument as a number.
func Arg(i int) int {
	if i >= len(os.Args) {
		fail("argument " + strconv.Itoa(i) + " is missing")
	}
	n, err := strconv.Atoi(os.Args[i])
	if err != nil {
		fail(err.Error())
	}
	return n
}

func fail(message string) {
	os.Stderr.WriteString(message + "\n")
	os.Exit(1)
}

// Start begins the time that counts.
func Start() { started = time.Now() }

// Stop ends it: operations is how many of what is measured were done, result what they came to.
func Stop(operations int, result string) {
	took := time.Since(started)
	os.Stdout.WriteString("time " + strconv.FormatInt(int64(took), 10) + " " + strconv.Itoa(operations) + "\n")
	os.Stdout.WriteString("result " + result + "\n")
}

// StopInt is Stop for a result that is a number.
func StopInt(operations, result int) { Stop(operations, strconv.Itoa(result)) }

// Metric reports another figure.
func Metric(name string, value float64) {
	os.Stdout.WriteString("metric " + name + " " + strconv.FormatFloat(value, 'g', 6, 64) + "\n")
}

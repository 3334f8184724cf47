// The goroutines' part of a fatal error's report.
package runtime

// tracebackMax is how many goroutines are listed.
const tracebackMax = 100

// printgoroutines lists the goroutines that wait, the oldest first, with what they wait for.
func printgoroutines() {
	last := uint64(0)
	for range tracebackMax {
		var oldest *g
		for gp := allg; gp != nil; gp = gp.allnext {
			if gp.status == gWaiting && !gp.isSystem && gp.goid > last && (oldest == nil || gp.goid < oldest.goid) {
				oldest = gp
			}
		}
		if oldest == nil {
			return
		}
		last = oldest.goid
		printstring("\ngoroutine ")
		printuint(last)
		printstring(" [")
		printstring(waitReasons[oldest.reason])
		printstring("]:\n")
	}
}

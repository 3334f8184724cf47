// Time zones: places and their rules, hours that do not exist or exist twice, zones in texts, times as bytes.
package main

import (
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// zoneFile writes data about a place in the format of RFC 8536: one transition to each zone and a rule for what follows.
func zoneFile(names string, zones []zone, times []int64, kinds []byte, rule string) []byte {
	block := func(b []byte, wide int, times []int64, kinds []byte) []byte {
		b = append(b, "TZif2"...)
		b = append(b, make([]byte, 15)...)
		for _, n := range []int{0, 0, 0, len(times), len(zones), len(names)} {
			b = append(b, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
		}
		for _, t := range times {
			for shift := 8*wide - 8; shift >= 0; shift -= 8 {
				b = append(b, byte(t>>shift))
			}
		}
		b = append(b, kinds...)
		for _, z := range zones {
			b = append(b, byte(z.offset>>24), byte(z.offset>>16), byte(z.offset>>8), byte(z.offset), z.dst, z.name)
		}
		return append(b, names...)
	}
	b := block(nil, 4, nil, nil)
	b = block(b, 8, times, kinds)
	return append(b, "\n"+rule+"\n"...)
}

type zone struct {
	offset    int32
	dst, name byte
}

func show(loc *time.Location, year int, month time.Month, day, hour, min int) {
	t := time.Date(year, month, day, hour, min, 0, 0, loc)
	name, offset := t.Zone()
	fmt.Println(t, t.Unix(), name, offset, t.IsDST())
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func main() {
	// A place in the north: mean local time until 1900, then standard time, in 2000 and 2001 transitions, then the rule.
	north := must(time.LoadLocationFromTZData("Test/North", zoneFile("LMT\x00NST\x00NDT\x00",
		[]zone{{3208, 0, 0}, {3600, 0, 4}, {7200, 1, 8}},
		[]int64{-2208988800, 954032400, 972781200, 985482000, 1004230800}, []byte{1, 2, 1, 2, 1}, "NST-1NDT,M3.5.0,M10.5.0/3")))
	for _, d := range [][5]int{
		{1850, 1, 1, 0, 0}, {1950, 7, 1, 12, 0}, {2000, 3, 26, 1, 59}, {2000, 3, 26, 2, 30}, {2000, 3, 26, 3, 0},
		{2000, 10, 29, 2, 30}, {2000, 10, 29, 3, 0}, {2001, 7, 1, 0, 0}, {2001, 12, 1, 0, 0}, {2030, 3, 31, 1, 59},
		{2030, 3, 31, 2, 30}, {2030, 7, 1, 0, 0}, {2030, 10, 27, 1, 59}, {2030, 10, 27, 2, 30}, {2030, 10, 27, 3, 0}, {2500, 2, 29, 23, 0},
	} {
		show(north, d[0], time.Month(d[1]), d[2], d[3], d[4])
	}
	south := must(time.LoadLocationFromTZData("Test/South", zoneFile("SST\x00",
		[]zone{{-10800, 0, 0}}, nil, nil, "<-03>3<-02>2:30,J60/0,300/1:30")))
	for _, d := range [][5]int{{1960, 1, 1, 0, 0}, {2023, 2, 28, 23, 59}, {2023, 3, 1, 1, 0}, {2024, 3, 1, 1, 0}, {2024, 10, 27, 12, 0}, {2024, 12, 31, 12, 0}} {
		show(south, d[0], time.Month(d[1]), d[2], d[3], d[4])
	}
	from, to := time.Date(2000, 8, 1, 0, 0, 0, 0, north).ZoneBounds()
	fmt.Println(from, to)
	from, to = time.Date(1800, 8, 1, 0, 0, 0, 0, north).ZoneBounds()
	fmt.Println(from.IsZero(), to)
	from, to = time.Now().UTC().ZoneBounds()
	fmt.Println(from.IsZero(), to.IsZero())

	// Names and offsets in texts.
	for _, text := range []string{"2001-07-01 10:00 NDT", "2001-12-01 10:00 NDT", "2001-12-01 10:00 XYZ", "2001-12-01 10:00 GMT-3", "2001-12-01 10:00 NST"} {
		t := must(time.ParseInLocation("2006-01-02 15:04 MST", text, north))
		fmt.Println(t, t.UTC(), t.Location())
	}
	for _, text := range []string{"2001-07-01T10:00:00+02:00", "2001-07-01T10:00:00+01:00", "2001-07-01T10:00:00Z"} {
		t := must(time.ParseInLocation(time.RFC3339, text, north))
		fmt.Println(t, t.Location())
	}

	// Places that are asked for by name.
	dir := must(os.MkdirTemp("", "zones"))
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "Here"), zoneFile("HHH\x00", []zone{{5400, 0, 0}}, nil, nil, "HHH-1:30"), 0o666)
	os.Setenv("ZONEINFO", dir)
	here := must(time.LoadLocation("Here"))
	fmt.Println(here, time.Unix(0, 0).In(here))
	for _, name := range []string{"", "UTC", "No/Such", "../Here", "/etc/x"} {
		l, err := time.LoadLocation(name)
		fmt.Println(l, err)
	}
	_, err := time.LoadLocationFromTZData("x", []byte("TZif2 and no more"))
	fmt.Println(err)

	// As bytes and as text.
	for _, t := range []time.Time{
		time.Date(2024, 2, 29, 12, 30, 45, 123456789, time.UTC), time.Date(2024, 2, 29, 12, 0, 0, 0, north),
		time.Date(1, 1, 1, 0, 0, 0, 0, time.FixedZone("odd", -3601)),
	} {
		b := must(t.MarshalBinary())
		fmt.Println(hex.EncodeToString(b))
		var back time.Time
		fmt.Println(back.UnmarshalBinary(b), back.Equal(t))
		text, err := t.AppendText([]byte("t="))
		fmt.Println(string(text), err)
	}
	_, err = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC).MarshalText()
	fmt.Println(err)
	_, err = time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("far", 24*3600)).MarshalJSON()
	fmt.Println(err)
	var t time.Time
	for _, b := range [][]byte{nil, {1, 2}, {9}} {
		fmt.Println(t.UnmarshalBinary(b))
	}
}

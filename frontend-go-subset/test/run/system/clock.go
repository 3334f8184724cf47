// Package time without a clock: the calendar, formatting, parsing, durations.
package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.Date(2024, time.February, 29, 23, 59, 58, 987654321, time.UTC)
	for _, layout := range []string{
		time.ANSIC, time.UnixDate, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC3339Nano, time.Kitchen, time.StampMicro,
		time.DateTime, "Monday, January _2, 2006 at 3:04pm (MST)", "06/1/2 15h04 .000 __2 002", "Jan 2 2006 -07:00:00 Z0700",
	} {
		fmt.Println(t.Format(layout))
	}
	east := time.FixedZone("EAST", 5*3600+1800)
	u := t.In(east)
	fmt.Println(u, u.Location(), u.Equal(t), u == t, u.Weekday(), u.YearDay())
	fmt.Println(t.AddDate(1, 0, 0), t.AddDate(0, 1, -1), t.Add(3*time.Second))
	year, week := time.Date(2021, 1, 3, 0, 0, 0, 0, time.UTC).ISOWeek()
	fmt.Println(year, week, t.Unix(), t.UnixMilli(), t.UnixNano(), time.Unix(1e9, 5).UTC())
	fmt.Println(t.Truncate(time.Hour), t.Round(time.Minute), t.Sub(u), time.Time{}, time.Time{}.IsZero())
	fmt.Println(time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Sub(t), t.Compare(u), time.Date(-5, 14, 35, 25, 61, 61, 0, time.UTC))
	fmt.Printf("%v %s %d %#v\n", time.March, time.Saturday, time.March, time.Second)
	fmt.Printf("%#v\n", t)

	for _, s := range []string{"2024-02-29T12:00:00Z", "2023-02-29T12:00:00Z", "2024-02-29T12:00:00+02:00", "2024-02-29 12:00", "2024-13-01T00:00:00Z"} {
		p, err := time.Parse(time.RFC3339, s)
		fmt.Println(p, err)
	}
	p, err := time.Parse("Jan 2, 2006 3:04 PM MST", "Feb 3, 2013 7:54 PM PST")
	fmt.Println(p, err)
	p, err = time.ParseInLocation("2006-01-02 15:04:05.999", "1999-12-31 23:59:59.5", east)
	fmt.Println(p, err)
	_, err = time.Parse("Mon Jan", "Tues Jan")
	fmt.Println(err)

	for _, d := range []time.Duration{0, 1, 1500, 1500 * time.Microsecond, 90 * time.Second, 36*time.Hour + 5*time.Millisecond, -time.Minute} {
		fmt.Print(d, " ", d.Round(time.Second), " ", d.Truncate(time.Minute), " ", d.Hours(), "; ")
	}
	fmt.Println()
	for _, s := range []string{"1h2m3.5s", "-1.5h", "100us", "1µs", "", "3", "1x", "9223372036854775808ns", ".5s", "1h-2m"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err)
	}
	text, _ := t.MarshalJSON()
	var back time.Time
	err = back.UnmarshalJSON(text)
	fmt.Println(string(text), back.Equal(t), err)
	_, err = time.LoadLocation("Nowhere/Else")
	fmt.Println(err)
}

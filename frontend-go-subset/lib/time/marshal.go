package time

import "errors"

// The forms in which a Time travels: RFC 3339 text, JSON, and bytes.

// appendStrict appends t as RFC 3339 with nanoseconds, which has four digits for the year and two for the zone's hours.
func (t Time) appendStrict(b []byte) ([]byte, error) {
	if y := t.Year(); y < 0 || y >= 10000 {
		return b, errors.New("year outside of range [0,9999]")
	}
	if _, offset := t.Zone(); offset <= -24*3600 || offset >= 24*3600 {
		return b, errors.New("timezone hour outside of range [0,23]")
	}
	return t.AppendFormat(b, RFC3339Nano), nil
}

// AppendText appends t as RFC 3339 with nanoseconds to b.
func (t Time) AppendText(b []byte) ([]byte, error) { return t.appendText(b, "Time.AppendText: ") }

// MarshalText formats t as RFC 3339 with nanoseconds.
func (t Time) MarshalText() ([]byte, error) { return t.appendText(nil, "Time.MarshalText: ") }

func (t Time) appendText(b []byte, who string) ([]byte, error) {
	b, err := t.appendStrict(b)
	if err != nil {
		return nil, errors.New(who + err.Error())
	}
	return b, nil
}

// UnmarshalText parses RFC 3339.
func (t *Time) UnmarshalText(data []byte) error {
	var err error
	*t, err = Parse(RFC3339, string(data))
	return err
}

// MarshalJSON formats t as a JSON string in RFC 3339 with nanoseconds.
func (t Time) MarshalJSON() ([]byte, error) {
	b, err := t.appendStrict(append(make([]byte, 0, len(RFC3339Nano)+2), '"'))
	if err != nil {
		return nil, errors.New("Time.MarshalJSON: " + err.Error())
	}
	return append(b, '"'), nil
}

// UnmarshalJSON parses a JSON string in RFC 3339; null changes nothing.
func (t *Time) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	if len(data) < 2 || data[0] != '"' || data[len(data)-1] != '"' {
		return errors.New("Time.UnmarshalJSON: input is not a JSON string")
	}
	var err error
	*t, err = Parse(RFC3339, string(data[1:len(data)-1]))
	return err
}

// The bytes: a version, the seconds since year 1 (8), the nanoseconds (4), the zone's offset in minutes (2, -1 for UTC) and,
// in the second version, its seconds (1). The most significant byte is the first.
const (
	binaryV1 byte = 1
	binaryV2 byte = 2
)

// AppendBinary appends t as bytes to b.
func (t Time) AppendBinary(b []byte) ([]byte, error) {
	version, minutes, seconds := binaryV1, -1, 0
	if t.Location() != UTC {
		_, offset := t.Zone()
		minutes, seconds = offset/60, offset%60
		if seconds != 0 {
			version = binaryV2
		}
		if minutes < -32768 || minutes == -1 || minutes > 32767 {
			return b, errors.New("Time.MarshalBinary: unexpected zone offset")
		}
	}
	b = append(b, version)
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(t.sec>>shift))
	}
	for shift := 24; shift >= 0; shift -= 8 {
		b = append(b, byte(t.nsec>>shift))
	}
	b = append(b, byte(minutes>>8), byte(minutes))
	if version == binaryV2 {
		b = append(b, byte(seconds))
	}
	return b, nil
}

// MarshalBinary returns t as bytes.
func (t Time) MarshalBinary() ([]byte, error) {
	b, err := t.AppendBinary(make([]byte, 0, 16))
	if err != nil {
		return nil, err
	}
	return b, nil
}

// UnmarshalBinary reads t from bytes. Its location is Local if the offset is the local one then.
func (t *Time) UnmarshalBinary(data []byte) error {
	if len(data) == 0 {
		return errors.New("Time.UnmarshalBinary: no data")
	}
	version := data[0]
	if version != binaryV1 && version != binaryV2 {
		return errors.New("Time.UnmarshalBinary: unsupported version")
	}
	if want := 15 + int(version-binaryV1); len(data) != want {
		return errors.New("Time.UnmarshalBinary: invalid length")
	}
	r := zoneReader{data: data[1:]}
	*t = Time{sec: r.number(8), nsec: int32(r.number(4))}
	minutes, seconds := int(r.number(2)), 0
	if version == binaryV2 {
		seconds = int(r.number(1))
	}
	offset := minutes*60 + seconds
	if offset == -60 {
		return nil // UTC
	}
	if z, _, _ := Local.at(t.Unix()); z.offset == offset {
		t.setLoc(Local)
	} else {
		t.setLoc(FixedZone("", offset))
	}
	return nil
}

// GobEncode is MarshalBinary.
func (t Time) GobEncode() ([]byte, error) { return t.MarshalBinary() }

// GobDecode is UnmarshalBinary.
func (t *Time) GobDecode(data []byte) error { return t.UnmarshalBinary(data) }

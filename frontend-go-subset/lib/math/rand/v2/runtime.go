package rand

import _ "unsafe" // for linkname

//go:linkname fastrand runtime.fastrand
func fastrand() uint32

package side

import "example.com/packages/internal/trace"

func init() { trace.Log("side init") }

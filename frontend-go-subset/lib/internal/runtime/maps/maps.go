// Package maps says of the runtime's maps what packages of Go's tree ask.
package maps

// Use64BitHash: package hash/maphash makes hash values of 64 bits on its own, whatever maps use.
const Use64BitHash = true

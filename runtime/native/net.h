// What net.c and net-sockets.c share.
#ifndef WEFT_NET_H
#define WEFT_NET_H

#include "wasi.h"

// Gives a host socket a descriptor; WT_STREAM or WT_DATAGRAM. Closes it and returns a negated error when there are too many.
int32_t weft_add_socket(int host, uint8_t type);
// The host descriptor of a socket, or a negated error.
int weft_socket(int32_t fd);
// wasi-paths.c: the path by which the kernel finds or makes (`bind`) a socket file below a directory. The guest's path is at
// `address`. The caller closes *holder, if it is not negative, after it has used the path.
int32_t wasi_socket_path(int32_t dir, uint32_t address, uint32_t size, bool bind, char *out, size_t room, int *holder);

#endif

#ifndef CRESOURCES_H
#define CRESOURCES_H

#include <stddef.h>

/// One file that is part of the program: its name, its bytes and how many there are.
struct daybook_resource {
    const char *name;
    const unsigned char *bytes;
    size_t count;
};

/// The files that are part of the program, `*count` of them. They live as long as the process.
const struct daybook_resource *daybook_resources(size_t *count);

/// Asks the processor to fetch the memory at `address`; wherever that is, nothing else happens.
static inline void daybook_prefetch(const void *address) { __builtin_prefetch(address); }

#endif

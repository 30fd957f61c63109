#ifndef CWORKER_H
#define CWORKER_H

#include <stdint.h>
#include <sys/types.h>

/// A process that was started to work for this one.
struct daybook_worker {
    pid_t pid;
    /// This side of the one connection between the two; it never blocks.
    int channel;
    /// A file in memory that takes what the process writes to standard error.
    int messages;
};

/// How a process ended.
struct daybook_end {
    /// Whether it has; the other members mean nothing while it has not.
    int has_ended;
    /// The signal that ended it, 0 when it ended by itself.
    int signal;
    int status;
};

/// Starts `executable command`; 0, or what errno says.
///
/// The process has the connection as its standard input, writes nowhere else than to `messages`, and inherits no other
/// descriptor, no environment and no blocked or ignored signal.
int daybook_start_worker(const char *executable, const char *command, struct daybook_worker *worker);

/// How the process stands; with `waits` set, once it has ended.
struct daybook_end daybook_worker_end(pid_t pid, int waits);

/// Binds this process to its parent: it ends with the parent, is the first to go when memory runs out, leaves no core
/// file, and leaves signals meant for the parent's group to the parent. 0, or what errno says.
int daybook_bind_to_parent(void);

/// From now on this process can have `data` bytes of writable memory of its own. 0, or what errno says.
int daybook_limit_memory(uint64_t data);

/// From now on this process can only compute: all system calls are refused but those that read and write open
/// descriptors, manage memory and tell the time. 0, or what errno says; ENOSYS where there is no such list for this
/// kind of machine.
int daybook_seal(void);

#endif

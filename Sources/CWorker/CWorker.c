// What Swift cannot call: prctl takes a varying number of arguments, and a filter of system calls is made of macros.
#define _GNU_SOURCE
#include "CWorker.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/// What a crashing process may say about itself, in bytes.
enum { MOST_MESSAGES = 64 << 10 };

/// Two arenas would only cost memory: one thread works. A crash is told by its signal, not by a debugger.
static char *const environment[] = {"LC_ALL=C.UTF-8", "MALLOC_ARENA_MAX=1", "SWIFT_BACKTRACE=enable=no", NULL};

static int prepare(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, int channel, int messages) {
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    int error = posix_spawn_file_actions_adddup2(actions, channel, STDIN_FILENO);
    if (!error) error = posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (!error) error = posix_spawn_file_actions_adddup2(actions, messages, STDERR_FILENO);
    if (!error) error = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
    if (!error) error = posix_spawnattr_setsigdefault(attributes, &all);
    if (!error) error = posix_spawnattr_setsigmask(attributes, &none);
    // A group of its own: Ctrl-C at a terminal is for the parent, which then ends the page in hand.
    if (!error) error = posix_spawnattr_setpgroup(attributes, 0);
    short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP;
    return error ? error : posix_spawnattr_setflags(attributes, flags);
}

static int spawn(const char *executable, const char *command, int channel, int messages, pid_t *pid) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);
    if (error) return error;
    error = posix_spawnattr_init(&attributes);
    if (!error) {
        error = prepare(&actions, &attributes, channel, messages);
        char *const arguments[] = {"daybook", (char *)command, NULL};
        if (!error) error = posix_spawn(pid, executable, &actions, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

int daybook_start_worker(const char *executable, const char *command, struct daybook_worker *worker) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return errno;
    int messages = memfd_create("messages", MFD_CLOEXEC);
    int error = messages < 0 ? errno : spawn(executable, command, ends[1], messages, &worker->pid);
    close(ends[1]);
    if (error) {
        close(ends[0]);
        if (messages >= 0) close(messages);
        return error;
    }
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    worker->channel = ends[0];
    worker->messages = messages;
    return 0;
}

struct daybook_end daybook_worker_end(pid_t pid, int waits) {
    struct daybook_end end = {0, 0, 0};
    int status = 0;
    pid_t found;
    do found = waitpid(pid, &status, waits ? 0 : WNOHANG);
    while (found < 0 && errno == EINTR);
    if (found == 0) return end;
    end.has_ended = 1;
    if (found > 0 && WIFSIGNALED(status)) end.signal = WTERMSIG(status);
    if (found > 0 && WIFEXITED(status)) end.status = WEXITSTATUS(status);
    return end;
}

int daybook_bind_to_parent(void) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return errno;
    signal(SIGTERM, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    struct rlimit none = {0, 0}, messages = {MOST_MESSAGES, MOST_MESSAGES};
    setrlimit(RLIMIT_CORE, &none);
    setrlimit(RLIMIT_FSIZE, &messages);
    int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (score >= 0) {
        // Where it may not be raised the kernel takes the largest process, which is this one then.
        ssize_t written = write(score, "900", 3);
        (void)written;
        close(score);
    }
    return 0;
}

int daybook_limit_memory(uint64_t data) {
    struct rlimit limit = {data, data};
    return setrlimit(RLIMIT_DATA, &limit) == 0 ? 0 : errno;
}

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#endif

#define ALLOWED(name) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

int daybook_seal(void) {
#ifdef MACHINE
    struct sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        // Its one connection, and last words.
        ALLOWED(read), ALLOWED(write), ALLOWED(recvfrom), ALLOWED(sendto), ALLOWED(writev), ALLOWED(close),
        // Memory.
        ALLOWED(mmap), ALLOWED(munmap), ALLOWED(mremap), ALLOWED(madvise), ALLOWED(brk), ALLOWED(mprotect),
        // Threads that are there already.
        ALLOWED(futex), ALLOWED(sched_yield), ALLOWED(gettid), ALLOWED(getpid), ALLOWED(set_robust_list),
        ALLOWED(rt_sigaction), ALLOWED(rt_sigprocmask), ALLOWED(rt_sigreturn), ALLOWED(sigaltstack),
        ALLOWED(tgkill), ALLOWED(exit), ALLOWED(exit_group), ALLOWED(restart_syscall),
#ifdef __NR_epoll_wait
        ALLOWED(epoll_wait),
#endif
        ALLOWED(epoll_pwait), ALLOWED(ppoll),
        // The time, and seeds of hash tables.
        ALLOWED(clock_gettime), ALLOWED(gettimeofday), ALLOWED(clock_nanosleep), ALLOWED(getrandom),
        // Everything else is refused, not deadly: a runtime that asks for more than it needs still works.
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
    };
    struct sock_fprog filter = {sizeof rules / sizeof rules[0], rules};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0 ? 0 : errno;
#else
    return ENOSYS;
#endif
}

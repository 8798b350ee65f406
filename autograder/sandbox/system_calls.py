"""Which system calls student code may make, and the numbers that they have.

The list was measured with strace from what numpy, scipy, matplotlib, IPython with shell commands
and processes of its own, Octave 7.3 and Julia 1.5 call, and holds their relatives: other versions
of the C library take another call of the same family. What is not in it is refused (`seccomp`).

Missing on purpose, though some programs use them and go on without:
  flock, leases, record locks, inotify, fanotify      they tell, or stop, who shares a file
  memfd_create, shm*, mq_*, splice, tee, vmsplice     memory that no process maps
  setxattr, keys, io_setup, io_uring, sync, readahead what is counted or done for all together
  process_vm_*, ptrace, kcmp, name_to_handle_at, bpf, userfaultfd, namespaces, mounts, modules
"""

# Name, number on x86_64 and on aarch64. A number is never given to another call later.
ALLOWED = """
read 0 63, write 1 64, readv 19 65, writev 20 66, pread64 17 67, pwrite64 18 68, preadv 295 69,
pwritev 296 70, preadv2 327 286, pwritev2 328 287, lseek 8 62, open 2 -, openat 257 56, openat2
437 437, creat 85 -, close 3 57, close_range 436 436, dup 32 23, dup2 33 -, dup3 292 24, access 21
-, faccessat 269 48, faccessat2 439 439, stat 4 -, fstat 5 80, lstat 6 -, newfstatat 262 79, statx
332 291, statfs 137 43, fstatfs 138 44, getdents 78 -, getdents64 217 61, getcwd 79 17, chdir 80
49, fchdir 81 50, rename 82 -, renameat 264 38, renameat2 316 276, mkdir 83 -, mkdirat 258 34,
rmdir 84 -, link 86 -, linkat 265 37, unlink 87 -, unlinkat 263 35, symlink 88 -, symlinkat 266
36, readlink 89 -, readlinkat 267 78, chmod 90 -, fchmod 91 52, fchmodat 268 53, fchmodat2 452
452, chown 92 -, fchown 93 55, lchown 94 -, fchownat 260 54, umask 95 166, truncate 76 45,
ftruncate 77 46, fallocate 285 47, fsync 74 82, fdatasync 75 83, sync_file_range 277 84, utime 132
-, utimes 235 -, utimensat 280 88, futimesat 261 -, mknod 133 -, mknodat 259 33, sendfile 40 71,
copy_file_range 326 285, getxattr 191 8, lgetxattr 192 9, fgetxattr 193 10, listxattr 194 11,
llistxattr 195 12, flistxattr 196 13,

poll 7 -, ppoll 271 73, select 23 -, pselect6 270 72, epoll_create 213 -, epoll_create1 291 20,
epoll_ctl 233 21, epoll_wait 232 -, epoll_pwait 281 22, epoll_pwait2 441 441, eventfd 284 -,
eventfd2 290 19, pipe 22 -, pipe2 293 59, timerfd_create 283 85, timerfd_settime 286 86,
timerfd_gettime 287 87, signalfd 282 -, signalfd4 289 74,

brk 12 214, munmap 11 215, mremap 25 216, mprotect 10 226, msync 26 227, mincore 27 232, mbind 237
235, get_mempolicy 239 236, set_mempolicy 238 237, membarrier 324 283, map_shadow_stack 453 453,
mseal 462 462,

fork 57 -, vfork 58 -, execve 59 221, execveat 322 281, exit 60 93, exit_group 231 94, wait4 61
260, waitid 247 95, pidfd_open 434 434, set_tid_address 218 96, set_robust_list 273 99,
get_robust_list 274 100, rseq 334 293, futex 202 98, futex_waitv 449 449, futex_wake 454 454,
futex_wait 455 455, futex_requeue 456 456, sched_yield 24 124, sched_getaffinity 204 123,
sched_setaffinity 203 122, sched_getparam 143 121, sched_getscheduler 145 120,
sched_get_priority_max 146 125, sched_get_priority_min 147 126, getcpu 309 168, arch_prctl 158 -,
getpid 39 172, getppid 110 173, gettid 186 178, getpgrp 111 -, getpgid 121 155, setpgid 109 154,
getsid 124 156, setsid 112 157, setuid 105 146, setgid 106 144, getuid 102 174, geteuid 107 175,
getgid 104 176, getegid 108 177, getgroups 115 158, getresuid 118 148, getresgid 120 150, capget
125 90, getpriority 140 141, setpriority 141 140, getrlimit 97 163, setrlimit 160 164, prlimit64
302 261, getrusage 98 165, times 100 153, sysinfo 99 179, uname 63 160, restart_syscall 219 128,

kill 62 129, tkill 200 130, tgkill 234 131, pidfd_send_signal 424 424, rt_sigaction 13 134,
rt_sigprocmask 14 135, rt_sigpending 127 136, rt_sigsuspend 130 133, rt_sigtimedwait 128 137,
rt_sigreturn 15 139, sigaltstack 131 132, pause 34 -, alarm 37 -, getitimer 36 102, setitimer 38
103, timer_create 222 107, timer_settime 223 110, timer_gettime 224 108, timer_getoverrun 225 109,
timer_delete 226 111, nanosleep 35 101, clock_nanosleep 230 115, clock_gettime 228 113,
clock_getres 229 114, gettimeofday 96 169, time 201 -, getrandom 318 278,

bind 49 200, connect 42 203, accept 43 202, accept4 288 242, getsockname 51 204,
getpeername 52 205, getsockopt 55 209, shutdown 48 210, sendto 44 206, recvfrom 45 207, sendmsg 46
211, sendmmsg 307 269, recvmsg 47 212, recvmmsg 299 243
"""
BY_ARGUMENT = """
fcntl 72 25, ioctl 16 29, socket 41 198, socketpair 53 199, setsockopt 54 208, prctl 157 167,
personality 135 92, madvise 28 233, fadvise64 221 223, clone 56 220, mmap 9 222, listen 50 201
"""

LOCAL = 1  # AF_UNIX
# Streams and packets in order, with or without O_NONBLOCK and O_CLOEXEC. Not datagrams: they wait
# for a reader when their sender has long been closed, and so cannot be counted.
CONNECTED = tuple(kind | flags for kind in (1, 5) for flags in (0, 0x800, 0x80000, 0x80800))

# Values that an argument may have: pairs of its place, from 0, and the values.
VALUES = {
    # duplicates, flags of the descriptor and of the file, the size of a pipe asked for
    "fcntl": ((1, (0, 1, 2, 3, 4, 1030, 1032)),),
    # terminals: what `!command` of IPython does with one of its own; FIONREAD, FIONBIO, FIOCLEX
    "ioctl": (
        (
            1,
            (*range(0x5401, 0x5405), 0x5409, 0x540A, 0x540B, *range(0x540E, 0x5412))
            + (0x5413, 0x5414, 0x541B, 0x5421, 0x5422, 0x5429, 0x5441, 0x5450, 0x5451)
            + (0x802C542A, 0x402C542B, 0x402C542C, 0x402C542D, 0x80045430, 0x40045431),
        ),
    ),
    "socket": ((0, (LOCAL,)), (1, CONNECTED)),
    "socketpair": ((0, (LOCAL,)), (1, CONNECTED)),
    # of SOL_SOCKET: SO_REUSEADDR, SO_KEEPALIVE, SO_PASSCRED, timeouts; not the size of buffers
    "setsockopt": ((1, (1,)), (2, (2, 9, 16, 20, 21, 66, 67))),
    # signal at the parent's end, names, slack of timers, huge pages, and what only asks
    "prctl": ((0, (1, 2, 3, 15, 16, 21, 23, 29, 30, 38, 39, 41, 42)),),
    "personality": ((0, (0, 0xFFFFFFFF)),),  # the ordinary one, and to ask for it
    # not: shared pages (12), to put out others' pages (20, 21), poison, guesses
    "madvise": ((2, (*range(5), 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 22, 23, 102, 103)),),
    "fadvise64": ((3, (0, 1, 2, 3)),),  # not: to forget what all share
}

# Flags that an argument may not have: its place, and masks of which not all may be hit.
FLAGS = {
    "clone": (0, (0x7E020000,)),  # CLONE_NEW*
    # MAP_ANONYMOUS with MAP_SHARED: it is held when no process has touched it any more
    "mmap": (3, (0x20, 0x01)),
}

# The most that an argument may be: its place and the value.
MOST = {"listen": (1, 128)}  # connections that wait to be accepted


def numbers(text: str, machine: str) -> dict[str, int]:
    """Number by name of the calls in one of the lists, as far as the machine has them."""
    place = 1 + ("x86_64", "aarch64").index(machine)
    entries = [entry.split() for entry in text.split(",")]
    return {entry[0]: int(entry[place]) for entry in entries if entry[place] != "-"}

# Makes and opens devices: disks, memory, terminals.
# %%
import os

attempt("mknod", lambda: os.mknod("disk", 0o60600, os.makedev(8, 0)) or True)
attempt("list", lambda: [d for d in os.listdir("/dev") if d.startswith(("sd", "vd", "nvme", "kvm"))])
attempt("terminal", lambda: open("/dev/tty", "w"))
attempt("console", lambda: open("/dev/console", "w") and True)
attempt("write kernel", lambda: open("/proc/sys/kernel/core_pattern", "w"))
attempt("trigger", lambda: open("/proc/sysrq-trigger", "w"))

# Opens system files that tell about users and machines, and such that only root may read.
# %%
for path in ("/etc/passwd", "/etc/shadow", "/etc/hosts", "/etc/resolv.conf", "/etc/machine-id",
             "/var/log/syslog", "/proc/kcore", "/proc/1/mem", "/proc/kmsg", "/dev/mem", "/dev/kmsg",
             "/sys/class/net/eth0/address", "/etc/ssh/ssh_host_ed25519_key", "/proc/1/stack"):
    attempt(path, lambda path=path: open(path, "rb").read(100))

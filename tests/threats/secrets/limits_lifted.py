# Raises its own limits again, and leaves its control group.
# %%
import os
import resource

for name in ("RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE"):
    kind = getattr(resource, name)
    attempt(name, lambda kind=kind: resource.setrlimit(
        kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)) or True)
attempt("groups", lambda: os.listdir("/sys/fs/cgroup"))
attempt("mount groups", lambda: os.path.exists("/sys/fs"))

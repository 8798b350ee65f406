# Writes outside through "..", links, /proc/self/root, /proc/self/cwd and hard links.
# %%
import os

os.symlink("/", "everything")
os.symlink("PROJECT", "project")
attempt("dots", lambda: open("../../../../PLANTED", "w") and True)
attempt("link", lambda: open("everything/usr/PLANTED", "w") and True)
attempt("project", lambda: open("project/PLANTED", "w") and "PROJECT"[:5] != "/tmp/")
attempt("root", lambda: open("/proc/self/root/etc/PLANTED", "w") and True)
attempt("first", lambda: open("/proc/1/root/usr/PLANTED", "w") and True)
attempt("first's folder", lambda: open("/proc/1/cwd/../usr/PLANTED", "w") and True)
attempt("hard link", lambda: os.link("/usr/bin/env", "env") or True)
attempt("old root", lambda: os.listdir("/oldroot") or os.listdir("/newroot"))
for number in os.listdir("/proc/self/fd"):
    attempt(number, lambda number=number: open(f"/proc/self/fd/{number}/../PLANTED", "w") and True)

# Hands work to the services of the machine that run it later: at, cron, systemd, screen.
# %%
import shutil
import subprocess

for command in (["at", "now"], ["crontab", "-"], ["systemd-run", "--user", "true"], ["batch"],
                ["screen", "-dm", "true"], ["dbus-send", "--system", "/", "a.b"]):
    attempt(command[0], lambda command=command: subprocess.run(
        command, input=b"touch /tmp/PLANTED", timeout=2).returncode == 0)
attempt("cron folder", lambda: open("/var/spool/cron/PLANTED", "w") and True)

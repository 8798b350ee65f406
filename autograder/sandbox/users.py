"""Numbers of users who own nothing on this machine, for student code to run as.

Files that a sandbox shows belong to somebody, often to whoever grades, and an owner may do more
with a file than read it, even where it cannot be written to. So student code runs as a user to
whom no file and no other process belongs, where that can be had: root takes numbers that nobody
gives to users, others take from their subordinate ones (/etc/subuid), if `newuidmap` is installed.
"""

import os
import pwd
import secrets
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FIRST_INSIDE = 1000
# Left free by everybody: systemd's table of numbers, https://systemd.io/UIDS-GIDS; the second is
# for containers, which often have 65,536 numbers only.
UNUSED = (range(0x70000000, 0x7FFFFFFF), range(60_706, 61_184))
MOST = 4096


@dataclass(frozen=True)
class Users:
    """Consecutive numbers of users and of groups, shown inside from FIRST_INSIDE on."""

    users: range
    groups: range

    def __len__(self) -> int:
        return len(self.users)

    def give(self, process: int) -> None:
        """Show them in the user namespace of a process. Raises OSError if that is refused.

        There, 0 is whoever grades, who has to find the files that are shown.
        """
        for kind, numbers, own in (
            ("uid", self.users, os.geteuid()),
            ("gid", self.groups, os.getegid()),
        ):
            rows = ((0, own, 1), (FIRST_INSIDE, numbers.start, len(numbers)))
            if os.geteuid() == 0:
                text = "".join(f"{inside} {outside} {n}\n" for inside, outside, n in rows)
                Path(f"/proc/{process}/{kind}_map").write_text(text)
                continue
            words = [str(number) for row in rows for number in row]
            done = subprocess.run(
                [f"new{kind}map", str(process), *words], capture_output=True, text=True
            )
            if done.returncode != 0:
                raise OSError(f"new{kind}map: {done.stderr.strip()}")


def free() -> Users | None:
    """Some that nobody else is likely to have, None if there are none for this user."""
    if os.geteuid() == 0:
        numbers = unused(MOST)
        return numbers and Users(numbers, numbers)
    if not (shutil.which("newuidmap") and shutil.which("newgidmap")):
        return None
    users, groups = subordinate("/etc/subuid"), subordinate("/etc/subgid")
    size = min(len(users), len(groups), MOST)
    return Users(part(users, size), part(groups, size)) if size else None


def unused(size: int, where: tuple[range, ...] = UNUSED) -> range | None:
    """At most this many numbers that nobody gives to users, drawn at random."""
    for numbers in where:
        known = [overlap(numbers, each) for each in mapped("uid")]
        known = [overlap(numbers, each) for numbers in known for each in mapped("gid")]
        longest = max(known, key=len, default=range(0))
        if len(longest):
            return part(longest, min(size, max(1, len(longest) // 8)))
    return None


def mapped(kind: str) -> list[range]:
    """The numbers that exist in this user namespace; kind is uid or gid."""
    with suppress(OSError):
        rows = Path(f"/proc/self/{kind}_map").read_text().splitlines()
        return [range(int(first), int(first) + int(n)) for first, _, n in map(str.split, rows)]
    return []


def subordinate(file: str) -> range:
    """The longest row of numbers that a file gives to the user of this process."""
    names = {str(os.geteuid())}
    with suppress(KeyError):
        names.add(pwd.getpwuid(os.geteuid()).pw_name)
    found = [range(0)]
    with suppress(OSError, ValueError):
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            name, first, size = line.split(":")
            if name in names:
                found.append(range(int(first), int(first) + int(size)))
    return max(found, key=len)


def overlap(one: range, other: range) -> range:
    return range(max(one.start, other.start), min(one.stop, other.stop))


def part(numbers: range, size: int) -> range:
    """So many of the numbers, from a place that others do not draw."""
    place = secrets.randbelow(len(numbers) - size + 1)
    return numbers[place : place + size]

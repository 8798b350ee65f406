"""The roster: who is in the course, and what each platform calls them."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from autograder.course import sheet
from autograder.submissions import Origin

PLATFORMS = ("login", "sis", "canvas", "moodle", "blackboard", "gradescope", "github")
COLUMNS = ("id", "name", "email", "group", *PLATFORMS)


@dataclass(frozen=True)
class Person:
    """One student: `id` is what reports call them; `ids` is all else that platforms do."""

    id: str
    name: str
    email: str
    group: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Roster:
    people: tuple[Person, ...] = ()

    def ids(self) -> list[str]:
        return [person.id for person in self.people]

    def find(self, origin: Origin) -> str | None:
        """The id of who handed something in; by a name only if nobody else has it."""
        index = {key: p.id for p in self.people for key in map(plain, (p.id, p.email, *p.ids))}
        known = [plain(key) for key in (origin.person, *origin.ids)]
        sure = next((index[key] for key in known if key and key in index), None)
        if sure is not None:
            return sure
        names = Counter(form for p in self.people for form in forms(p.name))
        owners = {form: p.id for p in self.people for form in forms(p.name)}
        called = {form for key in (origin.name, *origin.ids) for form in forms(key)}
        found = {owners[form] for form in called if names[form] == 1}
        return found.pop() if len(found) == 1 else None


def plain(text: str) -> str:
    return text.strip().casefold()


def forms(name: str) -> set[str]:
    """A name without spaces and punctuation, in both orders: Canvas sorts by the last name."""
    words = ["".join(c for c in w if c.isalnum()) for w in name.casefold().split()]
    words = [word for word in words if word]
    if not words:
        return set()
    return {"".join(words), "".join([words[-1], *words[:-1]])}


def read(path: Path) -> Roster:
    """The roster of a CSV. Raises BadSheet."""
    people, wrong, owner = [], [], {}
    for row in sheet.read(path, ("id",), COLUMNS):
        number = row["row"]
        if not row["id"]:
            wrong.append(f"row {number}, column id: is empty; every student needs one")
            continue
        if row["id"] in (".", "..") or any(c in row["id"] for c in "/\\\0") or len(row["id"]) > 100:
            wrong.append(f"row {number}, column id: {row['id'][:40]!r} cannot name a folder")
        for column in ("id", "email", *PLATFORMS):
            key = plain(row.get(column, ""))
            if key and owner.setdefault(key, number) != number:
                told = f"{row[column]!r} is that of row {owner[key]}, too; each stands for one"
                wrong.append(f"row {number}, column {column}: {told}")
        ids = tuple(row[c] for c in PLATFORMS if row.get(c))
        about = (row.get("name", ""), row.get("email", ""), row.get("group", ""))
        people.append(Person(row["id"], *about, ids))
    if not people and not wrong:
        wrong.append("row 2: there is nobody in it")
    sheet.refuse_if(str(path), wrong)
    return Roster(tuple(people))

"""Find a Julia or make a folder with one, and build the system image in which the desk is compiled.

The image takes some minutes to build, and grading a notebook with it a third of the time without.
"""

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograder import SHIPPED
from autograder.languages import julia_installation as installation

TESTED = "1.5.3"
RELEASE = "bullseye"  # the last one of Debian that has a Julia
IMAGE = Path(__file__).parent / "julia_image"
HOME = f"{installation.INSTALLED}/home"
ROOT = f"{installation.INSTALLED}/root"


class SetupError(Exception):
    """Julia cannot be had here; says what to do."""


@dataclass(frozen=True)
class Found:
    """A Julia: the folder to show, where it goes, the words that start it below either of them."""

    folder: Path | None
    at: str
    program: tuple[str, ...]
    bindir: str
    libraries: str

    def words(self, base: str) -> list[str]:
        """How it is started if its folder is at `base`."""
        return [word.replace("{base}", base) for word in self.program]

    def environment(self, base: str) -> dict[str, str]:
        return {"JULIA_BINDIR": self.bindir.replace("{base}", base), "JULIA_NUM_THREADS": "1"}

    @property
    def base(self) -> str:
        return str(self.folder or "")


def setup(folder: Path | None, say) -> None:
    """Write `.julia`. `folder`: a system with Julia in it; None to look for one on the PATH."""
    installation.FOLDER.mkdir(exist_ok=True)
    for name in ("home", "root"):
        (installation.FOLDER / name).mkdir(exist_ok=True)
    found = below(folder) if folder else on_path() or below(made_by_debootstrap(say))
    version = version_of(found)
    say(f"Julia {version} (tested: {TESTED}); building the system image takes some minutes")
    installed = {
        "version": version,
        "program": found.words(found.at)[-1],
        "mounts": {str(found.folder): found.at} if found.folder else {},
    }
    write("command.json", found.words(found.at))
    write("environment.json", found.environment(found.at))
    write("installed.json", installed)
    if problem := build_image(found):
        say(f"No system image, so each notebook takes longer: {problem}")
    else:
        write("installed.json", installed | {"image": installation.fingerprint(version)})
    installation.found.cache_clear()


def write(name: str, content: object) -> None:
    (installation.FOLDER / name).write_text(json.dumps(content, indent=1), encoding="utf-8")


def on_path() -> Found | None:
    """The Julia of the PATH, if there is one that runs."""
    program = shutil.which("julia")
    if program is None:
        return None
    asked = [program, "--startup-file=no", "-e", "print(Sys.BINDIR)"]
    result = subprocess.run(asked, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if result.returncode != 0:
        return None
    bindir = Path(result.stdout).resolve()
    if Path("/usr") in bindir.parents and bindir.parent == Path("/usr"):
        return Found(None, "", (str(bindir / "julia"),), str(bindir), "/usr/lib")
    program_words = ("{base}/bin/julia",)
    return Found(bindir.parent, HOME, program_words, "{base}/bin", "{base}/lib")


def below(root: Path) -> Found:
    """The Julia of another system that lies in a folder, started by that system's own loader."""
    root = root.resolve()
    loaders = [p for p in sorted(root.glob("lib*/**/ld-*.so*")) if not p.is_symlink()]
    loaders += [p for p in sorted(root.glob("usr/lib*/**/ld-*.so*")) if not p.is_symlink()]
    if not loaders or not (root / "usr/bin/julia").is_file():
        raise SetupError(f"{root} is no system with a Julia in usr/bin")
    loader = loaders[0].relative_to(root)
    folders = {p.parent.relative_to(root) for p in root.glob("usr/lib/*/libjulia.so*")}
    folders |= {loader.parent, *(folder / "julia" for folder in folders)}
    path = ":".join(f"{{base}}/{folder}" for folder in sorted(folders))
    program = (f"{{base}}/{loader}", "--library-path", path, "{base}/usr/bin/julia")
    libraries = next(f"{{base}}/{f}" for f in folders if list((root / f).glob("libjulia.so*")))
    return Found(root, ROOT, program, "{base}/usr/bin", libraries)


def made_by_debootstrap(say) -> Path:
    """A minimal system with Julia, for machines whose own has none. Raises SetupError."""
    root = installation.FOLDER / "root"
    if (root / "usr/bin/julia").is_file():
        return root
    program = shutil.which("debootstrap")
    if program is None or os.geteuid() != 0:
        raise SetupError(
            "There is no Julia on the PATH. Install one from its website, or with juliaup; or "
            "install debootstrap and run this as root, and a folder with Julia is made here."
        )
    say("There is no Julia on the PATH: making a folder with one (470 MB) takes some minutes")
    command = [program, "--variant=minbase", "--include=julia", RELEASE, str(root)]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        shutil.rmtree(root, ignore_errors=True)
        raise SetupError(f"debootstrap failed: {(result.stdout + result.stderr)[-500:]}")
    return root


def version_of(found: Found) -> str:
    result = run(found, ["-e", "print(VERSION)"])
    if result.returncode != 0:
        raise SetupError(f"Julia does not run: {result.stderr[-500:]}")
    return result.stdout.strip()


def run(found: Found, arguments: list[str], **environment: str) -> subprocess.CompletedProcess:
    command = [*found.words(found.base), "--startup-file=no", *arguments]
    variables = {**os.environ, **found.environment(found.base), **environment}
    return subprocess.run(command, capture_output=True, text=True, env=variables)


def build_image(found: Found) -> str | None:
    """Build `.julia/desk.so`; returns why there is none, if it cannot be built."""
    compiler = shutil.which("cc")
    if compiler is None:
        return "it needs a C compiler (cc) to link it"
    desk, scripts = installation.DESK / "Desk.jl", SHIPPED / "solutions"
    with tempfile.TemporaryDirectory(prefix="julia-") as folder:
        trace, statements, made = (str(Path(folder, n)) for n in ("trace", "statements", "desk.o"))
        rehearse = [f"--trace-compile={trace}", str(IMAGE / "rehearse.jl"), str(desk)]
        rehearsed = run(found, [*rehearse, str(scripts), trace, statements])
        if rehearsed.returncode != 0:
            return f"the rehearsal failed: {rehearsed.stderr[-500:]}"
        names = {"DESK": str(desk), "SCRIPTS": str(scripts), "STATEMENTS": statements}
        libraries = found.libraries.replace("{base}", found.base)
        own_image = ["--sysimage", f"{libraries}/julia/sys.so"]  # otherwise it builds one anew
        built = run(found, [*own_image, "--output-o", made, str(IMAGE / "build.jl")], **names)
        if built.returncode != 0 or not Path(made).is_file():
            return f"Julia did not write it: {built.stderr[-500:]}"
        library = sorted(Path(libraries).glob("libjulia.so*"))[0].name
        link = [compiler, "-shared", "-o", str(Path(folder, "desk.so"))]
        link += ["-Wl,--whole-archive", made, "-Wl,--no-whole-archive"]
        link += [f"-L{libraries}", f"-l:{library}"]
        linked = subprocess.run(link, capture_output=True, text=True)
        if linked.returncode != 0:
            return f"it could not be linked: {linked.stderr[-500:]}"
        shutil.move(Path(folder, "desk.so"), installation.FOLDER / "desk.so")
    return None

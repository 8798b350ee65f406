"""The Python of a confined process: where it and its packages stand inside, and what it is told.

They stand at the same places on every machine, so that nothing inside tells where the grader and
its environment lie, or who has installed them.
"""

import importlib.util
import os
import sys
import sysconfig
from pathlib import Path

from autograder.start import BLAS_THREADS

PYTHON, ENVIRONMENT = "/python", "/environment"
SYSTEM = Path("/usr")  # is shown as it is
# `home` in it is the folder of PYTHON's programs.
SETTINGS = Path(__file__).parent / "inside" / "environments"


def base() -> Path:
    """The folder of the interpreter itself, on the host."""
    return Path(sys.base_prefix).resolve()


def is_virtual() -> bool:
    return Path(sys.prefix).resolve() != base()


def of_the_system() -> bool:
    return base() == SYSTEM or SYSTEM in base().parents


def program() -> str:
    """Path of the interpreter inside.

    Raises ValueError if it does not lie in its own folder, so that it cannot be shown elsewhere.
    """
    real = Path(sys.executable).resolve()
    if is_virtual():
        return f"{ENVIRONMENT}/bin/{real.name}"
    return str(inside(real))


def inside(path: Path) -> Path:
    """Where something of the environment stands inside."""
    environment = Path(sys.prefix).resolve()
    if is_virtual() and path.is_relative_to(environment):
        return ENVIRONMENT / path.relative_to(environment)
    if path.is_relative_to(SYSTEM):
        return path
    return PYTHON / path.resolve().relative_to(base())


def mounts() -> list[str]:
    """Options of bubblewrap that show the interpreter and its packages, read-only."""
    options = []
    if not of_the_system():
        options += ["--ro-bind", str(base()), PYTHON]
    elif is_virtual():
        options += ["--symlink", str(base()), PYTHON]
    if not is_virtual():
        return options
    real = Path(sys.executable).resolve()
    options += ["--dir", ENVIRONMENT, "--dir", f"{ENVIRONMENT}/bin"]
    for name in dict.fromkeys((real.name, "python3", "python")):
        target = f"{PYTHON}/{real.relative_to(base())}"
        options += ["--symlink", target, f"{ENVIRONMENT}/bin/{name}"]
    settings = "with_system.cfg" if sees_the_system() else "alone.cfg"
    options += ["--ro-bind", str(SETTINGS / settings), f"{ENVIRONMENT}/pyvenv.cfg"]
    for folder in ("lib", "lib64"):
        place = Path(sys.prefix, folder)
        if place.is_symlink():
            options += ["--symlink", "lib", f"{ENVIRONMENT}/{folder}"]
        elif place.is_dir():
            options += ["--ro-bind", str(place), f"{ENVIRONMENT}/{folder}"]
    return options


def sees_the_system() -> bool:
    """Whether the virtual environment shows the packages of its interpreter, too."""
    settings = Path(sys.prefix, "pyvenv.cfg").read_text(encoding="utf-8")
    lines = [line.replace(" ", "").lower() for line in settings.splitlines()]
    return "include-system-site-packages=true" in lines


def shown() -> list[Path]:
    """Folders of the host that are shown for the sake of Python."""
    return [base(), *([Path(sys.prefix, "lib").resolve()] if is_virtual() else [])]


def samples() -> list[Path]:
    """Some files and folders of the environment, which have the rights of all of them."""
    package = Path(importlib.util.find_spec("numpy").origin)
    above = [folder for folder in package.parents if folder.is_relative_to(sys.prefix)]
    return [base(), Path(os.__file__), package, *(above if is_virtual() else [])]


def confined_environment(folder: str) -> dict[str, str]:
    """Environment of a process that sees the host as `mounts` shows it."""
    libraries = {}
    if sysconfig.get_config_var("Py_ENABLE_SHARED") and not of_the_system():
        libraries["LD_LIBRARY_PATH"] = f"{PYTHON}/lib"  # its own path to it is the host's
    return {**environment(folder, str(Path(program()).parent)), **libraries}


def environment(folder: str, programs: str = f"{sys.prefix}/bin") -> dict[str, str]:
    """Environment of a student's process; nothing of the grader's own comes along.

    folder : its own, the only one to write to
    programs : folder of the interpreter
    """
    # OPENBLAS_CORETYPE is a property of the processor: without it some builds fail to start.
    processor = {n: os.environ[n] for n in ("OPENBLAS_CORETYPE",) if n in os.environ}
    return {
        "PATH": f"{programs}:/usr/bin:/bin",
        "HOME": folder,
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
        "IPYTHONDIR": f"{folder}/.ipython",
        "MPLCONFIGDIR": f"{folder}/.matplotlib",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0",  # the same submission gives the same report
        "PYTHONDONTWRITEBYTECODE": "1",
        **dict.fromkeys(BLAS_THREADS, "1"),
        **processor,
    }

"""What students and staff should know about a submission, each of a kind from a closed list."""

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

Kind = Literal[
    "name",  # the file has another name than the problem's
    "folder",  # a folder could not be read
    "damaged",  # parts of the file were left out
    "language",  # the notebook says that it is of another language
    "raised",  # a cell raised an error
    "stopped",  # a cell or a call was stopped, or was not run at all
    "limit",  # all of the submission together reached a limit
    "unreadable",  # the file is no notebook
    "grader",  # the grader failed
]
KINDS: tuple[str, ...] = get_args(Kind)


class Notice(BaseModel):
    """One thing to know.

    cells : places of the cells it is about, among all cells, counted from 1
    text : the whole sentence, cells included
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    text: str
    cells: tuple[int, ...] = ()

"""Imported before everything else by the command line and its workers, which are started often.

nbformat imports jsonschema, which builds a grammar of internationalised addresses at its import
if it can: more than a second, for a format that notebooks do not have. Jupytext imports half of
Jupyter's server, for the case that it is a part of that. Both go on without.
"""

import sys

for _name in (
    "rfc3987_syntax",
    "jupytext.sync_contentsmanager",
    "jupytext.async_contentsmanager",
):
    sys.modules.setdefault(_name, None)

"""Imported before everything else by the command line and its workers, which are started often.

nbformat imports jsonschema, which builds a grammar of internationalised addresses at its import
if it can: more than a second, for a format that notebooks do not have. Without it, jsonschema goes
on and does not check such addresses.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)

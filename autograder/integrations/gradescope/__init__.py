"""The set inside Gradescope: the zip that is uploaded, and what it runs there."""

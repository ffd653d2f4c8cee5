"""A plugin somewhere on the interpreter's path, as an installed package is."""

plugin = {"name": "json", "description": "Does nothing yet", "actions": [], "providers": []}

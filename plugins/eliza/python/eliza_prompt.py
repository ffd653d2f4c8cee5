"""What an agent asks of its model, answered by ELIZA.

The message service of elizaOS asks whether to respond and then what to do, each in a form of its own that the
answer must have; every other prompt gets a reply to its last line.
"""

from __future__ import annotations

from eliza import Eliza
from eliza_words import clauses

# How the forms begin their last field but one. They end the prompt, after whatever people wrote.
WHETHER = "<action>RESPOND"
WHAT = "<actions>"

HEADING = "# Received Message\n"


def answer_to(prompt: str, eliza: Eliza, agent: str) -> str:
    """`agent` is the agent's name."""
    whether, what = prompt.rfind(WHETHER), prompt.rfind(WHAT)
    if whether > what:
        return _decision(_received(prompt), eliza, agent)
    if what >= 0:
        return _plan(_received(prompt), eliza)
    return eliza.respond([], _last_line(prompt)).reply


def _decision(line: str | None, eliza: Eliza, agent: str) -> str:
    """ELIZA responds to everybody but those who say nothing, and lets go of those who take their leave."""
    reply = eliza.respond([], line or "")
    if line is not None and reply.rule == "empty":
        return _response(name=agent, reasoning="Nothing was said", action="IGNORE")
    if reply.keyword == "goodbye":
        return _response(name=agent, reasoning="The person takes leave", action="STOP")
    return _response(name=agent, reasoning="ELIZA responds to whoever speaks", action="RESPOND")


def _plan(line: str | None, eliza: Eliza) -> str:
    """The action replies to the message itself; the text is what ELIZA would say to a stranger."""
    reply = eliza.respond([], line or "").reply
    thought = "ELIZA replies to whatever is said"
    return _response(thought=thought, actions="ELIZA_REPLY", providers="", text=reply)


def _response(**fields: str) -> str:
    elements = "".join(f"<{name}>{_escaped(text)}</{name}>" for name, text in fields.items())
    return f"<response>{elements}</response>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _received(prompt: str) -> str | None:
    """What the provider RECENT_MESSAGES puts into both forms as `<sender>: <text>`, to the next heading.

    Not every agent has it.
    """
    _, heading, after = prompt.rpartition(HEADING)
    if not heading:
        return None
    message = after.split("\n# ", 1)[0]
    return message[message.find(": ") + 1 :]


def _last_line(prompt: str) -> str:
    """The last line with a word in it: what a caller asks comes after what it explains."""
    return next((line for line in reversed(prompt.split("\n")) if clauses(line)), "")

"""The job as a function that pythonia calls: a text each way, as every field of an object would be a call."""

import json


def echo(text: str) -> str:
    request = json.loads(text)
    result = {"success": True, "text": request["memory"]["content"]["text"], "data": request["options"]}
    return json.dumps({"type": "action.result", "re": request["id"], "result": result})

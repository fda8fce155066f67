"""The OpenAPI document of the programs' interface, made from the acts' signatures."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from meetings.acts import REGISTRY, Act
from meetings.domain.rights import RIGHTS
from meetings.given import MOST

routes = Blueprint("openapi", __name__)
_KEY = {
    "device": {"type": "string", "pattern": "^[!-~]{8,40}$"},
    "n": {"type": "integer", "minimum": 1, "maximum": MOST},
}
_ANSWER: dict[str, Any] = {
    "type": "object",
    "required": ["done", "stream", "number", "body"],
    "properties": {
        "done": {"const": True},
        "repeat": {"const": True},
        "stream": {"type": "string"},
        "number": {"type": "integer"},
        "body": {"type": "object"},
    },
}
_REFUSAL: dict[str, Any] = {
    "type": "object",
    "required": ["refused", "message"],
    "properties": {
        "refused": {"type": "string"},
        "message": {"type": "string"},
        "clause": {"type": "string"},
        "keep": {"const": "private"},
    },
}


@routes.get("/api/openapi.json")
def document() -> ResponseReturnValue:
    """Return the document; anybody may read it."""
    return jsonify(build())


def build() -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of all acts and the reads beside them."""
    paths: dict[str, Any] = {f"/api/acts/{name}": _act(act) for name, act in REGISTRY.items()}
    for path, summary in _READS.items():
        paths[path] = {"get": _operation(summary, path, {})}
    for path, summary in _UPLOADS.items():
        paths.setdefault(path, {})["post"] = _upload(path, summary)
    paths["/healthz"]["get"]["security"] = []
    paths["/api/openapi.json"]["get"]["security"] = []
    paths["/api/keep/standing"]["get"]["security"] = []
    return {
        "openapi": "3.1.0",
        "info": {"title": "Gijo", "version": "1", "license": {"name": "AGPL-3.0-or-later"}},
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Answer": _ANSWER, "Refusal": _REFUSAL},
        },
    }


_READS = {
    "/healthz": "Whether server and database answer.",
    "/api/openapi.json": "This document.",
    "/api/meetings": "The meetings one may see.",
    "/api/meetings/{meeting}": "A meeting as it is now.",
    "/api/meetings/{meeting}/papers": "A meeting's papers.",
    "/api/meetings/{meeting}/marks": "One's own bookmarks, and when pages were called.",
    "/api/meetings/{meeting}/ink": "Strokes: ?version= and, optionally, &page=.",
    "/api/streams/{stream}/entries": "Entries of a stream after a number: ?after=.",
    "/api/versions/{version}": "A version of a paper with its page sizes and its guide.",
    "/api/versions/{version}/replacement": "What a version replaced, and what became of each page.",
    "/api/versions/{version}/replacement/pages/{page}": "What differs of two pages: ?to=&since=.",
    "/api/search": "Where words stand: ?q=&in=&year=&body=&kind=&what=&after=.",
    "/api/keep": "What a tablet is to keep for the time without a line.",
    "/api/keep/standing": "Whether what was kept under a sign-in may stay: ?ticket=.",
    "/papers/{paper}/file": "The newest file of a paper.",
    "/pages/{digest}/{page}/{width}": "The picture of a page.",
    "/pages/{digest}/{page}/words": "The lines and links of a page with their places.",
}


def _act(act: Act) -> dict[str, Any]:
    schema = act.given.model_json_schema()
    body = {"type": "object", "required": ["given"], "properties": {"given": schema, **_KEY}}
    right = RIGHTS[act.name]
    states = f" States: {', '.join(sorted(right.states))}." if right.states else ""
    described = f"Roles: {', '.join(sorted(right.roles))}.{states}"
    more = {"requestBody": _body("application/json", body), "description": described}
    return {"post": _operation(act.doc, "", {"operationId": act.name} | more)}


_UPLOADS = {
    "/api/meetings/{meeting}/papers": "Add a PDF as a paper: ?name=&item=&device=&n=.",
    "/api/meetings/{meeting}/papers/{paper}/replacement": "Begin to replace a paper by a PDF: "
    "?kind=&reason=&instead=&device=&n=.",
}


def _upload(path: str, summary: str) -> dict[str, Any]:
    schema = {"type": "string", "format": "binary"}
    return _operation(summary, path, {"requestBody": _body("application/pdf", schema)})


def _body(media: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {media: {"schema": schema}}}


def _operation(summary: str, path: str, more: dict[str, Any]) -> dict[str, Any]:
    names = [part.split("}")[0] for part in path.split("{")[1:]]
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in names
    ]
    refusal = {"$ref": "#/components/schemas/Refusal"}
    answers = {
        "200": {"description": "Done."},
        "default": {
            "description": "Refused, with the reason in words.",
            "content": {"application/json": {"schema": refusal}},
        },
    }
    if "operationId" in more:
        answer = {"schema": {"$ref": "#/components/schemas/Answer"}}
        answers["200"] = {"description": "Done.", "content": {"application/json": answer}}
    return {"summary": summary, "parameters": parameters, "responses": answers} | more

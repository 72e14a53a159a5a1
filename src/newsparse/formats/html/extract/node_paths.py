"""Where elements stand in a page: paths such as `/html/body/div[2]/p`."""

from __future__ import annotations

from collections import Counter
from typing import Final

from newsparse.formats.html.walk import Node

__all__ = ["NodePaths"]

_ROOT: Final = ""


class NodePaths:
    """Tells paths as `getpath` of lxml does, which counts all siblings for each element anew."""

    def __init__(self) -> None:
        self._paths: dict[Node, str] = {}
        self._steps: dict[Node, dict[Node, str]] = {}

    def __call__(self, node: Node) -> str:
        """The path of an element."""
        way = []
        while node is not None and node not in self._paths:
            way.append(node)
            node = node.getparent()
        path = _ROOT if node is None else self._paths[node]
        for inner in reversed(way):
            path = self._paths[inner] = f"{path}/{self._step(inner)}"
        return path

    def _step(self, node: Node) -> str:
        """The last part of its path: its name, and which it is of several of that name."""
        parent = node.getparent()
        if parent is None:
            return str(node.tag)
        steps = self._steps.get(parent)
        if steps is None:
            children = [child for child in parent if isinstance(child.tag, str)]
            several = Counter(child.tag for child in children)
            seen: Counter[str] = Counter()
            steps = self._steps[parent] = {}
            for child in children:
                seen[child.tag] += 1
                steps[child] = f"{child.tag}[{seen[child.tag]}]" if several[child.tag] > 1 else child.tag
        return steps[node]

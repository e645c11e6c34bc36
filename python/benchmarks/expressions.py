# SPDX-License-Identifier: MIT
"""Catalogue formulas rewritten for libraries that compile expressions (numexpr, Numba).

Whatever does not depend on x becomes a named constant of the array's own precision:
a literal 0.5 would make those libraries compute float32 arrays in double.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping
from dataclasses import dataclass

from swiftact import formulas

VARIABLES = {"x", "dy"}
BRANCHES = {  # numexpr has some of these in double alone
    "maximum": "where(first > second, first, second)",
    "minimum": "where(first < second, first, second)",
    "sigma": "1 / (1 + exp(-first))",
    "sign": "where(first > 0, 1, where(first < 0, -1, 0))",
}


@dataclass(frozen=True)
class Expression:
    source: str
    constants: Mapping[str, float]
    functions: frozenset[str]
    variables: tuple[str, ...]


class _Rewriter(ast.NodeTransformer):
    def __init__(self, params: Mapping[str, float], names: Mapping[str, str]):
        self.params = params
        self.names = names
        self.constants: dict[str, float] = {}
        self.functions: set[str] = set()

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.expr) and not _names(node) & VARIABLES:
            return self._constant(node)
        result: ast.AST = super().visit(node)
        return result

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        node.left = self.visit(node.left)  # type: ignore[assignment]
        if not isinstance(node.op, ast.Pow):  # x**2 keeps its integer: it is x * x then
            node.right = self.visit(node.right)  # type: ignore[assignment]
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        assert isinstance(node.func, ast.Name)
        if node.func.id in BRANCHES:
            tree = ast.parse(BRANCHES[node.func.id], mode="eval").body
            named = dict(zip(("first", "second"), node.args, strict=False))
            return self.visit(_Substitute(**named).visit(tree))
        name = self.names.get(node.func.id, node.func.id)
        self.functions.add(name)
        arguments = [self.visit(argument) for argument in node.args]
        return ast.Call(ast.Name(name, ast.Load()), arguments, [])  # type: ignore[arg-type]

    def _constant(self, node: ast.expr) -> ast.Name:
        value = float(formulas.evaluate(ast.unparse(node), formulas.NUMPY, **self.params))
        known = {v: k for k, v in self.constants.items()}
        name = known.get(value, f"c{len(self.constants)}")
        self.constants[name] = value
        return ast.Name(name, ast.Load())


class _Substitute(ast.NodeTransformer):
    """Names replaced by expressions."""

    def __init__(self, **expressions: ast.expr):
        self.expressions = expressions

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return copy.deepcopy(self.expressions.get(node.id, node))


def _names(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def rewrite(source: str, params: Mapping[str, float], names: Mapping[str, str]) -> Expression:
    """The expression with parameters bound and functions renamed."""
    rewriter = _Rewriter(params, names)
    tree = rewriter.visit(ast.parse(source, mode="eval").body)
    return Expression(
        ast.unparse(ast.fix_missing_locations(tree)),
        rewriter.constants,
        frozenset(rewriter.functions),
        tuple(sorted(_names(tree) & VARIABLES)),
    )

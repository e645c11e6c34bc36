# SPDX-License-Identifier: MIT
"""Formulas of the catalogue, which are Python expressions, as MathML."""

from __future__ import annotations

import ast
from html import escape

NAMES = {"pi": "π", "alpha": "α", "beta": "β", "lambd": "λ", "minimum": "min", "maximum": "max"}
FUNCTIONS = {"log": "ln", "sigma": "σ", "maximum": "max", "minimum": "min", "sign": "sgn"}
RELATIONS = {ast.Lt: "&lt;", ast.LtE: "≤", ast.Gt: "&gt;", ast.GtE: "≥", ast.Eq: "="}


def mathml(expression: str) -> str:
    """`expression` as a <math> element."""
    tree = ast.parse(expression, mode="eval").body
    return f'<math displaystyle="true">{render(tree)}</math>'


def row(*parts: str) -> str:
    return f"<mrow>{''.join(parts)}</mrow>"


def sign(text: str) -> str:
    return f"<mo>{text}</mo>"


def group(*parts: str) -> str:
    return row(sign("("), *parts, sign(")"))


def render(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=value):
            return f"<mn>{value:.6g}</mn>" if isinstance(value, float) else f"<mn>{value!r}</mn>"
        case ast.Name(id=name):
            shown = NAMES.get(name, name)
            kind = "<mi>" if len(shown) == 1 else '<mi mathvariant="normal">'
            return f"{kind}{escape(shown)}</mi>"
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return row(sign("−"), factor(operand))
        case ast.BinOp():
            return binary(node)
        case ast.BoolOp() | ast.Compare():
            return relation(node)
        case ast.Call(func=ast.Name(id=name), args=args):
            return call(name, args)
    raise ValueError(f"no notation for {ast.unparse(node)}")


def binary(node: ast.BinOp) -> str:
    left, right = node.left, node.right
    match node.op:
        case ast.Add():
            return row(render(left), sign("+"), render(right))
        case ast.Sub():
            return row(render(left), sign("−"), factor(right))
        case ast.Mult():
            return product(left, right)
        case ast.Div():
            return f"<mfrac>{render(left)}{render(right)}</mfrac>"
        case ast.Pow():
            return power(left, right)
        case ast.BitAnd():
            return row(render(left), "<mtext>\u00a0and\u00a0</mtext>", render(right))
    raise ValueError(f"no notation for {ast.unparse(node)}")


def product(left: ast.expr, right: ast.expr) -> str:
    if isinstance(left, ast.UnaryOp):
        return row(sign("−"), product(left.operand, right))
    if isinstance(left, ast.Name) and ast.dump(left) == ast.dump(right):
        return f"<msup>{render(left)}<mn>2</mn></msup>"
    times = "·" if starts_with_digit(right) else "\u2062"  # the invisible one
    return row(factor(left), sign(times), factor(right))


def power(base: ast.expr, exponent: ast.expr) -> str:
    match base:
        case ast.Call(func=ast.Name(id=name), args=args) if name not in ("exp", "sqrt", "abs"):
            head = f"<msup><mi>{FUNCTIONS.get(name, name)}</mi>{render(exponent)}</msup>"
            return row(head, group(*arguments(args)))
        case ast.Name() | ast.Constant():
            return f"<msup>{render(base)}{render(exponent)}</msup>"
    return f"<msup>{group(render(base))}{render(exponent)}</msup>"


def factor(node: ast.expr) -> str:
    """In parentheses where it is a sum, a difference or has a sign."""
    additive = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
    return group(render(node)) if additive or isinstance(node, ast.UnaryOp) else render(node)


def exponent(node: ast.expr) -> str:
    """On one line: fractions would be too small."""
    match node:
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return row(render(left), sign("/"), factor(right))
    return render(node)


def starts_with_digit(node: ast.expr) -> bool:
    while isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Add | ast.Sub | ast.Div):
        node = node.left
    return isinstance(node, ast.Constant) or (
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
    )


def relation(node: ast.expr) -> str:
    match node:
        case ast.Compare(left=left, ops=ops, comparators=others):
            parts = [render(left)]
            for operator, other in zip(ops, others, strict=True):
                parts += [sign(RELATIONS[type(operator)]), render(other)]
            return row(*parts)
    return render(node)


def arguments(args: list[ast.expr]) -> list[str]:
    parts = [render(args[0])]
    for each in args[1:]:
        parts += [sign(","), render(each)]
    return parts


def call(name: str, args: list[ast.expr]) -> str:
    match name:
        case "exp":
            return f"<msup><mi>e</mi>{exponent(args[0])}</msup>"
        case "sqrt":
            return f"<msqrt>{render(args[0])}</msqrt>"
        case "abs":
            return row(sign("|"), render(args[0]), sign("|"))
        case "where":
            return cases(args)
    shown = FUNCTIONS.get(name, name)
    return row(f"<mi>{shown}</mi>", group(*arguments(args)))


def cases(args: list[ast.expr]) -> str:
    """where(a, b, where(c, d, e)) as three lines."""
    lines = []
    condition, value, otherwise = args
    while True:
        lines.append((render(value), row("<mtext>if\u00a0</mtext>", render(condition))))
        match otherwise:
            case ast.Call(func=ast.Name(id="where"), args=[condition, value, otherwise]):
                continue
        break
    lines.append((render(otherwise), "<mtext>otherwise</mtext>"))
    rows = "".join(f"<mtr><mtd>{value}</mtd><mtd>{where}</mtd></mtr>" for value, where in lines)
    return f'<mtable class="cases">{rows}</mtable>'

"""Every (step, code) that the engine can put into a Reason, found by reading its code, and facts for them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import core.engine
from core.engine.models import CheckInStatus, Muscle, Reason

Codes = set[tuple[str, str]]


def engine_reasons() -> Codes:
    """Where a code is a variable, everything that its module may put into it counts."""
    paths = Path(core.engine.__file__).parent.rglob("*.py")
    modules = [_Module(ast.parse(path.read_text(encoding="utf-8"))) for path in paths]
    return {reason for module in modules for reason in module.reasons()}


def reason(step: str, code: str) -> Reason:
    """A reason with facts as the engine gives them."""
    loads = dict.fromkeys(
        ("e1rm_g", "low_g", "high_g", "full_g", "wanted_g", "load_g", "to_g", "most_g", "last_g", "earned_g"),
        102_500,
    )
    counts = {
        "last_reps": 8,
        "reps": 5,
        "reps_max": 8,
        "sets": -1,
        "readiness": 1,
        "soreness": 4,
        "level": 3,
        "minutes": 45,
    }
    counts |= {"week": 2, "weeks": 4, "count": 5, "days": 6}
    sizes = {
        "rpe": 8.5,
        "load_factor": 0.975,
        "share": 0.7,
        "week_sets": 7.5,
        "mrv_sets": 20.0,
        "usual_sets": 6.5,
        "most_sets": 8.5,
        "days_off": 21,
        "misses": 3,
        "load_per_rpe": 0.03,
        "last_reps": 8,
        "workouts": 12,
        "felt_pct": 1.5,
        "from_pct": 5.0,
        "to_pct": 2.5,
    }
    planned = {
        "percent": 60,
        "asked": 7,
        "days": 6,
        "days_left": 20,
        "taper_weeks": 2,
        "matches": 2,
        "weeks": 2,
    }
    rest: dict[str, float | int | str | None] = {
        "from_g": 100_000,
        "muscle": Muscle.LOWER_BACK,
        "kind": "illness",
        "from_exercise": "back_squat",
        "signs": "sleep",
        "weeks": 2,
        "mev_sets": 8.0,
        "constant": "soreness.VERY_SORE_LOAD",
        "rung": 2,
        "rungs": 5,
        "exercise": "Back squat",
        "other": "Front squat",
        "lifts": 3,
        "error_rpe": 1.5,
        "less_pct": 20,
        "done_pct": 60,
        "weekday": 1,
        "from_sets": 3,
        "to_sets": 4,
    }
    return Reason(step=step, code=code, facts={**loads, **counts, **sizes, **planned, **rest})


class _Module:
    def __init__(self, tree: ast.Module) -> None:
        self.nodes = list(ast.walk(tree))
        self.functions = {node.name: node for node in self.nodes if isinstance(node, ast.FunctionDef)}

    def reasons(self) -> Iterator[tuple[str, str]]:
        for call in self.nodes:
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "Reason":
                given = {keyword.arg: keyword.value for keyword in call.keywords}
                codes = self._codes(given["code"])
                assert codes, f"cannot follow the code of {ast.unparse(call)}"
                yield from ((ast.literal_eval(given["step"]), code) for code in codes)

    def _codes(self, node: ast.expr) -> set[str]:
        match node:
            case ast.Attribute(attr="value"):
                return {status.value for status in CheckInStatus}  # the only code that is an enumeration
            case ast.Name(id="code") | ast.Attribute(attr="code"):
                return {code for bound in self._bound_to_code() for code in self._said(bound)}
        return self._said(node)

    def _said(self, node: ast.expr | None) -> set[str]:
        """A constant, one of several, or what a function of the same module returns."""
        match node:
            case ast.BoolOp(values=values):
                return {code for value in values for code in self._said(value)}
            case ast.Call(func=ast.Name(id=name)) if name in self.functions:
                returns = [n.value for n in ast.walk(self.functions[name]) if isinstance(n, ast.Return)]
                return {code for value in returns for code in self._said(value)}
        return _constants(node)

    def _bound_to_code(self) -> Iterator[ast.expr | None]:
        """What is assigned to `code`, given as `code=`, or stands in the place of a parameter `code`."""
        for node in self.nodes:
            match node:
                case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                    yield from (v for n, v in zip(names, values, strict=True) if _is_code(n))
                case ast.Assign(targets=[target]) | ast.AnnAssign(target=target) if _is_code(target):
                    yield node.value
                case ast.Call(args=arguments, keywords=keywords) if ast.unparse(node.func) != "Reason":
                    yield from (keyword.value for keyword in keywords if keyword.arg == "code")
                    yield from (
                        a
                        for a, name in zip(arguments, self._parameters(node), strict=False)
                        if name == "code"
                    )

    def _parameters(self, call: ast.Call) -> list[str]:
        function = self.functions.get(ast.unparse(call.func))
        return [argument.arg for argument in function.args.args] if function is not None else []


def _is_code(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "code"


def _constants(node: ast.expr | None) -> set[str]:
    match node:
        case ast.Constant(value=str(value)):
            return {value}
        case ast.IfExp(body=body, orelse=orelse):
            return _constants(body) | _constants(orelse)
    return set()

"""What was prescribed of one exercise: a value of the engine, and the columns that hold it."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.engine.groups import letter, places
from core.engine.models import ExercisePrescription
from core.persistence.documents import from_document

# How a row is read, as JSON.
AS_JSON = (
    "'group_index', x.group_index, 'group_name', x.group_name, 'series', x.series, 'selection', x.selection,"
    " 'reasons', x.reasons, 'strength', x.strength, 'load_steps_g', x.load_steps_g,"
    " 'steering', x.steering"
)


def columns(prescription: ExercisePrescription) -> dict[str, Any]:
    """The columns that a decision writes."""
    return {
        "series": prescription.series,
        "selection": prescription.selection,
        "reasons": prescription.reasons,
        "strength": prescription.strength,
        "load_steps_g": list(prescription.load_steps_g),
        "steering": prescription.steering,
    }


def rows(prescriptions: Sequence[ExercisePrescription]) -> list[dict[str, Any]]:
    """The exercises of a workout that was just made, in order."""
    groups = places([prescription.group for prescription in prescriptions])
    return [
        {
            "exercise_id": prescription.exercise_id,
            "order_index": order,
            "role": prescription.role,
            "group_index": group_index,
            "group_name": None if prescription.group == letter(group_index) else prescription.group,
            **columns(prescription),
        }
        for order, (prescription, group_index) in enumerate(zip(prescriptions, groups, strict=True))
    ]


def value(row: Mapping[str, Any]) -> ExercisePrescription:
    """A row as read `AS_JSON`, with its exercise, order and role."""
    own_name = row["group_name"]
    group = own_name if own_name is not None else letter(row["group_index"])
    return from_document(ExercisePrescription, {**row, "order": row["order_index"], "group": group})

"""Which curated exercises are done lying on the back; of others nobody has said it."""

from core.engine.models import Exercise

ON_THE_BACK = frozenset(
    [
        "bench_press",
        "dumbbell_bench_press",
        "close_grip_bench_press",
        "paused_bench_press",
        "tempo_bench_press",
        "wide_grip_bench_press",
        "spoto_press",
        "larsen_press",
        "pin_press",
        "board_press",
        "floor_press",
        "sling_bench_press",
        "close_grip_paused_bench_press",
        "reverse_grip_bench_press",
        "decline_bench_press",
        "jm_press",
        "dumbbell_floor_press",
        "dumbbell_squeeze_press",
        "single_arm_dumbbell_bench_press",
        "decline_dumbbell_press",
        "neutral_grip_dumbbell_press",
        "kettlebell_floor_press",
        "smith_bench_press",
        "dumbbell_fly",
        "dumbbell_pullover",
        "skull_crusher",
        "barbell_skull_crusher",
        "dumbbell_skull_crusher",
        "tate_press",
        "single_leg_glute_bridge",
        "barbell_glute_bridge",
        "body_weight_glute_bridge",
        "frog_pump",
        "dead_bug",
        "lying_leg_raise",
        "hollow_hold",
        "crunch",
        "reverse_crunch",
        "flutter_kick",
        "sit_up",
        "bicycle_crunch",
        "v_up",
        "decline_sit_up",
        "windshield_wiper",
        "weighted_crunch",
        "medicine_ball_sit_up",
    ]
)


def on_the_back(exercise: Exercise) -> bool:
    return exercise.key in ON_THE_BACK

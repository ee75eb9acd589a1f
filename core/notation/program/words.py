"""Words that only programs have, in English, Spanish and Russian, beside those of performed lines."""

from enum import Enum, auto

from core.notation.words import VOCABULARY, Word


class Part(Enum):
    """What a word does in a prescription."""

    TIMES = auto()
    KG = auto()
    LB = auto()
    SECONDS = auto()
    MINUTES = auto()
    HOURS = auto()
    METRES = auto()
    KILOMETRES = auto()
    AMRAP = auto()
    REPS = auto()
    RPE = auto()
    RIR = auto()
    SIDE = auto()
    PER = auto()  # only before SIDE
    REST = auto()
    INSIDE = auto()
    SKIP = auto()


_SHARED = {
    Word.KG: Part.KG,
    Word.LB: Part.LB,
    Word.SECONDS: Part.SECONDS,
    Word.MINUTES: Part.MINUTES,
    Word.REPS: Part.REPS,
    Word.RPE: Part.RPE,
    Word.RIR: Part.RIR,
    Word.TIMES: Part.TIMES,
}
_OWN = {
    Part.HOURS: "h hr hour hours hora horas ч час часа часов",
    Part.METRES: "m metre metres meter meters metro metros м метр метра метров",
    Part.KILOMETRES: "km км",
    Part.AMRAP: "amrap max máx макс максимум",
    Part.SIDE: "side sides leg arm each ea lado pierna brazo cada сторону стор ногу руку",
    Part.PER: "per por на каждую",
    Part.REST: "rest r descanso desc отдых отд",
    Part.INSIDE: "inside intra dentro внутри",
    Part.SKIP: "skip off saltar nada пропуск",
}

WORDS = {word: _SHARED[kind] for word, kind in VOCABULARY.items() if kind in _SHARED} | {
    word: part for part, words in _OWN.items() for word in words.split()
}

WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "mon monday lun lunes пн понедельник",
            "tue tues tuesday mar martes вт вторник",
            "wed wednesday mié mie miércoles miercoles ср среда",
            "thu thur thurs thursday jue jueves чт четверг",
            "fri friday vie viernes пт пятница",
            "sat saturday sáb sab sábado sabado сб суббота",
            "sun sunday dom domingo вс воскресенье",
        ),
        start=1,
    )
    for word in words.split()
}
WEEKDAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")  # as they are written

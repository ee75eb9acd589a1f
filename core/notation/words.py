"""Every word that the notation knows, in English, Spanish and Russian. Nothing here is shown to anyone."""

from enum import Enum, auto

from core.notation.values import CommandKind


class Word(Enum):
    """What a word does in a line; `OTHER` is part of a name, or chat."""

    KG = auto()
    LB = auto()
    SECONDS = auto()
    MINUTES = auto()
    METRES = auto()
    KILOMETRES = auto()
    MILES = auto()
    REPS = auto()
    TIMES = auto()
    SPOKEN_TIMES = auto()  # "100 for 5": an "x" only between two numbers
    SETS = auto()
    OF = auto()  # "3 sets of 8"
    PER = auto()  # "3 по 8", "5 по 150"
    AT_LOAD = auto()  # "8 reps at 35"
    BODY_WEIGHT = auto()
    WARM_UP = auto()
    FAILED = auto()
    DROP = auto()
    SAME = auto()
    RPE = auto()
    RIR = auto()
    OTHER = auto()


UNIT_WORDS = {
    Word.KG: "kg kgs k kilo kilos кг кило",
    Word.LB: "lb lbs pound pounds libra libras фунт фунта фунтов",
}

# A phrase of two words counts as one; hyphens in it are optional.
_WORDS = UNIT_WORDS | {
    Word.SECONDS: "s sec secs second seconds seg segs segundo segundos с сек секунд секунды секунда",
    Word.MINUTES: "min mins minute minutes minuto minutos мин минут минуты минута",
    Word.METRES: "m metre metres meter meters metro metros м метр метра метров",
    Word.KILOMETRES: "km kms kilometre kilometres kilometer kilometers kilómetro kilómetros км километр километра "
    "километров",
    Word.MILES: "mile miles milla millas миля мили миль",
    Word.REPS: "rep reps repe repes repetición repeticiones раз раза повт повтор повтора повторов повторений",
    Word.TIMES: "x х",  # Latin and Cyrillic
    Word.SPOKEN_TIMES: "for por на",
    Word.SETS: "set sets serie series подход подхода подходов",
    Word.OF: "of de",
    Word.PER: "по",
    Word.AT_LOAD: "at with con a со",
    Word.BODY_WEIGHT: "bw bodyweight body_weight peso_corporal св свой_вес",
    Word.WARM_UP: "w wu warmup warm_up calentamiento calent разминка разм",
    Word.FAILED: "f fail failed miss missed fallo fallé falle fallida nulo промах мимо не_взял не_взяла не_смог "
    "не_смогла не_вышло",
    Word.DROP: "drop dropset drop_set descendente дроп дропсет дроп_сет",
    Word.SAME: "same again r igual mismo lo_mismo otra_vez то_же так_же ещё_раз еще_раз",
    Word.RPE: "rpe рпе",
    Word.RIR: "rir",
}

WITH = "с"  # Russian: with a load, or seconds for short

# They mean something among numbers only; everywhere else they are words of a name.
NAMING = frozenset({Word.OTHER, Word.SETS, Word.OF, Word.PER, Word.AT_LOAD})

VOCABULARY = {word.replace("_", " "): kind for kind, words in _WORDS.items() for word in words.split()}

COMMANDS = {
    word.replace("_", " "): kind
    for kind, words in {
        CommandKind.UNDO: "undo u deshacer deshaz отмена отменить отмени",
        CommandKind.SKIP: "skip saltar salta omitir пропустить пропусти пропуск",
        CommandKind.NEXT: "next siguiente далее дальше следующее",
        CommandKind.DONE: "done hecho listo готово",
        CommandKind.FINISH: "finish terminar terminado закончить конец всё все",
    }.items()
    for word in words.split()
}

YESTERDAY = frozenset({"yesterday", "ayer", "вчера"})

# No exercise is called by one of these, and hardly a chatty sentence with numbers in it does without one.
_CHAT = """
i i'm i'll i've we we're you you're he she it it's they me my mine your our us them this that these those
am is are was were be been do does did don't didn't can can't could will won't would should shall may might
must have has had got need want feel felt weigh think know see meet call ate slept lost gained
what when where why who how which tomorrow today tonight yesterday now later soon ago until since about at in
but if so because please thanks thank hi hello hey ok okay yes only just
yo tú él ella nosotros ellos mi mis tu tus su sus me te es son está estoy soy era fue hay
he ha hice tengo tiene puedo puede quiero necesito qué cuándo dónde cómo cuánto cuántos
mañana hoy ayer ahora luego hola gracias vale sí pero si porque que
я ты он она мы вы они мне меня мой моя мои твой наш ваш это эта этот был была было есть буду будет
могу можно хочу нужно надо сделал сделала вешу что когда где как почему сколько кто
завтра сегодня вчера сейчас потом привет спасибо да нет но если потому
"""
CHAT_WORDS = frozenset(_CHAT.split())
CHAT_ALONE = frozenset({"peso"})  # "peso 82 kg" is somebody's own weight, "peso muerto 100x5" a deadlift

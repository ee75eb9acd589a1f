"""Warning signs as people type them: caught however they are put, and not seen in ordinary training talk."""

import pytest

from bot.texts import names
from bot.texts.tongue import LANGUAGES, Tongue
from bot.texts.warnings import red_flag_in
from core.engine.models import RedFlag
from core.persistence.library import curated

CAUGHT = {
    RedFlag.CHEST_PAIN: """
        chest pain | My chest hurts | there is a tightness in my chest | pain in the chest when I push
        my chest feels tight | chest is really aching | a weight on my chest | pain going down my left arm
        me duele el pecho | dolor en el pecho | siento una presion en el pecho | tengo el pecho apretado
        me aprieta mucho el pecho | dolor muscular en el pecho | punzadas en el pecho
        боль в груди | болит грудь | давит на грудь | что-то жжёт за грудиной | грудь сильно болит
        колет сердце | боль сильная за грудиной
    """,
    RedFlag.FAINTING: """
        I fainted | nearly passed out after that set | I'm about to black out | lost consciousness for a second
        feeling faint | blacked out on the platform
        me desmayé | casi me desmayo | perdí el conocimiento | perdi la conciencia | lo vi todo negro
        me desvanecí un momento
        упал в обморок | чуть не обморок | потеряла сознание | кажется, теряю сознание | потемнело в глазах
        в глазах стало темно
    """,
    RedFlag.BREATHLESS: """
        I can't breathe | I can’t breathe | cannot catch my breath | trouble breathing | it is hard to breathe
        shortness of breath
        no puedo respirar | me cuesta respirar | me falta el aire | me ahogo | tengo dificultad para respirar
        не могу дышать | задыхаюсь | тяжело дышать | не хватает воздуха | не могу нормально вдохнуть
    """,
    RedFlag.NUMBNESS: """
        my left leg went numb | numbness in my arm | I can't feel my legs | numb fingers
        lost feeling in my foot | half of my face feels numb
        se me duerme la pierna | tengo el brazo dormido | pierna entumecida | no siento la mano
        hormigueo en la cara | adormecimiento en la ingle
        онемела нога | рука немеет | онемение в паху | не чувствую левую руку | пальцы занемели
    """,
    RedFlag.BLADDER: """
        I lost control of my bladder | I can't pee | can’t control my bladder | no bowel control
        some incontinence since yesterday | cannot hold my urine
        no puedo orinar | no controlo los esfínteres | perdí el control de la vejiga | incontinencia desde ayer
        no consigo hacer pis
        не могу пописать | недержание | не контролирую мочевой пузырь | не удерживаю мочу
        не получается помочиться
    """,
    RedFlag.HEAD_INJURY: """
        I hit my head on the bar | banged my head | the plate fell on my head | head injury | think I have a concussion
        me golpeé la cabeza | un golpe fuerte en la cabeza | me di contra la cabeza | la barra me cayó en la cabeza
        conmoción cerebral
        ударился головой | ударилась о стойку головой | штанга упала на голову | сотрясение | травма головы
        стукнулась головой о гриф
    """,
    RedFlag.DARK_URINE: """
        dark urine since this morning | my pee is brown | cola coloured urine | urine looks like tea
        blood in my pee
        orina oscura | la orina es marrón | orino color coca cola | pis muy oscuro | sangre en la orina
        тёмная моча | моча темная | моча как кола | коричневая моча | кровь в моче
    """,
    RedFlag.HEAT: """
        I think it is heat stroke | heatstroke maybe | heat exhaustion | I stopped sweating and feel hot and dizzy
        sunstroke I guess | had a heat stroke yesterday
        creo que es un golpe de calor | tuve una insolación | agotamiento por el calor | me dio un golpe de sol
        agotamiento por calor
        кажется, тепловой удар | получила солнечный удар | перегрелся на солнце | теплового удара не было?
        перегрелась в зале
    """,
}

ORDINARY = """
    my chest is sore from bench | chest day went well | chest press hurts my shoulder a bit | out of breath but fine
    the number of sets was right | can't feel my lats on rows | headache today | overhead press felt heavy
    need to pee, back in two minutes | passed on the last set | breathe out at the top
    dark chocolate before speed work | hot in the gym today, sweating a lot
    quads very sore | hit the heaviest bench of the year | my leg press numbers went up
    agujetas en el pecho | press de pecho en máquina 50x10 | dolor de cabeza desde ayer | he dormido mal
    no siento el dorsal en el remo | descansar y respirar entre series | el hombro molesta tras press de pecho
    hoy sin energía | voy a orinar y sigo | pecho y tríceps hechos | golpe de fuerza en la última serie
    me duelen las piernas de ayer | presión arterial normal
    крепатура в груди | грудные болят после жима | болят грудные | жим от груди 60x8 | голова болит с утра
    жим из-за головы 30x10 | дыхалка не тянет | дышать носом сложнее | не чувствую широчайшие в тяге
    немецкий объёмный тренинг | плечо ноет после жима | спал мало | касание груди без паузы
"""


def sentences(text: str) -> list[str]:
    return [sentence.strip() for line in text.strip().splitlines() for sentence in line.split("|")]


@pytest.mark.parametrize(
    ("flag", "said"), [(flag, said) for flag, text in CAUGHT.items() for said in sentences(text)]
)
def test_a_warning_sign_is_caught(flag: RedFlag, said: str) -> None:
    assert red_flag_in(said) is flag
    assert red_flag_in(f"bench 100x5@8\n{said.upper()}.") is flag


def test_every_sign_has_its_sentences() -> None:
    assert set(CAUGHT) == set(RedFlag)
    assert all(len(sentences(text)) >= 15 for text in CAUGHT.values())


@pytest.mark.parametrize("said", sentences(ORDINARY))
def test_ordinary_training_talk_stops_nothing(said: str) -> None:
    assert red_flag_in(said) is None


def test_no_exercise_sounds_like_a_warning_sign() -> None:
    for line in curated():
        for name in (*line.aliases, *(names.exercise(Tongue(language), line.name) for language in LANGUAGES)):
            assert red_flag_in(f"{name} 100x5@8 last one hard") is None, name


def test_denied_pain_and_pain_called_muscular_stop_training_as_well() -> None:
    """The safe side: a sentence is not understood well enough to take its word for it."""
    for said in ("no chest pain today", "dolor muscular en el pecho", "боли в груди нет"):
        assert red_flag_in(said) is RedFlag.CHEST_PAIN

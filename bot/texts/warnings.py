"""Warning signs in what people type, in every language that we speak. Missing one is worse than a false alarm.

So "no chest pain" stops training as well, and so does pain in the chest that is called muscular. Only soreness
by its own name does not: "chest is sore", "agujetas", "крепатура", "болят грудные".
"""

import re

from core.engine.models import RedFlag

# Stems, so that endings do not matter; without accents, because phones and people in a hurry leave them out.
PLAIN = str.maketrans("áéíóúü’", "aeiouu'") | str.maketrans("ё", "е")

_CANNOT = r"(can'?t|cannot|can not|could ?n'?t|unable to)"
_LIMB = r"(legs?|arms?|groin|face|hands?|foot|feet|fingers?|toes?|saddle)"
_LIMB_ES = r"(piernas?|brazos?|ingle|cara|manos?|pies?|dedos?|entrepierna)"
_LIMB_RU = r"(ног|рук|лиц|пальц|ступн|стоп|пах)"

PHRASES: dict[RedFlag, tuple[str, ...]] = {
    RedFlag.CHEST_PAIN: (
        r"\bchest (?!press\b|day\b|fly)(\w+ ){0,2}(pain|hurt|ach(e|ing)|pressure|tight|crush|squeez)",
        r"(pain|pressure|tight(ness)?|weight|squeezing) (in|on|across|over) (my |the )?chest",
        r"pain (\w+ ){0,3}(left arm|jaw)",
        r"(dolor\w*|presion|opresion|punzad\w+|pinchazos?) ((?!press)\w+ ){0,2}(en|de|del) (el |mi )?pecho",
        r"(duele|aprieta|oprime) (\w+ ){0,2}(el|mi) pecho",
        r"pecho (\w+ ){0,2}(apretado|oprimido|duele|aprieta)",
        r"\bбол\w* (\w+ )?(в|за|под) (\w+ )?груд[иь]",
        r"\bболит (\w+ )?(груд|сердц)|(грудь|сердце) (\w+ )?(болит|давит|жмет|колет)",
        r"(давит|жжет|жмет|сжимает|колет|тяжесть) (\w+ )?((в|на|за) )?(груд[иь]|сердце)",
    ),
    RedFlag.FAINTING: (
        r"\bfaint(ed|ing|ish)?\b",
        r"(pass(ed|ing)?|black(ed|ing)?) out\b",
        r"(lost|lose|losing) consciousness",
        r"desmay|desvanec",
        r"(perd\w+|perder) (\w+ )?(conocimiento|cons?ciencia)",
        r"(vi|veo|puso) todo negro",
        r"обмор",
        r"теря\w* (\w+ )?сознани",
        r"потемн\w+ в глазах|в глазах (\w+ )?(по)?темн",
    ),
    RedFlag.BREATHLESS: (
        _CANNOT + r" (\w+ )?(breathe|catch my breath|get (any |enough )?air)",
        r"(trouble|difficulty|struggl\w+|hard|problems?) (\w+ )?(to )?breath",
        r"short(ness)? of breath",
        r"(no puedo|no consigo|no logro|me cuesta|dificultad \w+) (\w+ )?respirar",
        r"falta (\w+ )?(el )?aire|me ahogo|me asfixio",
        r"(не могу|тяжело|трудно|сложно|нечем) (\w+ )?(дышать|вдохнуть)",
        r"задыха(юсь|емся|лс|лас)|не хватает (\w+ )?воздуха",
    ),
    RedFlag.NUMBNESS: (
        r"\bnumb(ness)? (\w+ ){0,3}" + _LIMB + r"\b",
        r"\b" + _LIMB + r" (\w+ ){0,3}numb(ness)?\b",
        _CANNOT + r" feel (my|the) (\w+ )?" + _LIMB + r"\b",
        r"lost (all )?(feeling|sensation) in",
        r"(adormec|entumec|acorch|hormigueo|dorm?id)\w* (\w+ ){0,3}" + _LIMB_ES + r"\b",
        r"\b" + _LIMB_ES + r" (\w+ ){0,3}(adormecid|entumecid|dormid|acorchad)",
        r"(duerm\w+|durmi\w+) (el|la|los|las|un|una|mi) " + _LIMB_ES + r"\b",
        r"no siento (el|la|los|las|mi|mis) (\w+ )?" + _LIMB_ES + r"\b",
        r"неме[еийлнтю]",
        r"не чувств\w+ (\w+ )?" + _LIMB_RU,
    ),
    RedFlag.BLADDER: (
        r"(lost|lose|losing|no) (\w+ ){0,3}(bladder|bowel)",
        _CANNOT + r" (\w+ ){0,2}(pee|urinate|bladder|bowels?|urine)\b",
        r"incontinen",
        r"no (puedo|controlo|consigo|logro) (\w+ ){0,3}(orin|esfinter|vejiga|pis\b|pipi|mear)",
        r"(perd\w+|sin) (el )?control (\w+ ){0,2}(vejiga|esfinter|orina)",
        r"не (могу|получается|удается) (\w+ )?(пописать|помочиться|(удержать|контролировать) моч)",
        r"недержани",
        r"не (контролир|держ|удерж)\w* (\w+ )?(моч|пузыр|кишечник)",
        r"(потер\w+|нет) контрол\w+ (\w+ )?(моч|пузыр|кишечник)",
    ),
    RedFlag.HEAD_INJURY: (
        r"(hit|bang(ed)?|bump(ed)?|knock(ed)?|smack(ed)?) (my|the|his|her) head\b",
        r"(fell|dropped|landed|hit me) (\w+ )?(on|in) (my |the )?head\b",
        r"head (injury|trauma)|concuss",
        r"golpe\w* (\w+ ){0,3}cabeza",
        r"(\bdi|dio|dado|cayo|caido|pegue|pego) (\w+ ){0,3}(en|contra) la cabeza",
        r"conmocion cerebral|traumatismo",
        r"(удар(ил\w*|)\b|стукну\w+|приложил\w*).{0,16}голов",
        r"упал\w* (\w+ ){0,2}на голову|на голову (\w+ )?упал",
        r"сотрясени|(травм\w*|ушиб\w*) голов",
    ),
    RedFlag.DARK_URINE: (
        r"\b(dark|brown|cola|red|blood)\b.{0,18}\b(urine|pee)\b",
        r"\b(urine|pee)\b.{0,18}\b(dark|brown|cola|tea|red|blood)",
        r"\b(orin\w+|pis|pipi) (\w+ ){0,4}(oscur|marron|coca|negr|roj|con sangre)",
        r"sangre en (la |el )?(orina|pis)",
        r"(темн|коричнев|бур|красн)\w+ моч[аиу]",
        r"\bмоч[аиу]\b.{0,18}(темн|коричнев|бур|кола|колы|чай|чая|пив|кров|красн)",
        r"кров\w* в моче",
    ),
    RedFlag.HEAT: (
        r"\bheat ?(stroke|exhaustion|illness)|\bsun ?stroke",
        r"(stopped|not|no longer) sweating (\w+ ){0,4}(hot|heat|dizzy|confused)",
        r"golpe de (calor|sol)|agotamiento por (el )?calor|insolacion",
        r"теплов\w+ удар|солнечн\w+ удар|перегрел(ся|ась|ись)",
    ),
}
_COMPILED = {flag: re.compile("|".join(stems), re.IGNORECASE) for flag, stems in PHRASES.items()}


# Asked about and no more, so a false alarm costs a tap.
_PAIN = re.compile(
    r"\b(hurt(s|ing)?|pain(s|ful)?|ach(e|es|ing)|injur\w+|sprain\w*|tweaked|pulled (a|my))\b"
    r"|\b(duele|dolor|dolio|dolia|lesion|lastim|molesti)"
    r"|\b(бол(ит|ят|ел[аои]?|ь|и|ью)|ноет|тянет)\b|\bтравм|\bпотянул",
    re.IGNORECASE,
)


def pain_in(text: str) -> bool:
    """Whether a message that is no set says that something hurts."""
    return _PAIN.search(text.casefold().translate(PLAIN)) is not None


def red_flag_in(text: str) -> RedFlag | None:
    """The first warning sign that a message names."""
    plain = " ".join(text.casefold().translate(PLAIN).split())
    return next((flag for flag, pattern in _COMPILED.items() if pattern.search(plain)), None)

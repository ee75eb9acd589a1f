"""Where the engine's numbers come from: source key -> citation and how far it can be trusted."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How a number is known."""

    A = "A"  # read in the primary source
    B = "B"  # read second-hand, in a document that says how it was checked
    C = "C"  # established coaching practice, not experimental evidence
    L = "L"  # computed from named data and formulas
    D = "D"  # design choice, no direct evidence


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the bibliography."""

    citation: str
    confidence: Confidence
    name: str | None = None  # as a receipt names it; None where it is practice or our own choice


SOURCES: Mapping[str, Source] = {
    "design": Source("Design choice of this engine; no direct evidence", Confidence.D),
    "coach": Source("What the athlete's coach has set", Confidence.D),
    "plan": Source("What the athlete's plan says for this day", Confidence.D),
    "rts_chart": Source(
        "Reactive Training Systems RPE chart (Tuchscherer); also Zourdos 2016, Helms 2016",
        Confidence.C,
        "RTS chart",
    ),
    "nuzzo_2024": Source(
        "Nuzzo, Pinto, Nosaka & Steele 2024, Sports Med 54:303-321 (anchors by class of exercise, own fits)",
        Confidence.B,
        "Nuzzo 2024",
    ),
    "zourdos_2016": Source(
        "Zourdos 2016, J Strength Cond Res 30:267-275: how exact reports of repetitions in reserve are",
        Confidence.B,
    ),
    "back_off_practice": Source(
        "Coaching estimate: about 1.75 % of e1RM lost with each back-off set", Confidence.C
    ),
    "ogasawara_2013": Source(
        "Ogasawara 2013, Eur J Appl Physiol 113:975-985: what three weeks off cost is soon regained",
        Confidence.B,
        "Nuzzo 2024",
    ),
    "halperin_2022": Source(
        "Halperin 2022, Sports Med 52:377-390: people stop 0.95 reps earlier than they say",
        Confidence.B,
        "Halperin 2022",
    ),
    "grgic_2020": Source(
        "Grgic 2020, Sports Med Open 6:31: test-retest CV of a 1RM", Confidence.B, "Grgic 2020"
    ),
    "ipf_drift": Source(
        "IPF meets, consecutive results of the same lifter, own fit of drift and noise",
        Confidence.L,
        "IPF results",
    ),
    "progression_rates": Source(
        "Latella 2020, Steele 2023: yearly gains; weekly priors by training age are a design choice",
        Confidence.D,
        "Latella 2020, Steele 2023",
    ),
    "helms_2023_table4": Source(
        "Sports Med Open 2023, s40798-023-00651-y, table 4: 2 % of load per half RPE point",
        Confidence.A,
        "Sports Med Open 2023",
    ),
    "detraining": Source(
        "Bosquet 2013, McMaster 2013: strength after weeks without training",
        Confidence.B,
        "Bosquet 2013, McMaster 2013",
    ),
    "reentry_brackets": Source("Coaching brackets for the first load after a layoff", Confidence.C),
    "craven_2022": Source(
        "Craven 2022: short sleep costs 2-4 % of strength; the cap of 5 % is from it",
        Confidence.A,
        "Craven 2022",
    ),
    "two_key_rule": Source("Two signals must agree before volume falls by more than a tenth", Confidence.D),
    "soreness_practice": Source(
        "Coaching practice, soreness 1-5: sets first, load only at 4-5 on a prime mover", Confidence.C
    ),
    "effort_history": Source(
        "Coaching practice: mean effort error of two sessions 0.75 -> -2.5 %, 1.25 -> -5 %", Confidence.C
    ),
    "landmarks": Source(
        "Weekly set landmarks of coaching practice, secondary muscles at one half; priors, not laws",
        Confidence.C,
    ),
    "pelland_2024": Source(
        "Pelland 2024, SportRxiv 460: direct sets count 1, indirect sets one half",
        Confidence.A,
        "Pelland 2024",
    ),
    "pelland_frequency": Source(
        "Pelland 2024, SportRxiv 460: each day more with a lift in a week, 3.3 % more strength, hardly more muscle",
        Confidence.B,
        "Pelland 2024",
    ),
    "session_cap": Source("About 10-12 hard sets per muscle and workout", Confidence.C),
    "silbernagel": Source(
        "Pain-monitoring model (Silbernagel): up to 5 of 10 and settled next morning may train",
        Confidence.B,
        "Silbernagel",
    ),
    "warm_up_standard": Source("Standard warm-up of coaching practice: 40x5 60x3 75x2 90x1", Confidence.C),
    "misses": Source("Coaching practice on missed sets: rest, then -5 %, then stop", Confidence.C),
    "rts_fatigue": Source(
        "Reactive Training Systems fatigue percents: load drops and repeats, 2 to 9 % from little to much",
        Confidence.C,
    ),
    "mann_apre": Source(
        "Mann's APRE 3, 6 and 10: the table from repetitions of the third set to the next load", Confidence.A
    ),
    "two_for_two": Source(
        "NSCA 2-for-2 and double progression: load rises once repetitions have, on all sets or twice in a row",
        Confidence.C,
    ),
    "rep_ranges": Source("Coaching practice: rep ranges and efforts by goal", Confidence.C),
    "exercise_choice": Source(
        "Open planners weigh missing volume half as much again as novelty; the other weights are design choices",
        Confidence.D,
    ),
    "sample_confidence": Source(
        "An open planner's thresholds: an effect is exploring under 5 workouts, low under 10, medium under 20; "
        "changed from medium on, by less than 5 %",
        Confidence.D,
    ),
    "issurin_blocks": Source(
        "Block templates after Issurin; RIR ramp 4 to 1 after RP 2018", Confidence.C, "Issurin"
    ),
    "bell_2023": Source(
        "Bell 2023, Sports Med Open, Delphi of coaches: easy weeks planned every 4 to 8 weeks; novices skip them",
        Confidence.B,
        "Bell 2023",
    ),
    "moesgaard_2022": Source(
        "Moesgaard 2022: undulating over linear for 1RM ES 0.31 (trained 0.61), for muscle 0.05",
        Confidence.B,
        "Moesgaard 2022",
    ),
    "cube": Source(
        "Heavy, explosive and repetition days in turn, after the Cube method (Lilly)", Confidence.C
    ),
    "attempts_practice": Source(
        "Coaching practice at meets: open with what goes three times on a bad day, then smaller jumps",
        Confidence.C,
    ),
    "explosive_work": Source(
        "Loaded power at 30-70 % of the 1RM: sets of 1-5 that stop before they slow, never to failure",
        Confidence.B,
    ),
    "travis_2021": Source(
        "Travis 2021, JSCR 35(12S), 364 powerlifters: volume -41..-50 % for 7-10 days, last heavy day 7-10 days out",
        Confidence.B,
        "Travis 2021",
    ),
    "grgic_mikulic_2017": Source(
        "Grgic & Mikulic 2017, JSCR 31:2371: champions train last 3 +- 1 days before a meet",
        Confidence.A,
        "Grgic 2017",
    ),
    "bickel_2011": Source(
        "Bickel 2011: a ninth of the volume keeps strength and size for months if the load stays",
        Confidence.B,
        "Bickel 2011",
    ),
    "rogerson_2024": Source(
        "Rogerson 2024, Sports Med Open 10:26: how 246 lifters deload: fewer sets, more in reserve",
        Confidence.A,
        "Rogerson 2024",
    ),
    "red_flags": Source("Emergency signs: training ends and a person looks at it", Confidence.C),
    "moran_navarro": Source(
        "Moran-Navarro 2017: after sets to failure jumps are back by about 72 h, after others within 6 h",
        Confidence.B,
        "Moran-Navarro 2017",
    ),
    "test_rules": Source(
        "Maxima are tested when healthy, rested and caught: coaching practice, thresholds by design",
        Confidence.D,
    ),
    "minors": Source(
        "NSCA position statement on youth resistance training (Faigenbaum 2009): safe when supervised; "
        "effort cap and least repetitions are a design choice",
        Confidence.D,
        "NSCA",
    ),
    "pregnancy": Source(
        "ACOG Committee Opinion 804 (2020): training is safe and good after a clinician's yes; effort cap, least "
        "repetitions and leaving out what is done on the back are a design choice",
        Confidence.D,
        "ACOG 2020",
    ),
    "return_weeks": Source(
        "CSCCa/NSCA 2019 (Caterisano, SCJ 41:1-23): 50, 30, 20, 10 % less in the weeks of a return, two of them "
        "after a break, four after a long one, heat illness or rhabdomyolysis; written for conditioning",
        Confidence.B,
    ),
    "largest_rise": Source(
        "ACSM load rule (Ratamess 2009): 2-10 % more when repetitions are over; the cap is its upper end",
        Confidence.B,
        "ACSM",
    ),
    "stall_posterior": Source(
        "A stall is a slope that is surely small, not a session without a best: noise of 3-5 % fires that rule "
        "in nearly everybody who gains; simulated",
        Confidence.L,
    ),
    "stall_ladder": Source(
        "Coaching practice for a stuck lift, by weeks: smallest steps, lighter, a variation, fewer sets, the goal",
        Confidence.C,
    ),
    "volume_jumps": Source(
        "Runners get hurt more often after jumps of more than 30 % in two weeks; the 10 % rule failed its trial "
        "(Buist 2008). A caution for lifting, not a law",
        Confidence.B,
        "Buist 2008",
    ),
    "rp_progression": Source(
        "Sets by soreness and performance, as Renaissance Periodization teaches it; coaching practice",
        Confidence.C,
    ),
    "foster_1998": Source(
        "Foster 1998: session RPE x minutes, monotony and strain; thresholds are individual", Confidence.B
    ),
    "acwr": Source(
        "Impellizzeri 2020: ratios of this week's load to the last ones foretell nothing and gate nothing",
        Confidence.B,
    ),
    "fatigue_score": Source(
        "Weights of effort, readiness, soreness, sleep, wearables and mood in one score; no direct evidence",
        Confidence.D,
    ),
    "disruption_practice": Source(
        "Coaching practice: load and sets by kind and weight of a disruption; the worst counts in each dimension",
        Confidence.C,
    ),
    "rehab_practice": Source(
        "Coaching practice after an injury: many repetitions at up to 60 %, a month to sets of ten, then as before, "
        "and a day or two between high loads of a tendon (Silbernagel); a clinician decides",
        Confidence.C,
    ),
    "neck_check": Source(
        "Neck check: fever or signs below the neck, no training; above it, less", Confidence.B
    ),
    "travel_practice": Source(
        "Janse van Rensburg 2021 and coaching practice: an easy day of arrival, then two days at 70-80 %",
        Confidence.C,
    ),
    "first_exposure": Source(
        "An exercise never done before: a tenth lighter and two sets; no direct evidence", Confidence.D
    ),
    "own_baseline": Source(
        "Wellness beside the person's own baseline of at least 14 answers; fixed anchors until then",
        Confidence.B,
    ),
    "hrv_band": Source(
        "ln rMSSD, 7-day mean beside half a deviation of about 30 days (Plews 2014); endurance evidence",
        Confidence.C,
    ),
    "muscle_recovery": Source(
        "McLester 2003, Moran-Navarro 2017: after sets to failure nobody has recovered after a day, 40 % after two",
        Confidence.B,
    ),
    "time_practice": Source(
        "Coaching practice: pair accessories of other muscles when time is short, then drop sets, then exercises",
        Confidence.C,
    ),
    "dots": Source(
        "DOTS (Konertz 2019): coefficients and bounds as OpenPowerlifting computes them", Confidence.C
    ),
    "wilks": Source(
        "Wilks 1994: coefficients and bounds as OpenPowerlifting computes them; not Wilks 2020", Confidence.C
    ),
    "ipf_gl": Source(
        "IPF GL coefficients of 2020; two published results of lifters are met exactly", Confidence.C
    ),
    "ipf_classes": Source("Body weight classes of the IPF", Confidence.C),
    "ipf_ages": Source("Age categories of the IPF, by calendar year", Confidence.A),
    "substitution_ratios": Source(
        "Ratios between related lifts in coaching software, to within 10 to 20 %: start a tenth lighter, go by feel",
        Confidence.C,
    ),
    "meet_ratios": Source(
        "Best lifts of raw lifters at meets: bench press and deadlift as shares of the squat, own count",
        Confidence.L,
    ),
    "ebben_2011": Source(
        "Ebben 2011, J Strength Cond Res 25:2891-2894: peak force on the hands in six push-ups", Confidence.B
    ),
    "usual_bars": Source(
        "Usual weights of bars: EZ 7.5-10 kg, trap about 25 kg, Smith machines 7-11 kg", Confidence.C
    ),
    "rounding": Source("Nearest loadable step, never more than 1 % above what was wanted", Confidence.D),
}

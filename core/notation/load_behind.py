"""A load that stands behind its reps, with a sign or as it is said: `5@100`, `8 reps at 35`, `3 sets of 8 at 35`."""

from collections.abc import Sequence

from core.notation.numbers import Cursor, Place
from core.notation.performed import BODY_WEIGHT, Load, Performed
from core.notation.readings import MOST_LIKELY_REPS, Term
from core.notation.tokens import Kind, Token
from core.notation.values import MAX_BARE_REPS, Context, NotNotation
from core.notation.words import Word


class LoadBehindReader(Cursor):
    """Reads loads behind the reps of a body in `performed`."""

    def __init__(self, tokens: Sequence[Token], context: Context, choice: int) -> None:
        super().__init__(tokens, choice, context.decimal_comma)
        self.performed = Performed(context)
        self._effort_at: int | None = None  # where a spoken "at" was taken for an effort

    def body_weight(self) -> Load:
        self.take()
        if self.peek().kind not in {Kind.PLUS, Kind.MINUS}:
            return BODY_WEIGHT
        negative = self.take().kind is Kind.MINUS
        return self.performed.on_top_of_body(self.number(Place.SIGNED), negative)

    def load_behind(self, reps: Term, *, said: bool = False) -> Load | None:
        """`@100`, `@60kg`, `@bw+20`, ` bw`, `at 35`; an `@` up to 10 is effort and stays where it is.

        `said`: a word says that what stands before is reps, so that no exercise has to be open.
        """
        start = self.position
        said |= self.peek(-1).word is Word.REPS
        if self.says_load() and (said or reps.counts_up_to(MAX_BARE_REPS)):
            return self._spoken_load(reps, said)
        at = self.takes(Kind.AT)
        if self.peek().word is Word.BODY_WEIGHT:
            return self.body_weight()
        if at and self.peek().kind is Kind.NUMBER:
            term = self.number(Place.LOAD)
            if term.unit is not None or term.value > 10:
                return self.performed.typed(term)
        self.position = start
        return None

    def spoken_sets(self, sets: Term, load: Load | None = None) -> None:
        """`3 sets of 8`, `3 series de 8 con 35`, `3 подхода по 8 с 35 кг`, `3 sets 8 reps 35 kg`."""
        if not self.takes_word(Word.OF):
            self.takes_word(Word.PER)
        reps = self.number(Place.REPS)
        if load is None:
            load = self.load_after_sets(reps)
        if self.peek().kind is Kind.COMMA and self.peek(2).kind in {Kind.COMMA, Kind.END}:
            raise NotNotation  # "3 sets of 8,8,7": three sets, or five?
        self.performed.add(load, [reps], sets)

    def load_after_sets(self, reps: Term) -> Load | None:
        """`at 35`, `@35`, or a number that cannot be one more of reps."""
        if not self.number_follows():
            return self.load_behind(reps, said=True)
        term = self.number(Place.LOAD)
        if term.unit is None and term.value <= MOST_LIKELY_REPS:
            raise NotNotation
        return self.performed.typed(term)

    def says_load(self) -> bool:
        """Whether "at" and a number or the body comes next."""
        after = self.peek(1)
        return self.is_with() and (after.kind is Kind.NUMBER or after.word is Word.BODY_WEIGHT)

    def takes_spoken_effort(self) -> bool:
        """`at rpe 8`, or an `at 8` that was taken for an effort."""
        spoken = self.peek().word is Word.AT_LOAD and self.peek(1).word in {Word.RPE, Word.RIR}
        if spoken or self._effort_at == self.position:
            self.take()
            return True
        return False

    def _spoken_load(self, reps: Term, said: bool) -> Load | None:
        start = self.position
        to = self.take().text.casefold() == "a"
        if self.peek().word is Word.BODY_WEIGHT:
            return self.body_weight()
        term = self.number(Place.LOAD)
        if self.peek(-1).word is Word.REPS or (not said and term.unit is None and reps.value > term.value):
            raise NotNotation  # "8 a 12 reps", "20 con 12": which of them is the load?
        if to and term.unit is None and term.value <= MOST_LIKELY_REPS:
            raise NotNotation  # "3 series de 8 a 12" is a range
        can_be_effort = term.unit is None and term.value <= 10
        self.performed.needs_open |= can_be_effort or (not said and term.unit is None)
        is_effort = self.peek().word in {Word.RPE, Word.RIR}
        if is_effort or (can_be_effort and not self.choose((True, False))):
            self.position = self._effort_at = start
            return None
        return self.performed.typed(term)

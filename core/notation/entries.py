"""The grammar of entries: [mark] body [effort] [tail], parted by commas and breaks."""

from decimal import Decimal

from core.notation import bounds, readings
from core.notation.load_behind import LoadBehindReader
from core.notation.numbers import Place
from core.notation.performed import Load
from core.notation.readings import Measure, Reading, Term
from core.notation.tokens import Kind
from core.notation.values import MAX_BARE_REPS, MAX_SETS, NotNotation, OutOfBounds, RejectCode
from core.notation.words import Word

_UNSAID = Term(Decimal(0), measure=Measure.UNSAID)


class EntryReader(LoadBehindReader):
    """Reads the entries of one line into `performed`."""

    def read(self) -> None:
        while True:
            self._item()
            parted = self.takes(Kind.COMMA)
            while self.takes(Kind.BREAK):
                parted = True
                self.performed.close_group()
            if self.peek().kind is Kind.END:
                return
            if not parted and not self.begins_pair():
                raise NotNotation

    def _item(self) -> None:
        first = len(self.performed.entries)
        marked = self.takes_word(Word.WARM_UP)
        until_break = marked and self.takes(Kind.COLON)
        self._body()
        if marked:
            self.performed.warm_up(first, until_break)
        self._effort_and_tail()
        for entry in self.performed.entries[first:]:
            bounds.some_reps(entry)

    def _body(self) -> None:
        token = self.peek()
        if token.word is Word.SAME or token.kind is Kind.EQUALS:
            self.take()
            self.performed.repeat()
        elif token.word is Word.FAILED:
            self.performed.add(None, [_UNSAID])
        elif token.kind is Kind.AT or token.word is Word.RPE:  # "@9": as prescribed
            self.performed.add(None, [self.performed.same_reps()])
        elif self.takes(Kind.TIMES):
            self._counts_at(None)
        elif token.word is Word.BODY_WEIGHT:
            self._at_body_weight()
        elif token.kind in {Kind.PLUS, Kind.MINUS}:
            self._signed()
        elif token.kind is Kind.DOTTED:
            self._dotted()
        elif self._clock_parts_load_and_reps():
            minutes, seconds = self.take().text.split(":")
            self.performed.needs_open = True
            self._add(Reading(Term(Decimal(minutes)), (Term(Decimal(seconds)), *self._more_counts())))
        else:
            self._numbers()

    def _add(self, *possible: Reading) -> None:
        reading = self.choose(possible)
        load = None if reading.load is None else self.performed.typed(reading.load)
        self.performed.add(load, reading.counts, reading.sets)

    # A body that begins with a number

    def _numbers(self) -> None:
        a = self.number(Place.FIRST)
        if self.takes(Kind.TIMES) or self._takes_spoken_times():
            self._pair(a)
        elif self.takes_word(Word.SETS):
            self.spoken_sets(a)
        elif self.peek().word is Word.PER and self.is_number(1):
            self._shared_out(a)
        elif self.takes(Kind.COLON) or self._is_load_before_commas(a):
            self._after_separator(a)
        elif a.unit is not None or self.number_follows():
            self._apart(a)
        else:
            self._alone(a)

    def _pair(self, a: Term) -> None:
        """`a x b`, with what may follow: `x c`, `@load`, one or more numbers."""
        if self.peek().word is Word.BODY_WEIGHT:  # "10 x bw"
            self.performed.add(self.body_weight(), [a])
            return
        b = self.number(Place.REPS)
        if a.measure is not None:  # "30s x3"
            self.performed.add(None, [a], b)
        elif self.takes(Kind.TIMES):
            self._add(*readings.three_numbers(a, b, self.number(Place.LOAD)))
        elif self.peek().kind is Kind.SLASH:
            self._add(Reading(a, (b, *self._more_counts())))
        elif self._more_follow():
            self._numbers_after_pair(a, b)
        elif a.counts_up_to(MAX_SETS) and (load := self.load_behind(b, said=True)) is not None:
            self.performed.add(load, [b], a)
        else:
            self._add(*readings.two_numbers(a, b, self.performed.bar))

    def _shared_out(self, a: Term) -> None:
        """`3 по 8` are sets, `5 по 150` reps; `3 по 5 150` and `3 по 5 с 150` say all three."""
        self.take()
        b = self.number(Place.REPS)
        load = self.load_after_sets(b) if a.counts_up_to(MAX_SETS) else None
        self.performed.needs_open |= b.unit is None
        if load is not None:
            self.performed.add(load, [b], a)
        else:
            self._add(*readings.shared_out(a, b, self.performed.bar))

    def _numbers_after_pair(self, a: Term, b: Term) -> None:
        c = self.number(Place.LOAD)
        if a.unit is not None or self._more_follow():
            self._add(Reading(a, (b, c, *self._more_counts())))
        else:
            self._add(*readings.number_after_pair(a, b, c))

    def _after_separator(self, a: Term) -> None:
        """`100: 5/5/4`, `100kg: 3x5`, `100,5,5`."""
        self.takes(Kind.COMMA)
        if a.counts_up_to(readings.MOST_LIKELY_REPS):  # "3:1"
            raise NotNotation
        self.performed.needs_open |= a.unit is None and not self.begins_pair()
        self._counts_at(self.performed.typed(a))

    def _apart(self, a: Term) -> None:
        """`100 3x5`, `100kg 5,5,5`, `100 5 5 5`, `100kg fail`."""
        if self.peek().word is Word.FAILED:
            self.performed.add(self.performed.typed(a), [_UNSAID])
            return
        b = self.number(Place.REPS)
        if self.takes_word(Word.SETS):
            self.spoken_sets(b, self.performed.typed(a))
            return
        if self.takes(Kind.TIMES):
            self.performed.add(self.performed.typed(a), [self.number(Place.REPS)], b)
            return
        loads_seconds = b.unit is not None or (self.chose and b.value > a.value)
        if a.measure is Measure.SECONDS and loads_seconds:  # "30 с 20 кг"
            self.performed.needs_open |= b.unit is None
            self.performed.add(self.performed.typed(b), [a])
            return
        counts = (b, *self._more_counts())
        if a.unit is not None:
            self._add(Reading(a, counts))
            return
        self.performed.needs_open = True
        self._add(*readings.numbers_apart((a, *counts), self.performed.bar))

    def _alone(self, a: Term) -> None:
        """`5` or `30s` at the load going on, `5@100`, `5 bw`, `100 fail`."""
        too_many = not self.performed.entries and a.measure is None and a.value > MAX_BARE_REPS
        if too_many and self.peek().word is Word.FAILED:
            self.performed.needs_open = True
            self._add(Reading(a, (_UNSAID,)))
        elif (load := self.load_behind(a)) is not None:
            self.performed.add(load, [a])
        elif too_many:
            raise NotNotation
        else:
            self.performed.add(None, [a], continues=True)

    def _dotted(self) -> None:
        parts = self.take().text.split(".")
        if any(len(part) > 1 and part[0] == "0" for part in parts):
            raise NotNotation
        self.performed.needs_open = True
        a, b, c = (Term(Decimal(part)) for part in parts)
        self._add(*readings.dotted(a, b, c))

    # A body that begins with a load of another kind

    def _at_body_weight(self) -> None:
        load = self.body_weight()
        if self.peek().word is Word.FAILED:  # "bw fail"
            self.performed.add(load, [_UNSAID])
            return
        if not self.takes(Kind.TIMES) and not self.takes(Kind.COLON) and not self.is_number():
            raise NotNotation
        self._counts_at(load)

    def _signed(self) -> None:
        """`+2.5` changes the load; `+20x5` is on top of body weight, unless a loaded lift is going on."""
        negative = self.take().kind is Kind.MINUS
        term = self.number(Place.SIGNED)
        going_on = self.performed.load
        if not self.takes(Kind.TIMES) and not self.begins_pair():
            if self.is_number():  # "+34 612 345 678"
                raise NotNotation
            self.performed.add(self.performed.changed(term, negative), [self.performed.same_reps()])
        elif going_on.body_weight or (going_on.g is None and not negative):
            self._counts_at(self.performed.on_top_of_body(term, negative))
        elif negative:
            unit = self.performed.typed(term).unit
            raise OutOfBounds(RejectCode.LOAD_NEGATIVE, load=term.value.copy_negate(), unit=unit)
        elif self.performed.last is not None or self.choose((True, False)):
            self._counts_at(self.performed.changed(term, negative))
        else:
            self._counts_at(self.performed.on_top_of_body(term, negative))

    def _counts_at(self, load: Load | None) -> None:
        """`5`, `5/5/4`, `3x5`; right behind an "x" a second one gives the sets: `bw x10 x3`."""
        behind_times = self.peek(-1).kind is Kind.TIMES
        first = self.number(Place.REPS)
        if self.takes(Kind.TIMES):
            second = self.number(Place.REPS)
            count, sets = (first, second) if behind_times else (second, first)
            self.performed.add(load, [count], sets)
        else:
            self.performed.add(load, [first, *self._more_counts()])

    # Lookahead

    def _clock_parts_load_and_reps(self) -> bool:
        """`115:10,8,8`: a time before plain reps is none."""
        after = self.peek(3)
        separated = self.peek(1).kind in {Kind.COMMA, Kind.SLASH} and self.peek(2).kind is Kind.NUMBER
        timed_or_pair = after.word in {Word.SECONDS, Word.MINUTES, Word.KG, Word.LB, Word.TIMES}
        return self.peek().kind is Kind.CLOCK and separated and not timed_or_pair

    def _takes_spoken_times(self) -> bool:
        """`100 for 5`"""
        spoken = self.peek().word is Word.SPOKEN_TIMES and self.is_number(1)
        if spoken:
            self.take()
            self.performed.needs_open = True
        return spoken

    def _is_load_before_commas(self, a: Term) -> bool:
        kinds = [self.peek(ahead).kind for ahead in range(4)]
        return a.value > MAX_BARE_REPS and kinds == [Kind.COMMA, Kind.NUMBER, Kind.COMMA, Kind.NUMBER]

    def _more_follow(self) -> bool:
        """Whether one more number of the same body comes, parted by a slash or a space."""
        if self.peek().kind is Kind.SLASH:
            return self.is_number(1)
        return self.number_follows() and not self.begins_pair()

    def _more_counts(self) -> list[Term]:
        more = []
        while self._more_follow():
            self.takes(Kind.SLASH)
            more.append(self.number(Place.REPS))
        return more

    # Effort and tail

    def _effort_and_tail(self) -> None:
        rated = False
        while True:
            if self._effort():
                if rated:  # "@8 @9"
                    raise NotNotation
                rated = True
            elif not self._tail():
                return

    def _effort(self) -> bool:
        glued = self.peek().glued
        at = self.takes(Kind.AT) or self.takes_spoken_effort()
        rpe, rir = self.takes_word(Word.RPE), self.takes_word(Word.RIR)
        if not (at or rpe or rir or (self.is_number() and self.peek(1).word is Word.RIR)):
            return False
        value = self.effort_number()
        if self.takes_word(Word.RIR) or rir:
            value = 10 - value
        self.performed.rate(bounds.rpe(value), only_last_count=glued)
        return True

    def _tail(self) -> bool:
        if self.takes_word(Word.FAILED):
            self.performed.mark_last(failed=True)
        elif self.takes_word(Word.DROP):
            self.performed.mark_last(drop=True)
        elif self.peek().kind is Kind.BANG:
            bangs = 0
            while self.takes(Kind.BANG):
                bangs += 1
            self.performed.mark_last(failed=bangs == 1 or self.choose((False, True)))  # "!!!" may be joy
        else:
            return False
        return True

package dev.kith.store.index;

import dev.kith.store.index.Filter.Dates;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** As what a metadata value can be compared: text, number, date. */
final class FieldValue {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,400}(\\.\\d+)?(e[+-]?\\d+)?");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}t\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?");
    private static final Pattern ZONE = Pattern.compile("(z|[+-]\\d{2}:\\d{2})$");
    private static final Pattern WORD_ENDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private FieldValue() {}

    /** Text that is the same but for case and composition becomes equal: NFC, lower case. */
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT).strip();
    }

    /** The folded text's runs of letters and digits. */
    static List<String> words(String folded) {
        return WORD_ENDS.splitAsStream(folded).filter(word -> !word.isEmpty()).toList();
    }

    /** The finite number that a folded text is; zero has no sign. */
    static OptionalDouble number(String folded) {
        if (!NUMBER.matcher(folded).matches()) return OptionalDouble.empty();
        double value = Double.parseDouble(folded) + 0.0;
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /**
     * The time that a folded text names: a year, month, day or moment of ISO 8601, in UTC where no
     * offset is given. A moment lasts as long as its last given digit is silent about.
     */
    static Optional<Dates> dates(String folded) {
        try {
            if (YEAR.matcher(folded).matches()) {
                Year year = Year.parse(folded);
                return Optional.of(days(year.atDay(1), year.plusYears(1).atDay(1)));
            }
            if (MONTH.matcher(folded).matches()) {
                YearMonth month = YearMonth.parse(folded);
                return Optional.of(days(month.atDay(1), month.plusMonths(1).atDay(1)));
            }
            if (DAY.matcher(folded).matches()) {
                LocalDate day = LocalDate.parse(folded);
                return Optional.of(days(day, day.plusDays(1)));
            }
            return moment(folded);
        } catch (DateTimeException _) { // the form of a date, but no such day or hour
            return Optional.empty();
        }
    }

    private static Optional<Dates> moment(String folded) {
        var zone = ZONE.matcher(folded);
        boolean zoned = zone.find();
        String local = zoned ? folded.substring(0, zone.start()) : folded;
        if (!MOMENT.matcher(local).matches()) return Optional.empty();
        OffsetDateTime moment =
                zoned
                        ? OffsetDateTime.parse(folded.toUpperCase(Locale.ROOT))
                        : LocalDateTime.parse(local.toUpperCase(Locale.ROOT))
                                .atOffset(ZoneOffset.UTC);
        long first = moment.toInstant().toEpochMilli();
        boolean hasSeconds = local.length() > "2024-01-01t10:00".length();
        boolean hasFraction = local.indexOf('.') >= 0;
        long millis = hasFraction ? 1 : hasSeconds ? 1_000 : 60_000;
        return Optional.of(new Dates(first, first + millis - 1));
    }

    private static Dates days(LocalDate first, LocalDate after) {
        return new Dates(start(first), start(after) - 1);
    }

    private static long start(LocalDate day) {
        return day.atTime(LocalTime.MIN).toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}

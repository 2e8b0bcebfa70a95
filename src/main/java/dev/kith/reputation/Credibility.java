package dev.kith.reputation;

/**
 * How much a rater counts in the eyes of one evaluator.
 *
 * @param shared subjects and trades that both have rated
 * @param similarity how alike they rated them, in [0, 1]; 0 where they share none
 * @param blended similarity mixed with the first impression, in [0, 1]
 * @param weight what each of the rater's observations counts, in [0, 1]
 * @param stranger whether too little is shared to know
 */
public record Credibility(
        int shared, double similarity, double blended, double weight, boolean stranger) {
    /** The evaluator's own. */
    static final Credibility OWN = new Credibility(0, 1, 1, 1, false);

    /** Of a rater that is proven to have done wrong. */
    static final Credibility NONE = new Credibility(0, 0, 0, 0, false);

    /**
     * Compares a rater with one's own experience.
     *
     * <p>Sim = 1 − √(Σ (m_v − m_w)² / |X|), Sim* = (|X|·Sim + n0·s0) / (|X| + n0), Cr = Sim*³.
     *
     * <p>Source: Xiong and Liu 2004, §3.3 "personalized similarity measure", with a prior and
     * sharpened.
     *
     * @param own mean satisfaction by place; not a number where there is none
     */
    static Credibility of(
            WeighedBook book, double[] own, Circle circle, ReputationSettings.Credence settings) {
        double squares = 0;
        int shared = 0;
        for (int i = 0; i < book.count(); i++) {
            int place = book.place(i);
            if (place >= own.length || Double.isNaN(own[place])) continue;
            double difference = book.mean(i) - own[place];
            squares += difference * difference;
            shared++;
        }
        double similarity = shared == 0 ? 0 : 1 - Math.sqrt(squares / shared);
        boolean vouched = circle.vouched().contains(book.rater());
        double impression = vouched ? settings.priorVouched() : settings.priorStranger();
        double weight = shared + settings.priorWeight();
        double blended =
                weight == 0
                        ? impression
                        : (shared * similarity + settings.priorWeight() * impression) / weight;
        double sharpened = Math.pow(blended, settings.exponent());
        boolean founder = circle.founders().contains(book.rater());
        return new Credibility(
                shared,
                similarity,
                blended,
                founder ? Math.max(sharpened, settings.founderMin()) : sharpened,
                !founder && shared < settings.sharedMin());
    }
}

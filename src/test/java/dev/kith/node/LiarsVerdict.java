package dev.kith.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What became of lies that prove nothing, in words; {@code NOT …} where they worked. */
record LiarsVerdict(Company company, List<String> honest, String liar) {
    /** Only the liar itself must have come to believe its forgeries. */
    String cards() {
        long believed = names(liar).stream().filter(BoardLiar.FORGED::equals).count();
        long elsewhere =
                honest.stream()
                        .flatMap(name -> names(name).stream())
                        .filter(BoardLiar.FORGED::equals)
                        .count();
        if (believed == 0) return "NOT tried: even the liar has no forged card";
        return elsewhere == 0 ? "refused" : "NOT refused: " + elsewhere + " forged cards";
    }

    private List<String> names(String at) {
        List<String> names = new ArrayList<>();
        for (JsonNode agent : company.get(at, "/v1/agents").path("agents")) {
            names.add(agent.path("name").asText());
        }
        return names;
    }

    /** Honest agents must still be believed more than one that nobody knows. */
    String ratings() {
        double least = 1;
        for (String by : honest) {
            for (String of : honest) {
                if (!by.equals(of)) least = Math.min(least, trust(by, of));
            }
        }
        String what = String.format(Locale.ROOT, "least trust among the honest %.2f", least);
        return least > 0.5 ? "refused, " + what : "NOT refused, " + what;
    }

    private double trust(String by, String of) {
        for (JsonNode trade : company.get(by, "/v1/agents/" + of + "/reputation").path("trades")) {
            if (trade.path("trade").asText().equals("embed")) {
                return trade.path("trust").asDouble();
            }
        }
        return 0;
    }

    /** None of these documents' batches may be its. */
    String passedBy(int documents) {
        long by =
                company.authors(honest.getFirst(), documents).stream()
                        .filter(company.did(liar)::equals)
                        .count();
        return by == 0 ? "passed by" : "NOT passed by: " + by + " batches are its";
    }
}

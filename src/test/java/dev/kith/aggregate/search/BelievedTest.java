package dev.kith.aggregate.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.model.ContentId;
import dev.kith.model.Receipt;
import dev.kith.model.SearchMode;
import dev.kith.wire.SearchResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** G6: nothing is found by a vector of an agent that is proven wrong. */
class BelievedTest {
    private static final AgentId HONEST = new AgentId("did:key:z6MkAgent00000001");
    private static final AgentId LIAR = new AgentId("did:key:z6MkAgent00000002");

    @Test
    void hidesWhatWasRankedByVectorsOfALiarAndKeepsWhatWasFoundByWords() {
        var found =
                new SearchResult(
                        List.of(hit("a", HONEST), hit("b", LIAR), hit("c", HONEST)),
                        3,
                        4,
                        Optional.empty());

        for (SearchMode mode : List.of(SearchMode.SEMANTIC, SearchMode.HYBRID)) {
            SearchResult served = Findings.believed(found, mode, BelievedTest::lie);
            assertThat(served.hits())
                    .extracting(SearchResult.Hit::document)
                    .containsExactly("a", "c");
            assertThat(served.partitionsAnswered()).isEqualTo(3);
            assertThat(served.partitionsTotal()).isEqualTo(4);
        }
        assertThat(Findings.believed(found, SearchMode.KEYWORD, BelievedTest::lie))
                .isEqualTo(found);
    }

    private static boolean lie(Receipt receipt) {
        return receipt.agent().equals(LIAR);
    }

    private static SearchResult.Hit hit(String document, AgentId author) {
        ContentId id = ContentId.of(document);
        return new SearchResult.Hit(
                document,
                1,
                0,
                1,
                "p",
                List.of(),
                "",
                Map.of(),
                1,
                1,
                1,
                id.cid(),
                new Receipt(author, "m", "e", "i", id, id, 1, "s"));
    }
}

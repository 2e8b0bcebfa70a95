package dev.kith.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A demo is good only when nothing is missing and the whole index answers. */
class DemoReportTest {
    private static DemoReport report(long missing, boolean complete) {
        return new DemoReport(
                3,
                "ben",
                12,
                100,
                1.23456,
                List.of(new DemoReport.Search("q", "d", "16/16", "16/16", complete, true)),
                2.5,
                missing);
    }

    @Test
    void isGoodWhenNothingIsMissing() {
        assertThat(report(0, true).good()).isTrue();
        assertThat(report(1, true).good()).isFalse();
        assertThat(report(0, false).good()).isFalse();
    }

    @Test
    void saysAllOfItInJson() {
        assertThat(report(0, true).json().toString())
                .isEqualTo(
                        "{\"agents\":3,\"killed\":\"ben\",\"documents\":12,\"chunks\":100,"
                                + "\"ingest_seconds\":1.235,\"searches\":[{\"query\":\"q\","
                                + "\"top_document\":\"d\",\"coverage_before\":\"16/16\","
                                + "\"coverage_after\":\"16/16\",\"same_top\":true}],"
                                + "\"seconds_to_full_coverage\":2.5,"
                                + "\"documents_missing_after_kill\":0}");
    }
}

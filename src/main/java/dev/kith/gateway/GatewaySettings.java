package dev.kith.gateway;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Limits of an agent's HTTP door; {@code kith.gateway} in {@code kith/gateway.conf}, where each is
 * explained.
 *
 * @param port 0 for a free one
 * @param hostNames names that a Host header may carry besides the loopback ones
 * @param dispatcher path of the dispatcher's configuration
 * @param requestTimeout longest time from a request's last byte to its answer
 * @param heldBytesMax bodies and lines held whole at once, together
 * @param drainBytesMax how much of a refused body is still read
 * @param bulkPause first pause after a refusal for lack of capacity
 * @param bulkPatience how long one document of a stream is tried
 * @param backupReadAhead short documents of one backup that are read at once
 * @param backupPatience how long a partition or document that cannot be read is tried
 */
public record GatewaySettings(
        String host,
        int port,
        List<String> hostNames,
        String dispatcher,
        int connectionsMax,
        int uriCharsMax,
        Duration requestTimeout,
        Duration idleTimeout,
        Duration retryAfter,
        long bodyBytesMax,
        long markupBytesMax,
        long lineBytesMax,
        long heldBytesMax,
        long drainBytesMax,
        int titleCharsMax,
        int metadataBytesMax,
        int bulkParallelism,
        int bulkStreamsMax,
        Duration bulkPause,
        Duration bulkPatience,
        int backupStreamsMax,
        int backupReadAhead,
        Duration backupPatience,
        int restoreStreamsMax,
        Duration deadlineMax,
        Duration waitMax,
        int searchesMax,
        int searchLimitMax,
        Duration searchDeadline,
        Duration searchDeadlineMax,
        int queryCharsMax,
        int tasksLimitMax,
        int eventStreamsMax,
        int eventsBufferMax,
        Duration eventsKeepAlive,
        Duration closePatience) {
    private static final int PORT_MAX = 65_535;

    public GatewaySettings {
        hostNames = List.copyOf(hostNames);
        check(port >= 0 && port <= PORT_MAX, "port", port, "choose 0 to 65535");
        check(
                heldBytesMax >= Math.max(markupBytesMax, lineBytesMax),
                "held-bytes-max",
                heldBytesMax,
                "it must not be less than markup-bytes-max and line-bytes-max");
        check(
                lineBytesMax > 0 && lineBytesMax <= Integer.MAX_VALUE / 2,
                "line-bytes-max",
                lineBytesMax,
                "choose 1 to 1 GiB");
        check(
                markupBytesMax > 0 && markupBytesMax <= Integer.MAX_VALUE / 2,
                "markup-bytes-max",
                markupBytesMax,
                "choose 1 to 1 GiB");
        check(
                idleTimeout.compareTo(waitMax) > 0,
                "idle-timeout",
                idleTimeout,
                "it must exceed wait-max, " + waitMax);
        check(
                searchDeadlineMax.compareTo(requestTimeout) < 0,
                "search-deadline-max",
                searchDeadlineMax,
                "it must be less than request-timeout, " + requestTimeout);
        check(bulkParallelism > 0, "bulk-parallelism", bulkParallelism, "choose at least 1");
        check(backupReadAhead > 0, "backup-read-ahead", backupReadAhead, "choose at least 1");
    }

    /**
     * Reads {@code kith.gateway}.
     *
     * @throws IllegalArgumentException naming the key and what it may be
     */
    public static GatewaySettings from(Config kithGateway) {
        Config c = kithGateway;
        return new GatewaySettings(
                c.getString("host"),
                c.getInt("port"),
                names(c.getString("host-names")),
                c.getString("dispatcher"),
                c.getInt("connections-max"),
                c.getInt("uri-chars-max"),
                c.getDuration("request-timeout"),
                c.getDuration("idle-timeout"),
                c.getDuration("retry-after"),
                c.getBytes("body-bytes-max"),
                c.getBytes("markup-bytes-max"),
                c.getBytes("line-bytes-max"),
                c.getBytes("held-bytes-max"),
                c.getBytes("drain-bytes-max"),
                c.getInt("title-chars-max"),
                Math.toIntExact(c.getBytes("metadata-bytes-max")),
                c.getInt("bulk-parallelism"),
                c.getInt("bulk-streams-max"),
                c.getDuration("bulk-pause"),
                c.getDuration("bulk-patience"),
                c.getInt("backup-streams-max"),
                c.getInt("backup-read-ahead"),
                c.getDuration("backup-patience"),
                c.getInt("restore-streams-max"),
                c.getDuration("deadline-max"),
                c.getDuration("wait-max"),
                c.getInt("searches-max"),
                c.getInt("search-limit-max"),
                c.getDuration("search-deadline"),
                c.getDuration("search-deadline-max"),
                c.getInt("query-chars-max"),
                c.getInt("tasks-limit-max"),
                c.getInt("event-streams-max"),
                c.getInt("events-buffer-max"),
                c.getDuration("events-keep-alive"),
                c.getDuration("close-patience"));
    }

    private static List<String> names(String commaSeparated) {
        return Stream.of(commaSeparated.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static void check(boolean fine, String key, Object value, String remedy) {
        if (!fine) {
            throw new IllegalArgumentException(
                    "kith.gateway." + key + " = " + value + ": " + remedy);
        }
    }
}

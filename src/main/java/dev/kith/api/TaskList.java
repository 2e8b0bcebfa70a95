package dev.kith.api;

import java.util.List;

/** Tasks, newest first; {@code total} counts those in the asked state that there are. */
public record TaskList(List<TaskAnswer> tasks, long total) {}

package dev.kith.node.reunion.rule;

import dev.kith.wire.Wire;

/**
 * What an agent calls to another that is not of its part: who it is, what its part is, and that it
 * hears. Sent every second or so, and at once where it answers a question.
 *
 * @param from who calls
 * @param time when, in milliseconds of the caller's own clock; grows
 * @param heard whom the caller last heard at the address that it calls to; itself while nobody
 * @param echo {@code time} of the last bell that it heard from there; 0 for none. It shows that
 *     both directions work, and how lately, without comparing clocks
 * @param part the caller's part; none while it looks for one
 * @param rank which of the agents that look for a network begins one: the lowest; negative: not
 *     this one
 * @param asks whether the caller would yield to the part of whoever hears this
 * @param granted {@code time} of the question that this answers with yes; 0 for none
 * @param reaches whether the caller and another member of the part of whoever hears this hear each
 *     other
 * @param keeps whether {@code heard} is a member of the caller's network, though maybe one that it
 *     does not reach just now and does not count
 */
public record Bell(
        Seat from,
        long time,
        Seat heard,
        long echo,
        Part part,
        int rank,
        boolean asks,
        long granted,
        boolean reaches,
        boolean keeps)
        implements Wire {}

package dev.kith.cli.bench.people;

import dev.kith.model.AgentId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Made-up agents for simulations, numbered from 0. */
public final class People {
    /** Odd, so that no two numbers meet; ids of real agents are scattered like that too. */
    private static final int SCATTER = 0x9E3779B9;

    private final List<AgentId> all;

    public People(int count) {
        this.all =
                IntStream.range(0, count)
                        .mapToObj(i -> String.format(Locale.ROOT, "did:key:z6Mk%08x", i * SCATTER))
                        .map(AgentId::new)
                        .toList();
    }

    public AgentId id(int number) {
        return all.get(number);
    }

    public List<AgentId> all() {
        return all;
    }
}

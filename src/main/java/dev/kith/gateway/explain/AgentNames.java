package dev.kith.gateway.explain;

import dev.kith.model.AgentId;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import java.util.List;
import java.util.Optional;

/** Agents by what people call them, and what people call agents. */
public record AgentNames(Directory directory) {

    /** By did or short form; otherwise the first of that name. */
    public Optional<Directory.Entry> find(String wanted) {
        List<Directory.Entry> entries = directory.agents();
        return entries.stream()
                .filter(entry -> entry.card().filter(card -> isId(card, wanted)).isPresent())
                .findFirst()
                .or(() -> entries.stream().filter(entry -> isName(entry, wanted)).findFirst());
    }

    /** What an agent's card says; its short form where it is not here. */
    String of(String did) {
        return directory.agents().stream()
                .flatMap(entry -> entry.card().stream())
                .filter(card -> card.agent().did().equals(did))
                .map(Card::name)
                .findFirst()
                .orElseGet(() -> new AgentId(did).shortForm());
    }

    /** What the card of who is at this address says; the address where nobody is known there. */
    String at(String address) {
        return directory.agents().stream()
                .filter(entry -> entry.address().equals(address))
                .flatMap(entry -> entry.card().stream())
                .map(Card::name)
                .findFirst()
                .orElse(address);
    }

    private static boolean isId(Card card, String wanted) {
        return card.agent().did().equals(wanted) || card.agent().shortForm().equals(wanted);
    }

    private static boolean isName(Directory.Entry entry, String wanted) {
        return entry.card().filter(card -> card.name().equals(wanted)).isPresent();
    }
}

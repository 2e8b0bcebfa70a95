package dev.kith.node.reunion.rule;

import java.util.List;

/** What an agent has told people, so that it tells them each thing once. */
final class Sayings {
    private String apart = "";
    private String alone = "";

    /** Says why it stays apart, unless it has just said so with other numbers. */
    void say(String text, List<Act> acts) {
        String kind = text.replaceAll("\\d+", "");
        if (kind.equals(apart)) return;
        apart = kind;
        acts.add(new Act.Say(text));
    }

    /** Nothing keeps it apart; what does so later is said anew. */
    void endApart() {
        apart = "";
    }

    /** While nobody is heard, each of these is said once. */
    List<Act> sayAlone(String text) {
        if (text.equals(alone)) return List.of();
        alone = text;
        return List.of(new Act.Say(text));
    }

    /** Somebody is heard. */
    void endAlone() {
        alone = "";
    }
}

package dev.kith.task.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Capability;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A task remembers its last tries, as many as it may, and says how many it forgot. */
class DiaryTest {
    private final Diary diary = new Diary(5, 3);

    @Test
    void putsTheEndOfATryInPlaceOfItsBeginning() {
        Try first = begun(0);
        diary.note(first);
        diary.note(begun(1));
        diary.note(first.ended(Try.End.REFUSED, "did", "full", 130));

        Story story = diary.tell();

        assertThat(story.since()).isEqualTo(5);
        assertThat(story.tries()).hasSize(2);
        assertThat(story.tries().getFirst().end()).isEqualTo(Try.End.REFUSED);
        assertThat(story.tries().getFirst().agent()).isEqualTo("did");
        assertThat(story.tries().getFirst().millis()).isEqualTo(30);
        assertThat(story.tries().getFirst().candidates()).isEqualTo(first.candidates());
    }

    @Test
    void forgetsTheEldestWhereThereIsNoRoom() {
        for (int salt = 0; salt < 5; salt++) diary.note(begun(salt));
        diary.note(begun(0).ended(Try.End.DONE, "did", "", 130));

        assertThat(diary.tell().tries()).extracting(Try::salt).containsExactly(2, 3, 4);
        assertThat(diary.tell().forgotten()).isEqualTo(2);
    }

    @Test
    void tellsNoMoreOfARefusalThanFitsIntoASmallMessage() {
        Try refused = begun(0).ended(Try.End.REFUSED, "", "x".repeat(10_000), 130);

        assertThat(refused.detail()).hasSize(160);
    }

    private static Try begun(int salt) {
        return new Try(
                Capability.EMBED,
                0,
                0,
                salt,
                "",
                "",
                "",
                false,
                100,
                0,
                Try.End.ASKED,
                "",
                List.of(new Try.Candidate("did", 3, 0.5, 0.25)));
    }
}

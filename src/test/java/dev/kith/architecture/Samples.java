package dev.kith.architecture;

import dev.kith.model.AgentId;
import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentKey;
import dev.kith.model.TaskId;
import dev.kith.vector.UnitVector;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/** Makes one value of any wire type by its components, the same every time. */
final class Samples {
    private static final DocumentKey KEY =
            new DocumentKey(new CollectionName("default"), "notes/\u00e4.txt");
    private static final ContentId CONTENT = ContentId.of("sample");

    /** Values whose constructors refuse what a blind generator would make. */
    private final Map<Class<?>, Object> fixed;

    /** {@code actor} stands wherever a message names one. */
    Samples(ActorRef<?> actor) {
        fixed =
                Map.ofEntries(
                        Map.entry(
                                AgentId.class,
                                new AgentId(
                                        "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK")),
                        Map.entry(CollectionName.class, new CollectionName("default")),
                        Map.entry(DocumentKey.class, KEY),
                        Map.entry(ContentId.class, CONTENT),
                        Map.entry(TaskId.class, TaskId.of(KEY, CONTENT)),
                        Map.entry(UnitVector.class, UnitVector.of(3, 4)),
                        Map.entry(
                                dev.kith.model.Chunk.class,
                                new dev.kith.model.Chunk(3, 17, 4, List.of("One", "Two"))),
                        Map.entry(
                                dev.kith.model.Heading.class,
                                new dev.kith.model.Heading(2, 1, "One")),
                        Map.entry(
                                dev.kith.store.level.Blob.class,
                                new dev.kith.store.level.Blob(new byte[] {0, 1, -1})),
                        Map.entry(Duration.class, Duration.ofSeconds(5)),
                        Map.entry(String.class, "text \ud83d\ude00"),
                        Map.entry(int.class, 7),
                        Map.entry(Integer.class, 7),
                        Map.entry(long.class, 1L << 40),
                        Map.entry(Long.class, 1L << 40),
                        Map.entry(double.class, 0.25),
                        Map.entry(Double.class, 0.25),
                        Map.entry(boolean.class, true),
                        Map.entry(Boolean.class, true),
                        Map.entry(ActorRef.class, actor));
    }

    /** A value of {@code type}, a record, an enum, a sealed interface or a plain value. */
    Object of(Type type) {
        if (type instanceof ParameterizedType generic) return generic(generic);
        Class<?> plain = (Class<?>) type;
        if (fixed.containsKey(plain)) return fixed.get(plain);
        if (plain.isEnum()) return plain.getEnumConstants()[0];
        if (plain.isSealed()) return of(plain.getPermittedSubclasses()[0]);
        if (plain.isRecord()) return record(plain);
        throw new IllegalArgumentException("no sample for " + type + "; add one to Samples");
    }

    private Object generic(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Function<Integer, Object> argument = i -> of(type.getActualTypeArguments()[i]);
        if (raw == List.class) return List.of(argument.apply(0));
        if (raw == Set.class) return Set.of(argument.apply(0));
        if (raw == Optional.class) return Optional.of(argument.apply(0));
        if (raw == Map.class) return Map.of(argument.apply(0), argument.apply(1));
        return of(raw);
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> constructor =
                    type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(
                    Arrays.stream(components).map(c -> of(c.getGenericType())).toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot make a sample of " + type, e);
        }
    }
}
